-- migrate:up
set lock_timeout = '5s';

-- Withdrawn because the sender held it back until it had expired: the patient never saw it.
alter table slot_offer add column unsent boolean not null default false;

-- migrate:down
