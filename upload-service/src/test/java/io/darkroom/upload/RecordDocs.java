package io.darkroom.upload;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Fills the schemas of the OpenAPI document with what their records say already: descriptions from the documentation
/// of their components, required from their nullness.
final class RecordDocs {

    private static final List<String> RECORDS = List.of(
            "io.darkroom.events.Failure",
            "io.darkroom.events.Label",
            "io.darkroom.events.SourceFacts",
            "io.darkroom.upload.ImageLinks",
            "io.darkroom.upload.Problem",
            "io.darkroom.upload.follow.ImageBatch",
            "io.darkroom.upload.follow.ImageView",
            "io.darkroom.upload.follow.OriginalView",
            "io.darkroom.upload.follow.ResultView",
            "io.darkroom.upload.intake.FormAnswer",
            "io.darkroom.upload.intake.FormAnswer$OfFile",
            "io.darkroom.upload.intake.ImageForm",
            "io.darkroom.upload.intake.Receipt");
    private static final List<Path> SOURCES =
            List.of(Path.of("src/main/java"), Path.of("../image-events/src/main/java"));
    private static final Pattern DOCS = Pattern.compile("(?:^ *///.*\\R)+", Pattern.MULTILINE);
    private static final Pattern PARAM = Pattern.compile("@param (\\w+) (.*?)(?= @|$)");

    private RecordDocs() {}

    /// Describes every schema.
    ///
    /// @throws IllegalStateException if there is one that none of our records made
    static void describe(OpenAPI document) {
        document.getComponents().getSchemas().forEach((name, schema) -> describe(schema, recordOf(name)));
    }

    private static Class<?> recordOf(String schema) {
        return RECORDS.stream()
                .map(RecordDocs::load)
                .filter(type -> schemaOf(type).equals(schema))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no record is known for the schema " + schema));
    }

    private static String schemaOf(Class<?> type) {
        var named = type.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        return named == null || named.name().isEmpty() ? type.getSimpleName() : named.name();
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void describe(Schema<?> schema, Class<?> type) {
        String docs = docsOf(type);
        Map<String, String> ofComponents = PARAM.matcher(docs)
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> sentence(found.group(2))));
        schema.setDescription(docs.replaceFirst(" *@param.*", "").strip());
        for (RecordComponent component : type.getRecordComponents()) {
            Schema<?> property = schema.getProperties().get(component.getName());
            if (property != null) {
                property.setDescription(ofComponents.get(component.getName()));
            }
            if (property != null && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addRequiredItem(component.getName());
            }
        }
    }

    private static String sentence(String text) {
        String stripped = text.strip();
        return Character.toUpperCase(stripped.charAt(0)) + stripped.substring(1) + ".";
    }

    // The lines of the record's documentation as one.
    private static String docsOf(Class<?> type) {
        String source = sourceOf(type);
        String before = source.substring(0, source.indexOf("record " + type.getSimpleName() + "("));
        String docs = DOCS.matcher(before).results().map(MatchResult::group).reduce("", (_, last) -> last);
        return docs.lines()
                .map(line -> line.replaceFirst("^ */// ?", "").strip())
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static String sourceOf(Class<?> type) {
        String file = type.getNestHost().getName().replace('.', '/') + ".java";
        Path path = SOURCES.stream()
                .map(root -> root.resolve(file))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source of " + type));
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
