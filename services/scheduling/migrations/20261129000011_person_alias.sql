-- migrate:up
set lock_timeout = '5s';

-- A person who proved to be another one, as patients told. Ids only.
create table person_alias (
    old uuid primary key,
    person_id uuid not null
);

-- migrate:down
