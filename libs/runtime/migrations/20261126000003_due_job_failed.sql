-- migrate:up
set lock_timeout = '5s';

-- When a job was due that has failed: it is tried again at `due_at`, and is late since then. Those
-- that failed five times were put a year ahead: who runs finds them each hour (`due.pull_in`).
alter table due_job add column was_due_at timestamptz;

-- migrate:down
