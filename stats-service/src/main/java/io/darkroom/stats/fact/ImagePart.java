package io.darkroom.stats.fact;

import io.darkroom.events.Failure;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.ImageResult;
import io.darkroom.events.Label;
import io.darkroom.events.SourceFacts;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of an image's row that one event fills. Which of two parts stands is decided in the database
/// (`stats.merged`).
///
/// @param announcedAttempt the attempt that a received event announces; null in a processed event
/// @param end what a processed event tells; null in a received event
record ImagePart(
        UUID imageId,
        String customerId,
        String channel,
        Instant receivedAt,
        String mediaType,
        long sizeBytes,
        @Nullable String fileName,
        @Nullable Integer announcedAttempt,
        @Nullable End end) {

    /// How an attempt ended.
    record End(
            int attempt,
            Instant finishedAt,
            Instant startedAt,
            String outcome,
            @Nullable String failureCode,
            @Nullable String failedProcessor,
            @Nullable String category,
            int resultCount,
            long resultBytes,
            @Nullable Integer widthPx,
            @Nullable Integer heightPx) {}

    private static final Comparator<Label> BY_SCORE_THEN_NAME =
            Comparator.comparingDouble(Label::score).thenComparing(Label::name);

    static ImagePart of(ImageEvent event) {
        return switch (event) {
            case ImageReceived received ->
                part(
                        received,
                        received.mediaType(),
                        received.sizeBytes(),
                        StorableText.of(received.fileName()),
                        received.attempt(),
                        null);
            case ImageProcessed processed ->
                part(processed, processed.mediaType(), processed.sizeBytes(), null, null, end(processed));
        };
    }

    private static ImagePart part(
            ImageEvent event,
            String mediaType,
            long sizeBytes,
            @Nullable String fileName,
            @Nullable Integer announcedAttempt,
            @Nullable End end) {
        return new ImagePart(
                event.imageId().value(),
                event.customerId().value(),
                event.channel().name(),
                event.receivedAt(),
                StorableText.required(mediaType),
                sizeBytes,
                fileName,
                announcedAttempt,
                end);
    }

    private static End end(ImageProcessed processed) {
        Failure failure = processed.failure();
        SourceFacts source = processed.source();
        return new End(
                processed.attempt(),
                processed.finishedAt(),
                processed.startedAt(),
                processed.outcome().name(),
                failure == null ? null : failure.code().name(),
                failure == null ? null : StorableText.of(failure.processor()),
                processed.labels().stream()
                        .max(BY_SCORE_THEN_NAME)
                        .map(label -> StorableText.required(label.name()))
                        .orElse(null),
                processed.results().size(),
                processed.results().stream().mapToLong(ImageResult::sizeBytes).sum(),
                source == null ? null : source.widthPx(),
                source == null ? null : source.heightPx());
    }
}
