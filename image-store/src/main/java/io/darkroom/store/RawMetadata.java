package io.darkroom.store;

import io.darkroom.events.Channel;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How a [RawImage] is written as an S3 object's user metadata. What a sender wrote is form-encoded, so that a
/// header's value is plain ASCII whatever it was. Customer and image are in the key, the media type is the object's
/// own.
final class RawMetadata {

    private static final String CHANNEL = "channel";
    private static final String RECEIVED_AT = "received-at";
    private static final String FILE_NAME = "file-name";
    private static final String ATTRIBUTES = "attributes";

    private RawMetadata() {}

    static Map<String, String> write(RawImage image) {
        Map<String, String> metadata = new HashMap<>();
        metadata.put(CHANNEL, image.channel().name());
        metadata.put(RECEIVED_AT, image.receivedAt().toString());
        if (image.fileName() != null) {
            metadata.put(FILE_NAME, encode(image.fileName()));
        }
        if (!image.attributes().isEmpty()) {
            metadata.put(ATTRIBUTES, encode(image.attributes()));
        }
        return metadata;
    }

    /// @throws IllegalStateException if it is not ours: a defect, since only we write there
    static RawImage read(ObjectKey.Raw key, @Nullable String mediaType, Map<String, String> metadata) {
        try {
            return new RawImage(
                    key.customerId(),
                    key.imageId(),
                    Channel.valueOf(metadata.getOrDefault(CHANNEL, "")),
                    Instant.parse(metadata.getOrDefault(RECEIVED_AT, "")),
                    mediaType == null ? "" : mediaType,
                    metadata.containsKey(FILE_NAME) ? decode(metadata.getOrDefault(FILE_NAME, "")) : null,
                    decodeAll(metadata.getOrDefault(ATTRIBUTES, "")));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new IllegalStateException("the metadata of an original is not ours", e);
        }
    }

    private static String encode(Map<String, String> attributes) {
        return attributes.entrySet().stream()
                .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> decodeAll(String encoded) {
        return encoded.isEmpty()
                ? Map.of()
                : Arrays.stream(encoded.split("&", -1))
                        .map(pair -> pair.split("=", 2))
                        .collect(Collectors.toMap(pair -> decode(pair[0]), pair -> decode(pair[1])));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
