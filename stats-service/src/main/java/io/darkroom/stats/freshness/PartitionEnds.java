package io.darkroom.stats.freshness;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.stereotype.Component;

/// Asks the broker where partitions begin and end. One client lives as long as the service; it is opened when first
/// needed.
@Component
class PartitionEnds implements DisposableBean {

    private static final long TIMEOUT_SECONDS = 5;

    private final KafkaAdmin kafkaAdmin;
    private @Nullable Admin admin;

    PartitionEnds(KafkaAdmin kafkaAdmin) {
        this.kafkaAdmin = kafkaAdmin;
    }

    /// The ends of all partitions of these topics.
    ///
    /// @throws ExecutionException if the broker refuses, for example because a topic is missing
    /// @throws TimeoutException if it does not answer in time
    List<PartitionEnd> of(Collection<String> topics) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, UUID> partitions = await(
                        admin().describeTopics(topics).allTopicNames())
                .values()
                .stream()
                .flatMap(topic -> topic.partitions().stream()
                        .map(part -> new TopicPartition(topic.name(), part.partition()))
                        .map(partition -> Map.entry(partition, idOf(topic))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var starts = offsets(partitions.keySet(), OffsetSpec.earliest());
        var ends = offsets(partitions.keySet(), OffsetSpec.latest());
        return partitions.entrySet().stream()
                .map(entry -> new PartitionEnd(
                        entry.getKey(),
                        entry.getValue(),
                        offsetOf(entry.getKey(), starts),
                        offsetOf(entry.getKey(), ends)))
                .toList();
    }

    private Map<TopicPartition, ListOffsetsResultInfo> offsets(Collection<TopicPartition> partitions, OffsetSpec spec)
            throws ExecutionException, TimeoutException, InterruptedException {
        return await(admin().listOffsets(
                        partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> spec)))
                .all());
    }

    private static long offsetOf(TopicPartition partition, Map<TopicPartition, ListOffsetsResultInfo> offsets) {
        return Objects.requireNonNull(offsets.get(partition)).offset();
    }

    private static UUID idOf(TopicDescription topic) {
        return new UUID(
                topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits());
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
