package io.darkroom.events;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The published JSON Schemas, and what an independent validator says by them.
final class EventSchemas {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final JsonNode RECEIVED = read("image-received");
    private static final JsonNode PROCESSED = read("image-processed");
    private static final Schema RECEIVED_SCHEMA = REGISTRY.getSchema(RECEIVED);
    private static final Schema PROCESSED_SCHEMA = REGISTRY.getSchema(PROCESSED);

    private EventSchemas() {}

    /// The schema of a golden file.
    static JsonNode of(String golden) {
        return golden.startsWith("image-received") ? RECEIVED : PROCESSED;
    }

    static List<Error> errors(Class<? extends ImageEvent> type, JsonNode value) {
        Schema schema = type.equals(ImageReceived.class) ? RECEIVED_SCHEMA : PROCESSED_SCHEMA;
        return schema.validate(
                value, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static JsonNode read(String name) {
        return JsonMapper.shared().readTree(Records.resource("/schemas/" + name + ".schema.json"));
    }
}
