-- migrate:up
set lock_timeout = '5s';

-- Messages wait in Kafka while the router waits for this.
-- squawk-ignore require-concurrent-index-creation
create index silence_by_time on silence (at);

-- migrate:down
