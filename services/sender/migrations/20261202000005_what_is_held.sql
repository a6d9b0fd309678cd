-- migrate:up
set lock_timeout = '5s';

-- How long what a contact was sent would have lasted at one message in six seconds (Meta's limit per
-- patient), and the purposes that they do not want.
alter table contact
add column lasts_until timestamptz,
add column refused text [] not null default '{}';

-- Nobody has asked for it: consent and quiet hours apply.
alter table message add column unasked boolean not null default false;
update message set unasked = true
where lane = 'notice' and purpose <> 'security' and state in ('ready', 'claimed', 'unclear');

-- `deferred`: waits for its hour, and nothing waits for it.
-- Replaced in this transaction by one that allows more.
-- squawk-ignore ban-drop-constraint
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (
    state in (
        'deferred', 'ready', 'claimed', 'unclear',
        'sent', 'delivered', 'read', 'played', 'failed', 'undeliverable'
    )
) not valid;
-- The sender waits for this, messages on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_deferred on message (try_at) where state = 'deferred';

-- migrate:down
