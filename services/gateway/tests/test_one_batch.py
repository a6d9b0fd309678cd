"""Numbers and ids that change hands within one batch: it ends as one message at a time would."""

import random
import time
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_events import Envelope, MessageArrived, UserChanged, topics
from wardbell_gateway.app import MIGRATIONS, service
from wardbell_gateway.identity import identity, load, renewal
from wardbell_runtime.records import Incoming, Record
from wardbell_runtime.tx import Tx

NUMBER = "106540352242922"
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
SAME = {"field": "messages", "phone_number_id": NUMBER, "contact_key": "one partition"}


def wrote(wa_id, user_id):
    raw = {
        "id": f"wamid.{uuid4()}",
        "from": wa_id,
        "from_user_id": user_id,
        "timestamp": str(int(time.time())),
        "type": "text",
        "text": {"body": "menu"},
    }
    return MessageArrived(**SAME, raw={k: v for k, v in raw.items() if v is not None})


def renewed(previous, current, wa_id):
    raw = {"wa_id": wa_id, "user_id": {"previous": previous, "current": current}}
    return UserChanged(**{**SAME, "field": "user_id_update"}, raw=raw)


def changed_number(wa_id, new, user_id=None):
    named = {"user_id": user_id} if user_id else {}
    system = {"type": "user_changed_number", "wa_id": new, "body": "changed", **named}
    raw = {"id": f"wamid.{uuid4()}", "type": "system", "from": wa_id, "system": system}
    return MessageArrived(**SAME, raw={**raw, "from_user_id": user_id} if user_id else raw)


@pytest.fixture
async def gateway_schema(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*topics.ALL)
    return await room.schema("gateway", MIGRATIONS)


@pytest.fixture
def play(room, gateway_schema):
    """Events in one batch, met with known contacts; gives the answers and who is who then."""

    async def play(known, events):
        async with room.database(gateway_schema) as conn:
            for age, (wa_id, user_id) in enumerate(known):
                await conn.execute(
                    "insert into contact (id, number, wa_id, user_id, welcomed, created_at)"
                    " values ($1, $2, $3, $4, true, $5)",
                    *(uuid4(), NUMBER, wa_id, user_id, NOON + timedelta(hours=age)),
                )
            ids = [str((await room.put(e)).id) for e in events]
            spoken = [id_ for id_, e in zip(ids, events, strict=True) if renewal(e) is None]
            async with service().running(), room.listening(topics.OUTBOUND_REPLIES) as heard:
                answers = await heard.take(len(spoken))
            rows = await conn.fetch("select id, wa_id, user_id from contact")
            aliases = await conn.fetchval("select count(*) from contact_alias")
        # One transaction has one time; a batch that was rolled back has several.
        assert len({envelope.time for envelope, _ in answers}) == 1
        who = {row["id"]: (row["wa_id"], row["user_id"]) for row in rows}
        answered = {e.correlation_id: who[answer.contact_id] for e, answer in answers}
        return [answered[id_] for id_ in spoken], set(who.values()), aliases

    return play


async def test_a_number_that_moves_on_twice_is_the_last_ones(play):
    known = [("17", "US.1"), ("18", "US.2"), (None, "US.3")]

    answered, found, _ = await play(known, [wrote("17", "US.2"), wrote("17", "US.3")])

    assert found == {(None, "US.1"), (None, "US.2"), ("17", "US.3")}
    assert answered == [(None, "US.2"), ("17", "US.3")]


async def test_two_who_swap_their_numbers_keep_their_chats(play):
    known = [("17", "US.1"), ("18", "US.2")]

    answered, found, _ = await play(known, [wrote("18", "US.1"), wrote("17", "US.2")])

    assert found == {("18", "US.1"), ("17", "US.2")}
    assert answered == [("18", "US.1"), ("17", "US.2")]


async def test_whoever_gets_a_number_that_was_just_given_up_is_somebody_else(play):
    answered, found, _ = await play(
        [("17", "US.1")], [wrote("18", "US.1"), wrote("17", "US.9"), wrote(None, "US.1")]
    )

    assert found == {("18", "US.1"), ("17", "US.9")}
    assert answered == [("18", "US.1"), ("17", "US.9"), ("18", "US.1")]


async def test_a_renewal_and_messages_before_and_after_it_are_one_contact(play):
    known = [("17", "US.1"), ("18", "US.3")]

    answered, found, aliases = await play(
        known,
        [
            wrote("18", "US.3"),
            wrote("17", "US.1"),
            renewed("US.1", "US.2", "18"),
            wrote("18", "US.2"),
        ],
    )

    assert found == {("18", "US.2"), (None, "US.3")}
    assert answered == [(None, "US.3"), ("18", "US.2"), ("18", "US.2")]
    assert aliases == 0


async def test_a_new_id_that_writes_in_the_batch_of_its_renewal_is_not_merged_first(play):
    answered, found, aliases = await play(
        [("17", "US.1")], [renewed("US.1", "US.2", "18"), wrote("18", "US.2")]
    )

    assert found == {("18", "US.2")}
    assert answered == [("18", "US.2")]
    assert aliases == 0


async def test_the_number_of_the_message_counts_when_two_contacts_prove_to_be_one(play):
    _, found, aliases = await play([("18", "US.1"), ("17", None)], [wrote("17", "US.1")])

    assert found == {("17", "US.1")}
    assert aliases == 1


async def test_a_changed_number_that_two_contacts_prove_to_have_had_is_merged_once(play):
    known = [("17", None), ("19", "US.1")]

    answered, found, aliases = await play(
        known, [changed_number("17", "18", "US.1"), wrote("18", "US.1")]
    )

    assert found == {("18", "US.1")}
    assert answered == [("18", "US.1")]
    assert aliases == 1


class Line:
    """Contacts alone, on the real Postgres."""

    def __init__(self, conn):
        self._conn = conn
        self._batches = 0

    async def handle(self, events, size):
        """Handle events in batches of a size; gives the contact of each, as it is in the end."""
        await self._conn.execute("truncate contact, contact_alias")
        met = []
        for start in range(0, len(events), size):
            met += await self._batch(events[start : start + size])
        rows = await self._conn.fetch("select id, wa_id, user_id from contact")
        who = {row["id"]: (row["wa_id"], row["user_id"]) for row in rows}
        alias = dict(await self._conn.fetch("select old, contact_id from contact_alias"))
        return [who.get(alias.get(id_, id_)) for id_ in met], sorted(who.values(), key=str)

    async def _batch(self, events):
        self._batches += 1
        tx = Tx(self._conn, "gateway", NOON + timedelta(seconds=self._batches))
        met = []
        async with self._conn.transaction():
            items = [Incoming(RECORD, envelope(tx.now), event) for event in events]
            await load(tx, items)
            for item in items:
                tx.cause = item.envelope
                if (changed := renewal(item.event)) is not None:
                    contact = await tx.loaded.renew(tx, *changed)
                else:
                    contact = await tx.loaded.resolve(tx, identity(item.event))
                met.append(contact and contact.id)
            await tx.flush()
        return met


RECORD = Record("t", 0, 0, b"", (), b"")


def envelope(now):
    return Envelope.first(uuid4(), "t", source="s", subject="", number=NUMBER, now=now)


def a_day(chance):
    """A few events of a few people whose numbers and ids change hands."""

    def number(*more):
        return chance.choice(["17", "18", "19", *more])

    def user(*more):
        return chance.choice(["US.1", "US.2", "US.3", *more])

    for _ in range(chance.randint(2, 6)):
        match chance.randrange(6):
            case 0:
                yield renewed(user(), user(), number())
            case 1:
                yield changed_number(number(), number(), user(None))
            case 2:
                yield wrote(number(), None)
            case 3:
                yield wrote(None, user())
            case _:
                yield wrote(number(), user())


async def test_a_batch_ends_as_its_events_one_by_one_would(room, gateway_schema):
    chance = random.Random(7)
    async with room.database(gateway_schema) as conn:
        line = Line(conn)
        for _ in range(150):
            day = list(a_day(chance))

            assert await line.handle(day, len(day)) == await line.handle(day, 1), [
                renewal(event) or identity(event) for event in day
            ]
