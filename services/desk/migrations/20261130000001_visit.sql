-- migrate:up
set lock_timeout = '5s';

-- The visit that a task is about, in codes; as it was when the task was opened.
alter table task add column visit jsonb;

-- migrate:down
