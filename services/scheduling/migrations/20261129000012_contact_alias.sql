-- migrate:up
set lock_timeout = '5s';

-- A contact that proved to be another one, as the router told. Ids only.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- migrate:down
