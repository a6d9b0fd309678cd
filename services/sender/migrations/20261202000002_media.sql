-- migrate:up
set lock_timeout = '5s';

-- Files that patients sent: fetched from WhatsApp, kept for a while.
create table media (
    -- Of the message that brought it.
    message_id uuid primary key,
    contact_id uuid not null,
    media text not null,
    -- WhatsApp's id; gone once the file is here or never will be.
    media_id text,
    state text not null default 'waiting' check (state in ('waiting', 'stored', 'refused')),
    mime_type text,
    content bytea,
    attempts bigint not null default 0,
    try_at timestamptz not null,
    arrived_at timestamptz not null,
    finished_at timestamptz,
    context bytea not null
);
create index media_due on media (try_at) where state = 'waiting';
create index media_by_age on media (arrived_at);

-- migrate:down
