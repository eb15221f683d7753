package io.darkroom.stats.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads the rollups. Served by their primary keys, or by customer and time.
@Repository
class RollupRepository {

    /// What a summary groups by; the names are those of the statement.
    enum Dimension {
        TOTAL,
        CHANNEL,
        MEDIA_TYPE,
        CATEGORY,
        FAILURE_CODE
    }

    private final JdbcClient jdbc;

    RollupRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The cells of a time by dimension and the values of the dimension.
    Map<Dimension, Map<String, List<RollupCell>>> summary(Scope scope, TimeRange range) {
        Rollup rollup = Rollup.of(range.bucket());
        Map<Dimension, Map<String, List<RollupCell>>> cells = new HashMap<>();
        statement("""
                    select case grouping(channel, media_type, category, failure_code)
                            when 15 then 'TOTAL' when 7 then 'CHANNEL' when 11 then 'MEDIA_TYPE' when 13 then 'CATEGORY'
                            else 'FAILURE_CODE' end as dimension,
                        coalesce(channel, media_type, category, failure_code, '') as name,
                        outcome, coalesce(below_millis, from_millis) as up_to_millis,
                        sum(images) as images, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out,
                        sum(processing_millis) as processing_millis
                    from %s left join stats.millis_bucket using (millis_bucket)
                    where %s
                    group by grouping sets (
                        (outcome, below_millis, from_millis), (channel, outcome, below_millis, from_millis),
                        (media_type, outcome, below_millis, from_millis), (category, outcome, below_millis, from_millis),
                        (failure_code, outcome, below_millis, from_millis))
                    having grouping(failure_code) = 1 or failure_code <> 'NONE'
                    """.formatted(rollup.table, where(rollup, scope)), rollup, scope, range)
                .query(row -> {
                    cells.computeIfAbsent(Dimension.valueOf(row.getString("dimension")), dimension -> new TreeMap<>())
                            .computeIfAbsent(row.getString("name"), name -> new ArrayList<>())
                            .add(cell(row));
                });
        return cells;
    }

    /// The cells of a time by the starts of its buckets; nothing for a bucket without images.
    Map<Instant, List<RollupCell>> timeline(Scope scope, TimeRange range) {
        Rollup rollup = Rollup.of(range.bucket());
        Map<Instant, List<RollupCell>> cells = new HashMap<>();
        statement("""
                    select %s as start, outcome, coalesce(below_millis, from_millis) as up_to_millis,
                        sum(images) as images, sum(bytes_in) as bytes_in, sum(bytes_out) as bytes_out,
                        sum(processing_millis) as processing_millis
                    from %s left join stats.millis_bucket using (millis_bucket)
                    where %s
                    group by 1, 2, 3
                    """.formatted(rollup.startInstant, rollup.table, where(rollup, scope)), rollup, scope, range)
                .query(row -> {
                    Instant start = row.getObject("start", OffsetDateTime.class).toInstant();
                    cells.computeIfAbsent(start, key -> new ArrayList<>()).add(cell(row));
                });
        return cells;
    }

    private JdbcClient.StatementSpec statement(String sql, Rollup rollup, Scope scope, TimeRange range) {
        JdbcClient.StatementSpec statement =
                jdbc.sql(sql).param(rollup.key(range.from())).param(rollup.key(range.to()));
        return scope.customer() == null
                ? statement
                : statement.param(scope.customer().value());
    }

    private static String where(Rollup rollup, Scope scope) {
        String time = "%1$s >= ? and %1$s < ?".formatted(rollup.start);
        return scope.customer() == null ? time : time + " and customer_id = ?";
    }

    private static RollupCell cell(ResultSet row) throws SQLException {
        return new RollupCell(
                row.getString("outcome"),
                row.getObject("up_to_millis", Long.class),
                row.getLong("images"),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                row.getLong("processing_millis"));
    }

    private enum Rollup {
        HOURLY("stats.image_hourly", "received_hour", "received_hour"),
        DAILY("stats.image_daily", "received_day", "received_day::timestamp at time zone 'UTC'");

        private final String table;
        private final String start;
        private final String startInstant;

        Rollup(String table, String start, String startInstant) {
            this.table = table;
            this.start = start;
            this.startInstant = startInstant;
        }

        static Rollup of(Bucket bucket) {
            return switch (bucket) {
                case HOUR -> HOURLY;
                case DAY -> DAILY;
            };
        }

        Object key(Instant start) {
            return switch (this) {
                case HOURLY -> start.atOffset(ZoneOffset.UTC);
                case DAILY -> LocalDate.ofInstant(start, ZoneOffset.UTC);
            };
        }
    }
}
