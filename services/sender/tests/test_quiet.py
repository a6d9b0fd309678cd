"""Quiet hours: what nobody has asked for waits for the morning, and nothing waits for it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.messages import say
from wardbell_dialogue.sites import Site, Sites
from wardbell_events import ContactMerged, ProfileChanged, topics
from wardbell_sender.quiet import QuietHours

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("number", "hour", "over"),
    [
        ("1", 19, None),
        ("1", 20, (2, 7)),
        ("1", 3, (1, 7)),
        ("1", 7, None),
        ("2", 20, None),
        ("2", 3, (1, 13)),
        ("2", 13, None),
        ("unknown", 3, None),
    ],
)
def test_they_go_by_the_clock_of_the_patients_site(number, hour, over):
    sites = Sites(
        {
            "1": Site(site="a", name="A"),
            "2": Site(site="b", name="B", time_zone="America/New_York"),
        }
    )
    quiet = QuietHours("21:00-08:00", sites)
    moment = datetime(2026, 12, 1, hour, tzinfo=UTC)  # Berlin is an hour ahead, New York 5 behind

    found = quiet.over(number, moment)

    assert found == (over and datetime(2026, 12, *over, tzinfo=UTC))


@pytest.mark.parametrize(
    ("own", "over"),
    [
        ((None, None), (2, 7)),
        (("22:30-09:00", None), None),
        (("20:30-09:00", None), (2, 8)),
        (("00:00-00:00", None), None),
        ((None, "America/New_York"), None),
        (("14:00-17:00", "America/New_York"), (1, 22)),
        ((None, "Mars/Phobos"), (2, 7)),
    ],
)
def test_a_patient_may_have_hours_and_a_clock_of_their_own(own, over):
    quiet = QuietHours("21:00-08:00", Sites({"1": Site(site="a", name="A")}))
    moment = datetime(2026, 12, 1, 21, tzinfo=UTC)  # ten in Berlin, four in the afternoon there

    assert quiet.over("1", moment, *own) == (over and datetime(2026, 12, *over, tzinfo=UTC))


@pytest.fixture
def at_night(monkeypatch, prepared):
    del prepared
    monkeypatch.setenv("QUIET_HOURS", "21:00-08:00")


@pytest.fixture
async def night(clock, at_night, sender):
    """A sender at ten at night; yields its clock."""
    del at_night, sender
    await clock.comes_to(22, BERLIN)
    await asyncio.sleep(0.2)
    return clock


async def next_of(heard):
    _, told = await heard.next()
    return told.message_id, told.state, told.reason


async def test_at_night_a_notice_waits_for_the_morning_and_nothing_waits_for_it(
    night, sender, requested
):
    contact, now = uuid4(), await night.now()
    unasked = {"contact": contact, "in_reply_to": None}
    asked = {"contact": contact, "in_reply_to": now}
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:

        async def is_sent(lane, **more):
            event = requested(say("hello"), **more)
            await sender.put(event, lane)
            assert await next_of(heard) == (event.message_id, "sent", None)

        await is_sent(topics.OUTBOUND_REPLIES, **asked)
        held = [requested(say("news"), **unasked, purpose=p) for p in ("care", "reminder")]
        for notice in held:
            await sender.put(notice, topics.OUTBOUND_NOTICES)
        await is_deferred(sender, len(held))
        await is_sent(topics.OUTBOUND_REPLIES, **asked)
        await is_sent(topics.OUTBOUND_NOTICES, **asked)
        await is_sent(topics.OUTBOUND_NOTICES, **unasked, purpose="security")
        await is_sent(topics.OUTBOUND_URGENT, **unasked)
        await night.forward(hours=9, minutes=59)
        with pytest.raises(TimeoutError):
            await heard.next(1.5)
        await night.comes_to(8, BERLIN)

        assert [await next_of(heard) for _ in held] == [
            (notice.message_id, "sent", None) for notice in held
        ]


async def test_what_is_of_no_use_in_the_morning_is_said_when_it_has_expired(
    night, sender, requested
):
    now = await night.now()
    answer = requested(say("hello"), in_reply_to=now)
    more = {"contact": answer.contact_id, "in_reply_to": None}
    notice = requested(say("news"), **more, expires_at=now + timedelta(hours=2))
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(answer, topics.OUTBOUND_REPLIES)
        await heard.next()
        await sender.put(notice, topics.OUTBOUND_NOTICES)
        await is_deferred(sender, 1)
        await night.forward(hours=2)

        assert await next_of(heard) == (notice.message_id, "undeliverable", "expired")


async def test_a_message_is_not_sent_before_its_time_and_later_ones_do_not_wait(
    clock, sender, requested
):
    now = await clock.now()
    later = requested(say("later"), in_reply_to=now, not_before=now + timedelta(minutes=5))
    next_one = requested(say("now"), contact=later.contact_id, in_reply_to=now)
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(later, topics.OUTBOUND_REPLIES)
        await sender.put(next_one, topics.OUTBOUND_REPLIES)
        assert await next_of(heard) == (next_one.message_id, "sent", None)
        with pytest.raises(TimeoutError):
            await heard.next(1.5)
        await clock.forward(minutes=5)

        assert await next_of(heard) == (later.message_id, "sent", None)


async def is_deferred(room, count):
    async def look():
        async with room.database(room.schemas[0]) as conn:
            query = "select count(*) from message where state = 'deferred'"
            return await conn.fetchval(query) == count

    await room.until(look)


async def test_a_notice_comes_by_the_clock_where_the_patient_lives(night, sender, requested):
    now = await night.now()
    answer = requested(say("hello"), in_reply_to=now)
    contact = answer.contact_id

    async def profile(version, **own):
        event = ProfileChanged(
            contact_id=contact, version=version, language="en", people=(), changed_at=now, **own
        )
        await sender.put(event)
        async with sender.database(sender.schemas[0]) as conn:
            known = "select profile_version >= $1 from contact where id = $2"
            await sender.until(lambda: conn.fetchval(known, version, contact))

    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(answer, topics.OUTBOUND_REPLIES)
        assert await next_of(heard) == (answer.message_id, "sent", None)
        await profile(2, time_zone="America/New_York")
        await profile(1)  # an older one
        first = requested(say("news"), contact=contact, in_reply_to=None)
        await sender.put(first, topics.OUTBOUND_NOTICES)
        assert await next_of(heard) == (first.message_id, "sent", None)

        await profile(3, quiet_hours="21:00-10:00")
        second = requested(say("news"), contact=contact, in_reply_to=None)
        await sender.put(second, topics.OUTBOUND_NOTICES)
        await is_deferred(sender, 1)
        await night.comes_to(9, BERLIN)
        with pytest.raises(TimeoutError):
            await heard.next(1.5)
        await night.comes_to(10, BERLIN)
        assert await next_of(heard) == (second.message_id, "sent", None)


async def test_whoever_two_contacts_are_has_the_hours_of_either(night, sender, requested):
    now = await night.now()
    old, answer = uuid4(), requested(say("hello"), in_reply_to=now)
    own = {"time_zone": "America/New_York", "language": "en", "people": (), "changed_at": now}
    await sender.put(ProfileChanged(contact_id=old, version=1, **own))
    async with (
        sender.listening(topics.WHATSAPP_DELIVERIES) as heard,
        sender.database(sender.schemas[0]) as conn,
    ):
        await sender.put(answer, topics.OUTBOUND_REPLIES)
        await heard.next()
        await sender.until(lambda: conn.fetchval("select 1 from contact where id = $1", old))
        await sender.put(ContactMerged(from_=old, into=answer.contact_id, merged_at=now))
        await sender.until(lambda: conn.fetchval("select 1 from contact_alias"))
        # The last of the one that is no more.
        emptied = {**own, "time_zone": None}
        await sender.put(ProfileChanged(contact_id=old, version=2, **emptied))
        other = ProfileChanged(contact_id=uuid4(), version=1, **emptied)
        await sender.put(other)
        known = "select 1 from contact where id = $1"
        await sender.until(lambda: conn.fetchval(known, other.contact_id))
        notice = requested(say("news"), contact=answer.contact_id, in_reply_to=None)
        await sender.put(notice, topics.OUTBOUND_NOTICES)

        assert await next_of(heard) == (notice.message_id, "sent", None)
