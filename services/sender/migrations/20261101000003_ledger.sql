-- migrate:up
set lock_timeout = '5s';

-- Where to reach a contact, and what they allow.
create table contact (
    id uuid primary key,
    number text not null,
    wa_id text,
    user_id text,
    version bigint not null default 0,
    notices boolean not null default true
);

-- A contact that proved to be another one.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- The ledger: every message of ours, once. The content goes when its fate is known.
create table message (
    id uuid primary key,
    seq bigint generated always as identity,
    contact_id uuid not null,
    number text not null,
    lane text not null check (lane in ('urgent', 'reply', 'notice')),
    service text not null,
    content jsonb,
    expects jsonb,
    context bytea not null,
    state text not null check (
        state in (
            'ready', 'claimed', 'unclear',
            'sent', 'delivered', 'read', 'failed', 'undeliverable'
        )
    ),
    attempts bigint not null default 0,
    doubts bigint not null default 0,
    try_at timestamptz not null,
    -- End of a claim's lease, or the moment from which its fate is unclear.
    claimed_until timestamptz,
    unclear_since timestamptz,
    wamid text,
    error_code bigint,
    requested_at timestamptz not null,
    finished_at timestamptz
);
-- What is under way, oldest first, per contact: small however long the ledger grows.
create index message_open on message (contact_id, seq)
where state in ('ready', 'claimed', 'unclear');
create index message_due on message (try_at) where state = 'ready';
create index message_doubtful on message (state, claimed_until)
where state in ('claimed', 'unclear');
create index message_by_wamid on message (wamid);
create index message_by_age on message (requested_at);

-- A number that WhatsApp does not let us send from for now.
create table paused_number (
    number text primary key,
    until timestamptz not null,
    error_code bigint not null
);

-- migrate:down
