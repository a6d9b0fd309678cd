"""Who wants a human in an emergency waits for no office hours: the task is there already."""

import pytest

from wardbell_events.inbound import Media

SATURDAY = 5


@pytest.fixture
async def patient_in_an_emergency(desk):
    """A patient whose emergency is a task at the desk, and that task, while nobody is in."""
    await desk.on(SATURDAY, 23)
    async with desk.patient() as ada:
        event = await desk.opens(contact=ada.id)
        await desk.kept(event.task_id)
        yield ada, str(event.task_id)


async def test_a_tap_on_human_joins_the_emergency(desk, patient_in_an_emergency):
    ada, emergency = patient_in_an_emergency

    answer = await ada.taps("call_back", "human")

    assert "already knows about your emergency" in answer.content.body
    assert "call *112*: that is quicker" in answer.content.body
    assert "closed" not in answer.content.body
    assert answer.expects.service == "desk"
    (task,) = await desk.listed()
    assert (task["id"], task["messages"]) == (emergency, 1)
    (note,) = (await desk.shown(emergency, "--reveal"))["notes"]
    assert (note["kind"], note["body"]) == ("call_back", "human")


async def test_the_word_human_joins_it_too_even_once_somebody_has_it(desk, patient_in_an_emergency):
    ada, emergency = patient_in_an_emergency
    await desk.run("claim", emergency, "--as", "Nia")

    answer = await ada.writes("human", intent="human")

    assert "already knows about your emergency" in answer.content.body
    assert [(t["id"], t["messages"]) for t in await desk.listed()] == [(emergency, 1)]


async def test_further_words_are_noted_on_the_emergency(desk, patient_in_an_emergency):
    ada, emergency = patient_in_an_emergency
    await ada.taps("call_back", "human")

    answer = await ada.writes("The door is open")
    picture = await ada.says(Media(media="image", media_id="1", caption="the door"))

    assert "I have passed that on" in answer.content.body
    assert "quicker" in answer.content.body
    assert "only pass on written words" in picture.content.body
    task = await desk.shown(emergency, "--reveal")
    assert task["messages"] == 3
    assert [note["body"] for note in task["notes"]] == ["human", "The door is open", "the door"]


async def test_an_emergency_is_joined_rather_than_an_older_call_back(desk):
    async with desk.patient("de") as ada:
        await ada.taps("call_back", "human")
        event = await desk.opens(contact=ada.id)
        await desk.kept(event.task_id)

        answer = await ada.taps("call_back", "human")

    assert "weiß schon von Ihrem Notfall" in answer.content.body
    assert {t["kind"]: t["messages"] for t in await desk.listed()} == {
        "emergency": 1,
        "call_back": 0,
    }


async def test_after_the_emergency_is_closed_a_wish_is_a_call_back_again(
    desk, patient_in_an_emergency
):
    ada, emergency = patient_in_an_emergency
    await desk.run("close", emergency, "--as", "Nia", "--outcome", "done")

    answer = await ada.taps("call_back", "human")

    assert "We are closed now" in answer.content.body
    (task,) = await desk.listed()
    assert (task["kind"], task["priority"]) == ("call_back", "normal")
