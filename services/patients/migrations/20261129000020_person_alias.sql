-- migrate:up
set lock_timeout = '5s';

-- A person who proved to be another one: whoever keeps the old id is told with the profile.
create table person_alias (
    old uuid primary key,
    person_id uuid not null references person
);
create index person_alias_by_person on person_alias (person_id);

-- migrate:down
