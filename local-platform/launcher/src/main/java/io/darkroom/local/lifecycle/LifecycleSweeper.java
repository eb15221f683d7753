package io.darkroom.local.lifecycle;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/// Deletes what has expired by the lifecycle rules that the buckets have at that moment, as S3 does: enabled rules
/// only,
/// by prefix, at the midnight (UTC) after an object's days are over; and aborts multipart uploads that nobody
/// completed.
///
/// A sweep that fails is logged and made up for by the next one.
public final class LifecycleSweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LifecycleSweeper.class);

    private static final Duration TO_NOTICE = Duration.ofSeconds(20);

    private final List<SweptBucket> buckets;
    private final Clock clock;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("lifecycle-sweeper").factory());

    /// @param client reaches the buckets; not closed here
    /// @param bucketNames which buckets
    /// @param clock what time it is
    public LifecycleSweeper(S3Client client, List<String> bucketNames, Clock clock) {
        this(
                bucketNames.stream()
                        .<SweptBucket>map(name -> new S3SweptBucket(client, name))
                        .toList(),
                clock);
    }

    LifecycleSweeper(List<SweptBucket> buckets, Clock clock) {
        this.buckets = List.copyOf(buckets);
        this.clock = clock;
    }

    /// Sweeps now and from then on, until closed.
    ///
    /// @param pause between the end of a sweep and the start of the next
    public void start(Duration pause) {
        var _ = schedule.scheduleWithFixedDelay(this::sweep, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Sweeps every bucket once. A bucket that fails does not keep the others from being swept.
    public Swept sweep() {
        return buckets.stream().map(this::sweepSafely).reduce(new Swept(0, 0, 0), Swept::plus);
    }

    private Swept sweepSafely(SweptBucket bucket) {
        try {
            Swept swept = new BucketSweep(bucket, clock.instant()).run();
            if (swept.expiredObjects() + swept.abortedUploads() > 0) {
                LOG.atInfo()
                        .addKeyValue("bucket", bucket.name())
                        .addKeyValue("expiredObjects", swept.expiredObjects())
                        .addKeyValue("abortedUploads", swept.abortedUploads())
                        .log("carried out lifecycle rules");
            }
            return swept;
        } catch (RuntimeException e) {
            // A sweep that is broken off by the close is no failure.
            if (!schedule.isShutdown()) {
                LOG.atWarn().setCause(e).addKeyValue("bucket", bucket.name()).log("a lifecycle sweep failed");
            }
            return new Swept(0, 0, 1);
        }
    }

    /// Stops sweeping at once; a sweep under way is broken off, and over when this returns.
    @Override
    public void close() {
        schedule.shutdownNow();
        try {
            if (!schedule.awaitTermination(TO_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("a lifecycle sweep does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
