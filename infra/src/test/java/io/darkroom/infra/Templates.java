package io.darkroom.infra;

import io.darkroom.infra.config.EnvironmentConfig;
import io.darkroom.infra.config.Environments;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What was synthesised for one environment, made readable: references become names without
/// CloudFormation's syntax and
/// the CDK's hashes. All environments are synthesised once for all tests.
final class Templates {

    static final Path DIRECTORY = Path.of("target", "synthesised");

    private static final Pattern HASH = Pattern.compile("[0-9A-F]{8}$");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

    private static final Map<String, Templates> ALL = synthesise();

    /// A resource of a template.
    ///
    /// @param stack its stack, without the environment
    /// @param id its logical id, without the hash
    /// @param type its CloudFormation type
    /// @param body all of it
    record Resource(String stack, String id, String type, JsonNode body) {

        JsonNode properties() {
            return body.path("Properties");
        }

        JsonNode property(String... path) {
            JsonNode node = properties();
            for (String name : path) {
                node = node.path(name);
            }
            return node;
        }
    }

    private final String prefix;
    private final Map<String, JsonNode> stacks = new TreeMap<>();
    private final Map<String, JsonNode> exports = new TreeMap<>();
    private final Map<String, String> exporters = new TreeMap<>();

    private Templates(EnvironmentConfig config) {
        prefix = config.prefix() + "-";
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix)
                            && file.getFileName().toString().endsWith(".template.json"))
                    .forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Templates> synthesise() {
        // What an earlier build left is no template of this one.
        deleteAll(DIRECTORY);
        Synthesis.app(DIRECTORY, Environments.ALL).synth();
        return Environments.ALL.stream().collect(Collectors.toMap(EnvironmentConfig::name, Templates::new));
    }

    private static void deleteAll(Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Templates of(EnvironmentConfig config) {
        return ALL.get(config.name());
    }

    private void read(Path file) {
        String stack =
                file.getFileName().toString().replace(".template.json", "").substring(prefix.length());
        JsonNode template = JsonMapper.shared().readTree(file.toFile());
        stacks.put(stack, template);
        for (JsonNode output : template.path("Outputs")) {
            String name = output.path("Export").path("Name").asString("");
            if (!name.isEmpty()) {
                exports.put(name, output.path("Value"));
                exporters.put(name, stack);
            }
        }
    }

    /// All stacks by name, without the environment.
    Map<String, JsonNode> stacks() {
        return stacks;
    }

    /// All resources.
    List<Resource> resources() {
        List<Resource> resources = new ArrayList<>();
        stacks.forEach((stack, template) -> template.path("Resources")
                .properties()
                .forEach(entry -> resources.add(new Resource(
                        stack,
                        plain(entry.getKey()),
                        entry.getValue().path("Type").asString(),
                        entry.getValue()))));
        return resources;
    }

    /// All resources of a type.
    List<Resource> resources(String type) {
        return resources().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    /// The one resource of a type whose id contains a text.
    Resource resource(String type, String id) {
        List<Resource> found = resources(type).stream()
                .filter(resource -> resource.id().contains(id))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("not one %s with %s: %s"
                    .formatted(type, id, found.stream().map(Resource::id).toList()));
        }
        return found.getFirst();
    }

    /// A value with all references by name.
    String text(String stack, JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isArray()) {
            return value.valueStream().map(item -> text(stack, item)).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value.size() == 1) {
            Map.Entry<String, JsonNode> only = value.properties().iterator().next();
            JsonNode argument = only.getValue();
            switch (only.getKey()) {
                case "Ref" -> {
                    return argument.asString().startsWith("AWS::")
                            ? pseudo(argument.asString())
                            : named(stack, argument.asString());
                }
                case "Fn::GetAtt" -> {
                    return named(stack, argument.get(0).asString()) + "."
                            + argument.get(1).asString();
                }
                case "Fn::ImportValue" -> {
                    String name = text(stack, argument);
                    return text(exporters.get(name), exports.get(name));
                }
                case "Fn::Join" -> {
                    return argument.get(1)
                            .valueStream()
                            .map(item -> text(stack, item))
                            .collect(Collectors.joining(argument.get(0).asString()));
                }
                case "Fn::Sub" -> {
                    return VARIABLE.matcher(argument.asString())
                            .replaceAll(found -> Matcher.quoteReplacement(pseudo(found.group(1))));
                }
                case "Fn::Select" -> {
                    return "%s#%s"
                            .formatted(
                                    text(stack, argument.get(1)),
                                    argument.get(0).asString());
                }
                case "Fn::Split" -> {
                    return text(stack, argument.get(1));
                }
                default -> {}
            }
        }
        return value.isObject() ? object(stack, value) : value.asString();
    }

    private String object(String stack, JsonNode value) {
        return value.properties().stream()
                .map(entry -> entry.getKey() + "=" + text(stack, entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String named(String stack, String logicalId) {
        return "<" + stack + "/" + plain(logicalId) + ">";
    }

    private static String pseudo(String name) {
        return name.equals("AWS::Partition") ? "aws" : "<" + name + ">";
    }

    private static String plain(String logicalId) {
        return HASH.matcher(logicalId).replaceAll("");
    }
}
