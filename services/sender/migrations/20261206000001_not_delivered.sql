-- migrate:up
set lock_timeout = '5s';

-- What WhatsApp holds back, and says nothing more of, is not delivered either.
-- Writers, so the sender, wait while Postgres looks through all messages; readers do not, the old
-- index goes later. Concurrently: in tests a deadlock was seen, why is open.
-- squawk-ignore require-concurrent-index-creation
create index message_taken_not_delivered on message (finished_at)
where state in ('accepted', 'sent') and lane = 'notice' and not fallback;

-- migrate:down
