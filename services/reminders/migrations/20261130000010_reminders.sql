-- migrate:up
set lock_timeout = '5s';

-- A visit of somebody who can be written to, as scheduling told it last. Ids only.
create table visit (
    id uuid primary key,
    version bigint not null,
    site text not null,
    contact_id uuid not null,
    service text not null,
    practitioner text not null,
    location text not null,
    virtual boolean not null,
    start_at timestamptz not null,
    time_zone text not null,
    -- It is booked: neither a request nor over.
    stands boolean not null,
    -- The patient says that they will come.
    confirmed boolean not null,
    -- Nobody answered: there is a task to call the patient.
    calling boolean not null default false
);
create index visit_by_contact on visit (contact_id, start_at);
create index visit_by_start on visit (start_at);

-- One a visit and offset: of the visit's version for whose time it was planned.
create table reminder (
    visit_id uuid not null,
    -- The offset as in reminders.yaml.
    before text not null,
    version bigint not null,
    due_at timestamptz not null,
    -- Its due job.
    job uuid not null,
    state text not null check (
        state in ('waiting', 'sent', 'together', 'void', 'stale', 'begun', 'quiet')
    ),
    primary key (visit_id, before)
);

-- Names of practitioners and places, as scheduling told them last.
create table catalog (
    site text primary key,
    version bigint not null,
    document text not null
);

-- In which language a contact is written to.
create table contact (
    id uuid primary key,
    version bigint not null,
    language text not null
);

-- A contact that proved to be another one. Ids only.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- migrate:down
