-- migrate:up
set lock_timeout = '5s';

-- Staff wait for this who block times.
-- squawk-ignore require-concurrent-index-creation
create index block_by_end on block (end_at);

-- migrate:down
