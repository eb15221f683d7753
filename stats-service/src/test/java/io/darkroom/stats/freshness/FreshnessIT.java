package io.darkroom.stats.freshness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.darkroom.events.Topics;
import io.darkroom.stats.TestDatabase;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class FreshnessIT {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID TOPIC_ID = new UUID(1, 1);
    private static final TopicPartition UPLOADED = new TopicPartition(Topics.UPLOADED, 0);
    private static final TopicPartition STREAMED = new TopicPartition(Topics.STREAMED, 0);
    private static final TopicPartition PROCESSED = new TopicPartition(Topics.PROCESSED, 0);

    private SingleConnectionDataSource transaction;
    private TopicPartitionRepository partitions;
    private FreshnessRepository freshness;

    // A service may be running on the same database: none of this is ever committed.
    @BeforeEach
    void begin() throws SQLException {
        transaction = new SingleConnectionDataSource(TestDatabase.ownerConnection(), true);
        transaction.setAutoCommit(false);
        JdbcClient jdbc = JdbcClient.create(transaction);
        // Waits until the service has finished with its rows: locked one by one, they could be a deadlock.
        jdbc.sql("lock table stats.topic_partition in share row exclusive mode").update();
        jdbc.sql("delete from stats.topic_partition").update();
        partitions = new TopicPartitionRepository(jdbc);
        freshness = new FreshnessRepository(jdbc);
    }

    @AfterEach
    void rollBack() throws SQLException {
        transaction.getConnection().rollback();
        transaction.destroy();
    }

    @Test
    void isNotKnownUntilEveryPartitionWasChecked() {
        partitions.mark(List.of(end(UPLOADED, 0)), NOON);

        assertThat(freshness.completeUntil()).isEmpty();
        assertThat(behindSeconds("UPLOAD")).isNull();
    }

    @Test
    void ofIdlePartitionsIsTheTimeOfTheLastCheck() {
        markAll(NOON, 0, 0, 0);
        markAll(NOON.plusSeconds(5), 0, 0, 0);

        assertThat(freshness.completeUntil()).contains(NOON.plusSeconds(5));
    }

    @Test
    void staysWhereItIsWhileAPartitionIsBehind() {
        markAll(NOON, 0, 0, 0);
        markAll(NOON.plusSeconds(5), 0, 0, 3);
        markAll(NOON.plusSeconds(10), 0, 0, 9);

        assertThat(freshness.completeUntil()).contains(NOON);
        assertThat(freshness.byChannel()).allMatch(channel -> channel.eventsBehind() == 3);
    }

    @Test
    void comesForwardAsSoonAsTheMarkIsReachedThoughMoreHasComeSince() {
        markAll(NOON, 0, 0, 0);
        markAll(NOON.plusSeconds(5), 0, 0, 3);
        markAll(NOON.plusSeconds(10), 0, 0, 9);

        partitions.advance(Map.of(PROCESSED, 4L));

        assertThat(freshness.completeUntil()).contains(NOON.plusSeconds(5));
    }

    @Test
    void isToldByChannel() {
        markAll(NOON, 0, 0, 0);
        partitions.mark(List.of(end(UPLOADED, 0), end(STREAMED, 7), end(PROCESSED, 0)), NOON.plusSeconds(60));

        assertThat(behindSeconds("STREAM") - behindSeconds("UPLOAD")).isCloseTo(60, within(5.0));
    }

    @Test
    void doesNotGoBackWhenEventsAreReadAgain() {
        markAll(NOON, 5, 5, 5);
        partitions.advance(Map.of(UPLOADED, 5L, STREAMED, 5L, PROCESSED, 5L));

        partitions.advance(Map.of(UPLOADED, 1L));

        assertThat(freshness.completeUntil()).contains(NOON);
    }

    @Test
    void isLostWhenATopicIsMadeAnewUntilThatIsRead() {
        markAll(NOON, 5, 0, 0);
        partitions.advance(Map.of(UPLOADED, 5L));

        partitions.mark(
                List.of(new PartitionEnd(UPLOADED, new UUID(2, 2), 0, 2), end(STREAMED, 0), end(PROCESSED, 0)),
                NOON.plusSeconds(5));
        Optional<Instant> before = freshness.completeUntil();
        partitions.advance(Map.of(UPLOADED, 2L));

        assertThat(before).contains(NOON);
        assertThat(freshness.completeUntil()).contains(NOON.plusSeconds(5));
    }

    @Test
    void ignoresACheckThatComesLate() {
        markAll(NOON.plusSeconds(5), 0, 0, 0);
        markAll(NOON, 0, 0, 0);

        assertThat(freshness.completeUntil()).contains(NOON.plusSeconds(5));
    }

    private void markAll(Instant at, long uploaded, long streamed, long processed) {
        partitions.mark(List.of(end(UPLOADED, uploaded), end(STREAMED, streamed), end(PROCESSED, processed)), at);
    }

    private static PartitionEnd end(TopicPartition partition, long endOffset) {
        return new PartitionEnd(partition, TOPIC_ID, 0, endOffset);
    }

    private Double behindSeconds(String channel) {
        ChannelFreshness found = freshness.byChannel().stream()
                .filter(each -> each.channel().equals(channel))
                .findFirst()
                .orElseThrow();
        return found.behindSeconds();
    }
}
