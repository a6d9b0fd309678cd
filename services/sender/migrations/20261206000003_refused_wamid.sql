-- migrate:up
set lock_timeout = '5s';

-- Nobody reads or writes it since there is `refused_wamids`: nor does the version before this one.
-- squawk-ignore ban-drop-column
alter table message drop column refused_wamid;

-- migrate:down
