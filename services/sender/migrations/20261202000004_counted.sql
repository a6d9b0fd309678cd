-- migrate:up
set lock_timeout = '5s';

-- What is counted: when WhatsApp delivered a message, whether it is billed, and its template.
alter table message
add column delivered_at timestamptz,
add column billable boolean,
add column template_name text;

-- Delivered messages of a day (UTC), as Meta counts them and as we do.
create table counted (
    day date not null,
    about text not null check (about in ('price', 'template')),
    -- Category and free or billed, or template and language.
    detail text not null,
    meta bigint not null,
    us bigint not null,
    at timestamptz not null,
    primary key (day, about, detail)
);

-- migrate:down
