package io.darkroom.stats.freshness;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads up to when the numbers are complete.
@Repository
public class FreshnessRepository {

    private final JdbcClient jdbc;

    FreshnessRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Up to when the numbers of both channels are complete; empty until every partition was checked once.
    public Optional<Instant> completeUntil() {
        return jdbc.sql(
                        "select case when bool_and(complete_until is not null) then min(complete_until) end from bi.freshness")
                .query((row, number) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant))
                .single();
    }

    /// How far each channel is behind.
    public List<ChannelFreshness> byChannel() {
        return jdbc.sql("select channel, extract(epoch from behind)::float8, events_behind from bi.freshness")
                .query((row, number) ->
                        new ChannelFreshness(row.getString(1), row.getObject(2, Double.class), row.getLong(3)))
                .list();
    }
}
