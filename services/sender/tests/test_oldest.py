"""How long messages wait that should have left."""

from datetime import UTC, datetime, timedelta

from wardbell_dialogue.messages import say
from wardbell_events import topics


async def test_who_waits_longest_is_shown_however_often_it_was_tried(
    sender, whatsapp, requested, metrics
):
    async def oldest(lane):
        return (await metrics()).get(f'wardbell_sender_oldest_seconds{{lane="{lane}"}}')

    await whatsapp.post("/sim/faults", json={"errors": [{"code": 80007, "rate": 1}]})
    now = datetime.now(UTC)
    await sender.put(requested(say("hello")), topics.OUTBOUND_REPLIES)
    for not_before in (timedelta(seconds=3), timedelta(hours=1)):
        notice = requested(say("news"), wa_id="15550100018", not_before=now + not_before)
        await sender.put(notice, topics.OUTBOUND_NOTICES)

    async def notice_waits():
        return (await oldest("notice") or 0) > 1

    await sender.until(notice_waits)
    since = (datetime.now(UTC) - now).total_seconds()
    assert since - 2 < await oldest("reply") <= since + 1  # tried at once and every few seconds
    assert await oldest("notice") < since - 2  # from its hour on
    assert await oldest("urgent") == 0

    await whatsapp.post("/sim/faults", json={"errors": []})

    async def nobody_waits():
        return (await oldest("reply"), await oldest("notice")) == (0, 0)

    await sender.until(nobody_waits)
