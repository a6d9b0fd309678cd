-- migrate:up
set lock_timeout = '5s';

-- Who called and never wrote: nobody's contact, so their number and site stand here.
alter table person
    add column phone text,
    add column site text;

-- Who looked at a caller.
create table caller_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    person_id uuid not null
);
create index caller_audit_by_person on caller_audit (person_id);

-- migrate:down
