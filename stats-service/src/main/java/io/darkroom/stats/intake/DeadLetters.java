package io.darkroom.stats.intake;

import io.darkroom.events.DeadLetterHeaders;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Topics;
import io.darkroom.stats.freshness.TopicPartitionRepository;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;
import org.springframework.stereotype.Component;

/// Puts a record that can never be counted on its topic's dead-letter topic: key, value and headers as they came, and
/// [DeadLetterHeaders]. Only then the partition moves on.
@Component
class DeadLetters implements ConsumerRecordRecoverer {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    // Leaves the choice of the partition to the producer: by key.
    private static final int ANY_PARTITION = -1;

    private final DeadLetterPublishingRecoverer publisher;
    private final TopicPartitionRepository partitions;
    private final IntakeState state;

    DeadLetters(KafkaOperations<?, ?> kafka, TopicPartitionRepository partitions, IntakeState state) {
        this.publisher = new DeadLetterPublishingRecoverer(
                kafka, (record, cause) -> new TopicPartition(Topics.deadLetters(record.topic()), ANY_PARTITION));
        publisher.excludeHeader(HeadersToAdd.values());
        publisher.setHeadersFunction(DeadLetters::headers);
        this.partitions = partitions;
        this.state = state;
    }

    /// @throws RuntimeException if broker or database are away: the record will be delivered again
    @Override
    public void accept(ConsumerRecord<?, ?> record, Exception cause) {
        publisher.accept(record, cause);
        partitions.advance(Map.of(new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
        state.deadLetter();
        LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason(failureIn(cause)))
                .log("a record cannot be counted and is a dead letter now");
        LOG.atDebug().setCause(cause).log("why");
    }

    private static Headers headers(ConsumerRecord<?, ?> record, Exception thrown) {
        FailureException failure = failureIn(thrown);
        Headers headers = new RecordHeaders();
        FailureCode code = failure == null ? FailureCode.INTERNAL : failure.code();
        DeadLetterHeaders.put(headers, record, code, reason(failure));
        return headers;
    }

    private static String reason(@Nullable FailureException failure) {
        return failure == null ? "the record cannot be counted" : failure.reason();
    }

    private static @Nullable FailureException failureIn(@Nullable Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof FailureException)) {
            cause = cause.getCause();
        }
        return (FailureException) cause;
    }
}
