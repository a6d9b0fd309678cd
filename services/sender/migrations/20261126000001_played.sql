-- migrate:up
set lock_timeout = '5s';

-- Replaced in this transaction by one that allows more.
-- squawk-ignore ban-drop-constraint
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (
    state in (
        'ready', 'claimed', 'unclear',
        'sent', 'delivered', 'read', 'played', 'failed', 'undeliverable'
    )
) not valid;

-- migrate:down
