package io.darkroom.processor.intake;

import io.darkroom.events.Channel;
import io.darkroom.events.EventCodec;
import io.darkroom.processor.intake.OffsetLedger.Delivery;
import io.darkroom.processor.worker.Claimant;
import io.darkroom.processor.worker.FairShare;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.AcknowledgingMessageListener;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.support.Acknowledgment;

/// One of the two ways in. The consumer reads ahead, and what it has read waits for one of the places
/// that the lane has; a place that becomes free goes to the customer who holds fewest of them
/// ([FairShare]), so one who sends much waits for his own images, and the others do not. A record that
/// has a place is worked on by a virtual thread. The consumer itself goes on polling, and is told to
/// pause when too much has piled up.
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
    private final FairShare<Integer> places;
    private final Map<Delivery, Wish> wishes = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean paused;
    private volatile boolean draining;

    Lane(Channel channel, LaneLimits limits, RecordHandler handler, Flow flow) {
        this.channel = channel;
        this.limits = limits;
        this.handler = handler;
        this.flow = flow;
        this.places = new FairShare<>(Map.of(channel, 1));
        IntStream.range(0, limits.inFlight()).forEach(places::add);
    }

    Channel channel() {
        return channel;
    }

    /// How many records are being worked on.
    int inFlight() {
        return places.held(channel);
    }

    /// How many records were read and wait for a place.
    int waiting() {
        return places.waiting(channel);
    }

    @Override
    public void onMessage(ConsumerRecord<String, byte[]> record, @Nullable Acknowledgment acknowledgment) {
        if (acknowledgment == null) {
            throw new IllegalStateException("the container acknowledges by hand");
        }
        ask(ledger.add(record, acknowledgment));
        regulate();
    }

    /// A place that a record waits for.
    private record Wish(Claimant claimant, CompletableFuture<Integer> place) {}

    private synchronized void ask(Delivery delivery) {
        if (draining) {
            return;
        }
        Claimant claimant =
                new Claimant(channel, EventCodec.findCustomer(delivery.record()).orElse(null));
        Wish wish = new Wish(claimant, places.take(claimant));
        wishes.put(delivery, wish);
        var _ = wish.place().thenAccept(place -> threads.execute(() -> run(delivery, claimant, place)));
    }

    // Whoever takes the wish out of the map has to see to its place.
    private void withdraw(Delivery delivery) {
        Wish wish = wishes.remove(delivery);
        if (wish != null) {
            places.cancel(wish.claimant(), wish.place());
        }
    }

    private void run(Delivery delivery, Claimant claimant, Integer place) {
        if (wishes.remove(delivery) == null) {
            return;
        }
        try {
            if (delivery.isWanted() && !draining) {
                handler.handle(delivery.record());
                ledger.done(delivery);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            places.done(claimant);
            places.add(place);
        }
        regulate();
    }

    private synchronized void regulate() {
        if (draining) {
            return;
        }
        boolean full = ledger.uncommitted() >= limits.readAhead();
        boolean roomy = ledger.uncommitted() <= limits.resumeAt();
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
        ledger.forget(partitions).forEach(this::withdraw);
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
        wishes.keySet().forEach(this::withdraw);
        threads.shutdown();
        boolean drained = threads.awaitTermination(timeout.toMillis(), TimeUnit.MILLISECONDS);
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
