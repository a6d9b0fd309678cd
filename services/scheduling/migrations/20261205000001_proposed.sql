-- migrate:up
set lock_timeout = '5s';

-- Times that staff offered instead of a request they declined: who takes one asks nobody again.
create table proposed (
    contact_id uuid not null,
    service text not null,
    practitioner text not null,
    start_at timestamptz not null,
    primary key (contact_id, service, practitioner, start_at)
);
create index proposed_by_start on proposed (start_at);

-- migrate:down
