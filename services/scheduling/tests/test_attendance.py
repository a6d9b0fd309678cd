"""Patients answer reminders: by the button, or in their own words."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day
from wardbell_events import DeliveryChanged
from wardbell_events.inbound import Tap
from wardbell_events.outbound import Expects
from wardbell_scheduling import reading, words
from wardbell_scheduling.state import STANDS, State
from wardbell_scheduling.wishes import Book, CancelOne, Come, Mine
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("yes", Come()),
        ("Ja!", Come()),
        ("👍", Come()),
        ("I'll be there", Come()),
        ("will be there", Come()),
        ("of course", Come()),
        ("works for me", Come()),
        ("ok thx see you tomorrow", Come()),
        ("geht klar", Come()),
        ("bin dabei", Come()),
        ("na klar", Come()),
        ("leider nicht", Mine(closer=True)),
        ("unfortunately not", Mine(closer=True)),
        ("will not be there", CancelOne()),
        ("ich komme", Come()),
        ("no", Mine(closer=True)),
        ("I can't come", CancelOne()),
        ("ich kann nicht kommen", CancelOne()),
        ("👎", Mine(closer=True)),
    ],
)
def test_words_answer_a_reminder_where_we_ask_nothing(a_clinic, written, text, means):
    said = written(text, NOW, intent=None)

    assert reading.read(said, State(), a_clinic, NOW) == means
    if means == Come() and words.whole(text) != "coming":
        assert reading.read(said, State("day", asked_at=NOW), a_clinic, NOW) != Come()


@pytest.mark.parametrize("asking", ["mine", "appointment"])
@pytest.mark.parametrize("text", ["yes ok I'll come", "ja ok ich komme", "ja, ich komme"])
def test_who_comes_after_all_says_so_where_visits_are_shown(a_clinic, written, text, asking):
    said = written(text, NOW, intent=None)

    assert isinstance(reading.read(said, State(asking, asked_at=NOW), a_clinic, NOW), Come)


def test_a_new_appointment_is_wanted_all_the_same(a_clinic, written):
    wish = reading.read(written("an appointment, yes", NOW), State(), a_clinic, NOW)

    assert isinstance(wish, Book)


async def confirmed(world):
    rows = await world.sql("select confirmed from appointment order by start_at")
    return [row["confirmed"] for row in rows]


async def test_yes_confirms_the_visits_of_the_next_day_that_has_some(world):
    ada = world.patient()
    assert "I did not understand" in await ada.writes("yes")
    await ada.books_tomorrow(time=0)
    await ada.books_tomorrow(time=2)
    await ada.begins("Check-up", "Dr. Anna Weber", 3, 0, "Yes, take it")

    said = await ada.writes("yes")

    assert said.startswith("Thank you. We expect you on *")
    assert said.count("*") == 4
    assert await confirmed(world) == [True, True, False]
    assert await ada.writes("👍") == said
    changes = [e for e in world.appointments.events if e.type.endswith("confirmed.v1")]
    assert [event.version for event in changes] == [2, 2]


async def test_one_button_confirms_all_that_it_names_if_they_are_the_patients(world):
    ada, ben = world.patient(), world.patient()
    await ada.books_tomorrow(time=0)
    await ada.books_tomorrow(time=2)
    ids = [row["id"].hex for row in await world.sql("select id from appointment")]
    come = Tap(service="scheduling", action="come", argument="/".join(ids))

    assert "not open any more" in await ben.says(come)
    assert await confirmed(world) == [False, False]
    assert (await ada.says(come)).startswith("Thank you. We expect you on *")
    assert await confirmed(world) == [True, True]
    assert "I did not understand" in await ada.says(come.model_copy(update={"argument": "x/y"}))


async def reminder_sent(world, patient, at):
    """A reminder has left; returns when that is known here."""
    sent = DeliveryChanged(
        contact_id=patient.contact_id,
        message_id=patient.contact_id,
        service="reminders",
        state="sent",
        at=at,
        expects=Expects(service="scheduling"),
    )
    envelope = await world.room.put(sent)
    await world.until(f"select exists (select from inbox where event_id = '{envelope.id}')")


async def test_what_was_asked_long_before_a_reminder_is_over(world):
    """The yes is the reminder's, though a booking was left at its last question."""
    ada = world.patient()
    await ada.books_tomorrow(time=0)
    await ada.begins("Check-up", "Dr. Anna Weber", 3, 0)
    asked = datetime.now(UTC)

    await reminder_sent(world, ada, asked)
    (row,) = await world.sql("select state->>'asking' as asking from conversation")
    assert row["asking"] == "confirm"
    await reminder_sent(world, ada, asked + STANDS + timedelta(seconds=1))

    assert "We expect you" in await ada.writes("yes")
    assert await confirmed(world) == [True]


async def test_a_yes_answers_the_reminder_that_came_after_an_offer(world):
    ada = world.patient()
    await ada.books()
    await world.sql("update conversation set state = jsonb_set(state, '{asking}', '\"offer\"')")

    await reminder_sent(world, ada, datetime.now(UTC) + timedelta(minutes=1))

    assert "We expect you" in await ada.writes("yes")


@pytest.mark.parametrize(
    ("language", "words", "thanks", "asked"),
    [
        ("en", "I will be there", "Thank you. We expect you on *", "which day suits you?"),
        ("en", "yes, I'm coming!", "Thank you. We expect you on *", "which day suits you?"),
        ("de", "Ich komme", "Danke. Wir erwarten Sie am *", "welcher Tag passt Ihnen?"),
    ],
)
async def test_who_says_outright_that_they_come_does_whatever_was_asked(
    world, language, words, thanks, asked
):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    await ada.begins("Ultra", "Dr. Anna Weber")

    said = await ada.writes(words)

    assert said.startswith(f"{thanks}{day(language, tomorrow())}")
    assert asked in said
    assert await confirmed(world) == [True]


async def test_of_several_visits_the_one_that_is_shown_is_meant(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Check-up", "Dr. Anna Weber", 3, 0, "Yes, take it")
    await ada.writes("my appointments")
    await ada.taps(1)

    assert "We expect you" in await ada.writes("I will be there")

    assert await confirmed(world) == [False, True]


async def test_who_has_no_visit_is_asked_again(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber")

    assert "I did not understand" in await ada.writes("I will be there")


def tomorrow():
    return datetime.now(HERE).date() + timedelta(days=1)
