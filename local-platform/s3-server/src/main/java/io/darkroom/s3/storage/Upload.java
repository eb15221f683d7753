package io.darkroom.s3.storage;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A multipart upload that has begun and not ended.
///
/// @param headers those that the object will have
/// @param algorithm the checksum that parts and object carry, if any
/// @param isFullObject whether the object's checksum will be that of its bytes, not of its parts' checksums
public record Upload(
        String id,
        String key,
        Instant initiated,
        Map<String, String> headers,
        @Nullable ChecksumAlgorithm algorithm,
        boolean isFullObject) {

    /// Copies the headers.
    public Upload {
        headers = Map.copyOf(headers);
    }
}
