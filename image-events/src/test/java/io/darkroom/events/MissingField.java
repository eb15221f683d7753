package io.darkroom.events;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// A field of a golden file that its schema requires.
///
/// @param golden which file
/// @param parent JSON pointer of the object that the field is in
/// @param name the field's name
record MissingField(String golden, String parent, String name) {

    /// All that a schema requires in a value.
    ///
    /// @param root the whole schema, which references are resolved in
    static List<MissingField> allIn(JsonNode value, JsonNode schema, JsonNode root, String golden, String pointer) {
        JsonNode resolved =
                schema.has("$ref") ? root.at(schema.get("$ref").asString().substring(1)) : schema;
        List<MissingField> fields = new ArrayList<>();
        resolved.path("required").forEach(name -> fields.add(new MissingField(golden, pointer, name.asString())));
        resolved.path("properties").propertyStream().forEach(property -> {
            if (value.has(property.getKey())) {
                fields.addAll(allIn(
                        value.get(property.getKey()),
                        property.getValue(),
                        root,
                        golden,
                        pointer + "/" + property.getKey()));
            }
        });
        if (value.isArray() && !value.isEmpty() && resolved.has("items")) {
            fields.addAll(allIn(value.get(0), resolved.get("items"), root, golden, pointer + "/0"));
        }
        return fields;
    }
}
