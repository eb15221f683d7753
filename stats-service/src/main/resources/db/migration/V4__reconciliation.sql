-- What the last comparison of the originals' listing with the facts found. An original without a fact is one whose event
-- was never published, or was lost.

create table stats.reconciliation (
    only_row       boolean primary key default true check (only_row),
    begun_at       timestamptz,
    finished_at    timestamptz,
    written_before timestamptz,
    originals      bigint,
    unaccounted    bigint
);

insert into stats.reconciliation default values;

comment on table stats.reconciliation is 'The last comparison of the originals with the facts; instances take turns by it.';
comment on column stats.reconciliation.begun_at is 'When an instance began the last one; null if the next is due.';

-- The first of them, in the order of their keys: a bounded number.
create table stats.unaccounted (
    image_id    uuid primary key,
    customer_id text not null,
    written_at  timestamptz not null
);

comment on table stats.unaccounted is 'Originals without a fact, as the last comparison found them.';
