-- migrate:up
set lock_timeout = '5s';

-- Whoever writes to us, and the language that the router heard.
create table contact (
    id uuid primary key,
    language text,
    -- Version of `contacts` that told the language.
    heard bigint not null default 0,
    -- Of the profile that others know.
    version bigint not null default 0
);

-- A contact that proved to be another one.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- FHIR's Patient. With `asking.name` all that we keep of a person.
create table person (
    id uuid primary key,
    name text not null,
    birth_date date not null,
    created_at timestamptz not null
);

-- For whom a contact speaks.
create table contact_person (
    contact_id uuid not null references contact,
    person_id uuid not null references person,
    -- Whether it is the one who writes.
    is_self boolean not null,
    primary key (contact_id, person_id)
);
create unique index contact_person_self on contact_person (contact_id) where is_self;
create index contact_person_by_person on contact_person (person_id);

-- What a contact is being asked, for whom, and what they have said so far.
create table asking (
    contact_id uuid primary key references contact,
    wanted_by text not null,
    step text not null check (step in ('name', 'birth_date', 'done')),
    name text,
    misunderstandings bigint not null,
    -- WhatsApp's time of the latest message that a question answered.
    asked_at timestamptz not null,
    changed_at timestamptz not null,
    check ((step = 'birth_date') = (name is not null))
);

-- Who looked at personal data.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    what text not null check (what in ('reveal')),
    contact_id uuid not null
);
create index audit_by_contact on audit (contact_id);

-- migrate:down
