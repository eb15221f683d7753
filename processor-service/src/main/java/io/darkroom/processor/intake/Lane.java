package io.darkroom.processor.intake;

import io.darkroom.events.Channel;
import io.darkroom.processor.intake.OffsetLedger.Delivery;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/// One of the two ways in. What the consumer reads is handed to a virtual thread per record, so many at
/// a time as the lane may have in flight; the consumer itself goes on polling, and is told to pause
/// when too much has piled up.
///
/// Spring's own out-of-order acknowledgement is not used: it stops reading a consumer's partitions
/// until the whole of a poll is acknowledged, so one slow image would let the workers run dry; and when
/// an incremental rebalance takes away the partitions that it waits for, those that remain can stay
/// paused.
final class Lane implements AcknowledgingMessageListener<String, byte[]>, ConsumerAwareRebalanceListener {

    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private static final Duration TO_NOTICE = Duration.ofSeconds(8);

    /// Starts and stops the reading.
    interface Flow {
        void pause();

        void resume();
    }

    private final Channel channel;
    private final LaneLimits limits;
    private final RecordHandler handler;
    private final Flow flow;
    private final OffsetLedger ledger = new OffsetLedger();
    private final Semaphore places;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean paused;
    private volatile boolean draining;

    Lane(Channel channel, LaneLimits limits, RecordHandler handler, Flow flow) {
        this.channel = channel;
        this.limits = limits;
        this.handler = handler;
        this.flow = flow;
        this.places = new Semaphore(limits.inFlight(), true);
    }

    Channel channel() {
        return channel;
    }

    /// How many records are being worked on.
    int inFlight() {
        return limits.inFlight() - places.availablePermits();
    }

    /// How many records were read and wait for a place.
    int waiting() {
        return Math.max(0, ledger.unfinished() - inFlight());
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment acknowledgment) {
        if (acknowledgment == null) {
            throw new IllegalStateException("the container acknowledges by hand");
        }
        Delivery delivery = ledger.add(record, acknowledgment);
        threads.execute(() -> run(delivery));
        regulate();
    }

    private void run(Delivery delivery) {
        try {
            places.acquire();
            try {
                if (delivery.isWanted() && !draining) {
                    handler.handle(delivery.record());
                    ledger.done(delivery);
                }
            } finally {
                places.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        regulate();
    }

    private synchronized void regulate() {
        if (draining) {
            return;
        }
        boolean full = ledger.unfinished() >= limits.maxUnfinished() || ledger.uncommitted() >= limits.maxUncommitted();
        boolean roomy = ledger.unfinished() <= limits.maxUnfinished() / 2
                && ledger.uncommitted() <= limits.maxUncommitted() / 2;
        if (full && !paused) {
            paused = true;
            flow.pause();
        } else if (roomy && paused) {
            paused = false;
            flow.resume();
        }
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        forget(partitions);
    }

    private void forget(Collection<TopicPartition> partitions) {
        ledger.forget(partitions);
        regulate();
    }

    /// Begins nothing more, and waits until what is in flight has ended.
    ///
    /// @return whether it has, in time
    boolean drain(Duration timeout) throws InterruptedException {
        synchronized (this) {
            draining = true;
            flow.pause();
        }
        boolean drained = places.tryAcquire(limits.inFlight(), timeout.toMillis(), TimeUnit.MILLISECONDS);
        if (!drained) {
            log.atWarn()
                    .addKeyValue("lane", channel)
                    .addKeyValue("inFlight", inFlight())
                    .log("Images in flight are given up; they will be delivered again");
        }
        return drained;
    }

    /// Interrupts whatever is still under way, and waits until it has noticed: nothing of the image's
    /// may be taken away before.
    void stop() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(TO_NOTICE.toMillis(), TimeUnit.MILLISECONDS)) {
            log.atError().addKeyValue("lane", channel).log("Work on images does not notice that the service stops");
        }
    }
}
