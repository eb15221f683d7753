package io.darkroom.stats.backlog;

import io.darkroom.stats.freshness.BrokerOffsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells how far groups have still to read.
@Component
class GroupOffsets {

    private final BrokerOffsets broker;

    GroupOffsets(BrokerOffsets broker) {
        this.broker = broker;
    }

    /// Records on the topic that the group has not finished. A group that never committed begins at
    /// the first record.
    ///
    /// @throws ExecutionException if the broker refuses, for example because the topic is missing
    /// @throws TimeoutException if it does not answer in time
    long backlogOf(WatchedGroup group) throws ExecutionException, TimeoutException, InterruptedException {
        List<TopicPartition> partitions = broker.topics(List.of(group.topic())).stream()
                .flatMap(topic -> BrokerOffsets.partitionsOf(topic).stream())
                .toList();
        Map<TopicPartition, Long> committed = broker.committed(group.name());
        Map<TopicPartition, Long> starts = broker.starts(partitions);
        Map<TopicPartition, Long> ends = broker.ends(partitions);
        return partitions.stream()
                .mapToLong(partition -> waiting(
                        committed.get(partition),
                        Objects.requireNonNull(starts.get(partition)),
                        Objects.requireNonNull(ends.get(partition))))
                .sum();
    }

    // What the broker has deleted by age waits no longer.
    private static long waiting(@Nullable Long committed, long start, long end) {
        long next = committed == null ? start : Math.max(start, committed);
        return Math.max(0, end - next);
    }
}
