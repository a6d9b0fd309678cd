"""Old messages and what they said are forgotten, however many they are."""

from wardbell_sender import ledger_looks, uploads
from wardbell_sender.app import MIGRATIONS

OLD = """
insert into contact (id, number, wa_id) values (gen_random_uuid(), '1', '1');
insert into message (id, contact_id, number, lane, service, context, purpose, state,
                     try_at, requested_at, finished_at, content)
select gen_random_uuid(), c.id, '1', 'notice', 'reminders', '', 'care', 'sent',
       now() - age, now() - age, now() - age, '{}'
  from contact c, (select interval '31 days' as age from generate_series(1, 100)
                   union all select interval '4 days' from generate_series(1, 100)
                   union all select interval '1 day') as ages;
"""


async def test_more_than_one_statement_has_time_for(slowly):
    async with slowly("sender", MIGRATIONS, "message") as (conn, started):
        await conn.execute(OLD)

        await ledger_looks.forget(started)
        assert await conn.fetchval("select count(*) from message") == 101
        await ledger_looks.forget_words(started)
        await uploads.forget_old(started)

        assert await conn.fetchval("select count(content) from message") == 1
