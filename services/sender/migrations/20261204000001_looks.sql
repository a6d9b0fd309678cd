-- migrate:up
set lock_timeout = '5s';

-- The patient refuses what it is for: kept with each change of consent, so that whoever looks for
-- such messages does not read all that wait.
alter table message add column unwanted boolean not null default false;
update message m set unwanted = true
from contact c
where
    m.contact_id = c.id and m.unasked
    and m.state in ('deferred', 'ready', 'claimed', 'unclear')
    and (not c.notices or m.purpose = any(c.refused));

-- The sender waits for these, messages on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_unwanted on message (id) where state = 'ready' and unwanted;
-- squawk-ignore require-concurrent-index-creation
create index message_expires on message (expires_at)
where state in ('deferred', 'ready') and expires_at is not null;
-- A patient's messages whose hour has come leave as they came.
-- squawk-ignore require-concurrent-index-creation
create index message_held_until on message (try_at, seq) where state = 'deferred';
-- squawk-ignore require-concurrent-index-deletion
drop index message_deferred;
-- Consent, and merges of contacts: what waits, and what is told of what was sent.
-- squawk-ignore require-concurrent-index-creation
create index message_by_contact on message (contact_id);
-- squawk-ignore require-concurrent-index-creation
create index media_by_contact on media (contact_id);

-- migrate:down
