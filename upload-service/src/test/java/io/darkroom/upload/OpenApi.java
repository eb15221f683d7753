package io.darkroom.upload;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The document that is served, as tests are made from it.
final class OpenApi {

    static final JsonNode DOCUMENT = read();

    private static final Set<String> METHODS = Set.of("get", "head", "post", "put", "patch", "delete", "options");

    private OpenApi() {}

    /// One path and method.
    ///
    /// @param path with its variables in braces
    /// @param method in lower case
    /// @param node what the document says of it
    record Operation(String path, String method, JsonNode node) {

        /// Its parameters of a kind.
        ///
        /// @param in `path`, `query` or `header`
        List<JsonNode> parameters(String in) {
            return node.path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.at("/in").asString().equals(in))
                    .toList();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static List<Operation> operations() {
        return DOCUMENT.get("paths")
                .propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .filter(member -> METHODS.contains(member.getKey()))
                        .map(member -> new Operation(path.getKey(), member.getKey(), member.getValue())))
                .toList();
    }

    /// An example of a parameter, from itself or its schema.
    static String exampleOf(JsonNode parameter) {
        return Stream.of("/example", "/schema/example", "/schema/items/example", "/schema/enum/0")
                .map(parameter::at)
                .filter(value -> !value.isMissingNode())
                .map(JsonNode::asString)
                .findFirst()
                .orElse("");
    }

    private static JsonNode read() {
        try {
            return JsonMapper.shared().readTree(Files.readString(Path.of("src/main/resources/static/v1/openapi.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
