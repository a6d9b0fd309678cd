-- migrate:up
set lock_timeout = '5s';

-- Emergencies wait for this: there is one row a contact, so it is short.
-- squawk-ignore require-concurrent-index-creation
create index alarm_by_time on alarm (at);

-- migrate:down
