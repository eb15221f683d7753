package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// An image was accepted: its bytes are in the raw bucket.
///
/// @param imageId which image
/// @param customerId whose image
/// @param channel by which door it came
/// @param receivedAt when it was accepted, to the millisecond
/// @param attempt 1, and one more for each replay
/// @param mediaType sniffed from the leading bytes, never the declared one
/// @param sizeBytes length of the original
/// @param sha256 digest of the original
/// @param raw where the original is stored
/// @param fileName what the sender called it, if it said; inert text, never a path
/// @param attributes what else the sender said about it
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageReceived(
        ImageId imageId,
        CustomerId customerId,
        Channel channel,
        Instant receivedAt,
        int attempt,
        String mediaType,
        long sizeBytes,
        Sha256 sha256,
        ObjectLocation raw,
        @Nullable String fileName,
        Map<String, String> attributes)
        implements ImageEvent {

    /// The CloudEvents type of this event.
    public static final String TYPE = "io.darkroom.image.received.v1";

    /// @throws NullPointerException if a required component is missing
    /// @throws IllegalArgumentException if a number is out of range
    public ImageReceived {
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(channel, "channel");
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(mediaType, "mediaType");
        Objects.requireNonNull(sha256, "sha256");
        Objects.requireNonNull(raw, "raw");
        if (attempt < 1 || sizeBytes < 0) {
            throw new IllegalArgumentException("the attempt is 1 or more and the size not negative");
        }
        // Sorted: the same event has the same bytes. Absent in JSON means none.
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /// The attributes in the order of their names: the same event has the same bytes.
    @Override
    public Map<String, String> attributes() {
        return new TreeMap<>(attributes);
    }

    @Override
    @JsonIgnore
    public String eventId() {
        return attempt == 1 ? imageId + "/received" : imageId + "/received/" + attempt;
    }

    @Override
    @JsonIgnore
    public String type() {
        return TYPE;
    }

    @Override
    @JsonIgnore
    public Instant occurredAt() {
        return receivedAt;
    }
}
