"""What WhatsApp says is written down once, whatever it says and whatever gets in the way."""

import asyncio

from wardbell_dialogue.messages import say
from wardbell_events import topics

UNKNOWN = "131999"


async def test_an_answer_that_cannot_be_written_keeps_no_other_waiting(sender, whatsapp, requested):
    """Its claim runs out, and its message is unclear then, as after a crash."""
    async with sender.database(sender.schemas[0]) as conn:
        # As any bug would: a fault that does not pass.
        await conn.execute("alter table message add check (error_code <> 100)")
        odd = requested(say("odd"), wa_id="15550100018")
        error = {"code": 100, "to": "15550100018"}
        await whatsapp.post("/sim/faults", json={"errors": [error]})
        await sender.put(odd, topics.OUTBOUND_REPLIES)
        others = [requested(say("hello"), wa_id=f"155501001{n:02}") for n in range(20, 25)]
        for event in others:
            await sender.put(event, topics.OUTBOUND_REPLIES)

        async def are_sent():
            return await conn.fetchval("select count(*) from message where state = 'sent'") == 5

        await sender.until(are_sent)
        state = "select state from message where id = $1"
        assert await conn.fetchval(state, odd.message_id) == "claimed"


async def test_what_is_rolled_back_is_not_counted(sender, requested, status, metrics):
    event = requested(say("hello"), purpose="reminder")
    pricing = {"billable": True, "category": "utility"}
    failed = status(event, "failed", code=131050)
    failed = failed.model_copy(update={"raw": {**failed.raw, "pricing": pricing}})
    counted = (
        'wardbell_sender_errors_total{code="131050",policy="opt_out"}',
        'wardbell_sender_priced_total{billable="true",category="utility",purpose="reminder"}',
    )
    async with sender.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await sender.put(event, topics.OUTBOUND_REPLIES)
        await heard.next()
        async with sender.database(sender.schemas[0]) as conn, conn.transaction():
            await conn.execute("select from contact for update")
            await sender.put(failed)
            await asyncio.sleep(1.5)  # some tries
        await heard.next()
        await heard.next()
    shown = await metrics()

    assert [shown[name] for name in counted] == [1, 1]
