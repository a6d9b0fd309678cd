-- migrate:up
set lock_timeout = '5s';

-- Who looked at a parked record's personal data, or had it run again. The record may be gone by
-- then: its event's id stays.
create table parked_audit (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    who text not null,
    what text not null check (what in ('reveal', 'replay')),
    parked_id uuid not null,
    event_id uuid not null
);
create index parked_audit_by_record on parked_audit (parked_id);

-- migrate:down
