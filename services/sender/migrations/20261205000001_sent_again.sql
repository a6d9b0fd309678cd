-- migrate:up
set lock_timeout = '5s';

-- WhatsApp's ids of tries that it refused after it had taken them: what is said of them is over.
-- In the place of `refused_wamid`, of which there was one.
alter table message add column refused_wamids text [] not null default '{}';
update message set refused_wamids = array[refused_wamid]
where refused_wamid is not null;

-- `accepted`: WhatsApp has it, and will say later whether it sends it.
-- Replaced in this transaction by one that allows more.
-- squawk-ignore ban-drop-constraint
alter table message drop constraint message_state_check;
alter table message add constraint message_state_check check (
    state in (
        'deferred', 'ready', 'claimed', 'unclear', 'accepted',
        'sent', 'delivered', 'read', 'played', 'failed', 'undeliverable'
    )
) not valid;

-- migrate:down
