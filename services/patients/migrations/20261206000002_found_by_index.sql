-- migrate:up
set lock_timeout = '5s';

-- The words of a name as they are compared, to be found by their beginnings. Null where a version
-- before this one wrote the person, until the service has looked.
alter table person add column name_words tsvector;

-- Patients wait for these, messages on Kafka. New people are few: who looks has nothing to sort in.
-- squawk-ignore require-concurrent-index-creation
create index person_by_words on person using gin (name_words) with (fastupdate = off);
-- squawk-ignore require-concurrent-index-creation
create index person_without_words on person (id) where name_words is null;
-- squawk-ignore require-concurrent-index-creation
create index person_by_birth_date on person (birth_date);
-- Who writes may have called before.
-- squawk-ignore require-concurrent-index-creation
create index person_called on person (site, birth_date) where phone is not null;
-- Numbers are asked for by their ends.
-- squawk-ignore require-concurrent-index-creation
create index person_by_phone on person (reverse(phone) text_pattern_ops) where phone is not null;
-- squawk-ignore require-concurrent-index-creation
create index contact_by_wa_id on contact (reverse(wa_id) text_pattern_ops);

-- migrate:down
