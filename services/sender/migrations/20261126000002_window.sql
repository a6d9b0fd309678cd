-- migrate:up
set lock_timeout = '5s';

-- Until when anything may be sent: 24 hours after the patient last wrote, by WhatsApp's time.
alter table contact add column window_until timestamptz;

-- The form for outside the window, what the message is for, and when it is of no use any more.
alter table message
add column template jsonb,
add column language text not null default 'en',
add column purpose text not null default 'care',
add column expires_at timestamptz,
-- WhatsApp has refused the other form.
add column only_template boolean not null default false;

-- migrate:down
