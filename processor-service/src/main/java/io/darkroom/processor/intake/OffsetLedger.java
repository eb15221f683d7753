package io.darkroom.processor.intake;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.Acknowledgment;

/// Keeps what was delivered, per partition in the order of offsets, and acknowledges a record only when
/// it and everything before it is done: so whatever ends in whatever order, what is committed is
/// finished. Thread-safe.
final class OffsetLedger {

    private final Map<TopicPartition, Deque<Delivery>> partitions = new HashMap<>();
    private int uncommitted;

    /// A record that was delivered to us.
    static final class Delivery {

        private final ConsumerRecord<String, byte[]> record;
        private final Acknowledgment acknowledgment;
        private boolean done;
        private volatile boolean wanted = true;

        private Delivery(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
            this.record = record;
            this.acknowledgment = acknowledgment;
        }

        ConsumerRecord<String, byte[]> record() {
            return record;
        }

        /// False when its partition has gone to another member of the group, which gets the record too.
        boolean isWanted() {
            return wanted;
        }
    }

    synchronized Delivery add(ConsumerRecord<String, byte[]> record, Acknowledgment acknowledgment) {
        Delivery delivery = new Delivery(record, acknowledgment);
        partitions.computeIfAbsent(partition(record), _ -> new ArrayDeque<>()).add(delivery);
        uncommitted++;
        return delivery;
    }

    /// A record is done.
    synchronized void done(Delivery delivery) {
        Deque<Delivery> deliveries = partitions.get(partition(delivery.record));
        if (!delivery.wanted || delivery.done || deliveries == null) {
            return;
        }
        delivery.done = true;
        Delivery last = null;
        while (isDone(deliveries.peek())) {
            last = deliveries.remove();
            uncommitted--;
        }
        if (last != null) {
            last.acknowledgment.acknowledge();
        }
    }

    /// These partitions are not ours any more: nothing of theirs is acknowledged from now on.
    ///
    /// @return what is not wanted any more
    synchronized List<Delivery> forget(Collection<TopicPartition> revoked) {
        List<Delivery> unwanted = new ArrayList<>();
        for (TopicPartition partition : revoked) {
            Deque<Delivery> deliveries = partitions.remove(partition);
            if (deliveries != null) {
                unwanted.addAll(deliveries);
            }
        }
        unwanted.forEach(delivery -> delivery.wanted = false);
        uncommitted -= unwanted.size();
        return unwanted;
    }

    /// How many records were delivered and are not acknowledged: those that are not done, and those
    /// behind one of them.
    synchronized int uncommitted() {
        return uncommitted;
    }

    private static boolean isDone(@Nullable Delivery delivery) {
        return delivery != null && delivery.done;
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }
}
