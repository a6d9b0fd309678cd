"""A template that Meta keeps back is not tried, from the moment that Meta says so."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import AccountChanged, MessagePriced, topics
from wardbell_sender import approvals

ACCOUNT = "102290129340398"
NAME = {"name": "earlier_time_gone", "language": "en"}


@pytest.fixture(autouse=True)
def _looks_often(monkeypatch):
    monkeypatch.setattr(approvals, "LOOK_SECONDS", 0.3)


@pytest.fixture
def decides(whatsapp):
    """`decides(status="PAUSED")`: Meta decides about the template."""

    async def decide(**what):
        assert (await whatsapp.post("/sim/templates", json={**NAME, **what})).status_code == 200

    return decide


@pytest.fixture
def shows(sender, metrics):
    """Wait until the metric of the template says this."""

    async def wait(status, category="", quality=""):
        labels = {"category": category, "language": "en", "name": NAME["name"]}
        labels |= {"quality": quality, "status": status}
        inside = ",".join(f'{key}="{value}"' for key, value in labels.items())

        async def is_shown():
            return (await metrics()).get(f"wardbell_sender_template{{{inside}}}") == 1

        await sender.until(is_shown)

    return wait


@pytest.fixture
def remind(requested, gone):
    """Something is to be said to a patient who has not written."""
    return lambda: requested(say("news"), template=gone, in_reply_to=None)


@pytest.mark.usefixtures("webhooks")
async def test_what_meta_pauses_is_not_tried_until_it_is_back(
    sender, whatsapp, remind, decides, shows
):
    """Webhook reference: message_template_status_update."""
    await decides(status="PAUSED")
    await shows("PAUSED")
    await whatsapp.post("/sim/faults", json={"errors": [{"code": 132015, "rate": 1}]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        kept_back = remind()
        await sender.put(kept_back, topics.OUTBOUND_NOTICES)
        _, first = await heard.next()
        await whatsapp.post("/sim/faults", json={"errors": []})
        await decides(status="APPROVED")
        await shows("APPROVED")
        await sender.put(remind(), topics.OUTBOUND_NOTICES)
        _, second = await heard.next()
        if isinstance(second, MessagePriced):  # the webhook was quicker than the answer
            _, second = await heard.next()

    assert (first.state, first.reason, first.error_code) == ("undeliverable", "template", None)
    assert second.state == "sent"


@pytest.mark.usefixtures("webhooks", "gone")
async def test_category_and_quality_are_known_too(running, decides, shows):
    """Webhook reference: template_category_update, message_template_quality_update."""
    await decides(category="MARKETING", quality="RED")

    await shows("APPROVED", "MARKETING", "RED")


async def test_an_older_webhook_that_comes_later_changes_nothing(sender, remind, shows):
    now = datetime.now(UTC)
    for event, minutes in (("DISABLED", 0), ("APPROVED", 5)):
        raw = {"event": event, "message_template_name": NAME["name"]}
        raw |= {"message_template_language": "en"}
        changed = AccountChanged(
            field="message_template_status_update", contact_key=ACCOUNT, raw=raw
        )
        await sender.put(changed, time=now - timedelta(minutes=minutes))
    await shows("DISABLED")
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(remind(), topics.OUTBOUND_NOTICES)
        _, told = await heard.next()

    assert told.reason == "template"


@pytest.fixture
async def rejected(prepared, gone, decides, monkeypatch):
    """Meta has rejected it while nobody listened."""
    await decides(status="REJECTED")
    monkeypatch.setenv("WHATSAPP_BUSINESS_ACCOUNT_ID", ACCOUNT)


@pytest.mark.usefixtures("rejected")
async def test_what_a_lost_webhook_would_have_said_is_asked_for(sender, remind, shows):
    await shows("REJECTED", "UTILITY", "UNKNOWN")
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(remind(), topics.OUTBOUND_NOTICES)
        _, told = await heard.next()

    assert told.reason == "template"
