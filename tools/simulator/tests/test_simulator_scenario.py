"""Scenarios: what patients do at which virtual time."""

import asyncio

import pytest

from wardbell_simulator.scenario import ScenarioError, read
from wardbell_simulator.scenario_play import play

MORNING = """
rate: 3600
patients:
  ada: {wa_id: "15550100101", name: Ada}
  ben: {wa_id: "15550100102"}
steps:
  - {at: 1h 30m, ada: {taps: yes}}
  - {at: 0m, ada: {says: Hello}}
  - {at: 1h, ben: {sends: {type: location, location: {latitude: 51.5, longitude: -0.1}}}}
  - {at: 2h, ada: reads}
  - {at: 3h, ben: goes offline}
  - {at: 3h, faults: {outage: true}}
"""


@pytest.fixture
def written(tmp_path):
    def write(text):
        path = tmp_path / "scenario.yaml"
        path.write_text(text)
        return path

    return write


async def test_patients_act_in_the_order_of_the_virtual_clock(
    written, simulator, hospital, world, webhook, ada
):
    scenario = read(written(MORNING.replace("taps: yes", 'taps: "yes"')))
    offered = await hospital.offers(ada.wa_id, "Yes")

    await asyncio.wait_for(play(scenario, simulator.url), 20)
    await webhook.told(offered, "sent", "delivered", "read")

    hello, place, tap = webhook.messages
    assert hello["text"]["body"] == "Hello"
    assert place["type"] == "location"
    assert tap["interactive"]["button_reply"] == {"id": "yes", "title": "Yes"}
    times = [int(message["timestamp"]) - int(hello["timestamp"]) for message in (place, tap)]
    assert 3500 < times[0] < 5400 <= times[1] + 100
    assert (await world.get("faults"))["outage"] is True
    users = {user["name"]: user["offline"] for user in (await world.get("users"))["users"]}
    assert users == {"Ada": False, "Patient 0102": True}


async def test_a_scenario_can_begin_on_another_day(written, simulator, world, webhook):
    text = """
start: 2100-01-01T08:00:00+01:00
patients: {ada: {wa_id: "15550100101"}}
steps: [{at: 0s, ada: {says: Happy new year}}]
"""
    await play(read(written(text)), simulator.url)
    await webhook.until(lambda: webhook.messages)

    assert 0 <= int(webhook.messages[0]["timestamp"]) - 4102470000 < 60


async def test_a_step_that_is_refused_ends_it(written, simulator):
    text = "steps: [{at: 0s, faults: {outrage: true}}]"

    with pytest.raises(ScenarioError, match="there is no fault 'outrage'"):
        await play(read(written(text)), simulator.url)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("steps: x", "no steps"),
        ("step: []\nsteps: []", "unknown step"),
        ("start: 2026-05-04\nsteps: []", "start is a time with its zone"),
        ("rate: 0\nsteps: []", "above 0"),
        ("patients: {ada: {wa_id: 1}}\nsteps: []", "wa_id in quotes"),
        ("steps: [{at: 1h}]", "has two parts"),
        ("steps: [{at: soon, faults: {}}]", "how long after the start"),
        ("steps: [{at: 1h, cleo: reads}]", "nobody is called cleo"),
        ('patients: {a: {wa_id: "1"}}\nsteps: [{at: 1h, a: sings}]', "step 1: a says"),
    ],
)
def test_what_is_wrong_with_a_scenario_is_said(text, said, written):
    with pytest.raises(ScenarioError, match=said):
        read(written(text))
