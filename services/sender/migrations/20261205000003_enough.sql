-- migrate:up
set lock_timeout = '5s';

-- WhatsApp says that they were sent enough marketing: until when no campaign is sent to them.
alter table contact add column campaigns_after timestamptz;

-- migrate:down
