package io.darkroom.stats.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Reads facts, newest first. The order begins with the partition key, so the database reads one day after the other,
/// each by the index on (customer_id,) received_day, received_at, image_id, and stops when the page is full.
@Repository
class ImageRepository {

    private final JdbcClient jdbc;

    ImageRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param after where the page before ended; null: from the newest on
    List<ImageRow> page(Scope scope, ImageFilter filter, @Nullable Cursor after, int limit) {
        List<String> conditions = new ArrayList<>(List.of("true"));
        List<Object> params = new ArrayList<>();
        if (scope.customer() != null) {
            conditions.add("i.customer_id = ?");
            params.add(scope.customer().value());
        }
        addFilter(filter, conditions, params);
        if (after != null) {
            // The first condition says no more than the second, but to the planner: later days are not
            // looked at.
            conditions.add("i.received_day <= ? and (i.received_day, i.received_at, i.image_id) < (?, ?, ?)");
            params.add(LocalDate.ofInstant(after.receivedAt(), ZoneOffset.UTC));
            params.add(LocalDate.ofInstant(after.receivedAt(), ZoneOffset.UTC));
            params.add(after.receivedAt().atOffset(ZoneOffset.UTC));
            params.add(after.imageId());
        }
        params.add(limit);
        return jdbc.sql("""
                        select i.image_id, i.customer_id, i.channel, i.received_at, i.media_type, i.size_bytes, i.file_name,
                            c.outcome, i.failure_code, i.category, i.attempt, i.finished_at,
                            case when i.attempt is not null then c.processing_millis end as processing_millis,
                            i.result_count, i.result_bytes, i.width_px, i.height_px
                        from stats.image as i cross join lateral stats.contribution(i) as c
                        where %s
                        order by i.received_day desc, i.received_at desc, i.image_id desc
                        limit ?
                        """.formatted(String.join(" and ", conditions)))
                .params(params)
                .query((row, number) -> image(row, scope.isOwn()))
                .list();
    }

    private static void addFilter(ImageFilter filter, List<String> conditions, List<Object> params) {
        if (filter.day() != null) {
            conditions.add("i.received_day = ?");
            params.add(filter.day());
        }
        if (filter.channel() != null) {
            conditions.add("i.channel = ?");
            params.add(filter.channel().name());
        }
        if (filter.mediaType() != null) {
            conditions.add("i.media_type = ?");
            params.add(filter.mediaType());
        }
        if (filter.state() != null) {
            conditions.add("coalesce(i.outcome, 'IN_FLIGHT') = ?");
            params.add(filter.state().name());
        }
    }

    private static ImageRow image(ResultSet row, boolean own) throws SQLException {
        return new ImageRow(
                row.getObject("image_id", UUID.class),
                row.getString("customer_id"),
                row.getString("channel"),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("media_type"),
                row.getLong("size_bytes"),
                own ? row.getString("file_name") : null,
                row.getString("outcome"),
                row.getString("failure_code"),
                row.getString("category"),
                row.getObject("attempt", Integer.class),
                instant(row, "finished_at"),
                row.getObject("processing_millis", Long.class),
                row.getObject("result_count", Integer.class),
                row.getObject("result_bytes", Long.class),
                row.getObject("width_px", Integer.class),
                row.getObject("height_px", Integer.class));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
