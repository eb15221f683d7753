package io.darkroom.ingest.image;

import io.darkroom.events.Failure;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/// Writes rejected records to the dead-letter topic: key, value and headers as they came, and headers that say why
/// (`dlt-code`,
/// `dlt-reason`) and which record it was (`dlt-topic`, `dlt-partition`, `dlt-offset`). Two dead letters with the same
/// topic,
/// partition and offset are one record, delivered twice.
///
/// A record that fits its own topic only because its sender compressed it may not fit here: then it goes without its
/// value,
/// in the worst case without key and headers too, and `dlt-omitted` says so. It can still be read where it came from.
final class DeadLetters {

    private static final String PREFIX = "dlt-";
    static final String CODE = PREFIX + "code";
    static final String REASON = PREFIX + "reason";
    static final String TOPIC = PREFIX + "topic";
    static final String PARTITION = PREFIX + "partition";
    static final String OFFSET = PREFIX + "offset";
    static final String OMITTED = PREFIX + "omitted";

    private final KafkaOperations<byte[], byte[]> kafka;

    DeadLetters(KafkaOperations<byte[], byte[]> kafka) {
        this.kafka = kafka;
    }

    /// Writes a dead letter and waits for the acknowledgement.
    ///
    /// @throws FailureException with [FailureCode#BROKER_UNAVAILABLE] if it did not come in time
    void publish(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        boolean written = isTaken(letter(record.key(), record.value(), headers(record, failure)))
                || isTaken(letter(record.key(), null, omitted(headers(record, failure), "value")))
                || isTaken(letter(null, null, omitted(why(record, failure), "value, key, headers")));
        if (!written) {
            throw new IllegalStateException("the dead-letter topic takes not even a record without content");
        }
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

    // A dead letter that was sent again has our headers already; only the latest are of use.
    private static Headers headers(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        Headers headers = new RecordHeaders();
        for (Header header : record.headers()) {
            if (!header.key().startsWith(PREFIX)) {
                headers.add(header);
            }
        }
        why(record, failure).forEach(headers::add);
        return headers;
    }

    private static Headers why(ConsumerRecord<byte[], byte[]> record, Failure failure) {
        return new RecordHeaders()
                .add(CODE, utf8(failure.code().name()))
                .add(REASON, utf8(failure.message()))
                .add(TOPIC, utf8(record.topic()))
                .add(PARTITION, utf8(String.valueOf(record.partition())))
                .add(OFFSET, utf8(String.valueOf(record.offset())));
    }

    private static Headers omitted(Headers headers, String what) {
        return headers.add(OMITTED, utf8(what));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
