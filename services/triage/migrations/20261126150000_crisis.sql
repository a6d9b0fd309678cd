-- migrate:up
set lock_timeout = '5s';

-- Somebody thinks of harming themselves: repeats name the crisis line.
alter table alarm add column crisis boolean not null default false;

-- In which order runs began: those of one batch have the same time.
create sequence interview_number;
alter table interview add column number bigint;
alter table interview alter column number set default nextval('interview_number');

-- migrate:down
