package io.darkroom.upload;

import io.darkroom.events.EventCodec;
import io.darkroom.events.ImageId;
import io.darkroom.events.ImageReceived;
import io.darkroom.events.Topics;
import io.darkroom.servers.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/// What stands on the topic of uploads, read anew each time.
public final class UploadedEvents {

    private static final EventCodec CODEC = new EventCodec();

    private UploadedEvents() {}

    /// All events of an image.
    public static List<ImageReceived> of(ImageId id) {
        List<ImageReceived> events = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.UPLOADED).stream()
                    .map(UploadedEvents::partition)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (record.key().equals(id.toString())) {
                        events.add(CODEC.decode(record, ImageReceived.class));
                    }
                }
            }
        }
        return events;
    }

    private static TopicPartition partition(PartitionInfo info) {
        return new TopicPartition(info.topic(), info.partition());
    }

    private static KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", Infrastructure.shared().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
