-- migrate:up
set lock_timeout = '5s';

-- What a patient wrote in an emergency, under the id of the message. It is read with the task that
-- goes back to that message, whichever of the two arrives first.
create table emergency_note (
    message_id uuid primary key,
    said_at timestamptz not null,
    kind text not null,
    body text not null
);
alter table task add column message_id uuid;
-- What waits for humans is few: the index is there in a moment.
-- squawk-ignore require-concurrent-index-creation
create index task_by_message on task (message_id);

-- migrate:down
