package io.darkroom.stats.freshness;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// How far each partition was read, and up to when it is complete. Rows are written in key order: writers never
/// deadlock.
@Repository
public class TopicPartitionRepository {

    private static final Comparator<TopicPartition> IN_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final JdbcClient jdbc;

    TopicPartitionRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Says that everything below these offsets is counted, or a dead letter. Belongs into the transaction that
    /// counts it. An offset never goes back: what is read again is counted already.
    public void advance(Map<TopicPartition, Long> nextOffsets) {
        List<Map.Entry<TopicPartition, Long>> sorted = nextOffsets.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(IN_ORDER))
                .toList();
        jdbc.sql("""
                        insert into stats.topic_partition as known (topic, partition, next_offset)
                        select * from unnest(?, ?, ?)
                        on conflict (topic, partition) do update set next_offset = excluded.next_offset
                        where known.next_offset < excluded.next_offset
                        """)
                .params(
                        array("text", sorted, entry -> entry.getKey().topic()),
                        array("int4", sorted, entry -> entry.getKey().partition()),
                        array("int8", sorted, Map.Entry::getValue))
                .update();
    }

    /// Sets new check marks where the last one was reached: where each partition ends now.
    ///
    /// @param at when, at the latest, the partitions were looked at
    void mark(Collection<PartitionEnd> ends, Instant at) {
        List<PartitionEnd> sorted = ends.stream()
                .sorted(Comparator.comparing(PartitionEnd::partition, IN_ORDER))
                .toList();
        // A topic made anew begins anew: its offsets are not those that were read.
        jdbc.sql("""
                        insert into stats.topic_partition as known
                            (topic, partition, topic_id, next_offset, mark_offset, mark_at)
                        select topic, partition, topic_id, start_offset, end_offset, ?
                        from unnest(?, ?, ?, ?, ?) as e (topic, partition, topic_id, start_offset, end_offset)
                        on conflict (topic, partition) do update set
                            topic_id = excluded.topic_id,
                            next_offset = case when known.topic_id <> excluded.topic_id then excluded.next_offset
                                else known.next_offset end,
                            complete_until = case when known.next_offset >= known.mark_offset then known.mark_at
                                else known.complete_until end,
                            mark_offset = excluded.mark_offset,
                            mark_at = excluded.mark_at
                        where known.mark_at is null
                            or known.topic_id <> excluded.topic_id
                            or (known.next_offset >= known.mark_offset and known.mark_at < excluded.mark_at)
                        """)
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        array("text", sorted, end -> end.partition().topic()),
                        array("int4", sorted, end -> end.partition().partition()),
                        array("uuid", sorted, PartitionEnd::topicId),
                        array("int8", sorted, PartitionEnd::startOffset),
                        array("int8", sorted, PartitionEnd::endOffset))
                .update();
    }

    private static <T> SqlArrayValue array(String sqlType, List<T> rows, Function<T, Object> value) {
        return new SqlArrayValue(sqlType, rows.stream().map(value).toArray());
    }
}
