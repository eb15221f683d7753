package io.darkroom.stats;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageEvent;
import io.darkroom.events.ImageProcessed;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Sends to and reads from the topics as the other services do.
public final class TestTopics {

    private static final EventCodec CODEC = new EventCodec();
    private static final KafkaProducer<String, byte[]> PRODUCER = new KafkaProducer<>(
            Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers(), "acks", "all", "linger.ms", "5"),
            new StringSerializer(),
            new ByteArraySerializer());

    private TestTopics() {}

    /// Sends events, each to its topic, and waits until they are there.
    public static void send(ImageEvent... events) {
        sendAll(List.of(events));
    }

    /// Sends events, each to its topic, and waits until they are there.
    public static void sendAll(List<ImageEvent> events) {
        sendRecords(events.stream().map(TestTopics::record).toList());
    }

    /// Sends records and waits until they are there.
    public static void sendRecords(List<ProducerRecord<String, byte[]>> records) {
        try {
            for (var sent : records.stream().map(PRODUCER::send).toList()) {
                RecordMetadata there = sent.get(120, TimeUnit.SECONDS);
                if (!there.hasOffset()) {
                    throw new IllegalStateException("the broker did not acknowledge");
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The record of an event.
    public static ProducerRecord<String, byte[]> record(ImageEvent event) {
        String topic = event instanceof ImageProcessed ? Topics.PROCESSED : Topics.received(event.channel());
        return CODEC.encode(topic, event, "/test");
    }

    /// All records of a topic, from the first.
    public static List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (Stream.of(partitions.toArray(TopicPartition[]::new))
                    .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }
}
