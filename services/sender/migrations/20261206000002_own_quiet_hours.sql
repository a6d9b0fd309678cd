-- migrate:up
set lock_timeout = '5s';

-- When it is quiet for a patient, and by whose clock, as `patients` says; none: as at their site.
alter table contact
add column quiet_hours text,
add column time_zone text,
-- Of the profile that said so.
add column profile_version bigint not null default 0;

-- migrate:down
