-- migrate:up
set lock_timeout = '5s';

-- Which one, for the bill.
alter table message add column campaign text;

-- A number whose campaigns patients have had enough of, as WhatsApp says: they wait.
create table paused_campaigns (
    number text primary key,
    until timestamptz not null,
    error_code bigint not null
);
-- The sender waits for these, messages on Kafka.
-- squawk-ignore require-concurrent-index-creation
create index message_campaign on message (number, id)
where state = 'ready' and unasked and purpose = 'campaign';
-- What WhatsApp has delivered and billed, day by day.
-- squawk-ignore require-concurrent-index-creation
create index message_by_delivery on message (delivered_at) where category is not null;

-- migrate:down
