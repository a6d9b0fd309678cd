-- migrate:up
set lock_timeout = '5s';

-- The first day that helps, where the visit is.
alter table waiting add column since date;

-- migrate:down
