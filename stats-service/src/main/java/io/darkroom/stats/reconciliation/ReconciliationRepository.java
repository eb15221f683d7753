package io.darkroom.stats.reconciliation;

import io.darkroom.events.ImageId;
import io.darkroom.store.ListedRaw;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Whose turn it is to compare, and what the last comparison found. Every method is one statement: no
/// connection is held between them.
@Repository
class ReconciliationRepository implements AccountedImages {

    /// A streamed image is received when the broker takes its record, which waits for at most the
    /// topic's retention until the original is written.
    private static final int DAYS_FROM_RECEIPT_TO_WRITING = 8;

    private final JdbcClient jdbc;

    ReconciliationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Takes the turn if one is due.
    ///
    /// @param every how long after one comparison was begun the next is due
    /// @return false if it is not, or another instance has taken it
    boolean begin(Duration every) {
        return jdbc.sql("""
                        update stats.reconciliation set begun_at = now()
                        where begun_at is null or begun_at <= now() - make_interval(secs => ?)
                        """).param(seconds(every)).update() > 0;
    }

    /// Gives the turn back: the next is due at once.
    void giveUp() {
        jdbc.sql("update stats.reconciliation set begun_at = null").update();
    }

    /// One statement finds nearly all, by the primary keys of two partitions. Only what was received
    /// long before it was written is looked for in all days that may have it.
    @Override
    public Set<ImageId> among(List<ListedRaw> originals) {
        Set<ImageId> known = receivedWhenWritten(originals);
        List<ListedRaw> others = originals.stream()
                .filter(original -> !known.contains(original.key().imageId()))
                .toList();
        if (!others.isEmpty()) {
            known.addAll(receivedLongBefore(others));
        }
        return known;
    }

    // The limit makes it one look-up for each original, however many partitions there are.
    private Set<ImageId> receivedWhenWritten(List<ListedRaw> originals) {
        return images(jdbc.sql("""
                        select original.image_id
                        from unnest(?, ?) as original (image_id, written_day)
                            cross join lateral (
                                select from stats.image as i
                                where i.image_id = original.image_id
                                    and i.received_day in (original.written_day, original.written_day - 1)
                                limit 1
                            ) as fact
                        """)
                .param(ids(originals))
                .param(array("date", originals, ReconciliationRepository::writtenDay)));
    }

    private Set<ImageId> receivedLongBefore(List<ListedRaw> originals) {
        LocalDate firstDay = originals.stream()
                .map(ReconciliationRepository::writtenDay)
                .min(LocalDate::compareTo)
                .orElseThrow()
                .minusDays(DAYS_FROM_RECEIPT_TO_WRITING);
        return images(jdbc.sql("select image_id from stats.image where received_day >= ? and image_id = any (?)")
                .param(firstDay)
                .param(ids(originals)));
    }

    private static Set<ImageId> images(JdbcClient.StatementSpec select) {
        return new HashSet<>(select.query(ReconciliationRepository::image).list());
    }

    private static ImageId image(ResultSet row, int number) throws SQLException {
        return new ImageId(row.getObject(1, UUID.class));
    }

    private static LocalDate writtenDay(ListedRaw original) {
        return LocalDate.ofInstant(original.writtenAt(), ZoneOffset.UTC);
    }

    /// Replaces what the comparison before found.
    void finish(Findings findings, Instant writtenBefore) {
        jdbc.sql("""
                        with gone as (
                            delete from stats.unaccounted where image_id <> all (?)
                        ),
                        found as (
                            insert into stats.unaccounted (image_id, customer_id, written_at)
                            select * from unnest(?, ?, ?)
                            on conflict (image_id) do nothing
                        )
                        update stats.reconciliation
                        set finished_at = now(), written_before = ?, originals = ?, unaccounted = ?
                        """)
                .param(ids(findings.first()))
                .param(ids(findings.first()))
                .param(array(
                        "text",
                        findings.first(),
                        original -> original.key().customerId().value()))
                .param(array(
                        "timestamptz",
                        findings.first(),
                        original -> original.writtenAt().atOffset(ZoneOffset.UTC)))
                .param(writtenBefore.atOffset(ZoneOffset.UTC))
                .param(findings.originals())
                .param(findings.unaccounted())
                .update();
    }

    /// How many originals had no fact when they were last compared.
    ///
    /// @return empty if that is longer ago than `atMost`, or never was
    OptionalLong unaccounted(Duration atMost) {
        return jdbc
                .sql(
                        "select unaccounted from stats.reconciliation where finished_at >= now() - make_interval(secs => ?)")
                .param(seconds(atMost))
                .query(Long.class)
                .list()
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    private static SqlArrayValue ids(List<ListedRaw> originals) {
        return array("uuid", originals, original -> original.key().imageId().value());
    }

    private static SqlArrayValue array(String sqlType, List<ListedRaw> originals, Function<ListedRaw, Object> value) {
        return new SqlArrayValue(sqlType, originals.stream().map(value).toArray());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
