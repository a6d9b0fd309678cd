-- migrate:up
set lock_timeout = '5s';

-- How many users Meta lets us reach outside their window in 24 hours, over all numbers; one row.
create table portfolio (
    only_one boolean primary key default true check (only_one),
    -- As Meta last said; none: as it is set. 0: as many as we like.
    users_a_day bigint,
    -- Rows of `reached`.
    used bigint not null default 0
);
insert into portfolio default values;

-- Whom, and when last.
create table reached (
    contact_id uuid primary key,
    at timestamptz not null
);
create index reached_by_age on reached (at);

-- migrate:down
