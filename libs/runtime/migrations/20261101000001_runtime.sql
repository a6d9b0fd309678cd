-- migrate:up
set lock_timeout = '5s';

-- What was handled. Partitioned by the event's own time, so that old days fall off whole.
create table inbox (
    event_id uuid not null,
    event_time timestamptz not null,
    primary key (event_id, event_time)
) partition by range (event_time);
create table inbox_other partition of inbox default;

-- What is to be published. A key always falls into the same shard; one relay at a time holds it.
create table outbox (
    id bigint generated always as identity primary key,
    shard bigint not null,
    topic text not null,
    key bytea not null,
    headers bytea not null,
    value bytea,
    created_at timestamptz not null
);
create index outbox_by_shard on outbox (shard, id);

create table outbox_shard (
    shard bigint primary key,
    lane text not null
);
insert into outbox_shard (shard, lane)
select shard, case when shard < 8 then 'normal' else 'urgent' end
from generate_series(0, 11) as shard;

-- What could not be handled, as it came.
create table parked (
    id uuid primary key,
    consumer text not null,
    topic text not null,
    partition bigint not null,
    "offset" bigint not null,
    key bytea,
    headers bytea not null,
    value bytea,
    event_id uuid not null,
    event_type text not null,
    contact_id uuid,
    reason text not null,
    error text not null,
    attempts bigint not null,
    parked_at timestamptz not null,
    replay_at timestamptz,
    unique (consumer, event_id)
);
create index parked_by_contact on parked (contact_id);

-- A consumer that parked too much and waits for an operator or a new version.
create table breaker (
    consumer text primary key,
    opened_at timestamptz not null,
    version text not null,
    reason text not null
);

-- Time turned into work.
create table due_job (
    id uuid primary key,
    timer text not null,
    contact_id uuid not null,
    due_at timestamptz not null,
    attempts bigint not null default 0,
    context bytea not null,
    payload jsonb not null
);
create index due_job_by_time on due_job (timer, due_at);
create index due_job_by_contact on due_job (contact_id);

-- migrate:down
