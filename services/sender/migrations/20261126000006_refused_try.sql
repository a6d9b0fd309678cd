-- migrate:up
set lock_timeout = '5s';

-- WhatsApp's id of a try that it refused since the window was closed: what is said of it is over.
alter table message add column refused_wamid text;

-- The sender waits for this, messages on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_not_delivered on message (finished_at)
where state = 'sent' and lane = 'notice' and not fallback;

-- migrate:down
