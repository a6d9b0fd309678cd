-- migrate:up
set lock_timeout = '5s';

-- When a contact is sent nothing that they have not asked for, and by whose clock; none: their site's.
alter table contact
add column quiet_hours text,
add column time_zone text;

-- Replaced in this transaction by one that allows more: who changed them.
-- squawk-ignore ban-drop-constraint
alter table audit drop constraint audit_what_check;
alter table audit add constraint audit_what_check check (what in ('reveal', 'quiet')) not valid;

-- migrate:down
