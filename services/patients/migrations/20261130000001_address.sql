-- migrate:up
set lock_timeout = '5s';

-- Where the router says that they are reached: staff know people by their number.
alter table contact
    add column wa_id text,
    -- Our phone_number_id that they wrote to, and its site.
    add column number text,
    add column site text;

-- migrate:down
