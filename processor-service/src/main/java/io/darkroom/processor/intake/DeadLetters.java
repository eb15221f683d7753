package io.darkroom.processor.intake;

import io.darkroom.events.DeadLetterHeaders;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer.HeaderNames.HeadersToAdd;

/// Puts aside what cannot be read: the record as it is, on its topic's dead-letter topic, with the
/// reason in headers.
///
/// `darkroom.processor.dead.letters` (counter, tag `topic`): alert on any.
final class DeadLetters {

    private static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

    private final DeadLetterPublishingRecoverer recoverer;
    private final MeterRegistry registry;

    DeadLetters(KafkaOperations<String, byte[]> kafka, MeterRegistry registry) {
        this.registry = registry;
        recoverer = new DeadLetterPublishingRecoverer(
                kafka, (record, _) -> new TopicPartition(Topics.deadLetters(record.topic()), -1));
        recoverer.setFailIfSendResultIsError(true);
        recoverer.setWaitForSendResultTimeout(SEND_TIMEOUT);
        recoverer.excludeHeader(
                HeadersToAdd.EXCEPTION, HeadersToAdd.EX_CAUSE, HeadersToAdd.EX_MSG, HeadersToAdd.EX_STACKTRACE);
        recoverer.setHeadersFunction(DeadLetters::headers);
    }

    /// Ends when the broker has acknowledged the dead letter.
    ///
    /// @throws FailureException with [FailureCode#BROKER_UNAVAILABLE] if it does not
    void put(ConsumerRecord<String, byte[]> record, FailureException reason) {
        try {
            recoverer.accept(record, null, reason);
        } catch (KafkaException | org.apache.kafka.common.KafkaException e) {
            throw new FailureException(FailureCode.BROKER_UNAVAILABLE, "the dead letter was not acknowledged", e);
        }
        Counter.builder("darkroom.processor.dead.letters")
                .tag("topic", record.topic())
                .register(registry)
                .increment();
    }

    private static Headers headers(ConsumerRecord<?, ?> record, Exception reason) {
        RecordHeaders headers = new RecordHeaders();
        if (reason instanceof FailureException failure) {
            DeadLetterHeaders.put(headers, record, failure.code(), failure.reason());
        }
        return headers;
    }
}
