-- migrate:up
set lock_timeout = '5s';

-- A date of birth that can be read in two ways, until the patient says which; with day before month.
alter table asking add column born date;

-- migrate:down
