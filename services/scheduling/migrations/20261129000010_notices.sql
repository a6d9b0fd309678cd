-- migrate:up
set lock_timeout = '5s';

-- A message that we began, of which it is not known yet whether it reached the patient.
create table notice (
    message_id uuid primary key,
    contact_id uuid not null,
    language text not null,
    -- For staff: what it says, and the id of the appointment or place on the waiting list.
    about text not null,
    know_by timestamptz not null,
    -- It did not: there is a task to call the patient.
    calling boolean not null default false
);
create index notice_by_contact on notice (contact_id);
create index notice_by_time on notice (know_by);

-- migrate:down
