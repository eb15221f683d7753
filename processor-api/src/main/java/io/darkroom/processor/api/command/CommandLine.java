package io.darkroom.processor.api.command;

import io.darkroom.processor.api.ImageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command with placeholders. `{id}`, `{input}`, `{outputDir}`, `{mediaType}` and `{parameters.NAME}` may stand
/// anywhere in an argument, any number of times; other text in braces stays as it is. No shell is involved, so nothing
/// that is put in can be taken for a command.
public final class CommandLine {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{(id|input|outputDir|mediaType|parameters\\.[^{}]+)}");
    private static final String PARAMETERS = "parameters.";

    private CommandLine() {}

    /// Whether a command says where the path of the image goes.
    public static boolean namesInput(List<String> command) {
        return command.stream().anyMatch(argument -> argument.contains("{input}"));
    }

    /// The program and arguments for one image.
    public static List<String> of(List<String> command, ImageRequest request) {
        List<String> filled = new ArrayList<>();
        for (String argument : command) {
            filled.add(PLACEHOLDER
                    .matcher(argument)
                    .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), found.group(), request))));
        }
        return filled;
    }

    private static String value(String name, String placeholder, ImageRequest request) {
        return switch (name) {
            case "id" -> request.id();
            case "input" -> request.input().toString();
            case "outputDir" -> request.outputDirectory().toString();
            case "mediaType" -> request.mediaType();
            default -> request.parameters().getOrDefault(name.substring(PARAMETERS.length()), placeholder);
        };
    }
}
