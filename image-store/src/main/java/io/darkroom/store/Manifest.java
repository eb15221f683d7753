package io.darkroom.store;

import io.darkroom.events.ImageProcessed;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The commit marker of an image: it has come to its end if and only if its manifest exists, for failures too.
/// It holds the whole event, so that the event can be published again from it.
///
/// @param processed how the image ended
/// @param attributes what processors found out beyond results and labels, by `processor.attribute`
/// @param parameters what the processors that worked on the image were told to do, by processor and parameter
public record Manifest(
        ImageProcessed processed, Map<String, String> attributes, Map<String, Map<String, String>> parameters) {

    static final String FILE_NAME = "manifest.json";

    private static final JsonMapper MAPPER = JsonMapper.shared();

    /// @throws NullPointerException if the outcome is missing
    public Manifest {
        Objects.requireNonNull(processed, "processed");
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
        parameters = parameters == null ? Map.of() : Map.copyOf(parameters);
    }

    /// A manifest of an image that no processor was told anything about.
    public Manifest(ImageProcessed processed, Map<String, String> attributes) {
        this(processed, attributes, Map.of());
    }

    /// The attributes in the order of their names: the same manifest has the same bytes.
    @Override
    public Map<String, String> attributes() {
        return new TreeMap<>(attributes);
    }

    /// The parameters in the order of their names.
    @Override
    public Map<String, Map<String, String>> parameters() {
        Map<String, Map<String, String>> sorted = new TreeMap<>();
        parameters.forEach((processor, told) -> sorted.put(processor, new TreeMap<>(told)));
        return sorted;
    }

    /// Its key.
    public ObjectKey.OfManifest key() {
        return new ObjectKey.OfManifest(processed.customerId(), processed.imageId());
    }

    /// As JSON, UTF-8.
    byte[] toJson() {
        return MAPPER.writeValueAsBytes(this);
    }

    /// @throws IllegalStateException if the object is not a manifest: a defect, since only we write there
    static Manifest ofJson(byte[] json) {
        try {
            return Objects.requireNonNull(MAPPER.readValue(json, Manifest.class), "the JSON text null");
        } catch (JacksonException | NullPointerException e) {
            throw new IllegalStateException("an object under a manifest's key is not a manifest", e);
        }
    }
}
