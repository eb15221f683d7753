package io.darkroom.ingest.image;

import io.darkroom.events.DeadLetterHeaders;
import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/// Writes rejected records to the dead-letter topic: key, value and headers as they came, and [DeadLetterHeaders].
///
/// A record that fits its own topic only because its sender compressed it may not fit here: then it goes without its
/// value, in the worst case without key and headers too, and [DeadLetterHeaders#OMITTED] says so. It can still be read
/// where it came from.
final class DeadLetters {

    private final KafkaOperations<byte[], byte[]> kafka;

    DeadLetters(KafkaOperations<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /// Writes a dead letter and waits for the acknowledgement.
    ///
    /// @throws FailureException with [FailureCode#BROKER_UNAVAILABLE] if it did not come in time
    void publish(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        Headers all = new RecordHeaders(record.headers());
        DeadLetterHeaders.put(all, record, failure.code(), failure.message());
        Headers ours = new RecordHeaders();
        DeadLetterHeaders.put(ours, record, failure.code(), failure.message());
        boolean written = isTaken(letter(record.key(), record.value(), all))
                || isTaken(letter(record.key(), null, omitting("value", all)))
                || isTaken(letter(null, null, omitting("value, key, headers", ours)));
        if (!written) {
            throw new IllegalStateException("the dead-letter topic takes not even a record without content");
        }
    }

    private static Headers omitting(String what, Headers headers) {
        return new RecordHeaders(headers).add(DeadLetterHeaders.OMITTED, what.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isTaken(ProducerRecord<byte[], byte[]> letter) {
        try {
            kafka.send(letter).join();
            return true;
        } catch (CompletionException | KafkaException e) {
            if (NestedExceptionUtils.getMostSpecificCause(e) instanceof RecordTooLargeException) {
                return false;
            }
            throw new FailureException(FailureCode.BROKER_UNAVAILABLE, "The broker cannot be reached just now.", e);
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        return new ProducerRecord<>(Topics.deadLetters(Topics.EXTERNAL), null, key, value, headers);
    }
}
