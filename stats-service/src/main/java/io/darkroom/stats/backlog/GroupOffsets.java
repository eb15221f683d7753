package io.darkroom.stats.backlog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/// Asks the broker how far groups have read. One client lives as long as the service; it is opened
/// when first needed.
@Component
class GroupOffsets implements DisposableBean {

    private static final long TIMEOUT_SECONDS = 5;

    private final KafkaAdmin kafkaAdmin;
    private @Nullable Admin admin;

    GroupOffsets(KafkaAdmin kafkaAdmin) {
        this.kafkaAdmin = kafkaAdmin;
    }

    /// Records on the topic that the group has not finished. A group that never committed begins at
    /// the first record.
    ///
    /// @throws ExecutionException if the broker refuses, for example because the topic is missing
    /// @throws TimeoutException if it does not answer in time
    long backlogOf(WatchedGroup group) throws ExecutionException, TimeoutException, InterruptedException {
        List<TopicPartition> partitions = partitionsOf(group.topic());
        Map<TopicPartition, OffsetAndMetadata> committed =
                await(admin().listConsumerGroupOffsets(group.name()).partitionsToOffsetAndMetadata());
        var starts = offsets(partitions, OffsetSpec.earliest());
        var ends = offsets(partitions, OffsetSpec.latest());
        return partitions.stream()
                .mapToLong(partition ->
                        waiting(committed.get(partition), offsetOf(partition, starts), offsetOf(partition, ends)))
                .sum();
    }

    // What the broker has deleted by age waits no longer.
    private static long waiting(@Nullable OffsetAndMetadata committed, long start, long end) {
        long next = committed == null ? start : Math.max(start, committed.offset());
        return Math.max(0, end - next);
    }

    private List<TopicPartition> partitionsOf(String topic)
            throws ExecutionException, TimeoutException, InterruptedException {
        return await(admin().describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(List<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        return await(admin().listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                .all());
    }

    private static long offsetOf(TopicPartition partition, Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return Objects.requireNonNull(offsets.get(partition)).offset();
    }

    private static <T> T await(KafkaFuture<T> answer)
            throws ExecutionException, TimeoutException, InterruptedException {
        return answer.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private synchronized Admin admin() {
        if (admin == null) {
            admin = Admin.create(kafkaAdmin.getConfigurationProperties());
        }
        return admin;
    }

    @Override
    public synchronized void destroy() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
