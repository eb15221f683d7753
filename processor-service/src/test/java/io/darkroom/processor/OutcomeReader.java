package io.darkroom.processor;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageProcessed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// Reads topics from their beginning, in the background, and keeps every record.
final class OutcomeReader implements AutoCloseable {

    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;

    OutcomeReader(String bootstrapServers, String... topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = List.of(topics).stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        thread = Thread.ofPlatform().start(this::read);
    }

    private void read() {
        try {
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        } catch (WakeupException e) {
            consumer.close();
        }
    }

    /// The outcomes of an image, in the order of their publication.
    List<ImageProcessed> of(ImageId image) {
        EventCodec codec = new EventCodec();
        return recordsOf(image.toString()).stream()
                .map(record -> codec.decode(record, ImageProcessed.class))
                .toList();
    }

    List<ConsumerRecord<String, byte[]>> recordsOf(String key) {
        return records.stream().filter(record -> record.key().equals(key)).toList();
    }

    List<ConsumerRecord<String, byte[]>> recordsOf(String topic, String key) {
        return recordsOf(key).stream()
                .filter(record -> record.topic().equals(topic))
                .toList();
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
