-- migrate:up
set lock_timeout = '5s';

-- A survey about a visit, as scheduling told it last, and what was said. Ids and codes.
create table survey (
    appointment_id uuid primary key,
    -- Of the appointment.
    version bigint not null,
    contact_id uuid not null,
    service text not null,
    practitioner text not null,
    location text not null,
    start_at timestamptz not null,
    time_zone text not null,
    due_at timestamptz not null,
    -- Its due job.
    job uuid,
    state text not null check (
        state in ('waiting', 'asked', 'unreached', 'rated', 'done', 'void', 'stale', 'recent')
    ),
    -- The message that asks.
    message_id uuid,
    asked_at timestamptz,
    rating bigint check (rating between 1 and 5),
    rated_at timestamptz,
    -- Of all that was written.
    sentiment text check (sentiment in ('negative', 'neutral', 'positive')),
    -- Messages with words.
    words bigint not null default 0,
    -- There is a task to call the patient.
    calling boolean not null default false,
    -- How often it was told what was said.
    revision bigint not null default 0
);
create index survey_by_contact on survey (contact_id, asked_at);
create index survey_by_message on survey (message_id);
create index survey_by_start on survey (start_at);

-- What a patient wrote of a visit. It stands here and nowhere else.
create table comment (
    message_id uuid primary key,
    appointment_id uuid not null,
    said_at timestamptz not null,
    body text not null
);
create index comment_by_survey on comment (appointment_id);
create index comment_by_time on comment (said_at);

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

-- Who read what a patient wrote.
create table audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    operator text not null,
    what text not null,
    appointment_id uuid not null
);

-- migrate:down
