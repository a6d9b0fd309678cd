"""The checker of the year of bookings sees each broken promise, in histories made by hand."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import asyncpg
import pytest

from wardbell_faults.appointments import Change, overlaps, untold
from wardbell_faults.heard import Heard, Kept, misheard

MONDAY = datetime(2026, 12, 7, 8, tzinfo=UTC)
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(hours=1)
ADA = "15550100017"
TOLD = "Done: Check-up on *Monday, December 7, 9:00\u202fAM* with Dr. Weber is booked."
TOLD_IN_GERMAN = "Erledigt: Vorsorge am *Montag, 7. Dezember, 09:00* bei Dr. Weber ist gebucht."


@pytest.fixture
async def history(stack):
    """An empty history; `add` writes a version of an appointment."""
    conn = await asyncpg.connect(stack.database_url)
    await conn.execute(
        "create temp table appointment_history (appointment_id uuid, version int, status text,"
        " practitioner text, room text, start_at timestamptz, minutes int, changed_at timestamptz)"
    )

    async def add(id_, version, *, status="booked", who="weber", room=None, start=MONDAY, at=NOON):
        values = (id_, version, status, who, room, start, 30, at)
        await conn.execute(
            "insert into appointment_history values ($1, $2, $3, $4, $5, $6, $7, $8)", *values
        )

    yield conn, add
    await conn.close()


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, 1),
        ({"start": MONDAY + timedelta(minutes=29)}, 1),
        ({"start": MONDAY + timedelta(minutes=30)}, 0),
        ({"who": "yilmaz"}, 0),
        ({"who": "yilmaz", "room": "us-1"}, 1),
        ({"status": "cancelled"}, 0),
        ({"status": "fulfilled"}, 1),
    ],
)
async def test_two_visits_at_once_with_one_practitioner_or_in_one_room_are_found(
    history, other, found
):
    conn, add = history
    await add(uuid4(), 1, room="us-1")
    await add(uuid4(), 1, **other)

    assert len(await overlaps(conn)) == found


@pytest.mark.parametrize(("until", "found"), [(LATER, 0), (LATER + timedelta(minutes=5), 1)])
async def test_a_place_counts_from_when_it_was_taken_until_it_was_given_back(history, until, found):
    conn, add = history
    given_back = uuid4()
    await add(given_back, 1)
    await add(given_back, 2, start=MONDAY + timedelta(days=1), at=until)
    await add(uuid4(), 1, at=LATER)

    assert len(await overlaps(conn)) == found


def change(**other):
    made = Change(uuid4(), 1, "booked", "patient", MONDAY, NOON, "Europe/Berlin", ADA)
    return replace(made, **other)


def phone(*words):
    return {ADA: [{"type": "text", "text": {"body": body}} for body in words]}


@pytest.mark.parametrize("words", [TOLD, TOLD_IN_GERMAN])
def test_who_reads_what_and_when_was_told(words):
    assert untold([change()], phone(words)) == []


@pytest.mark.parametrize(
    ("happened", "words"),
    [
        (change(), "Shall I take Monday, December 7, 9:00\u202fAM for you?"),
        (change(start=MONDAY + timedelta(days=1)), TOLD),
        (change(start=MONDAY + timedelta(hours=1)), TOLD),
        (change(kind="cancelled"), TOLD),
        (change(wa_id="4915550100018"), TOLD),
    ],
)
def test_who_reads_something_else_was_not(happened, words):
    assert untold([happened], phone(words)) == [happened]


def test_of_a_visit_that_took_place_nobody_is_told():
    assert untold([change(kind="fulfilled")], {}) == []


VISIT = uuid4()


def heard(version, **other):
    return Heard(uuid4(), VISIT, version, "weber", **{"start": MONDAY, **other})


FIRST, SECOND = heard(1), heard(2)
KEPT = Kept(VISIT, 2, "weber", MONDAY)


@pytest.mark.parametrize("events", [[FIRST, SECOND], [FIRST, FIRST, SECOND, FIRST]])
def test_each_version_once_and_in_order_is_well_told_though_the_relay_repeats_it(events):
    assert misheard(events, [KEPT]) == []


@pytest.mark.parametrize(
    "events",
    [
        [],
        [FIRST],
        [SECOND],
        [SECOND, FIRST],
        [FIRST, SECOND, heard(2)],
        [FIRST, heard(2, start=NOON)],
        [FIRST, SECOND, replace(FIRST, id=uuid4(), appointment_id=uuid4())],
    ],
)
def test_what_the_topic_tells_otherwise_is_found(events):
    assert len(misheard(events, [KEPT])) == 1
