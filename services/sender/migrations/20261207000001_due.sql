-- migrate:up
set lock_timeout = '5s';

-- When it was first to leave. Tries that fail do not change it, other than `try_at`.
alter table message add column due_at timestamptz;
update message set due_at = try_at where state in ('ready', 'claimed', 'unclear');

-- What should have left, per lane, oldest first: for a gauge that is read every second.
-- The sender waits for this, emergencies too: seconds for a million rows. Messages wait on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_oldest on message (lane, due_at)
where state in ('ready', 'claimed', 'unclear');

-- migrate:down
