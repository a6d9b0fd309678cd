-- migrate:up
set lock_timeout = '5s';

-- One run of the interview about symptoms. Answers and concepts, no words of the patient.
create table interview (
    run uuid primary key,
    contact_id uuid not null,
    site text not null,
    -- Version of the knowledge that asked last.
    knowledge text not null,
    state jsonb not null,
    -- Of the result that was told: 0 before the first.
    version bigint not null,
    -- Why it has its level, as it was told: rule, words, sources. Null before a result.
    explanation jsonb,
    began_at timestamptz not null,
    updated_at timestamptz not null
);
create index interview_by_contact on interview (contact_id, began_at desc);
create index interview_by_update on interview (updated_at);

-- Which services a site offers, as scheduling told it last.
create table catalog (
    site text primary key,
    version bigint not null,
    services text [] not null
);

-- A contact that proved to be another one. Ids only.
create table contact_alias (
    old uuid primary key,
    contact_id uuid not null
);
create index contact_alias_by_contact on contact_alias (contact_id);

-- migrate:down
