package io.darkroom.processor.pipeline;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Topics;
import io.darkroom.store.ImageStore;
import io.darkroom.store.Manifest;
import io.darkroom.support.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings an image to its end: results, then manifest, then event. Every step may be repeated, by this
/// process or another one, without changing what came of it: the first manifest of an attempt stands,
/// and what is published is what it says.
///
/// Blocks, best a virtual thread, for as long as the store, the broker or the disk are away.
public final class ImagePipeline {

    private static final Logger log = LoggerFactory.getLogger(ImagePipeline.class);

    /// How often work that fails for a defect of ours is done before the image ends as failed.
    private static final int TRIES = 3;

    private final ImageStore store;
    private final Workshop workshop;
    private final EventPublisher publisher;
    private final Patience patience;
    private final PipelineMetrics metrics;
    private final OneAtATime oneAtATime = new OneAtATime();

    /// @param workshop where the work is done
    public ImagePipeline(
            ImageStore store, Workshop workshop, EventPublisher publisher, Patience patience, MeterRegistry registry) {
        this.store = store;
        this.workshop = workshop;
        this.publisher = publisher;
        this.patience = patience;
        this.metrics = new PipelineMetrics(registry);
    }

    /// Ends when the image's end has been published and acknowledged by the broker.
    ///
    /// @return what was published
    /// @throws InterruptedException if the service stops: nothing is known then, and the event must be
    ///     delivered again
    public ImageProcessed process(ImageReceived image) throws InterruptedException {
        return oneAtATime.run(image.imageId(), () -> {
            Optional<Manifest> standing = findOutcome(image);
            if (standing.isPresent()) {
                return publishAgain(standing.get().processed());
            }
            long begin = System.nanoTime();
            ImageProcessed processed = commit(work(image)).processed();
            publish(processed);
            ended(processed, Duration.ofNanos(System.nanoTime() - begin));
            return processed;
        });
    }

    private ImageProcessed publishAgain(ImageProcessed processed) throws InterruptedException {
        publish(processed);
        metrics.republished(processed.channel());
        return processed;
    }

    private void ended(ImageProcessed processed, Duration took) {
        metrics.ended(processed, took);
        Failure failure = processed.failure();
        log.atInfo()
                .addKeyValue("imageId", processed.imageId())
                .addKeyValue("customerId", processed.customerId())
                .addKeyValue("outcome", failure == null ? processed.outcome() : failure.code())
                .addKeyValue("millis", took.toMillis())
                .log("An image has ended");
    }

    private Optional<Manifest> findOutcome(ImageReceived image) throws InterruptedException {
        return patience.until("look for a manifest", () -> store.findManifest(image.customerId(), image.imageId()))
                .filter(manifest -> manifest.processed().attempt() >= image.attempt());
    }

    private Manifest work(ImageReceived image) throws InterruptedException {
        Instant startedAt = workshop.now();
        for (int tries = 1; ; tries++) {
            try {
                return patience.until("work on an image", () -> workshop.work(image, startedAt));
            } catch (RuntimeException e) {
                log.atError()
                        .addKeyValue("imageId", image.imageId())
                        .addKeyValue("customerId", image.customerId())
                        .addKeyValue("tries", tries)
                        .setCause(e)
                        .log("An image could not be worked on for a defect of the platform");
                if (tries == TRIES) {
                    return workshop.failed(image, startedAt, internal());
                }
            }
        }
    }

    private Manifest commit(Manifest manifest) throws InterruptedException {
        return patience.until("commit a manifest", () -> store.commitManifest(manifest));
    }

    private void publish(ImageProcessed processed) throws InterruptedException {
        patience.until("publish an outcome", () -> {
            publisher.publish(Topics.PROCESSED, processed);
            return processed;
        });
    }

    private static Failure internal() {
        return new Failure(
                FailureCode.INTERNAL, "The image could not be processed for a reason that is ours. We are told.", null);
    }
}
