package io.darkroom.ingest.image;

import io.darkroom.events.Channel;
import io.darkroom.events.Failure;
import io.darkroom.events.ImageFormat;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Outcome;
import io.darkroom.events.Sha256;
import io.darkroom.events.SubmittedImage.Sender;
import io.darkroom.events.Topics;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.store.Retention;
import io.darkroom.support.EventPublisher;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Ends images as failed that were never stored. The manifest comes first, and what stands in it is announced: the same
/// bad record any number of times is one failed image.
@Component
final class FailedOutcomes {

    private static final String UNKNOWN_MEDIA_TYPE = "application/octet-stream";

    private final ImageStore store;
    private final EventPublisher publisher;
    private final Retention retention;
    private final Clock clock;

    FailedOutcomes(ImageStore store, EventPublisher publisher, Retention retention, Clock clock) {
        this.store = store;
        this.publisher = publisher;
        this.retention = retention;
        this.clock = clock;
    }

    /// Ends an image as failed, unless it has ended.
    ///
    /// @param bytes of the image, none if it is not known
    void conclude(Sender sender, Instant receivedAt, byte[] bytes, Failure failure) {
        Manifest failed = new Manifest(failed(sender, receivedAt, bytes, failure), Map.of());
        publisher.publish(Topics.PROCESSED, store.commitManifest(failed).processed());
    }

    private ImageProcessed failed(Sender sender, Instant receivedAt, byte[] bytes, Failure failure) {
        Instant now = clock.instant();
        return new ImageProcessed(
                sender.imageId(),
                sender.customerId(),
                Channel.STREAM,
                receivedAt,
                ImageFormat.sniff(bytes).map(ImageFormat::mediaType).orElse(UNKNOWN_MEDIA_TYPE),
                bytes.length,
                bytes.length == 0 ? null : Sha256.of(bytes),
                1,
                now,
                now,
                Outcome.FAILED,
                failure,
                null,
                List.of(),
                List.of(),
                List.of(),
                retention.keptUntil(now));
    }
}
