-- migrate:up
set lock_timeout = '5s';

-- The task that was opened last to call the patient.
alter table survey add column task_id uuid;

-- The ids of older tasks are not known here, so that their end would not be noticed: who complains
-- again is called again.
update survey set task_id = appointment_id, calling = false where calling;

-- Not concurrently: dbmate's transaction, and nothing in it yet but a few tasks.
-- squawk-ignore require-concurrent-index-creation
create index survey_by_task on survey (task_id) where task_id is not null;

-- migrate:down
