"""What patients answer is kept, thanked for, and leads to a call where they were not content."""

from datetime import UTC, datetime
from uuid import uuid4, uuid5

import pytest

from wardbell_events import topics
from wardbell_events.inbound import Text
from wardbell_feedback.repository import forget
from wardbell_runtime import counter

ANGRY = "I am disgusted. The staff were rude, nobody helped me and I waited five hours. Appalling."


async def test_stars_are_thanked_for_and_more_may_be_said(world):
    ada = await world.asked()

    thanks = await ada.taps("rate", 4)
    assert thanks.content.body == (
        "Thank you for ⭐⭐⭐⭐!\nWould you like to say more? Just write it here."
    )
    assert [b.id for b in thanks.content.buttons] == [f"feedback:done:{ada.id.hex}"]
    assert (thanks.expects.service, thanks.expects.minutes) == ("feedback", 30)
    kept = await ada.writes("Everybody was friendly and I was seen on time, thank you")

    assert kept.content.body == "Thank you, I have kept that for our team."
    survey = await ada.survey()
    assert (survey["rating"], survey["state"], survey["sentiment"]) == (4, "done", "positive")
    assert await ada.wrote() == ["Everybody was friendly and I was seen on time, thank you"]
    first, second = await world.told(), await world.told()
    assert (first.version, first.rating, first.commented, first.sentiment) == (1, 4, False, None)
    assert (second.version, second.commented, second.sentiment) == (2, True, "positive")
    assert "friendly" not in second.encode().decode()
    assert not second.complaint
    await world.no_task()


async def test_who_gives_few_stars_is_called_in_office_hours(world):
    ben = await world.asked()

    thanks = await ben.taps("rate", 2)

    assert thanks.content.body == (
        "Thank you for telling us. I am sorry that your visit was not good.\n"
        "Somebody from our team will call you, by Monday, March 2, 4:00\u202fPM.\n"
        "Would you like to say more? Just write it here."
    )
    task = await world.task()
    assert (task.kind, task.priority, task.opened_by) == ("complaint", "normal", "feedback")
    assert task.due == datetime(2026, 3, 2, 15, tzinfo=UTC)
    assert task.reason == str(ben.id)
    assert (task.visit.service, task.visit.start) == ("check-up", ben.start)
    more = await ben.writes(ANGRY)
    assert more.content.body.endswith("Whoever calls you will read it.")
    await world.no_task()
    told = [await world.told(), await world.told()]
    assert [each.complaint for each in told] == [True, True]


async def test_who_complains_again_after_a_call_is_called_again(world):
    ben = await world.asked()
    await ben.taps("rate", 1)
    first = await world.task()
    await world.is_done(uuid4())
    told = await ben.writes("I waited outside in the cold")
    assert told.content.body.endswith("Whoever calls you will read it.")

    await world.is_done(first.task_id)

    told = await ben.writes("Somebody has called, all is well now")
    assert told.content.body == "Thank you, I have kept that for our team."
    again = await ben.taps("rate", 1)
    assert "Somebody from our team will call you, by" in again.content.body
    second = await world.task()
    assert (second.kind, second.reason) == ("complaint", first.reason)
    await world.is_done(second.task_id)
    sorry = await ben.writes(ANGRY)
    assert "Somebody from our team will call you, by" in sorry.content.body
    third = await world.task()
    assert len({first.task_id, second.task_id, third.task_id}) == 3
    assert [(await world.told()).complaint for _ in range(5)] == [True] * 5
    assert await world.one("select calling from survey")


async def test_a_promise_on_friday_evening_is_kept_on_monday(world):
    await world.comes(2026, 3, 6, 17)
    ben = await world.asked(language="de")

    thanks = await ben.writes("zwei")

    assert "Jemand aus unserem Team ruft Sie an, bis Montag, 9. März, 12:00." in thanks.content.body
    assert (await world.task()).due == datetime(2026, 3, 9, 11, tzinfo=UTC)


async def test_an_angry_comment_is_a_complaint_whatever_the_stars(world):
    cem = await world.asked()
    await cem.writes("⭐⭐⭐")

    sorry = await cem.writes(ANGRY)

    assert sorry.content.body.startswith("Thank you for saying so openly. I am sorry")
    assert "will call you, by Monday, March 2, 4:00" in sorry.content.body
    assert (await world.task()).reason == str(cem.id)
    assert (await cem.survey())["sentiment"] == "negative"
    assert await cem.wrote() == [ANGRY]


async def test_words_instead_of_stars_are_kept_and_stars_are_asked_for_again(world):
    dora = await world.asked()

    again = await dora.writes("The doctor explained everything very well, excellent care")

    assert again.content.body == (
        "Thank you, I have kept that for our team.\n"
        "And how many stars do you give your visit on Monday, March 2, from 1 to 5?"
    )
    assert again.content.rows[4].id == f"feedback:rate:{dora.id.hex}/5"
    assert await dora.state() == "asked"
    thanks = await dora.writes("5")
    assert thanks.content.body == "Thank you for ⭐⭐⭐⭐⭐!"
    survey = await dora.survey()
    assert (survey["rating"], survey["state"], survey["words"]) == (5, "done", 1)


@pytest.mark.parametrize(
    ("words", "service", "intent"),
    [
        ("I have to cancel my appointment tomorrow", "scheduling", "appointment"),
        ("Ich habe seit heute Fieber und mir ist schlecht", "triage", "symptoms"),
        ("Please call me back about my results", "desk", "human"),
    ],
)
async def test_another_wish_goes_on_to_whom_it_is_about(world, room, words, service, intent):
    ada = await world.asked()

    async with room.listening(topics.inbound(service)) as there:
        event = await ada.sends(Text(body=words))
        _, handed_on = await there.next()

    assert handed_on == event.model_copy(update={"intent": intent})
    await world.no_answer()
    assert (await ada.state(), await ada.wrote()) == ("asked", [])


async def test_who_was_asked_nothing_is_shown_the_menu(world):
    ada = await world.asked()
    stranger = world.patient(2026, 3, 2, 9)

    reply = await stranger.taps("rate", 1, of=ada.id)

    assert "no open question" in reply.content.body
    assert [b.id for b in reply.content.buttons] == ["gateway:menu"]
    assert (await ada.survey())["rating"] is None


async def test_what_cannot_be_read_is_answered_with_an_apology_and_a_way_to_a_human(world, room):
    ada = await world.asked()
    await ada.writes("4")
    event, broken = ada.message(Text(body="x")), uuid4()
    cause = await room.put(event, topics.INBOUND_DESK, time=world.clock.now())
    headers = [(k, str(broken).encode() if k == "ce_id" else v) for k, v in cause.headers()]

    await room.raw(topics.INBOUND_FEEDBACK, event.key.encode(), b"{not json", headers)

    sorry = await world.answer()
    assert "could not read your last message" in sorry.content.body
    assert "nicht lesen" in sorry.content.body
    assert "112" in sorry.content.body
    assert sorry.content.buttons[0].id == "desk:call_back:human"
    assert (sorry.contact_id, sorry.message_id) == (ada.contact_id, uuid5(broken, "feedback"))
    assert await world.one("select count(*) from parked") == 1
    assert await ada.state() == "rated"


async def test_it_goes_on_at_the_same_question_after_an_outage(world):
    ada, ben = await world.asked(), await world.asked()
    await ada.taps("rate", 4)
    await world.stops()
    await world.at_work()

    kept = await ada.writes("Friendly staff")
    again = await ben.writes("hm")

    assert kept.content.body == "Thank you, I have kept that for our team."
    assert "how many stars" in again.content.body


async def test_words_are_forgotten_after_90_days_and_stars_after_two_years(world, monkeypatch):
    async def the_clock(setting):
        return world.clock, None

    monkeypatch.setattr(counter, "open_clock", the_clock)
    ada = await world.asked()
    await ada.writes("4 stars, friendly staff")

    async def forgets(*day):
        world.clock.move(datetime(*day, tzinfo=UTC))
        async with counter.at_the_counter("feedback") as running:
            await forget(running)
        return len(await ada.wrote()), await ada.state()

    assert await forgets(2026, 5, 30) == (1, "done")
    assert await forgets(2026, 6, 1) == (0, "done")
    assert await forgets(2028, 3, 3) == (0, None)
