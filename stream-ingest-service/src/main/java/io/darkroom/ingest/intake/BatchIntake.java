package io.darkroom.ingest.intake;

import io.darkroom.events.SubmittedImage;
import io.darkroom.events.SubmittedImage.Sender;
import io.darkroom.ingest.IngestProperties;
import io.darkroom.ingest.Shutdown;
import io.darkroom.ingest.image.ImageIntake;
import io.darkroom.support.EventTracing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/// Takes batches in: different images at once, as many as there are places; records of one image one after another,
/// because
/// the first decides what the image is. Once a record fails, no further one is begun: the store or the broker is away
/// for
/// all of them.
@Component
final class BatchIntake {

    private final ImageIntake images;
    private final IntakeMetrics metrics;
    private final Shutdown shutdown;
    private final EventTracing tracing;
    private final Semaphore places;
    private final Duration deadline;

    BatchIntake(
            ImageIntake images,
            IntakeMetrics metrics,
            Shutdown shutdown,
            EventTracing tracing,
            IngestProperties properties) {
        this.images = images;
        this.metrics = metrics;
        this.shutdown = shutdown;
        this.tracing = tracing;
        this.places = new Semaphore(properties.parallelImages(), true);
        this.deadline = properties.consumer().batchDeadline();
    }

    /// Takes a batch in and returns when all effects of all its records are done.
    ///
    /// @throws BatchListenerFailedException with the first record that is not done; of those behind it some may be
    void takeIn(List<ConsumerRecord<byte[], byte[]>> batch) {
        BatchProgress progress = new BatchProgress();
        List<Callable<Void>> tasks = new ArrayList<>();
        for (List<ConsumerRecord<byte[], byte[]>> image : byImage(batch)) {
            tasks.add(() -> takeInOneAfterAnother(image, progress));
        }
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(tasks, deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        progress.requireAllDone(batch);
    }

    private static Collection<List<ConsumerRecord<byte[], byte[]>>> byImage(
            List<ConsumerRecord<byte[], byte[]>> batch) {
        Map<Object, List<ConsumerRecord<byte[], byte[]>>> images = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            // A record that names no image is alone.
            Object image =
                    SubmittedImage.senderOf(record).<Object>map(Sender::imageId).orElse(record);
            images.computeIfAbsent(image, _ -> new ArrayList<>()).add(record);
        }
        return images.values();
    }

    @SuppressWarnings("NullAway") // a Callable<Void> has nothing but null to return
    private Void takeInOneAfterAnother(List<ConsumerRecord<byte[], byte[]>> image, BatchProgress progress)
            throws InterruptedException {
        for (ConsumerRecord<byte[], byte[]> record : image) {
            places.acquire();
            try {
                if (progress.hasFailed() || shutdown.hasBegun()) {
                    break;
                }
                metrics.taken(record, tracing.handle(record, () -> images.takeIn(record)));
                progress.done(record);
            } catch (RuntimeException | Error e) {
                progress.failed(e);
                break;
            } finally {
                places.release();
            }
        }
        return null;
    }
}
