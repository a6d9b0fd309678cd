-- migrate:up
set lock_timeout = '5s';

-- We hold it, over a night or since no more users may be reached: what comes later for the same
-- patient and nobody has asked for does not pass it.
alter table message add column held boolean not null default false;

-- The sender waits for these, messages on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_held on message (contact_id, seq) where state = 'deferred' and held;
-- The line as a claim walks it: of a lane and a number, answers before notices.
-- squawk-ignore require-concurrent-index-creation
create index message_line on message ((lane = 'urgent'), number, (lane = 'notice'), try_at)
where state = 'ready';
-- squawk-ignore require-concurrent-index-deletion
drop index message_due;

-- migrate:down
