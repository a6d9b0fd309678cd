-- migrate:up
set lock_timeout = '5s';

-- What WhatsApp bills a message as, once it has said so: one of several statuses does.
alter table message add column category text;

-- migrate:down
