-- migrate:up
set lock_timeout = '5s';

-- One message tries a number whose pause is over. Until WhatsApp has taken one (`accepted`, which it may
-- take back by a status) no other does, and each time it refuses, the next pause is longer.
alter table paused_number
add column state text not null default 'paused'
check (state in ('paused', 'probing', 'accepted')),
add column wait interval not null default '30 seconds';

-- migrate:down
