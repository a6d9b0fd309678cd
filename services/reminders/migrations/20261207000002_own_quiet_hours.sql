-- migrate:up
set lock_timeout = '5s';

-- When it is quiet for a contact, and by whose clock, as their profile says; null: as elsewhere.
create table own_quiet (
    contact_id uuid primary key,
    -- Of the profile that said so.
    version bigint not null,
    hours text,
    time_zone text
);

-- migrate:down
