package io.darkroom.stats.freshness;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/// Tells where partitions begin and end.
@Component
class PartitionEnds {

    private final BrokerOffsets broker;

    PartitionEnds(BrokerOffsets broker) {
        this.broker = broker;
    }

    /// The ends of all partitions of these topics.
    ///
    /// @throws ExecutionException if the broker refuses, for example because a topic is missing
    /// @throws TimeoutException if it does not answer in time
    List<PartitionEnd> of(Collection<String> topics) throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, UUID> partitions = broker.topics(topics).stream()
                .flatMap(topic ->
                        BrokerOffsets.partitionsOf(topic).stream().map(partition -> Map.entry(partition, idOf(topic))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        Map<TopicPartition, Long> starts = broker.starts(partitions.keySet());
        Map<TopicPartition, Long> ends = broker.ends(partitions.keySet());
        return partitions.entrySet().stream()
                .map(entry -> new PartitionEnd(
                        entry.getKey(),
                        entry.getValue(),
                        Objects.requireNonNull(starts.get(entry.getKey())),
                        Objects.requireNonNull(ends.get(entry.getKey()))))
                .toList();
    }

    private static UUID idOf(TopicDescription topic) {
        return new UUID(
                topic.topicId().getMostSignificantBits(), topic.topicId().getLeastSignificantBits());
    }
}
