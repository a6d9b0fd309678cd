"""Old messages and what they said are forgotten, however many they are."""

from wardbell_runtime import database, running
from wardbell_runtime.counter import at_the_counter
from wardbell_sender import ledger_looks, uploads
from wardbell_sender.app import MIGRATIONS

OLD = """
create function slowly() returns trigger language plpgsql as
    'begin perform pg_sleep(0.02); return coalesce(new, old); end';
insert into contact (id, number, wa_id) values (gen_random_uuid(), '1', '1');
insert into message (id, contact_id, number, lane, service, context, purpose, state,
                     try_at, requested_at, finished_at, content)
select gen_random_uuid(), c.id, '1', 'notice', 'reminders', '', 'care', 'sent',
       now() - age, now() - age, now() - age, '{}'
  from contact c, (select interval '31 days' as age from generate_series(1, 100)
                   union all select interval '4 days' from generate_series(1, 100)
                   union all select interval '1 day') as ages;
create trigger slowly before delete or update on message for each row execute function slowly();
"""


async def test_more_than_one_statement_has_time_for(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(database, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(running, "FORGET_AT_ONCE", 20)
    schema = await room.schema("sender", MIGRATIONS)
    async with room.database(schema) as conn:
        await conn.execute(OLD)
        async with at_the_counter("sender") as started:
            await ledger_looks.forget(started)
            assert await conn.fetchval("select count(*) from message") == 101
            await ledger_looks.forget_words(started)
            await uploads.forget_old(started)

        assert await conn.fetchval("select count(content) from message") == 1
