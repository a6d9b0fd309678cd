"""What is old goes in slices: however much it is, no statement takes longer than it may."""

from wardbell_runtime import database, running

DELETE = "delete from effect where id in (select id from effect where n = $1 limit $2)"
SLOW = """
create function slowly() returns trigger language plpgsql as
    'begin perform pg_sleep(0.02); return old; end';
create trigger slowly before delete on effect for each row execute function slowly();
insert into effect (contact_id, n, event_id)
    select gen_random_uuid(), case when n <= 100 then 'old' else 'new' end, gen_random_uuid()
      from generate_series(1, 101) as n;
"""


async def test_more_than_one_statement_has_time_for_is_forgotten(scribe, monkeypatch):
    monkeypatch.setattr(database, "COMMAND_SECONDS", 1)
    monkeypatch.setattr(running, "FORGET_AT_ONCE", 20)
    async with scribe.room.database(scribe.schema) as conn:
        await conn.execute(SLOW)  # 2 s for all of it

    async def forget(started):
        await started.forget(DELETE, "old")

    service = scribe.service(more=lambda made: made.hourly("the past", forget))
    async with service.running():
        await scribe.until(lambda: only_one(scribe), 10)

    assert await scribe.value("select n from effect") == "new"


async def only_one(scribe):
    return await scribe.count() == 1
