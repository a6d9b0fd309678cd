-- migrate:up
set lock_timeout = '5s';

-- Another channel was asked to reach the patient.
alter table message add column fallback boolean not null default false;

-- migrate:down
