-- migrate:up
set lock_timeout = '5s';

-- It has happened: an ambulance first, beside the crisis line, for as long as the crisis counts.
alter table alarm add column harmed boolean not null default false;

-- migrate:down
