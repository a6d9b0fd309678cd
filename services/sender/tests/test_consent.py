"""After a STOP nothing of its purpose leaves, whatever waits; answers and codes always pass."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from wardbell_dialogue.messages import say
from wardbell_events import (
    Address,
    ConsentChanged,
    ContactChanged,
    ContactMerged,
    MarketingChosen,
    topics,
)
from wardbell_events.outbound import Consent

WA_ID = "15550100017"
PURPOSES = ("care", "reminder", "survey", "campaign", "security", "something new")


class Line:
    """What a patient is sent, and what becomes of it."""

    def __init__(self, sender, heard, requested):
        self._sender = sender
        self._heard = heard
        self._requested = requested
        self.contact = uuid4()

    async def answers(self, consent=None):
        """An acknowledgement, say."""
        event = self._requested(say("all right"), contact=self.contact, consent=consent)
        await self._sender.put(event, topics.OUTBOUND_REPLIES)
        assert await self.becomes(event) == ("sent", None)

    async def begins(self, purpose, **more):
        """What becomes of a notice that nobody has asked for."""
        more.setdefault("in_reply_to", None)
        event = self._requested(say("news"), contact=self.contact, purpose=purpose, **more)
        await self._sender.put(event, topics.OUTBOUND_NOTICES)
        return await self.becomes(event)

    async def becomes(self, event):
        [fate] = await self.become([event])
        return fate

    async def become(self, events):
        """In whatever order it is told."""
        fates = dict.fromkeys(event.message_id for event in events)
        while None in fates.values():
            _, told = await self._heard.next()
            if told.message_id in fates:
                fates[told.message_id] = (told.state, told.reason)
        return list(fates.values())


@pytest.fixture
async def line(sender, requested):
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        yield Line(sender, heard, requested)


@pytest.fixture
async def chosen(sender):
    """What patients is told that people have chosen in WhatsApp."""
    async with sender.listening(topics.INBOUND_PATIENTS) as heard:
        yield heard


REFUSED = ("undeliverable", "consent")
SENT = ("sent", None)


@pytest.mark.parametrize(
    ("consent", "passes"),
    [
        (Consent(notices=True), PURPOSES),
        (Consent(notices=False), ("security",)),
        (
            Consent(notices=True, refused=("survey", "campaign")),
            ("care", "reminder", "security", "something new"),
        ),
    ],
)
async def test_what_is_not_wanted_is_withheld_and_said(line, consent, passes):
    await line.answers(consent)
    for purpose in PURPOSES:
        assert await line.begins(purpose) == (SENT if purpose in passes else REFUSED), purpose
    assert await line.begins("care", in_reply_to=datetime.now(UTC)) == SENT
    await line.answers()
    await line.answers(Consent(notices=True))
    assert await line.begins("campaign") == SENT


async def test_who_was_never_heard_of_may_have_refused(line, sender):
    """Marketing is stopped in WhatsApp itself: nothing is acknowledged, no address is known."""
    refuses, now = Consent(notices=True, refused=("campaign",)), datetime.now(UTC)
    await sender.put(ConsentChanged(contact_id=line.contact, consent=refuses, changed_at=now))
    address = Address(wa_id=WA_ID)
    known = {"version": 2, "address": address, "language": "en", "changed_at": now}
    await sender.put(ContactChanged(contact_id=line.contact, **known))
    await line.answers()

    assert await line.begins("campaign") == REFUSED
    assert await line.begins("reminder") == SENT


@pytest.mark.parametrize("later", [False, True])
async def test_where_whatsapp_knows_of_a_refusal_no_more_campaigns_go_out(
    line, sender, requested, whatsapp, status, chosen, later
):
    """Meta: 131050, as an answer or as a status."""
    await line.answers()
    event = requested(say("news"), contact=line.contact, in_reply_to=None, purpose="campaign")
    error = {"code": 131050, "times": 1, "to": WA_ID}
    await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
    await sender.put(event, topics.OUTBOUND_NOTICES)
    state, _ = await line.becomes(event)
    if later:
        await sender.put(status(event, "failed", code=131050))
        state, _ = await line.becomes(event)

    assert state == "failed"
    assert await line.begins("campaign") == REFUSED
    assert await line.begins("survey") == SENT
    _, told = await chosen.next()
    assert (type(told), told.contact_id, told.wanted) == (MarketingChosen, line.contact, False)


async def test_a_stop_of_all_is_not_lifted_by_a_word_about_one_purpose(line):
    """Who stopped all before patients kept it: of them patients knows nothing."""
    await line.answers(Consent(notices=False))
    await line.answers(Consent(notices=True, refused=("survey",), in_part=True))
    assert await line.begins("reminder") == REFUSED
    await line.answers(Consent(notices=True, refused=("survey",)))
    assert await line.begins("reminder") == SENT


async def test_what_is_held_goes_by_what_is_wanted_when_its_hour_comes(line, sender, requested):
    await line.answers()
    soon = datetime.now(UTC) + timedelta(seconds=3)
    notices = [
        requested(
            say("news"), contact=line.contact, in_reply_to=None, not_before=soon, purpose=purpose
        )
        for purpose in ("reminder", "survey")
    ]
    for notice in notices:
        await sender.put(notice, topics.OUTBOUND_NOTICES)

    async def are_held():
        async with sender.database(sender.schemas[0]) as conn:
            held = "select count(*) from message where state = 'deferred'"
            return await conn.fetchval(held) == len(notices)

    await sender.until(are_held)
    await line.answers(Consent(notices=False))
    await line.answers(Consent(notices=True, refused=("survey",)))

    assert await line.become(notices) == [SENT, REFUSED]


async def test_of_two_contacts_that_are_one_what_either_refused_both_did(line, sender, requested):
    await line.answers(Consent(notices=True, refused=("survey",)))
    held = requested(
        say("news"),
        contact=line.contact,
        in_reply_to=None,
        purpose="campaign",
        not_before=datetime.now(UTC) + timedelta(seconds=3),
    )
    await sender.put(held, topics.OUTBOUND_NOTICES)
    other, line.contact = line.contact, uuid4()
    await line.answers(Consent(notices=True, refused=("campaign",)))
    await sender.put(ContactMerged(from_=other, into=line.contact, merged_at=datetime.now(UTC)))

    async def merged():
        async with sender.database(sender.schemas[0]) as conn:
            return await conn.fetchval("select 1 from contact_alias where old = $1", other)

    await sender.until(merged)

    assert await line.becomes(held) == REFUSED
    assert await line.begins("survey") == await line.begins("campaign") == REFUSED
    assert await line.begins("reminder") == SENT


async def test_after_the_acknowledgement_of_a_stop_nothing_leaves_in_the_midst_of_a_campaign(
    twenty_a_second, sender, running, requested, whatsapp
):
    """Twenty seconds' worth waits for some patients; the acknowledgement is what they read last."""
    patients = {uuid4(): f"155501005{n:02}" for n in range(20)}
    for contact, wa_id in patients.items():
        event = requested(say("hello"), contact=contact, wa_id=wa_id)
        await sender.put(event, topics.OUTBOUND_REPLIES)
    ads = [
        requested(say("news"), contact=contact, wa_id=wa_id, in_reply_to=None, purpose="campaign")
        for _ in range(20)
        for contact, wa_id in patients.items()
    ]
    answered = "select count(*) = 20 from message where state = 'sent'"
    async with sender.database(sender.schemas[0]) as conn:
        await sender.until(lambda: conn.fetchval(answered))  # so that WhatsApp's window is open
    for event in ads:
        await sender.put(event, topics.OUTBOUND_NOTICES)
    begun = "select count(*) from message where purpose = 'campaign' and state = 'sent'"
    async with sender.database(sender.schemas[0]) as conn:
        await sender.until(lambda: conn.fetchval(begun))
    for contact, wa_id in patients.items():
        event = requested(
            say("stopped"), contact=contact, wa_id=wa_id, consent=Consent(notices=False)
        )
        await sender.put(event, topics.OUTBOUND_REPLIES)
    settled = "select count(*) from message where state in ('ready', 'claimed', 'unclear')"
    async with sender.database(sender.schemas[0]) as conn, asyncio.timeout(60):
        while await conn.fetchval(settled):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        withheld = await conn.fetchval(
            "select count(*) from message where state = 'undeliverable' and purpose = 'campaign'"
        )

    for wa_id in patients.values():
        chat = (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()["messages"]
        assert chat[-1]["text"]["body"] == "stopped"
    assert withheld
    counted = f'wardbell_sender_withheld_total{{purpose="campaign"}} {withheld}.0'

    async def is_shown():
        async with httpx.AsyncClient() as http:
            shown = await http.get(f"http://127.0.0.1:{running.health_port}/metrics")
        return counted in shown.text

    await sender.until(is_shown)  # counted once the database has it
