-- migrate:up
set lock_timeout = '5s';

-- The secret address under which calendars subscribe to a practitioner's busy times.
create table busy_feed (
    site text not null,
    practitioner text not null,
    -- In the UIDs of all that it ever showed, whatever its address was: what comes back to us from
    -- another calendar is known by it. Its due jobs have it for a key.
    mark uuid not null unique,
    -- Null: there is no address now.
    token bytea,
    language text not null,
    -- Of the page behind the address.
    version bigint not null,
    primary key (site, practitioner)
);

-- The calendar elsewhere that says when a practitioner is busy, as clinic.yaml names it.
create table busy_calendar (
    site text not null,
    practitioner text not null,
    address text not null,
    -- What its server called the version that was read last.
    etag text not null default '',
    modified text not null default '',
    -- SHA-256 of it, for servers that do not say.
    digest bytea not null default '',
    -- When it was read whole. Null: what is known of it may be of another address or horizon.
    read_at timestamptz,
    next_at timestamptz not null,
    -- Since when it cannot be read.
    failed_at timestamptz,
    primary key (site, practitioner)
);
create index busy_calendar_by_next on busy_calendar (next_at);

-- migrate:down
