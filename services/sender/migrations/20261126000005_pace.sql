-- migrate:up
set lock_timeout = '5s';

-- How many messages a number may still send: a bucket that all replicas take from.
create table pace (
    number text primary key,
    rate double precision not null,
    tokens double precision not null,
    at timestamptz not null,
    slowed_at timestamptz
);

-- migrate:down
