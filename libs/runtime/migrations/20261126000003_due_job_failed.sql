-- migrate:up
set lock_timeout = '5s';

-- When a job was due that has failed: it is tried again at `due_at`, and is late since then.
alter table due_job add column was_due_at timestamptz;

-- Those that failed five times were put a year ahead, where nobody saw them.
update due_job
   set due_at = due_at - interval '1 year', was_due_at = due_at - interval '1 year'
 where attempts >= 5;

-- Timers wait while Postgres looks through all jobs for those few.
-- squawk-ignore require-concurrent-index-creation
create index due_job_failed on due_job (timer, was_due_at) where was_due_at is not null;

-- migrate:down
