"""A patient goes back, talks of something else, sends nonsense: no slot is kept for nothing."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_events import PersonIdentified, topics
from wardbell_events.inbound import Media, Text
from wardbell_scheduling import words

FREE = "select count(*) = 0 from hold"


@pytest.fixture
async def ada(world):
    """Somebody who is asked whether to take the first slot of a day."""
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0)
    assert "Shall I take this time" in await ada.taps(0)
    return ada


async def test_who_wants_another_time_gives_the_slot_back_and_can_choose_it_again(world, ada):
    slot = ada.read[-1].content.body.splitlines()[1]

    await ada.taps("Another time")
    await world.until(FREE)
    await ada.taps(0)

    assert slot in await ada.taps(0)


@pytest.mark.parametrize(
    "words", ["my appointments", "back", "tomorrow", "put me on the waiting list"]
)
async def test_who_speaks_of_something_else_holds_nothing(world, ada, words):
    await ada.writes(words)

    # Another slot is held at most: tomorrow may have one time left.
    assert "Shall I take" in ada.read[-1].content.body or await world.sql("select from hold") == []


async def test_nonsense_extends_a_hold_once_and_no_more(world, ada):
    await ada.says(Media(media="image", media_id="1"))
    (extended,) = await world.sql("select id, held_until, extended from hold")
    soon = datetime.now(UTC) + timedelta(minutes=5)
    await world.sql("update hold set held_until = $1", soon)
    await world.sql("update occupied set held_until = $1", soon)
    await ada.writes("asdf")
    await ada.says(Media(media="image", media_id="2"))
    (still,) = await world.sql("select id, held_until, extended from hold")

    assert extended["extended"]
    assert (still["id"], still["held_until"]) == (extended["id"], soon)


async def test_another_time_typed_instead_of_yes_is_one_of_the_same_day(ada):
    day = ada.read[-1].content.body.splitlines()[1].rsplit(",", 1)[0]

    said = await ada.writes("rather at half past three")

    assert day in said
    assert "3:30" in said


async def test_who_asks_for_an_appointment_while_looking_at_their_visits_is_asked_what_for(world):
    ada = world.patient()
    await ada.books()
    await ada.writes("my appointments")
    await ada.taps(0)

    # No intent: the router knows that it is us who are talked to.
    assert await ada.writes("I need an appointment") == "What is the visit for?"


async def test_who_asks_again_in_the_middle_goes_on_there(ada):
    said = await ada.writes("I need an appointment")

    assert said.startswith("*Check-up*")


@pytest.mark.parametrize(
    ("said", "answered"), [("maybe later", "nothing was taken"), ("back", "which time suits you?")]
)
async def test_who_gives_up_at_the_question_for_their_name_holds_nothing(world, said, answered):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0)
    await ada.only_taps(0)
    assert (await ada.hears()).type == "patients.identity.requested.v1"

    # As patients hands it back.
    await ada.only_says(Text(body=said), intent="appointment")

    assert answered in (await ada.hears()).content.body
    await world.until(FREE)


async def test_an_answer_that_patients_waits_for_no_more_is_not_passed_on_again_and_again(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0)
    await ada.only_taps(0)
    assert (await ada.hears()).type == "patients.identity.requested.v1"
    event = await ada.only_says(Text(body="Ada Example"))
    assert await ada.hears() == event

    # As when it has told who they are and that could not be read here.
    await world.room.put(event, topics.INBOUND_SCHEDULING, source="wardbell/patients")

    assert (await ada.hears()).type == "patients.identity.requested.v1"


async def test_for_somebody_else_nothing_is_held_and_a_call_back_is_offered(world, ada):
    assert "only book for you" in await ada.writes("It is for my daughter")

    assert ada.choices[0] == ("desk:call_back:appointment", "Call me back")
    await world.until(FREE)


async def test_what_was_held_can_be_taken_by_the_contact_that_one_proves_to_be(world, ada):
    winner = world.patient()
    winner.read = ada.read
    await world.merges(ada, winner)

    await world.until(
        f"select exists (select from conversation where contact_id = '{winner.contact_id}')"
    )
    assert await world.sql("select from hold") == await world.sql("select from occupied") == []
    assert "is booked" in await winner.taps("Yes, take it")


async def test_a_slot_is_kept_for_ten_minutes_from_when_that_is_said(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0)
    await ada.only_taps(0)
    asked = await ada.hears()
    soon = datetime.now(UTC) + timedelta(minutes=1)
    await world.sql("update hold set held_until = $1", soon)
    await world.sql("update occupied set held_until = $1", soon)

    await world.room.put(PersonIdentified(**asked.model_dump() | {"person_id": uuid4()}))

    assert "I keep it for 10 minutes" in (await ada.hears()).content.body
    (held,) = await world.sql("select held_until from hold")
    assert held["held_until"] > datetime.now(UTC) + timedelta(minutes=9)


async def test_who_comes_back_after_the_question_for_their_name_is_not_sent_to_it(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 0)
    await ada.only_taps(0)
    assert (await ada.hears()).type == "patients.identity.requested.v1"

    # With an intent: nobody had the floor any more.
    await ada.only_says(Text(body="I need an appointment"), intent="appointment")

    assert (await ada.hears()).content.body == "What is the visit for?"
    await world.until(FREE)


@pytest.mark.parametrize(
    ("language", "answer"),
    [
        ("en", "I can only read words and taps here. Please choose, or write to me."),
        ("de", "Ich kann hier nur Worte und Antippen verstehen. Bitte wählen Sie aus"),
    ],
)
async def test_who_sends_a_picture_is_told_to_choose_or_write_and_asked_again(
    world, language, answer
):
    ada = world.patient(language)
    question = await ada.writes("I need an appointment", intent="appointment")

    said = await ada.says(Media(media="image", media_id="1"))

    assert said.startswith(answer)
    assert said.endswith(question)


@pytest.mark.parametrize(
    ("language", "caption", "answer"),
    [
        ("en", "here is my referral, I need a check-up", "read your words.\n\nCheck-up: with"),
        ("de", "meine Überweisung, ich brauche eine Vorsorge", "ich gelesen.\n\nVorsorge: bei"),
    ],
)
async def test_the_words_beside_a_picture_are_read(world, language, caption, answer):
    ada = world.patient(language)
    await ada.writes("I need an appointment", intent="appointment")

    said = await ada.says(Media(media="image", media_id="1", caption=caption))

    assert answer in said


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "what are your opening hours?", "I cannot answer that here, but our team can"),
        ("de", "ich brauche ein Rezept", "Das kann ich hier nicht beantworten"),
    ],
)
async def test_what_only_the_team_can_answer_leads_there_and_the_question_stands(
    world, language, words, answer
):
    ada = world.patient(language)
    question = await ada.writes("I need an appointment", intent="appointment")

    said = await ada.writes(words)

    assert said.startswith(answer)
    assert said.endswith(question)


async def test_a_button_of_a_service_that_is_offered_no_more_leads_on(world, a_clinic):
    ada = world.patient()
    await ada.writes("I need an appointment", intent="appointment")
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    raw["services"] = {"visit": raw["services"]["check-up"], "scan": raw["services"]["scan"]}
    for person in raw["practitioners"].values():
        person["services"] = ["visit", "scan"]
    await world.imports(type(a_clinic).model_validate(raw))

    said = await ada.taps("Check-up")

    assert said == "That is not offered here any more.\n\nWhat is the visit for?"
    assert "with whom?" in await ada.taps(0)


@pytest.mark.parametrize("said", ["cancel", "I can't come", "cancel my appointment please"])
async def test_who_wants_to_cancel_their_only_visit_is_asked_at_once(world, said):
    ada = world.patient()
    await ada.books_tomorrow()

    assert (await ada.writes(said, intent="appointment")).startswith("Cancel Check-up on")
    assert [title for _, title in ada.choices] == ["Yes, cancel", "No, keep it", "Move"]
    assert "is cancelled" in await ada.writes("yes")


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("en", "move it please", "When would you like to come instead of"),
        ("en", "I'd like to move my appointment", "When would you like to come instead of"),
        ("de", "Termin verschieben", "Wann möchten Sie statt"),
        ("de", "termn verschiebn", "Wann möchten Sie statt"),
        ("en", "cancle my apointment", "Cancel Check-up"),
        ("de", "termn absagn", "Vorsorge am"),
    ],
)
async def test_who_wants_to_move_their_only_visit_chooses_a_day_at_once(
    world, language, said, asked
):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)

    assert (await ada.writes(said, intent="appointment")).startswith(asked)


@pytest.mark.parametrize(
    ("said", "asked"),
    [("cancel my appointment", "Your visits"), ("move my appointment", "Which visit")],
)
async def test_who_has_several_visits_says_which_is_meant(world, said, asked):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.begins("Check-up", "Dr. Anna Weber", 3, 0, "Yes, take it")

    assert (await ada.writes(said, intent="appointment")).startswith(asked)
    assert len(ada.choices) >= 2


async def test_who_has_a_visit_finds_it_behind_the_services(ada):
    await ada.books()
    await ada.writes("appointment", intent="appointment")

    assert ada.choices[-1][1] == "My visits"
    assert (await ada.taps("My visits")).startswith("Your visits")


async def test_who_gives_up_a_booking_is_not_left_to_think_that_a_visit_is_cancelled(ada):
    await ada.books()
    await ada.writes("appointment", intent="appointment")

    said = await ada.writes("cancel")
    assert said.startswith("All right, nothing was changed")
    assert "Your visits" in said


async def test_who_has_cancelled_can_go_on_from_there(world):
    ada = world.patient()
    await ada.books()

    await ada.cancels()

    assert [title for _, title in ada.choices] == ["New appointment", "My visits"]
    assert await ada.taps("New appointment") == "What is the visit for?"


async def test_who_thanks_beside_their_visits_is_not_asked_anything(world):
    ada = world.patient()
    await ada.books()
    await ada.writes("my appointments")

    assert (await ada.writes("thank you")).startswith("Gladly.")
    assert ada.choices == []


async def test_who_says_goodbye_in_the_middle_holds_nothing(world, ada):
    assert "nothing was taken" in await ada.writes("bye")

    await world.until(FREE)


@pytest.mark.parametrize(
    "text",
    [
        "I need an appointment with the doctor Monday",
        "Can I see a doctor. I am free on Friday",
        "Termin beim Doktor Montag 10 Uhr",
        "Termin bei Frau Dr. am Montag",
        "need the dr please",
    ],
)
def test_no_name_stands_behind_every_doctor(text):
    assert not words.names_a_doctor(text)


@pytest.mark.parametrize(
    ("language", "said", "told"),
    [
        ("en", "I need an appointment with Dr House", "Nobody of that name has appointments here."),
        ("de", "Ich hätte gern einen Termin bei Dr. Meier", "Bei jemandem dieses Namens gibt es"),
    ],
)
async def test_a_doctor_who_is_not_here_is_not_taken_for_another_one(world, language, said, told):
    ada = world.patient(language)

    assert (await ada.writes(said, intent="appointment")).startswith(told)
    assert len(ada.choices) >= 2
