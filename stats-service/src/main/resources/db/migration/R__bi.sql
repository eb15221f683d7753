-- What analysts and their tools may read. Every view and column says what it means.

create schema if not exists bi;

drop view if exists bi.images, bi.images_hourly, bi.images_daily, bi.processing_time_daily, bi.processing_percentiles_daily,
    bi.balance, bi.freshness, bi.rollup_check, bi.reconciliation, bi.unaccounted cascade;

comment on schema bi is 'Images and what became of them. Times are UTC. Documented views; nothing else is to be relied on.';

create view bi.images as
select i.image_id, i.customer_id, i.channel, i.received_at, i.received_day, i.media_type, i.size_bytes,
    c.outcome, i.failure_code, i.failed_processor, i.category, i.attempt, i.announced_attempt, i.started_at, i.finished_at,
    case when i.attempt is not null then c.processing_millis end as processing_millis,
    i.result_count, i.result_bytes, i.width_px, i.height_px
from stats.image as i cross join lateral stats.contribution(i) as c;

comment on view bi.images is
    'One row per image. Facts are kept for a configured time (400 days unless told otherwise); rollups stay. Filter by received_day: it is the partition key.';
comment on column bi.images.image_id is 'The image''s id, as in receipts and object keys.';
comment on column bi.images.customer_id is 'Whose image.';
comment on column bi.images.channel is 'By which door it came: UPLOAD (REST) or STREAM (Kafka).';
comment on column bi.images.received_at is 'When it was accepted, or refused at the door.';
comment on column bi.images.received_day is 'UTC day of received_at.';
comment on column bi.images.media_type is 'What its leading bytes say it is.';
comment on column bi.images.size_bytes is 'Length of the original.';
comment on column bi.images.outcome is 'PROCESSED, FAILED, or IN_FLIGHT while it has not come to an end.';
comment on column bi.images.failure_code is 'Why it failed; null if it did not.';
comment on column bi.images.failed_processor is 'Which processor failed it, if one did.';
comment on column bi.images.category is 'Name of the label with the highest score; null without labels.';
comment on column bi.images.attempt is 'The attempt whose end this row tells: 1, more after replays; null in flight.';
comment on column bi.images.announced_attempt is
    'Highest attempt announced so far; above attempt while a replay runs; null if it was refused at the door.';
comment on column bi.images.started_at is 'When work on the attempt began.';
comment on column bi.images.finished_at is 'When it ended.';
comment on column bi.images.processing_millis is 'How long it took, in milliseconds.';
comment on column bi.images.result_count is 'How many results were stored.';
comment on column bi.images.result_bytes is 'Their length together.';
comment on column bi.images.width_px is 'Width of the original as stored, if its header could be read.';
comment on column bi.images.height_px is 'Height of the original as stored, if its header could be read.';

create view bi.images_hourly as
select received_hour, customer_id, channel, media_type, category, outcome, failure_code,
    sum(images)::bigint as images, sum(bytes_in)::bigint as bytes_in, sum(bytes_out)::bigint as bytes_out,
    sum(processing_millis)::bigint as processing_millis
from stats.image_hourly
group by 1, 2, 3, 4, 5, 6, 7;

comment on view bi.images_hourly is 'How many images of each kind were received in each hour.';
comment on column bi.images_hourly.received_hour is 'Start of the UTC hour in which the images were received.';

create view bi.images_daily as
select received_day, customer_id, channel, media_type, category, outcome, failure_code,
    sum(images)::bigint as images, sum(bytes_in)::bigint as bytes_in, sum(bytes_out)::bigint as bytes_out,
    sum(processing_millis)::bigint as processing_millis
from stats.image_daily
group by 1, 2, 3, 4, 5, 6, 7;

comment on view bi.images_daily is 'How many images of each kind were received on each day.';
comment on column bi.images_daily.received_day is 'UTC day on which the images were received.';

create view bi.processing_time_daily as
select d.received_day, d.customer_id, d.channel, d.media_type, d.category, d.outcome, d.failure_code,
    b.from_millis, b.below_millis, d.images
from stats.image_daily as d join stats.millis_bucket as b using (millis_bucket);

comment on view bi.processing_time_daily is 'Histogram of the processing times of the images that have ended.';
comment on column bi.processing_time_daily.received_day is 'UTC day on which the images were received.';
comment on column bi.processing_time_daily.from_millis is 'They took at least so many milliseconds.';
comment on column bi.processing_time_daily.below_millis is 'And less than so many; null: no bound.';

create view bi.processing_percentiles_daily as
with bucket as (
    select received_day, customer_id, channel, media_type, millis_bucket, sum(images) as images
    from stats.image_daily
    where millis_bucket > 0
    group by 1, 2, 3, 4, 5
),
ranked as (
    select bucket.*,
        sum(images) over (partition by received_day, customer_id, channel, media_type order by millis_bucket) as images_up_to,
        sum(images) over (partition by received_day, customer_id, channel, media_type) as images_in_all
    from bucket
)
select received_day, customer_id, channel, media_type, images_in_all::bigint as images,
    min(coalesce(below_millis, from_millis)) filter (where images_up_to >= 0.50 * images_in_all) as p50_millis,
    min(coalesce(below_millis, from_millis)) filter (where images_up_to >= 0.95 * images_in_all) as p95_millis,
    min(coalesce(below_millis, from_millis)) filter (where images_up_to >= 0.99 * images_in_all) as p99_millis
from ranked join stats.millis_bucket using (millis_bucket)
group by 1, 2, 3, 4, 5;

comment on view bi.processing_percentiles_daily is
    'Percentiles of the processing times of the images that have ended. They are bounds of histogram buckets: at most a half too high. Do not average them; sum bi.processing_time_daily instead.';
comment on column bi.processing_percentiles_daily.received_day is 'UTC day on which the images were received.';
comment on column bi.processing_percentiles_daily.p50_millis is 'Half of the images took less than this.';
comment on column bi.processing_percentiles_daily.p95_millis is '95 of 100 images took less than this.';
comment on column bi.processing_percentiles_daily.p99_millis is '99 of 100 images took less than this.';

create view bi.balance as
select received_hour, customer_id, accepted, refused, processed, failed, in_flight,
    accepted = processed + failed + in_flight as balanced
from (
    select received_hour, customer_id,
        (sum(announced) + coalesce(sum(images - announced) filter (where outcome = 'FAILED'), 0))::bigint as accepted,
        coalesce(sum(images - announced) filter (where outcome = 'FAILED'), 0)::bigint as refused,
        coalesce(sum(images) filter (where outcome = 'PROCESSED'), 0)::bigint as processed,
        coalesce(sum(images) filter (where outcome = 'FAILED'), 0)::bigint as failed,
        coalesce(sum(images) filter (where outcome = 'IN_FLIGHT'), 0)::bigint as in_flight
    from stats.image_hourly
    group by 1, 2
) as counted;

comment on view bi.balance is
    'Per customer and hour: what came in against what became of it. Every image that ended must have been announced or refused at the door; an hour that stays unbalanced has lost an event.';
comment on column bi.balance.received_hour is 'Start of the UTC hour in which the images were received.';
comment on column bi.balance.accepted is 'Images that came in: announced by a received event, or refused at the door.';
comment on column bi.balance.refused is
    'Of those, the ones that no received event announced and that failed: a record of the stream that was no good.';
comment on column bi.balance.processed is 'Images that ended well.';
comment on column bi.balance.failed is 'Images that failed, the refused ones too.';
comment on column bi.balance.in_flight is 'Images that have not come to an end.';
comment on column bi.balance.balanced is
    'Whether accepted = processed + failed + in_flight. False for a moment when an end is counted before its beginning.';

create view bi.freshness as
select channel,
    case when count(*) = count(complete) then min(complete) end as complete_until,
    case when count(*) = count(complete) then now() - min(complete) end as behind,
    coalesce(sum(greatest(mark_offset - next_offset, 0)), 0)::bigint as events_behind
from (values ('UPLOAD', 'images.uploaded'), ('UPLOAD', 'images.processed'), ('STREAM', 'images.streamed'),
        ('STREAM', 'images.processed')) as source (channel, topic)
    left join lateral (
        select p.mark_offset, p.next_offset,
            case when p.next_offset >= p.mark_offset then p.mark_at else p.complete_until end as complete
        from stats.topic_partition as p
        where p.topic = source.topic
    ) as part on true
group by channel;

comment on view bi.freshness is
    'Up to when the numbers of a channel are complete: every event that Darkroom had published by then is counted.';
comment on column bi.freshness.channel is 'UPLOAD or STREAM.';
comment on column bi.freshness.complete_until is 'Up to when; null until all partitions were checked once.';
comment on column bi.freshness.behind is 'How long ago that was. Checked every few seconds, so never quite zero.';
comment on column bi.freshness.events_behind is 'How many events were still to be counted at the last check.';

create view bi.rollup_check as
with fact as (
    select c.*
    from stats.image as i cross join lateral stats.contribution(i) as c
),
counted as (
    select 'hourly' as rollup, received_hour as received_from, customer_id, channel, media_type, category, outcome,
        failure_code, millis_bucket, sum(images) as images, sum(announced) as announced, sum(bytes_in) as bytes_in,
        sum(bytes_out) as bytes_out, sum(processing_millis) as processing_millis
    from fact
    group by received_hour, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket
    union all
    select 'daily', received_day::timestamp at time zone 'UTC', customer_id, channel, media_type, category, outcome,
        failure_code, millis_bucket, sum(images), sum(announced), sum(bytes_in), sum(bytes_out), sum(processing_millis)
    from fact
    group by received_day, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket
),
kept as (
    select 'hourly' as rollup, received_hour as received_from, customer_id, channel, media_type, category, outcome,
        failure_code, millis_bucket, images, announced, bytes_in, bytes_out, processing_millis
    from stats.image_hourly, stats.kept_facts
    where received_hour >= from_day::timestamp at time zone 'UTC'
    union all
    select 'daily', received_day::timestamp at time zone 'UTC', customer_id, channel, media_type, category, outcome,
        failure_code, millis_bucket, images, announced, bytes_in, bytes_out, processing_millis
    from stats.image_daily, stats.kept_facts
    where received_day >= from_day
)
select rollup, received_from, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket,
    coalesce(counted.images, 0)::bigint as fact_images, coalesce(kept.images, 0)::bigint as rollup_images,
    coalesce(counted.announced, 0)::bigint as fact_announced, coalesce(kept.announced, 0)::bigint as rollup_announced,
    coalesce(counted.bytes_in, 0)::bigint as fact_bytes_in, coalesce(kept.bytes_in, 0)::bigint as rollup_bytes_in,
    coalesce(counted.bytes_out, 0)::bigint as fact_bytes_out, coalesce(kept.bytes_out, 0)::bigint as rollup_bytes_out,
    coalesce(counted.processing_millis, 0)::bigint as fact_processing_millis,
    coalesce(kept.processing_millis, 0)::bigint as rollup_processing_millis
from counted full join kept
    using (rollup, received_from, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket)
where (counted.images, counted.announced, counted.bytes_in, counted.bytes_out, counted.processing_millis)
    is distinct from (kept.images, kept.announced, kept.bytes_in, kept.bytes_out, kept.processing_millis);

comment on view bi.rollup_check is
    'The rollups against the aggregate of the facts that are kept. Always empty: a row is a difference, and a defect. Reads every fact.';
comment on column bi.rollup_check.rollup is 'hourly or daily.';
comment on column bi.rollup_check.received_from is 'Start of the hour or day.';
comment on column bi.rollup_check.millis_bucket is 'Number of the histogram bucket; 0 in flight.';

create view bi.reconciliation as
select finished_at, written_before, originals, unaccounted
from stats.reconciliation;

comment on view bi.reconciliation is
    'The last comparison of the stored originals with the facts: one row, empty before the first comparison.';
comment on column bi.reconciliation.finished_at is 'When it was finished. Done every hour; older than a few hours: it cannot be done.';
comment on column bi.reconciliation.written_before is
    'Originals written before this were compared; the events of later ones may be on their way.';
comment on column bi.reconciliation.originals is 'How many originals were compared.';
comment on column bi.reconciliation.unaccounted is 'How many of them have no fact. 0 if all is well.';

create view bi.unaccounted as
select customer_id, image_id, written_at
from stats.unaccounted;

comment on view bi.unaccounted is
    'Stored originals that no event told of, at most the first 1000: accepted by nobody, or lost. As the last comparison found them (bi.reconciliation).';
comment on column bi.unaccounted.customer_id is 'Whose image.';
comment on column bi.unaccounted.image_id is 'The image''s id. The original lies at raw/{customer_id}/{image_id}.';
comment on column bi.unaccounted.written_at is 'When the original was written to the bucket.';

-- Columns that mean the same wherever they stand.
do $$
declare
    missing record;
    meaning constant jsonb := '{
        "customer_id": "Whose images.",
        "channel": "By which door they came: UPLOAD (REST) or STREAM (Kafka).",
        "media_type": "What their leading bytes say they are.",
        "category": "Name of the label with the highest score; none without labels.",
        "outcome": "PROCESSED, FAILED, or IN_FLIGHT while they have not come to an end.",
        "failure_code": "Why they failed; NONE if they did not.",
        "images": "How many images.",
        "bytes_in": "Length of the originals together.",
        "bytes_out": "Length of the results together.",
        "processing_millis": "How long processing took, together, in milliseconds.",
        "fact_images": "Images by the facts.",
        "rollup_images": "Images by the rollup.",
        "fact_announced": "Announced images by the facts.",
        "rollup_announced": "Announced images by the rollup.",
        "fact_bytes_in": "Bytes in by the facts.",
        "rollup_bytes_in": "Bytes in by the rollup.",
        "fact_bytes_out": "Bytes out by the facts.",
        "rollup_bytes_out": "Bytes out by the rollup.",
        "fact_processing_millis": "Processing time by the facts.",
        "rollup_processing_millis": "Processing time by the rollup."
    }';
begin
    for missing in
        select c.relname, a.attname
        from pg_class as c join pg_attribute as a on a.attrelid = c.oid
        where c.relnamespace = 'bi'::regnamespace and a.attnum > 0 and col_description(c.oid, a.attnum) is null
    loop
        execute format('comment on column bi.%I.%I is %L', missing.relname, missing.attname, meaning ->> missing.attname);
    end loop;
end
$$;
