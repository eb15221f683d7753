package io.darkroom.support;

import io.darkroom.events.EventCodec;
import io.darkroom.events.FailureCode;
import io.darkroom.events.FailureException;
import io.darkroom.events.ImageEvent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.springframework.kafka.core.KafkaOperations;

/// Publishes events; what is acknowledged is on every in-sync replica. Publishing a fact again is
/// harmless: its id is derived.
/// Thread-safe.
public class EventPublisher {

    private final KafkaOperations<String, byte[]> kafka;
    private final String source;
    private final EventCodec codec = new EventCodec();

    /// @param source the CloudEvents `source`: which service says so, for example `/upload-service`
    public EventPublisher(KafkaOperations<String, byte[]> kafka, String source) {
        this.kafka = kafka;
        this.source = source;
    }

    /// Publishes an event and waits for the acknowledgement.
    ///
    /// @throws FailureException with [FailureCode#BROKER_UNAVAILABLE] if it did not come in time: the
    /// event may be
    /// there or not
    public void publish(String topic, ImageEvent event) {
        try {
            publishAsync(topic, event).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof FailureException failure ? failure : unavailable(e);
        }
    }

    /// Publishes an event.
    ///
    /// @return ends with the acknowledgement, or as [#publish] does
    public CompletableFuture<Void> publishAsync(String topic, ImageEvent event) {
        ProducerRecord<String, byte[]> record = codec.encode(topic, event, source);
        try {
            return kafka.send(record).handle((sent, failure) -> {
                if (failure != null) {
                    throw unavailable(failure);
                }
                return null;
            });
        } catch (KafkaException | org.springframework.kafka.KafkaException e) {
            return CompletableFuture.failedFuture(unavailable(e));
        }
    }

    private static FailureException unavailable(Throwable cause) {
        return new FailureException(
                FailureCode.BROKER_UNAVAILABLE,
                "The event broker cannot be reached just now. Please try again.",
                cause);
    }
}
