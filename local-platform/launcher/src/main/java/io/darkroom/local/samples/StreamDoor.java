package io.darkroom.local.samples;

import io.darkroom.events.ImageId;
import io.darkroom.events.Sha256;
import io.darkroom.events.SubmittedImage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Sends samples as the external app does over Kafka.
final class StreamDoor implements AutoCloseable {

    static final String SOURCE = "/samples";

    private static final int MAX_REQUEST_BYTES = 9 * 1024 * 1024;
    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final Duration BLOCK = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;

    StreamDoor(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    static StreamDoor to(String bootstrapServers) {
        return new StreamDoor(new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "samples",
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        MAX_REQUEST_BYTES,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        BLOCK.toMillis(),
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) DEADLINE.toMillis()),
                new StringSerializer(),
                new ByteArraySerializer()));
    }

    ImageId send(Sample sample) {
        byte[] bytes = sample.bytes().get();
        Sha256 digest = Sha256.of(bytes);
        SubmittedImage image = new SubmittedImage(
                sample.customerId(), SOURCE, SampleName.of(sample, digest), digest, sample.fileName(), null, bytes);
        try {
            producer.send(image.write()).get(DEADLINE.plus(BLOCK).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw refused(sample, e.getCause());
        } catch (KafkaException e) {
            throw refused(sample, e);
        } catch (TimeoutException e) {
            throw new SampleFailedException("The stream did not take %s in time".formatted(sample.fileName()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SampleFailedException("Interrupted while sending samples", e);
        }
        return image.imageId();
    }

    private static SampleFailedException refused(Sample sample, @Nullable Throwable cause) {
        return new SampleFailedException("The stream did not take %s: %s".formatted(sample.fileName(), cause), cause);
    }

    @Override
    public void close() {
        producer.close(CLOSE);
    }
}
