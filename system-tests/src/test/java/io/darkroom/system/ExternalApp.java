package io.darkroom.system;

import io.darkroom.events.CustomerId;
import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.events.SubmittedImage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// The app that streams images onto Kafka.
final class ExternalApp implements AutoCloseable {

    static final String SOURCE = "/external-app";

    private final KafkaProducer<String, byte[]> producer;

    ExternalApp(String bootstrapServers) {
        // Patient: an acknowledgement counts as accepted, so a sender keeps trying while the broker is away.
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        300_000,
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        300_000,
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        9 * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /// Sends an image.
    ///
    /// @return ends with the broker's acknowledgement
    CompletableFuture<ImageId> send(CustomerId customer, String eventId, byte[] image) {
        return send(new SubmittedImage(customer, SOURCE, eventId, Sha256.of(image), eventId + ".jpg", null, image));
    }

    /// Sends the address of an image.
    ///
    /// @return ends with the broker's acknowledgement
    CompletableFuture<ImageId> refer(CustomerId customer, String eventId, String address) {
        return send(new SubmittedImage(customer, SOURCE, eventId, null, null, address, null));
    }

    private CompletableFuture<ImageId> send(SubmittedImage submitted) {
        CompletableFuture<ImageId> acknowledged = new CompletableFuture<>();
        var _ = producer.send(submitted.write(), (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(submitted.imageId());
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close();
    }
}
