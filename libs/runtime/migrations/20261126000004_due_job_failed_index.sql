-- migrate:up
set lock_timeout = '5s';

-- Apart from the column, whose lock keeps out readers as well: here only writers wait while Postgres
-- looks through all jobs. Concurrently: in tests a deadlock was seen, why is open.
-- squawk-ignore require-concurrent-index-creation
create index due_job_failed on due_job (timer, was_due_at) where was_due_at is not null;

-- migrate:down
