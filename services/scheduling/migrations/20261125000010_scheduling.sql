-- migrate:up
set lock_timeout = '5s';

-- Where a range can be excluded together with a name. One for the whole database.
create extension if not exists btree_gist schema public;

-- One site's clinic.yaml as it was imported last.
create table clinic (
    site text primary key,
    version bigint not null,
    -- As text: the order of services and people is the order in which patients see them.
    document text not null,
    imported_at timestamptz not null,
    imported_by text not null
);

-- What a patient wants to take, kept for some minutes while they confirm. One a contact.
create table hold (
    id uuid primary key,
    contact_id uuid not null unique,
    service text not null,
    practitioner text not null,
    location text not null,
    start_at timestamptz not null,
    minutes bigint not null,
    held_until timestamptz not null,
    extended boolean not null default false
);

-- An appointment as it is now. Status as in FHIR's Appointment.
create table appointment (
    id uuid primary key,
    version bigint not null,
    site text not null,
    -- Our phone_number_id that the patient wrote to; empty where staff booked.
    number text not null,
    contact_id uuid,
    person_id uuid,
    language text not null,
    service text not null,
    practitioner text not null,
    location text not null,
    room text,
    start_at timestamptz not null,
    minutes bigint not null,
    time_zone text not null,
    virtual boolean not null default false,
    status text not null check (
        status in ('pending', 'booked', 'arrived', 'fulfilled', 'cancelled', 'noshow')
    ),
    confirmed boolean not null default false,
    changed_at timestamptz not null,
    changed_by text not null,
    -- The link that shows it in the patient's calendar.
    calendar_token bytea
);
create index appointment_by_contact on appointment (contact_id, start_at);
create index appointment_by_person on appointment (person_id);
create index appointment_by_start on appointment (site, start_at);

-- Every state an appointment ever had.
create table appointment_history (
    appointment_id uuid not null,
    version bigint not null,
    status text not null,
    practitioner text not null,
    room text,
    start_at timestamptz not null,
    minutes bigint not null,
    changed_at timestamptz not null,
    changed_by text not null,
    operator text,
    reason text,
    primary key (appointment_id, version)
);

-- What is taken, by a hold (until `held_until`) or an appointment. Two of these can never meet,
-- whoever wrote them. A lapsed hold still stands here until somebody else wants its place.
create table occupied (
    owner uuid not null,
    site text not null,
    resource text not null,
    during tstzrange not null,
    -- Of a hold; null: firm.
    held_until timestamptz,
    exclude using gist (
        site public.gist_text_ops with =, resource public.gist_text_ops with =, during with &&
    )
);
create index occupied_by_owner on occupied (owner);

-- Times that staff or another calendar took out of a schedule.
create table block (
    id uuid primary key,
    site text not null,
    practitioner text not null,
    start_at timestamptz not null,
    end_at timestamptz not null,
    -- Who or what said so: an operator, or `ics`.
    source text not null
);
create index block_by_time on block (site, practitioner, end_at);

-- Where a conversation stands.
create table conversation (
    contact_id uuid primary key,
    -- Our phone_number_id that the patient writes to.
    number text not null,
    state jsonb not null,
    updated_at timestamptz not null
);

-- Who somebody is: the ids only, names are kept by patients.
create table identity (
    contact_id uuid primary key,
    person_id uuid not null
);

-- Who did what at the counter.
create table scheduling_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    what text not null,
    appointment_id uuid,
    detail text
);

-- migrate:down
