package io.darkroom.servers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.events.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

    private static final int RECORDS = 500;
    private static final int LARGEST_IMAGE_BYTES = 8 * 1024 * 1024;

    @TempDir
    Path directory;

    private KafkaServer server;

    @BeforeEach
    void start() {
        server = new KafkaServer(directory, 0, 0);
        server.start();
        LocalTopics.create(server.bootstrapServers());
    }

    @AfterEach
    void end() {
        server.kill();
    }

    @Test
    void keepsAcknowledgedRecordsWhenItIsKilled() throws Exception {
        try (KafkaProducer<String, byte[]> producer = producer()) {
            for (int number = 0; number < RECORDS; number++) {
                String key = Integer.toString(number);
                producer.send(new ProducerRecord<>(Topics.UPLOADED, key, key.getBytes(UTF_8)))
                        .get();
            }
        }

        server.kill();
        server.start();

        Set<String> keys = new HashSet<>();
        read(Topics.UPLOADED, RECORDS).forEach(record -> keys.add(record.key()));
        assertThat(keys)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, RECORDS).mapToObj(Integer::toString).toList());
    }

    @Test
    void takesALargestImageInlineAndStampsItsArrival() throws Exception {
        long longAgo = 1_000;
        try (KafkaProducer<String, byte[]> producer = producer()) {
            producer.send(new ProducerRecord<>(Topics.EXTERNAL, null, longAgo, "large", new byte[LARGEST_IMAGE_BYTES]))
                    .get();
        }

        ConsumerRecord<String, byte[]> record = read(Topics.EXTERNAL, 1).getFirst();

        assertThat(record.value()).hasSize(LARGEST_IMAGE_BYTES);
        assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
        assertThat(record.timestamp()).isGreaterThan(longAgo);
    }

    @Test
    void createsTopicsAgainWithoutHarm() {
        LocalTopics.create(server.bootstrapServers());

        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            assertThat(consumer.listTopics())
                    .containsKeys(
                            Topics.EXTERNAL,
                            Topics.deadLetters(Topics.EXTERNAL),
                            Topics.UPLOADED,
                            Topics.deadLetters(Topics.UPLOADED),
                            Topics.STREAMED,
                            Topics.deadLetters(Topics.STREAMED),
                            Topics.PROCESSED,
                            Topics.deadLetters(Topics.PROCESSED));
        }
    }

    @Test
    void saysWhichPortIsInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            KafkaServer second = new KafkaServer(directory.resolve("second"), taken.getLocalPort(), 0);

            assertThatThrownBy(second::start)
                    .isInstanceOf(ServerFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort())
                    .hasMessageContaining("Kafka");
        }
    }

    @Test
    void saysWhyItCannotStart() {
        server.kill();
        KafkaServer onAFile = new KafkaServer(directory.resolve("server.log"), 0, 0);

        assertThatThrownBy(onAFile::start)
                .isInstanceOf(ServerFailedException.class)
                .hasMessageContaining("Kafka");
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "max.request.size", 9 * 1024 * 1024),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<PartitionInfo> partitions = consumer.partitionsFor(topic);
            consumer.assign(partitions.stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList());
            while (records.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        return records;
    }
}
