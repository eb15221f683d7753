package io.darkroom.processor.result;

import io.darkroom.events.Failure;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Label;
import io.darkroom.events.Outcome;
import io.darkroom.events.ProcessorRun;
import io.darkroom.events.SourceFacts;
import io.darkroom.store.Manifest;
import io.darkroom.store.Retention;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words an image's end as the manifest that is to be committed.
public final class OutcomeWriter {

    private final Clock clock;
    private final Retention retention;

    /// @param retention how long results are kept
    public OutcomeWriter(Clock clock, Retention retention) {
        this.clock = clock;
        this.retention = retention;
    }

    /// What the outcome is about.
    ///
    /// @param image which image
    /// @param startedAt when work on this attempt began
    /// @param source what its header says, if known
    /// @param runs which processors worked on it
    /// @param parameters what these were told, by processor
    public record Work(
            ImageReceived image,
            Instant startedAt,
            @Nullable SourceFacts source,
            List<ProcessorRun> runs,
            Map<String, Map<String, String>> parameters) {}

    /// What time it is.
    public Instant now() {
        return clock.instant();
    }

    /// The image was processed.
    public Manifest processed(
            Work work, List<ImageResult> results, List<Label> labels, Map<String, String> attributes) {
        return new Manifest(event(work, Outcome.PROCESSED, null, results, labels), attributes, work.parameters());
    }

    /// The image failed.
    public Manifest failed(Work work, Failure failure) {
        return new Manifest(event(work, Outcome.FAILED, failure, List.of(), List.of()), Map.of(), work.parameters());
    }

    private ImageProcessed event(
            Work work, Outcome outcome, @Nullable Failure failure, List<ImageResult> results, List<Label> labels) {
        ImageReceived image = work.image();
        Instant finishedAt = clock.instant();
        return new ImageProcessed(
                image.imageId(),
                image.customerId(),
                image.channel(),
                image.receivedAt(),
                image.mediaType(),
                image.sizeBytes(),
                image.sha256(),
                image.attempt(),
                work.startedAt(),
                finishedAt,
                outcome,
                failure,
                work.source(),
                results,
                labels,
                work.runs(),
                retention.keptUntil(finishedAt));
    }
}
