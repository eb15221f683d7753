package io.darkroom.s3.storage;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of an object or a part, apart from its bytes.
///
/// @param etag without quotes
/// @param headers those that come back with the object: `content-type` and the like, and `x-amz-meta-*`; in lower case
/// @param checksum the one its writer chose, if any
/// @param uploadId the multipart upload that it came from, if any
public record StoredObject(
        String key,
        long sizeBytes,
        String etag,
        Instant lastModified,
        Map<String, String> headers,
        @Nullable ObjectChecksum checksum,
        @Nullable String uploadId) {

    private static final String HEADER_PREFIX = "header:";

    /// Copies the headers.
    public StoredObject {
        headers = Map.copyOf(headers);
    }

    /// The checksum, if it has one.
    public Optional<ObjectChecksum> findChecksum() {
        return Optional.ofNullable(checksum);
    }

    Map<String, String> toFields() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("key", key);
        fields.put("size", Long.toString(sizeBytes));
        fields.put("etag", etag);
        fields.put("modified", Long.toString(lastModified.toEpochMilli()));
        headers.forEach((name, value) -> fields.put(HEADER_PREFIX + name, value));
        if (checksum != null) {
            fields.put("checksum", checksum.value());
            fields.put("checksum-algorithm", checksum.algorithm().name());
            fields.put("checksum-composite", Boolean.toString(checksum.isComposite()));
        }
        if (uploadId != null) {
            fields.put("upload", uploadId);
        }
        return fields;
    }

    static StoredObject fromFields(Map<String, String> fields) {
        String checksum = fields.get("checksum");
        return new StoredObject(
                require(fields, "key"),
                Long.parseLong(require(fields, "size")),
                require(fields, "etag"),
                Instant.ofEpochMilli(Long.parseLong(require(fields, "modified"))),
                fields.entrySet().stream()
                        .filter(field -> field.getKey().startsWith(HEADER_PREFIX))
                        .collect(Collectors.toMap(
                                field -> field.getKey().substring(HEADER_PREFIX.length()), Map.Entry::getValue)),
                checksum == null
                        ? null
                        : new ObjectChecksum(
                                ChecksumAlgorithm.named(require(fields, "checksum-algorithm")),
                                checksum,
                                Boolean.parseBoolean(require(fields, "checksum-composite"))),
                fields.get("upload"));
    }

    private static String require(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("An object file lacks its " + name);
        }
        return value;
    }
}
