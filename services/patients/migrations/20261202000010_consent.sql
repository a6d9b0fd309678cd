-- migrate:up
set lock_timeout = '5s';

-- What they allow of what we begin, and WhatsApp's time of the word that said so.
alter table contact
add column notices boolean not null default true,
add column refused text [] not null default '{}',
add column consent_at timestamptz;

-- migrate:down
