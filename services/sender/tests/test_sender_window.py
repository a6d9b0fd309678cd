"""Inside the window what a service says goes out, outside its template, and without one nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import Address, ContactChanged, topics
from wardbell_events.outbound import Template
from wardbell_sender.form import MARGIN, form
from wardbell_sender.ledger import Claimed

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
FREE = say("Your visit is moved").model_dump_json()
TEMPLATE = Template(name="appointment_moved", parameters={"day": "Monday"}).model_dump_json()

KEPT_BACK = Template(name="appointment_paused").model_dump_json()


def claimed(**more):
    empty = dict.fromkeys(
        ("id", "contact_id", "number", "template", "expires_at", "wa_id", "user_id", "window_until")
    )
    usual = {"content": FREE, "only_template": False, "unasked": False, "may_wait": True}
    usual |= {"language": "en", "attempts": 1, "claimed_until": NOW + timedelta(seconds=15)}
    return Claimed(**{**empty, **usual, **more})


@pytest.mark.parametrize(
    ("message", "sent"),
    [
        ({"window_until": NOW + timedelta(minutes=1)}, "text"),
        ({"window_until": NOW + timedelta(minutes=1), "template": TEMPLATE}, "text"),
        ({"window_until": NOW + MARGIN, "template": TEMPLATE}, "appointment_moved"),
        ({"template": TEMPLATE}, "appointment_moved"),
        ({"window_until": NOW}, "window"),
        ({}, "window"),
        (
            {
                "window_until": NOW + timedelta(hours=1),
                "template": TEMPLATE,
                "only_template": True,
            },
            "appointment_moved",
        ),
        ({"template": KEPT_BACK}, "template"),
        ({"template": KEPT_BACK, "window_until": NOW + timedelta(minutes=1)}, "text"),
        ({"window_until": NOW + timedelta(hours=1), "expires_at": NOW}, "expired"),
        ({"template": TEMPLATE, "expires_at": NOW - timedelta(hours=1)}, "expired"),
    ],
)
def test_the_window_decides_the_form_and_time_whether_it_is_sent(message, sent):
    """Meta: outside 24 hours after the user's last message only templates may be sent."""
    chosen = form(claimed(**message), NOW, {("appointment_paused", "en")})

    assert (getattr(chosen, "name", None) or getattr(chosen, "kind", None) or chosen) == sent


async def test_without_a_window_and_a_template_the_service_hears_so_at_once(sender, requested):
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(requested(say("news"), in_reply_to=None), topics.OUTBOUND_NOTICES)
        _, told = await heard.next()

    assert (told.state, told.reason) == ("undeliverable", "window")


async def test_a_message_of_the_patient_opens_the_window(sender, requested, whatsapp):
    now = datetime.now(UTC)
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        answer = requested(say("answer"), in_reply_to=now - timedelta(hours=23))
        await sender.put(answer, topics.OUTBOUND_REPLIES)
        await heard.next()
        news = requested(say("news"), contact=answer.contact_id, in_reply_to=None)
        await sender.put(news, topics.OUTBOUND_NOTICES)
        _, told = await heard.next()

    assert (told.message_id, told.state) == (news.message_id, "sent")


async def test_a_window_is_open_though_the_address_comes_later(sender, requested):
    """Not every answer says where the patient is, and `contacts` may be slower."""
    answer = requested(say("answer"), wa_id=None)
    known = ContactChanged(
        contact_id=answer.contact_id,
        version=1,
        address=Address(wa_id="15550100017"),
        language="en",
        changed_at=answer.in_reply_to,
    )
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(answer, topics.OUTBOUND_REPLIES)
        with pytest.raises(TimeoutError):
            await heard.next(1)
        await sender.put(known)
        _, told = await heard.next()

    assert (told.message_id, told.state) == (answer.message_id, "sent")


@pytest.mark.parametrize("later", [False, True])
async def test_where_whatsapp_knows_better_and_there_is_no_template_the_service_hears_so_once(
    sender, requested, whatsapp, status, later
):
    event = requested(say("news"))
    error = {"code": 131047, "rate": 1}
    await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        _, told = await heard.next()
        if later:
            assert told.state == "sent"
            async with sender.database(sender.schemas[0]) as conn:
                wamid = await conn.fetchval("select wamid from message")
            for second in (1, 2):
                said = status(event, "failed", second, code=131047, wamid=wamid)
                await sender.put(said)
                await sender.put(status(event, "sent", second, wamid=wamid))
            _, told = await heard.next()
        with pytest.raises(TimeoutError):
            await heard.next(1)

    assert (told.state, told.reason, told.error_code) == ("undeliverable", "window", 131047)


@pytest.mark.usefixtures("webhooks")
@pytest.mark.parametrize("later", [False, True])
async def test_a_template_that_whatsapp_refuses_for_the_window_is_lost(
    sender, requested, whatsapp, gone, later
):
    """A template needs none: whoever hears of a closed window would hand in what there is."""
    error = {"code": 131047, "rate": 1, "async": later}
    await whatsapp.post("/sim/faults", json={"errors": [error]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(requested(say("news"), template=gone), topics.OUTBOUND_REPLIES)
        told = (await heard.next())[1]
        while told.state == "sent":
            told = (await heard.next())[1]

    assert (told.state, told.error_code) == ("failed", 131047)


@pytest.mark.parametrize("later", [False, True])
async def test_where_whatsapp_knows_better_the_template_follows_once(
    sender, requested, whatsapp, status, gone, later
):
    """Meta: 131047, as an answer or as a status; statuses of the refused try may still come."""
    event = requested(say("news"), template=gone)
    wa_id, refused = event.address.wa_id, "wamid.refused"
    error = {"code": 131047, "times": 1, "to": wa_id}
    await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        if later:
            await heard.next()
            for _ in range(2):
                await sender.put(status(event, "failed", code=131047, wamid=refused))
                await sender.put(status(event, "sent", wamid=refused))
        _, told = await heard.next()
        await sender.put(status(event, "delivered"))
        _, reached = await heard.next()
        with pytest.raises(TimeoutError):
            await heard.next(1)

    assert (told.state, reached.state) == ("sent", "delivered")
    chat = (await whatsapp.get(f"/sim/users/{wa_id}/chat")).json()["messages"]
    assert [m["type"] for m in chat] == (["text", "template"] if later else ["template"])
