-- migrate:up
set lock_timeout = '5s';

-- Who waits for a time that is not free, and what would suit them. One a contact, service and person.
create table waiting (
    id uuid primary key,
    site text not null,
    -- Our phone_number_id that the patient writes to.
    number text not null,
    contact_id uuid not null,
    person_id uuid,
    language text not null,
    service text not null,
    -- An id, or `any`.
    practitioner text not null,
    -- Digits of weekdays, Monday 0; empty: any.
    days text not null,
    -- m, n, a, e as in offers.DAYPARTS; empty: any.
    daypart text not null,
    -- The last day that helps, where the visit is.
    until date,
    -- The appointment that an earlier time would replace.
    moving uuid,
    joined_at timestamptz not null,
    ends_at timestamptz not null,
    -- Nothing suited when they joined: days that can be booked only since are news.
    nothing_free boolean not null,
    unique nulls not distinct (contact_id, service, person_id)
);
create index waiting_in_order on waiting (site, joined_at, id);

-- A freed slot, offered to somebody who waits. It stands while it is open and has not expired.
create table slot_offer (
    id uuid primary key,
    waiting_id uuid not null,
    contact_id uuid not null,
    site text not null,
    service text not null,
    practitioner text not null,
    location text not null,
    start_at timestamptz not null,
    minutes bigint not null,
    offered_at timestamptz not null,
    expires_at timestamptz not null,
    -- The patient was sent it.
    told boolean not null default false,
    status text not null check (status in ('open', 'passed', 'taken', 'withdrawn'))
);
-- Nobody is offered a slot twice, unless it went to somebody else and came back.
create unique index slot_offer_once on slot_offer (waiting_id, practitioner, start_at)
where status <> 'withdrawn';
create index slot_offer_standing on slot_offer (site, expires_at) where status = 'open';
create index slot_offer_by_contact on slot_offer (contact_id);
create index slot_offer_by_start on slot_offer (site, start_at);

-- What came free while somebody waited: places as in `occupied`. Whether they still are free is
-- asked of `occupied` whenever they are offered.
create table freed (
    id bigint generated always as identity primary key,
    site text not null,
    resource text not null,
    during tstzrange not null,
    -- Who joined before could have had it: it was only held since. Null: who joined any time before.
    since timestamptz,
    -- Who gave it back, and so does not want it.
    left_by uuid,
    freed_at timestamptz not null
);
create index freed_by_resource on freed (site, resource);

-- migrate:down
