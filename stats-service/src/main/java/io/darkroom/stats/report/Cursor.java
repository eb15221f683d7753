package io.darkroom.stats.report;

import com.fasterxml.jackson.annotation.JsonValue;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where a page ends: the key of its last image. It opens nothing: whose images follow is decided anew by each
/// request.
record Cursor(Instant receivedAt, UUID imageId) {

    private static final int LENGTH_BYTES = 3 * Long.BYTES;

    /// @throws FailureException if the text is no cursor
    static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == LENGTH_BYTES) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                return new Cursor(
                        TimeRange.requireSane(Instant.ofEpochMilli(buffer.getLong())),
                        new UUID(buffer.getLong(), buffer.getLong()));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(e);
        }
        throw invalid(null);
    }

    /// Opaque text, fit for a URL.
    @JsonValue
    String text() {
        ByteBuffer buffer = ByteBuffer.allocate(LENGTH_BYTES)
                .putLong(receivedAt.toEpochMilli())
                .putLong(imageId.getMostSignificantBits())
                .putLong(imageId.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(buffer.array());
    }

    private static FailureException invalid(@Nullable Throwable cause) {
        return new FailureException(
                FailureCode.INVALID_EVENT,
                "The parameter 'cursor' must be one that an answer of this service gave.",
                cause);
    }
}
