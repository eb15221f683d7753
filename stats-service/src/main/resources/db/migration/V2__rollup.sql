-- Rollups: how many images of a kind were received in an hour or a day. The statement that changes facts adds the
-- differences to the rollups, so at every commit a rollup is the aggregate of the facts (bi.rollup_check).

-- Upper bounds of the histogram of processing times. Six buckets a decade from 10 ms to 100 s: a percentile read from
-- them is at most a half too high.
create function stats.millis_bounds() returns bigint[]
    language sql immutable parallel safe
    return array [10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700, 1000, 1500, 2000, 3000, 5000, 7000,
        10000, 15000, 20000, 30000, 50000, 70000, 100000]::bigint[];

create table stats.millis_bucket (
    millis_bucket smallint primary key,
    from_millis   bigint not null,
    below_millis  bigint
);

insert into stats.millis_bucket (millis_bucket, from_millis, below_millis)
select n, coalesce((stats.millis_bounds())[n - 1], 0), (stats.millis_bounds())[n]
from generate_series(1, cardinality(stats.millis_bounds()) + 1) as n;

comment on table stats.millis_bucket is
    'The histogram of processing times: bucket n holds times from from_millis up to, not including, below_millis.';

-- What one image adds to the rollups.
create function stats.contribution(i stats.image) returns table (
    received_hour timestamptz, received_day date, customer_id text, channel text, media_type text, category text,
    outcome text, failure_code text, millis_bucket smallint,
    images bigint, announced bigint, bytes_in bigint, bytes_out bigint, processing_millis bigint)
    language sql immutable parallel safe
begin atomic
    select date_trunc('hour', (i).received_at, 'UTC'), (i).received_day, (i).customer_id, (i).channel, (i).media_type,
        coalesce((i).category, 'none'), coalesce((i).outcome, 'IN_FLIGHT'), coalesce((i).failure_code, 'NONE'),
        coalesce(width_bucket(took.millis, stats.millis_bounds()) + 1, 0)::smallint,
        1::bigint, ((i).announced_attempt is not null)::int::bigint, (i).size_bytes, coalesce((i).result_bytes, 0),
        coalesce(took.millis, 0)
    -- From 0 to a day, whatever the clocks of the processors say.
    from (select case when (i).attempt is not null then
        greatest(0, least(86400000, extract(epoch from (i).finished_at - (i).started_at) * 1000))::bigint end as millis)
        as took;
end;

create table stats.image_hourly (
    received_hour     timestamptz not null,
    customer_id       text not null,
    channel           text not null,
    media_type        text not null,
    category          text not null,
    outcome           text not null,
    failure_code      text not null,
    millis_bucket     smallint not null,
    images            bigint not null,
    announced         bigint not null,
    bytes_in          bigint not null,
    bytes_out         bigint not null,
    processing_millis bigint not null,
    primary key (received_hour, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket)
) with (fillfactor = 80);

create table stats.image_daily (
    received_day      date not null,
    customer_id       text not null,
    channel           text not null,
    media_type        text not null,
    category          text not null,
    outcome           text not null,
    failure_code      text not null,
    millis_bucket     smallint not null,
    images            bigint not null,
    announced         bigint not null,
    bytes_in          bigint not null,
    bytes_out         bigint not null,
    processing_millis bigint not null,
    primary key (received_day, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket)
) with (fillfactor = 80);

-- What a customer asks of its own; the primary keys serve those who ask of all.
create index on stats.image_hourly (customer_id, received_hour);
create index on stats.image_daily (customer_id, received_day);

comment on table stats.image_hourly is
    'Images by the UTC hour in which they were received. No row is empty: when its last image moves on, it goes.';
comment on table stats.image_daily is 'As image_hourly, by UTC day.';
comment on column stats.image_hourly.millis_bucket is 'Into which stats.millis_bucket the processing time fell; 0 in flight.';
comment on column stats.image_hourly.announced is 'How many of the images a received event announced.';

-- An empty rollup row would tell in which order events came: the same facts must give the same rollups.
create function stats.drop_empty_rollup() returns trigger
    language plpgsql
as $$
begin
    if tg_table_name = 'image_hourly' then
        delete from stats.image_hourly
        where (received_hour, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket)
            = (new.received_hour, new.customer_id, new.channel, new.media_type, new.category, new.outcome,
               new.failure_code, new.millis_bucket);
    else
        delete from stats.image_daily
        where (received_day, customer_id, channel, media_type, category, outcome, failure_code, millis_bucket)
            = (new.received_day, new.customer_id, new.channel, new.media_type, new.category, new.outcome,
               new.failure_code, new.millis_bucket);
    end if;
    return null;
end
$$;

create trigger drop_empty after update on stats.image_hourly
    for each row when (new.images = 0) execute function stats.drop_empty_rollup();
create trigger drop_empty after update on stats.image_daily
    for each row when (new.images = 0) execute function stats.drop_empty_rollup();
