-- migrate:up
set lock_timeout = '5s';

-- The address at which WhatsApp did not find the patient, while another one may still become known.
alter table message add column unreached text;

-- migrate:down
