"""Where WhatsApp says that patients have had enough, what is left of campaigns waits."""

import pytest

from wardbell_dialogue.messages import say
from wardbell_events import topics

OTHER_NUMBER = "106540352242923"


@pytest.fixture
def notice(requested, gone):
    """`notice(n, purpose)`: one for the n-th patient."""

    def make(n, purpose="campaign"):
        return requested(
            say("news"), wa_id=f"1555040{n:04}", in_reply_to=None, purpose=purpose, template=gone
        )

    return make


@pytest.mark.parametrize("later", [False, True])
async def test_what_is_left_of_a_campaign_waits_and_nothing_else_does(
    clock, sender, notice, whatsapp, status, metrics, later
):
    """Meta: 131048, too many patients have blocked or reported us; as an answer or as a status."""
    first, left, reminder, other = notice(0), notice(1), notice(2, "reminder"), notice(3)
    error = {"code": 131048, "times": 1, "to": first.address.wa_id}
    await whatsapp.post("/sim/faults", json={"errors": [] if later else [error]})
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:

        async def become(state, *events):
            told = [(await heard.next())[1] for _ in events]
            assert {each.message_id for each in told} == {each.message_id for each in events}
            assert {each.state for each in told} == {state}

        await sender.put(first, topics.OUTBOUND_NOTICES)
        if later:
            await become("sent", first)
            await sender.put(status(first, "failed", code=131048))
        await become("failed", first)
        await sender.put(left, topics.OUTBOUND_NOTICES)
        await sender.put(reminder, topics.OUTBOUND_NOTICES)
        await sender.put(other, topics.OUTBOUND_NOTICES, number=OTHER_NUMBER)
        await become("sent", reminder, other)

        async def is_held():
            async with sender.database(sender.schemas[0]) as conn:
                state = "select state from message where id = $1"
                return await conn.fetchval(state, left.message_id) == "deferred"

        async def is_shown():
            number = sender.env["WHATSAPP_PHONE_NUMBER_ID"]
            labels = f'{{code="131048",number="{number}"}}'
            return (await metrics()).get(f"wardbell_sender_campaigns_paused{labels}") == 1

        await sender.until(is_held)
        await sender.until(is_shown)
        await clock.forward(hours=23)
        with pytest.raises(TimeoutError):
            await heard.next(1.5)
        await clock.forward(hours=1)
        await become("sent", left)
