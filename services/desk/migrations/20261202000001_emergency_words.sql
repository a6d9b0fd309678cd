-- migrate:up
set lock_timeout = '5s';

-- What is written later in the same emergency is read with its task too: by whom it is from.
alter table emergency_note add column contact_id uuid;
-- Notes wait for humans and are few: the index is there in a moment.
-- squawk-ignore require-concurrent-index-creation
create index emergency_note_by_contact on emergency_note (contact_id);

-- migrate:down
