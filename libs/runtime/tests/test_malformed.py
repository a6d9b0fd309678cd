"""A record that is none of our events is kept with where it came from and why; work goes on."""

from uuid import UUID, uuid4

from wardbell_events.topics import INBOUND_DESK as IN
from wardbell_events.topics import INBOUND_TRIAGE_URGENT as URGENT

WRITE = "insert into effect (contact_id, n, event_id) values ($1, $2, $3)"
FOREIGN = b"\xff\xfe\x00"
WRONG_VALUES = {
    "no JSON": b"{not json",
    "another shape": b'{"contact_id": 1}',
    "a tombstone": None,
    "no text": FOREIGN,
}
WRONG_HEADERS = {
    "no id": ("ce_id", None),
    "an id of foreign bytes": ("ce_id", FOREIGN),
    "a subject of foreign bytes": ("ce_subject", FOREIGN),
    "no time": ("ce_time", b"yesterday"),
    "a time without zone": ("ce_time", b"2026-11-01T00:00:00"),
    "a time before any calendar": ("ce_time", b"0001-01-01T00:00:00+14:00"),
}


async def test_it_is_parked_once_and_what_stands_around_it_is_handled(scribe, envelope, said):
    ada = uuid4()
    event, key = said(ada, "wrong"), str(ada).encode()
    for kind, value in WRONG_VALUES.items():
        await scribe.room.raw(IN, key, value, envelope("x-kind", kind.encode()))
        await scribe.say(ada, kind)
    for kind, (header, value) in WRONG_HEADERS.items():
        headers = envelope(header, value, "x-kind", kind.encode())
        await scribe.room.raw(IN, key, event.encode(), headers)
        await scribe.say(ada, kind)
    kinds = [*WRONG_VALUES, *WRONG_HEADERS]

    async with scribe.at_work():
        assert await scribe.told(len(kinds)) == {ada: kinds}
    async with scribe.at_work():
        await scribe.say(ada, "after a restart")
        await scribe.told(len(kinds) + 1)
    parked = await scribe.sql('select * from parked order by "offset"')
    assert [row["offset"] for row in parked] == [2 * n for n in range(len(kinds))]
    assert [row["value"] for row in parked] == [
        *WRONG_VALUES.values(),
        *[event.encode()] * len(WRONG_HEADERS),
    ]
    assert all(kind.encode() in row["headers"] for kind, row in zip(kinds, parked, strict=True))
    assert {(row["topic"], row["key"], row["contact_id"]) for row in parked} == {
        (IN.name, key, ada)
    }
    assert [(row["reason"], row["error"]) for row in parked] == [
        *[("malformed", "value")] * len(WRONG_VALUES),
        *[("malformed", "envelope")] * len(WRONG_HEADERS),
    ]


async def test_an_event_whose_key_or_foreign_headers_are_no_text_is_handled(scribe, envelope, said):
    ada = uuid4()
    await scribe.room.raw(IN, None, said(ada, 1).encode(), envelope())
    await scribe.room.raw(IN, FOREIGN, said(ada, 2).encode(), envelope())
    strange = [*envelope("x-trace", FOREIGN), ("x-null", None)]
    await scribe.room.raw(IN, str(ada).encode(), said(ada, 3).encode(), strange)
    async with scribe.at_work():
        effects = await scribe.told(3)

    assert sorted(effects[ada]) == ["1", "2", "3"]
    assert await scribe.value("select count(*) from parked") == 0


async def test_a_broken_emergency_does_what_its_service_has_for_it_in_one_transaction(
    scribe, envelope, said
):
    ada, ben = uuid4(), uuid4()

    async def on_parked(tx, record):
        await tx.execute(WRITE, UUID(record.key.decode()), "call the number", tx.cause.id)
        tx.emit(said(UUID(record.key.decode()), "call the number"), topic=IN)

    async def handler(tx, event):
        raise ValueError

    def urgent(service):
        service.consume(URGENT, {type(said(ada, 1)): handler}, on_parked=on_parked)

    async with scribe.at_work(scribe.service(more=urgent)):
        await scribe.room.raw(URGENT, str(ada).encode(), b"{not json", envelope())
        await scribe.say(ben, "help", topic=URGENT)

        effects = await scribe.told(4)
    assert effects == {contact: ["call the number"] * 2 for contact in (ada, ben)}
    assert await scribe.value("select count(*) from parked") == 2


async def test_what_its_service_has_for_it_may_fail_and_holds_up_nobody(scribe, envelope, said):
    """The last of its faults is one that only shows when all is written."""
    ada, ben = uuid4(), uuid4()

    async def on_parked(tx, record):
        await tx.execute(WRITE, ada, "half done", tx.cause.id)
        tx.emit(said(ada, "half done"), topic=IN)
        if record.value == b"{not json":
            raise ValueError
        tx.later(WRITE, None, "half done", tx.cause.id)

    async def handler(tx, event):
        if event.said.body == "bug":
            raise ValueError
        await tx.execute(WRITE, event.contact_id, event.said.body, tx.cause.id)
        tx.emit(event, topic=IN)

    def urgent(service):
        service.consume(URGENT, {type(said(ada, 1)): handler}, on_parked=on_parked)

    await scribe.say(ben, "before", topic=URGENT)
    await scribe.room.raw(URGENT, str(ben).encode(), b"{not json", envelope())
    await scribe.say(ben, "bug", "after", topic=URGENT)
    async with scribe.at_work(scribe.service(more=urgent)):
        effects = await scribe.told(4)
        assert {who: sorted(words) for who, words in effects.items()} == {
            ben: ["after", "after", "before", "before"]
        }
        assert await scribe.value("select count(*) from outbox") == 0
    parked = await scribe.sql('select reason, error from parked order by "offset"')
    assert parked == [("malformed", "value"), ("bug", "ValueError")]
