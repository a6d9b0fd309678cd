-- migrate:up
set lock_timeout = '5s';

-- An event without a date of its own, or with one that no partition has, is known by when it came.
alter table inbox add column claimed_at timestamptz;

-- migrate:down
