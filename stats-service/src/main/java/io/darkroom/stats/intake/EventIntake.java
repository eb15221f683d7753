package io.darkroom.stats.intake;

import io.darkroom.events.ImageEvent;
import io.darkroom.events.InvalidEventException;
import io.darkroom.stats.fact.FactRepository;
import io.darkroom.stats.freshness.TopicPartitionRepository;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Counts a batch of records: all of it in one transaction, together with how far each partition was read.
///
/// Whatever stops it, it says at which record, and everything before that record is counted. A record that can never
/// be counted is told apart ([InvalidEventException]) from everything else, which is tried again for as long as it
/// takes: a database that is away, or a defect of ours, is no reason to skip an image.
@Component
class EventIntake {

    private final EventReader reader;
    private final FactRepository facts;
    private final TopicPartitionRepository partitions;
    private final TransactionOperations transactions;
    private final IntakeState state;

    EventIntake(
            EventReader reader,
            FactRepository facts,
            TopicPartitionRepository partitions,
            TransactionOperations transactions,
            IntakeState state) {
        this.reader = reader;
        this.facts = facts;
        this.partitions = partitions;
        this.transactions = transactions;
        this.state = state;
    }

    /// @throws BatchListenerFailedException at the first record that is not counted
    void take(List<ConsumerRecord<String, byte[]>> records) {
        state.begin();
        try {
            takeBatch(records);
            state.succeed();
        } catch (BatchListenerFailedException e) {
            state.succeed();
            throw e;
        } catch (RuntimeException e) {
            state.fail(e);
            throw new BatchListenerFailedException("the batch could not be counted", e, 0);
        }
    }

    private void takeBatch(List<ConsumerRecord<String, byte[]>> records) {
        List<ImageEvent> events = new ArrayList<>(records.size());
        for (ConsumerRecord<String, byte[]> record : records) {
            try {
                events.add(reader.read(record));
            } catch (InvalidEventException e) {
                int good = events.size();
                count(records.subList(0, good), events);
                throw uncountable(e, good);
            }
        }
        count(records, events);
    }

    private void count(List<ConsumerRecord<String, byte[]>> records, List<ImageEvent> events) {
        try {
            commit(records, events);
        } catch (DataIntegrityViolationException e) {
            countOneByOne(records, events);
        }
    }

    // One of the events says something that the database cannot hold: find out which.
    private void countOneByOne(List<ConsumerRecord<String, byte[]>> records, List<ImageEvent> events) {
        for (int i = 0; i < records.size(); i++) {
            try {
                commit(records.subList(i, i + 1), events.subList(i, i + 1));
            } catch (DataIntegrityViolationException e) {
                throw uncountable(new InvalidEventException("the event has a value that cannot be stored", e), i);
            }
        }
    }

    private void commit(List<ConsumerRecord<String, byte[]>> records, List<ImageEvent> events) {
        if (records.isEmpty()) {
            return;
        }
        transactions.executeWithoutResult(transaction -> {
            facts.count(events);
            partitions.advance(nextOffsets(records));
        });
        state.counted(events);
    }

    private static Map<TopicPartition, Long> nextOffsets(List<ConsumerRecord<String, byte[]>> records) {
        return records.stream()
                .collect(Collectors.toMap(
                        record -> new TopicPartition(record.topic(), record.partition()),
                        record -> record.offset() + 1,
                        Math::max));
    }

    // The container decides by the root cause, so what lies beneath goes along as suppressed.
    private static BatchListenerFailedException uncountable(InvalidEventException cause, int index) {
        InvalidEventException root = new InvalidEventException(cause.reason());
        root.addSuppressed(cause);
        return new BatchListenerFailedException("a record cannot be counted", root, index);
    }
}
