-- migrate:up
set lock_timeout = '5s';

-- Files of ours that WhatsApp has: it keeps them for 30 days, and gives each number its own id.
create table upload (
    number text not null,
    -- SHA-256 of the file and its MIME type.
    digest bytea not null,
    media_id text not null,
    until timestamptz not null,
    primary key (number, digest)
);

-- migrate:down
