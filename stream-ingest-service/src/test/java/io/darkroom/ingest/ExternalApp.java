package io.darkroom.ingest;

import io.darkroom.events.CustomerId;
import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageId;
import io.darkroom.events.SubmittedImage;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import io.darkroom.servers.S3Server;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/// The app outside: sends images, and reads what came of them. Its ids are its own, so that tests do not meet.
final class ExternalApp implements AutoCloseable {

    static final String DROPBOX = "acme-dropbox";
    static final CustomerId ACME = new CustomerId("acme");

    private static final int LARGEST_REQUEST_BYTES = 32 * 1024 * 1024;

    private final EventCodec codec = new EventCodec();
    private final String source = "/external-app/" + UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer;

    ExternalApp() {
        this("none");
    }

    ExternalApp(String compression) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.shared().bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        LARGEST_REQUEST_BYTES,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        compression),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /// An image of this app, with the bytes in the record.
    SubmittedImage image(String id, byte[] bytes) {
        return new SubmittedImage(ACME, source, id, null, null, null, bytes);
    }

    /// An image of this app that lies in the dropbox.
    SubmittedImage reference(String id, String key) {
        return new SubmittedImage(ACME, source, id, null, null, "s3://" + DROPBOX + "/" + key, null);
    }

    ImageId imageId(String id) {
        return ImageId.ofStream(ACME, source, id);
    }

    /// Sends and waits for the acknowledgements.
    void send(List<SubmittedImage> images) {
        sendRecords(images.stream().map(SubmittedImage::write).toList());
    }

    /// See [#send].
    void sendRecords(List<ProducerRecord<String, byte[]>> records) {
        try {
            for (var acknowledgement : records.stream().map(producer::send).toList()) {
                acknowledgement.get();
            }
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException("a record was not acknowledged", e);
        }
    }

    /// Puts an object into the dropbox.
    void drop(String key, byte[] bytes) {
        try (S3Client s3 = S3Server.client(Infrastructure.shared().s3Endpoint())) {
            try {
                s3.createBucket(bucket -> bucket.bucket(DROPBOX));
            } catch (BucketAlreadyOwnedByYouException e) {
                // A test before this one made it.
            }
            s3.putObject(object -> object.bucket(DROPBOX).key(key), RequestBody.fromBytes(bytes));
        }
    }

    /// All events of this app's images, in the order of each partition.
    <E extends ImageEvent> List<E> events(String topic, Class<E> type, List<String> ids) {
        List<ImageId> known = ids.stream().map(this::imageId).toList();
        return read(topic).stream()
                .map(record -> codec.decode(record, type))
                .filter(event -> known.contains(event.imageId()))
                .toList();
    }

    /// All dead letters of this app.
    List<ConsumerRecord<String, byte[]>> deadLetters() {
        return read(Topics.deadLetters(Topics.EXTERNAL)).stream()
                .filter(record -> source.equals(header(record, "ce_source")))
                .toList();
    }

    /// Null if there is no such header.
    static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (var consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.shared().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
