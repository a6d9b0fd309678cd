-- migrate:up
set lock_timeout = '5s';

-- One WhatsApp user on one of our numbers. Numbers and ids change; either may be unknown.
create table contact (
    id uuid primary key,
    number text not null,
    wa_id text,
    user_id text,
    language text,
    version bigint not null default 1,
    welcomed boolean not null default false,
    -- Who has the floor for free text, since when, and who had it before; which message of the
    -- patient decided that, and until when it holds.
    floor text,
    floor_since timestamptz,
    floor_before text,
    floor_before_since timestamptz,
    floor_turn timestamptz,
    floor_until timestamptz,
    created_at timestamptz not null,
    check (wa_id is not null or user_id is not null)
);
create unique index contact_by_wa_id on contact (number, wa_id);
create unique index contact_by_user_id on contact (number, user_id);

-- A contact that proved to be another one: its id stays known.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- What was not answered, and why.
create table silence (
    event_id uuid primary key,
    reason text not null,
    at timestamptz not null
);

-- migrate:down
