-- How far the events were read: written in the transaction that counts them, so it is true after any crash, and of a
-- restored backup too.
--
-- Completeness is measured with check marks: "at 12:00 the partition ended at offset 70". As soon as everything below 70
-- is counted, the numbers are complete up to 12:00. That holds for a busy partition, an idle one, and one that is behind.

create table stats.topic_partition (
    topic          text not null,
    partition      int not null,
    topic_id       uuid,
    next_offset    bigint not null,
    mark_offset    bigint,
    mark_at        timestamptz,
    complete_until timestamptz,
    primary key (topic, partition)
) with (fillfactor = 50);

comment on column stats.topic_partition.next_offset is 'Every event below this offset is counted, or a dead letter.';
comment on column stats.topic_partition.topic_id is 'The broker''s id of the topic: another one when the topic is made anew.';
comment on column stats.topic_partition.mark_offset is 'Where the partition ended at mark_at.';
comment on column stats.topic_partition.complete_until is
    'Every event that was on the partition at this time is counted; see also the mark.';
