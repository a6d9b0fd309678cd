-- migrate:up
set lock_timeout = '5s';

-- When the message that decided reached us: WhatsApp's times are whole seconds.
alter table contact add column floor_heard timestamptz;
update contact set floor_heard = floor_turn where floor_turn is not null;

-- migrate:down
