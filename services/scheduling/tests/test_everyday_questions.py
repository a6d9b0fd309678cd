"""What people ask and say in passing about their visits gets its own answer, never the menu."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from wardbell_dialogue.local_time import day
from wardbell_dialogue.words import intent
from wardbell_events import topics
from wardbell_events.inbound import Text
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter, reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.staff import Operator
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import (
    Book,
    CancelOne,
    Come,
    Confirm,
    Drop,
    Mine,
    MoveOne,
    RunningLate,
    Symptoms,
)
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)  # a Wednesday


def in_days(number):
    return datetime.now(HERE).date() + timedelta(days=number)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "when do I have to come?"),
        ("en", "Is it confirmed?"),
        ("en", "where do I have to go"),
        ("de", "wann muss ich kommen?"),
        ("de", "wo muss ich hin"),
        ("en", "where is it?"),
        ("en", "which doctor is it again?"),
        ("de", "bei wem ist der Termin nochmal?"),
        ("en", "who will I see?"),
        ("en", "who am I seeing?"),
        ("de", "zu wem muss ich?"),
        ("de", "bei welchem Arzt?"),
        ("en", "add it to my calendar please"),
        ("de", "in meinen Kalender eintragen"),
    ],
)
async def test_who_asks_when_or_where_sees_their_visit(world, language, words):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)

    assert intent(words) is not None
    said = await ada.writes(words, intent="appointment")

    assert day(language, in_days(1)) in said
    assert "Dr. Anna Weber" in said
    assert "Main Street 1" in said


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "I will be 10 minutes late", "Thank you for telling us"),
        ("en", "sorry, running late, stuck in traffic", "Thank you for telling us"),
        ("de", "ich komme 10 Minuten später", "Danke, dass Sie Bescheid geben"),
        ("de", "Ich verspäte mich", "Danke, dass Sie Bescheid geben"),
        ("en", "the link does not work", "I am sorry"),
        ("en", "where is the link?", "I am sorry"),
        ("de", "wo ist der link?", "Das tut mir leid"),
        ("de", "der Link geht nicht", "Das tut mir leid"),
    ],
)
async def test_who_is_late_is_led_to_a_human(world, language, words, answer):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)

    assert intent(words) is not None
    said = await ada.writes(words, intent="appointment")

    assert said.startswith(answer)
    assert ada.choices[0][0].startswith("desk:call_back:appointment/check-up/weber/")


@pytest.mark.parametrize(
    ("language", "words", "link", "answer"),
    [
        ("en", "where is the link?", "https://video.example.org/weber", "The link to your visit"),
        ("de", "der Link geht nicht", "https://video.example.org/weber", "Der Link zu Ihrem"),
        ("en", "where is the link?", "tel:+15550100099", "we call you, from +15550100099"),
    ],
)
async def test_who_misses_the_link_gets_it_and_is_led_to_a_human(
    opened, a_clinic, language, words, link, answer
):
    raw = a_clinic.model_dump(by_alias=True, mode="json")
    kind = "phone" if link.startswith("tel:") else "video"
    raw["services"]["check-up"] |= {"rooms": [], "virtual": {"kind": kind, "link": link}}
    async with opened(Clinic.model_validate(raw)) as world:
        ada = world.patient(language)
        await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)

        said = await ada.writes(words, intent="appointment")

        assert answer in said
        assert link.removeprefix("tel:") in said
        assert ada.choices[0][0].startswith("desk:call_back:appointment/check-up/weber/")


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "how much does a check-up cost?"), ("de", "Wie lange dauert eine Vorsorge?")],
)
async def test_a_question_for_the_team_ends_no_booking(world, language, words):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1)
    asked = list(ada.choices)

    said = await ada.writes(words)

    assert said.startswith({"en": "I cannot answer that", "de": "Das kann ich"}[language])
    assert ada.choices == asked
    assert await world.sql("select 1 from hold") == []


@pytest.mark.parametrize(
    "words", ["ich brauche keinen Termin mehr", "I don't need an appointment any more"]
)
async def test_no_appointment_begins_none(world, words):
    ada = world.patient()
    await ada.books_tomorrow()

    said = await ada.writes(words, intent="appointment")

    assert said.startswith("Your visits")


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("I need an apointmnet", "appointment"),
        ("Ich brauche einen Ternin", "appointment"),
        ("kann ich den Temrin haben", "appointment"),
        ("looking for a toilet", None),
        ("my cancer nurse", None),
    ],
)
def test_the_word_itself_is_known_with_typos(words, about):
    found = intent(words)
    assert (found and found[0]) == about


async def test_too_early_leads_to_later_times_of_the_day(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 1)
    assert "9:00" in ada.choices[0][1]

    await ada.writes("that is too early for me")

    assert f"{ada.choices[0][1].split()[0]:0>5}" >= "12:00" or "PM" in ada.choices[0][1]


async def test_the_same_time_on_another_day(world):
    ada = world.patient()
    await ada.books_tomorrow(time=3)
    (row,) = await world.sql("select start_at from appointment")
    there = in_days(4)

    said = await ada.writes(f"can we move it to {there:%d.%m.%Y}, same time?", intent="appointment")

    assert "Move your visit to" in said
    (held,) = await world.sql("select start_at from hold")
    before = row["start_at"].astimezone(HERE)
    assert held["start_at"].astimezone(HERE).time() == before.time()


async def cancelled(world):
    """A patient who has read that their visit cannot take place."""
    ada = world.patient()
    await ada.books_tomorrow()
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, row["id"], "", Operator("Kim"))
    await world.tells(ada)
    assert ada.read[-1].expects.service == "scheduling"
    return ada


async def test_other_times_in_a_notice_can_be_named(world):
    ada = await cancelled(world)
    there = in_days(5)

    said = await ada.writes(f"{there:%d.%m.} at 10 am")

    assert said.startswith("*Check-up*")
    assert day("en", there) in said


async def test_other_times_in_a_notice_have_numbers(world):
    ada = await cancelled(world)
    title = ada.choices[1][1]

    said = await ada.writes("the second one")

    assert title.split(", ")[-1] in said
    assert "Shall I take this time" in said


@pytest.fixture
def read(a_clinic, written):
    def read(text, state=None, language="en"):
        return reading.read(written(text, NOW, language), state or State(), a_clinic, NOW)

    return read


CHOOSING = State("time", Choice("check-up", "weber", date(2026, 12, 1)))


@pytest.mark.parametrize(
    ("text", "day_", "hour"),
    [
        ("that is too early, tomorrow at 3 pm please", date(2026, 11, 26), time(15)),
        ("too late, can I come on Friday?", date(2026, 12, 4), None),
        ("9 is too early, 11:30 would be fine", date(2026, 12, 1), time(11, 30)),
        ("zu früh", date(2026, 12, 1), "a"),
    ],
)
def test_what_is_named_instead_counts_before_too_early(read, text, day_, hour):
    wish = read(text, CHOOSING)

    assert isinstance(wish, Book)
    assert (wish.choice.day, wish.choice.hour) == (day_, hour)


@pytest.mark.parametrize(
    "text",
    [
        "I don't want an appointment with Dr Weber, with Dr Yilmaz please",
        "no appointment before 10 please",
        "I can't do 9, I would be late for work",
    ],
)
def test_a_booking_that_goes_on_is_not_dropped(read, text):
    assert not isinstance(read(text, CHOOSING), Drop | RunningLate | Mine)


@pytest.mark.parametrize(
    "text",
    [
        "Can I get an appointment? I will be late from work so after 5",
        "I have no appointment yet, can I get one?",
        "Haben Sie diese Woche keinen Termin mehr frei?",
    ],
)
def test_who_wants_an_appointment_is_led_to_one(read, text):
    assert isinstance(read(text), Book)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("I have a fever, when is it serious?", "symptoms"),
        ("My period seems to be late and I have pain in my belly", "symptoms"),
        ("Ich habe Husten, komme später", "symptoms"),
        ("Mein Arzt hat mir Tabletten verschrieben", None),
        ("your app does not work", None),
        ("kann mich jemand um 14 Uhr anrufen?", "human"),
        ("ruf mich an", "human"),
        ("ich möchte mich beschweren", "human"),
        ("complaint", "human"),
        ("how much does a check-up cost", "question"),
        ("do you take AOK", "question"),
        ("was kostet der Ultraschall", "question"),
        ("Wie lange dauert eine Vorsorge?", "question"),
        ("how long does an ultrasound take", "question"),
    ],
)
def test_what_is_said_in_passing_hides_nothing(words, about):
    found = intent(words)
    assert (found and found[0]) == about


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("i'll be there, thanks", Come()),
        ("ja klar", Come()),
        ("ja bin da", Come()),
        ("yeah ill be there", Come()),
        ("yes but can my husband come along", Come()),
        ("kann leider nicht", Mine(closer=True)),
        ("geht leider nicht, bin krank", Mine(closer=True)),
        ("ne doch nicht", Mine(closer=True)),
        ("no sorry cant", Mine(closer=True)),
        ("nein", Mine(closer=True)),
        ("sorry I won't make it", CancelOne()),
        ("ich schaffs nicht", Mine(closer=True)),
        ("bin 10 min zu spät", RunningLate()),
    ],
)
def test_a_reminder_is_answered_in_everyday_words(a_clinic, written, text, wish):
    assert reading.read(written(text, NOW, "de", None), State(), a_clinic, NOW) == wish


def test_another_time_in_answer_to_a_reminder_is_for_that_visit(a_clinic, written):
    message = written("can i come at 12:40 instead", NOW, "en", None)

    wish = reading.read(message, State(), a_clinic, NOW)

    assert isinstance(wish, MoveOne)
    assert wish.to.choice.hour == time(12, 40)


@pytest.mark.parametrize(
    "text",
    [
        *("Yes please, thank you", "yes that's fine", "ok great", "perfect, thanks", "book it"),
        "ja, bitte. vielen dank!",
    ],
)
def test_ordinary_yeses_take_the_time(read, text):
    held = State("confirm", Choice("check-up", "weber", start=NOW))

    assert read(text, held) == Confirm(held.choice)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "an appointment for me and my wife", "I book for one person at a time"),
        ("de", "meine Frau und ich brauchen beide einen Termin", "Ich buche immer für eine"),
    ],
)
async def test_one_is_booked_at_a_time(world, language, words, answer):
    ada = world.patient(language)

    assert (await ada.writes(words, intent="appointment")).startswith(answer)
    assert ada.choices[0][0].startswith("scheduling:book:")


def test_a_service_has_other_names_too(a_clinic):
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    raw["services"]["check-up"]["called"] = ["flu shot", "Impftermin"]
    made = Clinic.model_validate(raw)

    assert made.service_names.find("I need a flu shot") == "check-up"
    assert made.service_names.find("impftermin bitte") == "check-up"


async def test_a_yes_to_a_call_is_a_call(world):
    ada = world.patient()
    await ada.books_tomorrow()
    await ada.writes("I will be 10 minutes late", intent="appointment")

    async with world.room.listening(topics.INBOUND_DESK) as desk:
        await ada.only_says(Text(body="yes"))
        _, event = await desk.next()
        while event.contact_id != ada.contact_id:
            _, event = await desk.next()

    assert (event.said.service, event.said.action) == ("desk", "call_back")


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("i wont make it tomorrow", CancelOne()),
        ("i'm not going to make it to my appointment", CancelOne()),
        ("ich schaffs morgen nicht", Mine(closer=True)),
        ("Ich kann morgen nicht", Mine(closer=True)),
    ],
)
def test_who_cannot_on_a_day_speaks_of_their_visit(a_clinic, written, text, wish):
    message = written(text, NOW, "de", "appointment")

    assert reading.read(message, State(), a_clinic, NOW) == wish


@pytest.mark.parametrize(
    "text",
    [
        "ja, er hat heute auch Husten der nicht weggeht",
        "he has a cough since yesterday and can't sleep",
    ],
)
def test_symptoms_inside_a_booking_are_no_no(a_clinic, written, text):
    state = State(asking="day", choice=Choice(service="check-up"))

    assert reading.read(written(text, NOW, "de", None), state, a_clinic, NOW) == Symptoms()


async def test_symptoms_inside_a_booking_are_told_the_emergency_number(world):
    ada = world.patient()
    await ada.writes("I need an appointment", intent="appointment")

    said = await ada.writes("my son has a fever")

    assert "*112*" in said
