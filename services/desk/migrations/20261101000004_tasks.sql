-- migrate:up
set lock_timeout = '5s';

-- What waits for a human. Words of FHIR's Task where they fit; ids and codes only.
create table task (
    id uuid primary key,
    contact_id uuid not null,
    site text not null,
    -- Our phone_number_id that the patient wrote to.
    number text not null,
    kind text not null,
    priority text not null check (priority in ('urgent', 'normal')),
    status text not null default 'requested' check (
        status in ('requested', 'accepted', 'completed')
    ),
    due timestamptz not null,
    opened_by text not null,
    opened_at timestamptz not null,
    language text not null,
    reason text,
    -- How often it escalated, unclaimed.
    level bigint not null default 0,
    -- What the patient wrote about it since.
    messages bigint not null default 0,
    claimed_by text,
    claimed_at timestamptz,
    closed_at timestamptz,
    outcome text,
    check (status <> 'accepted' or claimed_by is not null),
    check ((status = 'completed') = (closed_at is not null and outcome is not null))
);
create index task_open on task (contact_id) where status <> 'completed';
create index task_by_contact on task (contact_id);

-- The patient's words on a task, until 30 days after it is closed.
create table note (
    id uuid primary key,
    task_id uuid not null references task,
    said_at timestamptz not null,
    kind text not null,
    body text not null
);
create index note_by_task on note (task_id);

-- Telling staff, once a channel and level. Open until it has an outcome.
create table notice (
    id uuid primary key,
    task_id uuid not null references task,
    level bigint not null,
    channel text not null check (channel in ('mail', 'webhook')),
    urgent boolean not null,
    created_at timestamptz not null,
    try_at timestamptz not null,
    -- While somebody sends it; past this moment another may.
    leased_until timestamptz,
    attempts bigint not null default 0,
    outcome text check (outcome in ('sent', 'given_up', 'not_needed')),
    finished_at timestamptz,
    unique (task_id, level, channel)
);
create index notice_due on notice (channel, urgent, try_at) where outcome is null;

-- Where staff reach a patient: the router's word, as far as it was told.
create table contact (
    id uuid primary key,
    version bigint not null,
    wa_id text,
    user_id text
);

-- A contact that proved to be another one.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- Who claimed, closed or looked at personal data.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    what text not null check (what in ('claim', 'close', 'reveal')),
    task_id uuid not null
);
create index audit_by_task on audit (task_id);

-- migrate:down
