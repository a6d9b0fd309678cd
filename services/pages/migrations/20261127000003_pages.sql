-- migrate:up
set lock_timeout = '5s';

-- What an unexpired link shows. The key is in the link alone: a copy of this table opens nothing.
create table page (
    -- SHA-256 of the link's token, in hex.
    page_id text primary key,
    version bigint not null,
    content_type text not null,
    sealed bytea not null,
    expires_at timestamptz not null
);
create index page_by_expiry on page (expires_at);

-- migrate:down
