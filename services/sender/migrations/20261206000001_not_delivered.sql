-- migrate:up
set lock_timeout = '5s';

-- What WhatsApp holds back, and says nothing more of, is not delivered either.
-- The sender waits for these, messages on Kafka.
-- squawk-ignore require-concurrent-index-deletion
drop index message_not_delivered;
-- squawk-ignore require-concurrent-index-creation
create index message_not_delivered on message (finished_at)
where state in ('accepted', 'sent') and lane = 'notice' and not fallback;

-- migrate:down
