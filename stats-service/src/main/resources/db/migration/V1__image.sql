-- Facts: one row per image.
--
-- A row is filled by two kinds of events, which may come in any order, late and more than once. stats.merged() is the
-- one rule for joining what is known with what comes in; it is commutative, associative and idempotent, so the row
-- depends only on which events there were, never on their order or number.

create table stats.image (
    received_day      date not null,
    image_id          uuid not null,
    customer_id       text not null,
    channel           text not null,
    received_at       timestamptz not null,
    media_type        text not null,
    size_bytes        bigint not null,
    file_name         text,
    announced_attempt int,
    attempt           int,
    finished_at       timestamptz,
    started_at        timestamptz,
    outcome           text,
    failure_code      text,
    failed_processor  text,
    category          text,
    result_count      int,
    result_bytes      bigint,
    width_px          int,
    height_px         int,
    primary key (received_day, image_id),
    check (received_day = (received_at at time zone 'UTC')::date),
    -- No image is that large; without a bound, one wrong event could make every later sum overflow.
    check (size_bytes between 0 and 1e15 and result_bytes between 0 and 1e15)
) partition by range (received_day);

-- GET /v1/stats/images of one customer, newest first.
create index on stats.image (customer_id, received_day, received_at, image_id);
-- GET /v1/stats/images of all customers, newest first; bi.images by time.
create index on stats.image (received_day, received_at, image_id);

comment on table stats.image is 'One row per image, partitioned by the UTC day on which it was received.';
comment on column stats.image.received_day is 'UTC day of received_at.';
comment on column stats.image.file_name is 'What the sender called it: inert text, seen by its customer only.';
comment on column stats.image.announced_attempt is
    'Highest attempt announced by a received event. Null: none came, as for an image refused at the door.';
comment on column stats.image.attempt is
    'The attempt whose end the following columns tell. Null, as all of them: the image is in flight.';
comment on column stats.image.category is 'Name of the label with the highest score.';

-- The end of an image, in the order in which ends are compared: the latest attempt wins; what follows only makes the
-- choice between two ends of one attempt the same on every replay.
create type stats.image_end as (
    attempt          int,
    finished_at      timestamptz,
    started_at       timestamptz,
    outcome          text,
    failure_code     text,
    failed_processor text,
    category         text,
    result_count     int,
    result_bytes     bigint,
    width_px         int,
    height_px        int
);

create function stats.end_of(i stats.image) returns stats.image_end
    language sql immutable parallel safe
    return case when (i).attempt is not null then
        row ((i).attempt, (i).finished_at, (i).started_at, (i).outcome, (i).failure_code, (i).failed_processor,
            (i).category, (i).result_count, (i).result_bytes, (i).width_px, (i).height_px)::stats.image_end
    end;

create function stats.merged(a stats.image, b stats.image) returns stats.image
    language plpgsql immutable strict parallel safe
as $$
declare
    -- Composite values compare field by field.
    known stats.image := case when b.attempt is null or stats.end_of(a) >= stats.end_of(b) then a else b end;
begin
    -- Both events of an image say the same of these; greatest() passes over nulls.
    known.customer_id := greatest(a.customer_id, b.customer_id);
    known.channel := greatest(a.channel, b.channel);
    known.received_at := greatest(a.received_at, b.received_at);
    known.media_type := greatest(a.media_type, b.media_type);
    known.size_bytes := greatest(a.size_bytes, b.size_bytes);
    known.file_name := greatest(a.file_name, b.file_name);
    known.announced_attempt := greatest(a.announced_attempt, b.announced_attempt);
    return known;
end
$$;

create aggregate stats.merge(stats.image) (sfunc = stats.merged, stype = stats.image, parallel = safe);

comment on function stats.merged(stats.image, stats.image) is
    'What is known of one image when both arguments are: commutative, associative, idempotent.';

-- Partitions: made by need or ahead of it, dropped when old. The service may call these, but owns no table.

create table stats.kept_facts (
    only_row  boolean primary key default true check (only_row),
    from_day  date not null
);

insert into stats.kept_facts (from_day) values ('2000-01-01');

comment on table stats.kept_facts is
    'The first day whose facts are kept. The facts of earlier days were dropped; their rollups stay.';

-- Makes the partition of a day if it is missing. False: the day's facts were dropped, so nothing may be added to it.
create function stats.ensure_image_partition(day date) returns boolean
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    partition_name text := 'image_' || to_char(day, 'YYYYMMDD');
begin
    perform pg_advisory_xact_lock(hashtext('stats.image partitions'));
    if day < (select from_day from stats.kept_facts) then
        return false;
    end if;
    if to_regclass(format('stats.%I', partition_name)) is null then
        execute format('create table stats.%I (like stats.image including all) with (fillfactor = 80)', partition_name);
        -- Unlike "create table … partition of", this lets readers and writers of other days go on.
        execute format('alter table stats.image attach partition stats.%I for values from (%L) to (%L)',
            partition_name, day, day + 1);
    end if;
    return true;
end
$$;

-- Drops the partitions of all days before this one, for good.
create function stats.drop_image_partitions(before_day date) returns int
    language plpgsql security definer
    set search_path = pg_catalog, pg_temp
    set lock_timeout = '5s'
as $$
declare
    partition_name text;
    dropped int := 0;
begin
    perform pg_advisory_xact_lock(hashtext('stats.image partitions'));
    update stats.kept_facts set from_day = before_day where from_day < before_day;
    for partition_name in
        select c.relname
        from pg_inherits as i join pg_class as c on c.oid = i.inhrelid
        where i.inhparent = 'stats.image'::regclass and c.relname < 'image_' || to_char(before_day, 'YYYYMMDD')
        order by c.relname
    loop
        execute format('drop table stats.%I', partition_name);
        dropped := dropped + 1;
    end loop;
    return dropped;
end
$$;
