-- migrate:up
set lock_timeout = '5s';

-- message_taken_not_delivered knows all that this one knew. Dropping takes a moment.
-- squawk-ignore require-concurrent-index-deletion
drop index message_not_delivered;

-- migrate:down
