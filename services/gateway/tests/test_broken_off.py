"""Who answers an emergency knows whether it broke off a booking."""

import time

import pytest

from wardbell_events import topics

NOW = int(time.time())
EMERGENCY = "My father has strong chest pain and cannot breathe"


@pytest.mark.parametrize(
    ("first", "broke_off"),
    [("I need an appointment", "scheduling"), ("I have a cough", None), ("Hello", None)],
)
async def test_an_emergency_says_which_talk_it_broke_off(
    room, gateway, a_message, first, broke_off
):
    async with room.listening(topics.INBOUND_TRIAGE_URGENT) as heard:
        await gateway.post(a_message(first, at=NOW))
        await gateway.settled()
        await gateway.post(a_message(EMERGENCY, at=NOW + 1))
        _, urgent = await heard.next()

    assert urgent.broke_off == broke_off
