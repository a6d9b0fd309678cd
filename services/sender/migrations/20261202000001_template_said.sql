-- migrate:up
set lock_timeout = '5s';

-- What Meta says of our templates: of each fact the newest. Webhooks come in any order.
create table template_said (
    name text not null,
    language text not null,
    fact text not null check (fact in ('status', 'category', 'quality')),
    value text not null,
    at timestamptz not null,
    primary key (name, language, fact)
);

-- migrate:down
