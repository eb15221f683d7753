package io.darkroom.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An image came to its end: processed or failed.
///
/// @param imageId which image
/// @param customerId whose image
/// @param channel by which door it came
/// @param receivedAt when it was accepted, to the millisecond
/// @param mediaType sniffed from the leading bytes
/// @param sizeBytes length of the original
/// @param sha256 digest of the original; null if its bytes were never here, or the event is older than this field
/// @param attempt 1, and one more for each replay
/// @param startedAt when work on this attempt began, to the millisecond
/// @param finishedAt when it ended, to the millisecond
/// @param outcome how it ended
/// @param failure why, exactly if the outcome is [Outcome#FAILED]
/// @param source what the original's header says, if it could be read
/// @param results what was made of it; empty if it failed
/// @param labels what was recognised in it
/// @param processors what worked on it
/// @param retainedUntil until when its results are kept at least
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ImageProcessed(
        ImageId imageId,
        CustomerId customerId,
        Channel channel,
        Instant receivedAt,
        String mediaType,
        long sizeBytes,
        @Nullable Sha256 sha256,
        int attempt,
        Instant startedAt,
        Instant finishedAt,
        Outcome outcome,
        @Nullable Failure failure,
        @Nullable SourceFacts source,
        List<ImageResult> results,
        List<Label> labels,
        List<ProcessorRun> processors,
        Instant retainedUntil)
        implements ImageEvent {

    /// The CloudEvents type of this event.
    public static final String TYPE = "io.darkroom.image.processed.v1";

    /// @throws NullPointerException if a required component is missing
    /// @throws IllegalArgumentException if a number is out of range, or failure and outcome disagree
    public ImageProcessed {
        Objects.requireNonNull(imageId, "imageId");
        Objects.requireNonNull(customerId, "customerId");
        Objects.requireNonNull(channel, "channel");
        receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(mediaType, "mediaType");
        startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
        finishedAt = finishedAt.truncatedTo(ChronoUnit.MILLIS);
        Objects.requireNonNull(outcome, "outcome");
        retainedUntil = retainedUntil.truncatedTo(ChronoUnit.MILLIS);
        if (attempt < 1 || sizeBytes < 0) {
            throw new IllegalArgumentException("the attempt is 1 or more and the size not negative");
        }
        if ((failure != null) != (outcome == Outcome.FAILED)) {
            throw new IllegalArgumentException("a failed image has a failure, a processed one has none");
        }
        results = results == null ? List.of() : List.copyOf(results);
        labels = labels == null ? List.of() : List.copyOf(labels);
        processors = processors == null ? List.of() : List.copyOf(processors);
    }

    @Override
    @JsonIgnore
    public String eventId() {
        return imageId + "/processed/" + attempt;
    }

    @Override
    @JsonIgnore
    public String type() {
        return TYPE;
    }

    @Override
    @JsonIgnore
    public Instant occurredAt() {
        return finishedAt;
    }
}
