"""Looks after the ledger: cheap however much waits, in the order of locks, each thing said once."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_runtime import locks
from wardbell_sender import held, ledger, ledger_looks
from wardbell_sender.held import Held
from wardbell_sender.ledger_looks import DUE, EXPIRED, STOPPED, UNWANTED
from wardbell_sender.metrics import SenderMetrics

NOW = "'2026-11-26 12:00+00'"
SOME_PAGES = 60
"""Of 8 kB: far less than 5 ms."""
MUCH = """
insert into contact (id, number, wa_id, refused)
select gen_random_uuid(), '1', n::text, case when n % 5 = 0 then '{survey}' else '{}' end::text[]
  from generate_series(1, 10000) n;
insert into message (id, contact_id, number, lane, service, context, purpose, unasked, state,
                     try_at, requested_at, expires_at, due_at)
select gen_random_uuid(), c.id, n % 2, 'notice', 'reminders', '',
       (array['campaign', 'care'])[n % 2 + 1], true,
       case when n <= 10 then 'ready' else 'deferred' end,
       '2026-11-26 08:00+00'::timestamptz + case when n <= 10 then '0' else interval '1 day' end,
       '2026-11-26 08:00+00', '2026-11-28 08:00+00', '2026-11-26 08:00+00'
  from contact c, generate_series(1, 12) n;
analyze;
"""
"""100,000 in the line and some that are held; of the patients a fifth refuse something else."""


@pytest.fixture(params=["force_custom_plan", "force_generic_plan"])
async def pages(request, prepared):
    """`pages(sql, *arguments)`: how many pages of memory or disk a statement reads."""
    async with prepared.database(prepared.schemas[0]) as conn:
        await conn.execute(MUCH)
        await conn.execute(f"set plan_cache_mode = {request.param}")

        async def count(sql, *arguments):
            await conn.execute(f"prepare it as {sql}")
            plan = await conn.fetchval(
                "explain (analyze, buffers, format json) execute it"
                + (f"({', '.join(arguments)})" if arguments else "")
            )
            await conn.execute("deallocate it")
            [top] = json.loads(plan)
            return top["Plan"]["Shared Hit Blocks"] + top["Plan"]["Shared Read Blocks"]

        yield count


async def test_a_look_reads_little_however_many_wait(pages):
    nobody = f"'{uuid4()}'::uuid"
    asked = {
        "due": (DUE.first, NOW),
        "expired": (EXPIRED.first, NOW),
        "unwanted": (UNWANTED.first,),
        "stopped": (STOPPED.first, NOW),
        "never came back": (ledger_looks.NEVER_CAME_BACK.first, NOW),
        "unclear": (ledger_looks.LONG_UNCLEAR.first, NOW),
        "oldest": (ledger_looks.OLDEST, NOW),
        "any unclear": (ledger_looks.ANY_UNCLEAR,),
        "not delivered": (ledger_looks.NOT_DELIVERED.first, NOW, NOW, NOW),
        "waiting": (ledger.WAITING, "false"),
        "urgent": (ledger.WAITING, "true"),
        "merged": ("update message set contact_id = $2 where contact_id = $1", nobody, nobody),
    }
    read = {what: await pages(*how) for what, how in asked.items()}

    assert {what: count for what, count in read.items() if count > SOME_PAGES} == {}, read


async def test_what_has_expired_is_said_once_whatever_it_waits_for(sender, requested, whatsapp):
    now = datetime.now(UTC)
    soon = {"expires_at": now + timedelta(seconds=1.5)}
    await whatsapp.post("/sim/faults", json={"errors": [{"code": 368, "rate": 1}]})
    events = {
        "paused": requested(say("x"), **soon),
        "held": requested(say("x"), **soon, not_before=now + timedelta(hours=1)),
        "no address": requested(say("x"), **soon, wa_id=None),
    }
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        for event in events.values():
            await sender.put(event, topics.OUTBOUND_REPLIES)
        told = [(await heard.next(10))[1] for _ in events]
        with pytest.raises(TimeoutError):
            await heard.next(1.5)

    assert {each.message_id for each in told} == {each.message_id for each in events.values()}
    assert {(each.state, each.reason) for each in told} == {("undeliverable", "expired")}


async def test_a_look_locks_contacts_before_their_messages(sender, requested):
    """As consumers do: who holds a contact's lock meets no lock of its messages."""
    event = requested(say("x"), not_before=datetime.now(UTC) + timedelta(seconds=1))
    await sender.put(event, topics.OUTBOUND_REPLIES)
    [schema] = sender.schemas
    async with sender.database(schema) as conn, sender.database(schema) as other:
        await sender.until(lambda: conn.fetchval("select 1 from message"))
        async with conn.transaction():
            await locks.lock(conn, schema, [str(event.contact_id)])

            async def waits():
                return await other.fetchval(
                    "select exists (select from pg_locks l join pg_stat_activity a using (pid)"
                    " where l.locktype = 'advisory' and not l.granted"
                    " and a.application_name = $1)",
                    f"wardbell {schema}",
                )

            await sender.until(waits)
            state = "select state from message where id = $1 for update nowait"
            assert await conn.fetchval(state, event.message_id) == "deferred"

        async def is_sent():
            state = "select state from message where id = $1"
            return await other.fetchval(state, event.message_id) == "sent"

        await sender.until(is_sent)


async def test_of_the_same_hour_what_came_first_is_in_line_first(replica, prepared, monkeypatch):
    """However many have their hour now, and wherever Postgres has put them."""
    monkeypatch.setattr(held, "DUE", replace(DUE, most=1))
    contact, ids = uuid4(), [uuid4(), uuid4()]
    at = replica.clock.now() - timedelta(seconds=1)
    async with prepared.database(prepared.schemas[0]) as conn:
        for id_ in ids:
            await conn.execute(
                "insert into message (id, contact_id, number, lane, service, context, state,"
                " try_at, requested_at)"
                " values ($1, $2, '1', 'reply', 'x', '', 'deferred', $3, $3)",
                id_,
                contact,
                at,
            )
        for state in ("ready", "deferred"):  # its row now stands behind the other one
            await conn.execute("update message set state = $2 where id = $1", ids[0], state)

        await Held(SenderMetrics(), lambda: None).look(replica)

        ready = await conn.fetch("select id from message where state = 'ready'")
    assert [row["id"] for row in ready] == ids[:1]
