package io.darkroom.stats.fact;

import io.darkroom.events.ImageEvent;
import io.darkroom.stats.fact.ImagePart.End;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Counts events: facts and rollups change in one statement, so the rollups are the aggregate of the facts at every
/// commit. Events may come in any order and any number of times.
@Repository
public class FactRepository {

    private record Column(String sqlType, Function<ImagePart, @Nullable Object> value) {

        static Column ofEnd(String sqlType, Function<End, @Nullable Object> value) {
            return new Column(sqlType, part -> part.end() == null ? null : value.apply(part.end()));
        }

        SqlArrayValue of(List<ImagePart> parts) {
            return new SqlArrayValue(sqlType, parts.stream().map(value).toArray());
        }
    }

    /// In the order of the statement's `unnest`.
    private static final List<Column> COLUMNS = List.of(
            new Column("uuid", ImagePart::imageId),
            new Column("text", ImagePart::customerId),
            new Column("text", ImagePart::channel),
            new Column("timestamptz", ImagePart::receivedAt),
            new Column("text", ImagePart::mediaType),
            new Column("int8", ImagePart::sizeBytes),
            new Column("text", ImagePart::fileName),
            new Column("int4", ImagePart::announcedAttempt),
            Column.ofEnd("int4", End::attempt),
            Column.ofEnd("timestamptz", End::finishedAt),
            Column.ofEnd("timestamptz", End::startedAt),
            Column.ofEnd("text", End::outcome),
            Column.ofEnd("text", End::failureCode),
            Column.ofEnd("text", End::failedProcessor),
            Column.ofEnd("text", End::category),
            Column.ofEnd("int4", End::resultCount),
            Column.ofEnd("int8", End::resultBytes),
            Column.ofEnd("int4", End::widthPx),
            Column.ofEnd("int4", End::heightPx));

    // Every part is in key order, and the three inserts run one after the other, each to its end: two writers
    // wait for each other at most, they never deadlock. A row that would stay as it is is not written.
    private static final String COUNT = """
            with incoming as (
                select (batch.part).*
                from (
                    select stats.merge(row ((e.received_at at time zone 'UTC')::date, e.image_id, e.customer_id, e.channel,
                        e.received_at, e.media_type, e.size_bytes, e.file_name, e.announced_attempt, e.attempt,
                        e.finished_at, e.started_at, e.outcome, e.failure_code, e.failed_processor, e.category,
                        e.result_count, e.result_bytes, e.width_px, e.height_px)::stats.image) as part
                    from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        as e (image_id, customer_id, channel, received_at, media_type, size_bytes, file_name,
                            announced_attempt, attempt, finished_at, started_at, outcome, failure_code,
                            failed_processor, category, result_count, result_bytes, width_px, height_px)
                    group by (e.received_at at time zone 'UTC')::date, e.image_id
                    offset 0
                ) as batch
            ),
            changed as (
                insert into stats.image as i
                select * from incoming order by received_day, image_id
                on conflict (received_day, image_id) do update
                set (customer_id, channel, received_at, media_type, size_bytes, file_name, announced_attempt, attempt,
                        finished_at, started_at, outcome, failure_code, failed_processor, category, result_count,
                        result_bytes, width_px, height_px)
                    = (select m.customer_id, m.channel, m.received_at, m.media_type, m.size_bytes, m.file_name,
                            m.announced_attempt, m.attempt, m.finished_at, m.started_at, m.outcome, m.failure_code,
                            m.failed_processor, m.category, m.result_count, m.result_bytes, m.width_px, m.height_px
                        from stats.merged(i, excluded) as m)
                where stats.merged(i, excluded) is distinct from i
                returning old as before, new as after
            ),
            delta as (
                select c.received_hour, c.received_day, c.customer_id, c.channel, c.media_type, c.category, c.outcome,
                    c.failure_code, c.millis_bucket,
                    sum(side.sign * c.images) as images, sum(side.sign * c.announced) as announced,
                    sum(side.sign * c.bytes_in) as bytes_in, sum(side.sign * c.bytes_out) as bytes_out,
                    sum(side.sign * c.processing_millis) as processing_millis
                from changed
                    cross join lateral (values (-1, before), (1, after)) as side (sign, image)
                    cross join lateral stats.contribution(side.image) as c
                where (side.image).image_id is not null
                group by 1, 2, 3, 4, 5, 6, 7, 8, 9
            ),
            hourly as (
                insert into stats.image_hourly as r
                select received_hour, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket,
                    images, announced, bytes_in, bytes_out, processing_millis
                from delta
                where (images, announced, bytes_in, bytes_out, processing_millis) <> (0, 0, 0, 0, 0)
                order by 1, 2, 3, 4, 5, 6, 7, 8
                on conflict (received_hour, customer_id, channel, media_type, category, outcome, failure_code,
                    millis_bucket)
                do update set
                    images = r.images + excluded.images,
                    announced = r.announced + excluded.announced,
                    bytes_in = r.bytes_in + excluded.bytes_in,
                    bytes_out = r.bytes_out + excluded.bytes_out,
                    processing_millis = r.processing_millis + excluded.processing_millis
            ),
            daily as (
                insert into stats.image_daily as r
                select received_day, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket,
                    sum(images), sum(announced), sum(bytes_in), sum(bytes_out), sum(processing_millis)
                from delta
                group by 1, 2, 3, 4, 5, 6, 7, 8
                having (sum(images), sum(announced), sum(bytes_in), sum(bytes_out), sum(processing_millis))
                    <> (0, 0, 0, 0, 0)
                order by 1, 2, 3, 4, 5, 6, 7, 8
                on conflict (received_day, customer_id, channel, media_type, category, outcome, failure_code,
                    millis_bucket)
                do update set
                    images = r.images + excluded.images,
                    announced = r.announced + excluded.announced,
                    bytes_in = r.bytes_in + excluded.bytes_in,
                    bytes_out = r.bytes_out + excluded.bytes_out,
                    processing_millis = r.processing_millis + excluded.processing_millis
            )
            select count(*) from changed
            """;

    private final JdbcClient jdbc;

    FactRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Counts events whose days have partitions.
    ///
    /// @return how many images became known or changed; 0 if the events told nothing new
    public int count(Collection<? extends ImageEvent> events) {
        List<ImagePart> parts = events.stream().map(ImagePart::of).toList();
        List<SqlArrayValue> columns =
                COLUMNS.stream().map(column -> column.of(parts)).toList();
        return jdbc.sql(COUNT).params(columns).query(Integer.class).single();
    }
}
