package io.darkroom.ingest.intake;

import io.darkroom.events.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/// A fake consumer of one partition whose records stay there: seeking back brings them again.
final class LogConsumer extends MockConsumer<byte[], byte[]> {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.EXTERNAL, 0);

    private final List<ConsumerRecord<byte[], byte[]>> log;
    private final AtomicInteger polls = new AtomicInteger();
    private final AtomicInteger commitsToFail = new AtomicInteger();
    private volatile long committedOffset;

    LogConsumer(List<ConsumerRecord<byte[], byte[]>> log) {
        super("earliest");
        this.log = List.copyOf(log);
        schedulePollTask(() -> {
            updateBeginningOffsets(Map.of(PARTITION, 0L));
            rebalance(List.of(PARTITION));
            offerFrom(0);
        });
    }

    /// The next commits of records fail.
    void failCommits(int count) {
        commitsToFail.set(count);
    }

    int polls() {
        return polls.get();
    }

    long committedOffset() {
        return committedOffset;
    }

    @Override
    public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        polls.incrementAndGet();
        return super.poll(timeout);
    }

    @Override
    public synchronized void seek(TopicPartition partition, long offset) {
        super.seek(partition, offset);
        offerFrom(offset);
    }

    @Override
    public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets) {
        // The framework commits the position that a new group starts from, too.
        if (offsets.get(PARTITION).offset() > 0 && commitsToFail.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new TimeoutException("the fake was told to fail a commit");
        }
        super.commitSync(offsets);
        committedOffset = offsets.get(PARTITION).offset();
    }

    private void offerFrom(long offset) {
        for (ConsumerRecord<byte[], byte[]> record : log) {
            if (record.offset() >= offset) {
                addRecord(record);
            }
        }
    }
}
