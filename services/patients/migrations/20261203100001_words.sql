-- migrate:up
set lock_timeout = '5s';

-- The last word about each purpose, and about everything, with WhatsApp's time: `notices` and
-- `refused` are what they come to, `consent_at` is not used any more.
alter table contact add column words jsonb not null default '[]';
update contact
set words = (
    select
        jsonb_agg(
            jsonb_build_object(
                'wish', jsonb_build_object('wanted', false, 'purpose', purpose),
                'said_at', consent_at
            )
        )
    from unnest(case when notices then refused else array[null::text] end) as purpose
)
where not notices or refused <> '{}';

-- migrate:down
