"""Who wants a human in an emergency waits for no office hours: the task is there already."""

from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from wardbell_events import Address, ContactMerged, MessageReceived, RedFlag, topics
from wardbell_events.inbound import Media, Tap, Text

MONDAY, SATURDAY = 0, 5


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

    assert "it is with your emergency" in answer.content.body
    assert "Do not wait for us" in answer.content.body
    assert "call *112*: that is quicker" in answer.content.body
    assert "knows" not in answer.content.body
    assert answer.expects.service == "desk"
    (task,) = await desk.listed()
    assert (task["id"], task["messages"]) == (emergency, 1)
    (note,) = (await desk.shown(emergency, "--reveal", "--as", "Nia"))["notes"]
    assert (note["kind"], note["body"]) == ("call_back", "human")


async def test_the_word_human_joins_it_too_even_once_somebody_has_it(desk, patient_in_an_emergency):
    ada, emergency = patient_in_an_emergency
    await desk.run("claim", emergency, "--as", "Nia")

    answer = await ada.writes("human", intent="human")

    assert "with your emergency" in answer.content.body
    assert [(t["id"], t["messages"]) for t in await desk.listed()] == [(emergency, 1)]


async def is_another_one(desk, ada):
    """The router finds out that a contact is another one; returns that one."""
    into = uuid4()
    await desk.room.put(ContactMerged(from_=ada.id, into=into, merged_at=datetime.now(UTC)))
    merged = "select count(*) = 1 from contact_alias where old = $1"
    await desk.eventually(partial(desk.one, merged, ada.id))
    return into


async def test_who_is_another_contact_meanwhile_joins_it_all_the_same(
    desk, patient_in_an_emergency
):
    ada, emergency = patient_in_an_emergency
    into = await is_another_one(desk, ada)

    tap = Tap(service="desk", action="call_back", argument="human")  # was under way already
    await desk.room.says(topics.INBOUND_DESK, tap, contact_id=ada.id)
    _, answer = await ada.replies.next()

    assert "with your emergency" in answer.content.body
    assert answer.contact_id == into
    assert [task["id"] for task in await desk.listed()] == [emergency]


async def test_an_emergency_of_who_was_another_contact_is_joined(desk):
    await desk.on(SATURDAY, 23)
    async with desk.patient() as ada:
        into = await is_another_one(desk, ada)
        late = await desk.opens(contact=ada.id)
        await desk.kept(late.task_id)
        ada.id = into

        answer = await ada.taps("call_back", "human")

    assert "with your emergency" in answer.content.body


async def test_further_words_are_noted_on_the_emergency(desk, patient_in_an_emergency):
    ada, emergency = patient_in_an_emergency
    await ada.taps("call_back", "human")

    answer = await ada.writes("The door is open")
    picture = await ada.says(Media(media="image", media_id="1", caption="the door"))

    assert "I have passed that on" in answer.content.body
    assert "quicker" in answer.content.body
    assert "only pass on written words" in picture.content.body
    task = await desk.shown(emergency, "--reveal", "--as", "Nia")
    assert task["messages"] == 3
    assert [note["body"] for note in task["notes"]] == ["human", "The door is open", "the door"]


async def test_an_emergency_is_joined_rather_than_an_older_call_back(desk):
    await desk.on(MONDAY, 10)
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


def emergency(words="I cannot breathe"):
    return MessageReceived(
        contact_id=uuid4(),
        message_id=uuid4(),
        wamid="wamid.example",
        sent_at=datetime.now(UTC),
        language="en",
        address=Address(wa_id="15550100017"),
        said=Text(body=words),
        red_flag=RedFlag(rule="en/breathing"),
    )


async def bodies(desk, task_id):
    return [
        note["body"] for note in (await desk.shown(task_id, "--reveal", "--as", "Nia"))["notes"]
    ]


@pytest.mark.parametrize("first", ["words", "task"])
async def test_the_words_of_an_emergency_are_read_with_its_task_whichever_comes_first(desk, first):
    event = emergency()

    async def words():
        await desk.room.put(event, topics.INBOUND_DESK_URGENT)
        await desk.eventually(
            partial(
                desk.one, "select 1 from emergency_note where message_id = $1", event.message_id
            )
        )

    if first == "words":
        await words()
    task = await desk.opens(contact=event.contact_id, about=event.message_id)
    await desk.kept(task.task_id)
    if first == "task":
        await words()

    assert await bodies(desk, task.task_id) == ["I cannot breathe"]
    hidden = await desk.run("show", str(task.task_id))
    assert "breathe" not in hidden.stdout


async def test_an_emergency_shows_all_that_is_written_since_and_nothing_of_before(desk):
    first, second = emergency("I cannot breathe"), emergency("It is getting worse")
    second = second.model_copy(update={"contact_id": first.contact_id})
    tasks = []
    for event in (first, second):
        await desk.room.put(event, topics.INBOUND_DESK_URGENT)
        task = await desk.opens(contact=event.contact_id, about=event.message_id)
        await desk.kept(task.task_id)
        tasks.append(task.task_id)
    await desk.settled()

    assert [await bodies(desk, task) for task in tasks] == [
        ["I cannot breathe", "It is getting worse"],
        ["It is getting worse"],
    ]


@pytest.mark.parametrize("first", ["words", "task"])
async def test_later_words_of_an_emergency_are_read_with_it_and_counted(desk, first):
    alarm = emergency()
    later = emergency("its gone now, sorry").model_copy(
        update={
            "contact_id": alarm.contact_id,
            "sent_at": alarm.sent_at + timedelta(seconds=9),
            "red_flag": None,
        }
    )
    other = emergency("somebody else")
    for event in (alarm, other, *([later] if first == "words" else [])):
        await desk.room.put(event, topics.INBOUND_DESK_URGENT)
    task = await desk.opens(contact=alarm.contact_id, about=alarm.message_id)
    await desk.kept(task.task_id)
    await desk.room.put(later, topics.INBOUND_DESK_URGENT)
    there = partial(desk.one, "select count(*) = 3 from emergency_note")
    await desk.eventually(there)

    assert await bodies(desk, task.task_id) == ["I cannot breathe", "its gone now, sorry"]
    (listed,) = await desk.listed()
    assert listed["messages"] == 2
    await desk.run("close", str(task.task_id), "--as", "Nia", "--outcome", "done")
    await desk.forward(days=30, seconds=1)
    assert await desk.one("select count(*) from emergency_note") == 0


async def test_the_words_of_an_emergency_get_no_second_answer(desk):
    async with desk.patient() as ada:
        event = emergency().model_copy(update={"contact_id": ada.id})
        await desk.room.put(event, topics.INBOUND_DESK_URGENT)
        await desk.eventually(partial(desk.one, "select 1 from emergency_note"))

        with pytest.raises(TimeoutError):
            await ada.replies.next(1)


async def test_the_words_of_an_emergency_are_deleted_30_days_after_closing(desk):
    event = emergency()
    await desk.room.put(event, topics.INBOUND_DESK_URGENT)
    task = await desk.opens(contact=event.contact_id, about=event.message_id)
    await desk.kept(task.task_id)
    await desk.forward(days=31)
    assert await desk.one("select count(*) from emergency_note") == 1

    await desk.run("close", str(task.task_id), "--as", "Nia", "--outcome", "done")
    await desk.forward(days=30, seconds=1)

    assert await desk.one("select count(*) from emergency_note") == 0


async def test_words_for_which_no_task_came_are_deleted_too(desk):
    await desk.room.put(emergency(), topics.INBOUND_DESK_URGENT)
    await desk.eventually(partial(desk.one, "select 1 from emergency_note"))

    await desk.forward(days=30, seconds=1)

    assert await desk.one("select count(*) from emergency_note") == 0
