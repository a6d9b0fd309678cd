"""A day that cannot be had is refused kindly, each for its reason, and with a way on."""

from datetime import date, datetime, timedelta

import pytest

from wardbell_dialogue.local_time import day, day_with_year
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.state import State
from wardbell_stack.daytime import HERE


def in_days(number):
    return datetime.now(HERE).date() + timedelta(days=number)


async def asked_which_day(world, language="en"):
    patient = world.patient(language)
    await patient.begins(0, "Dr. Anna Weber")
    return patient


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "yesterday", "That day is over already."),
        ("en", "on the 31st of February", "I do not know that date"),
        ("en", "not on Monday", "All right, not then."),
        ("en", "12.03.1984", "That looks like a date of birth."),
        ("en", "12 March 1984", "That looks like a date of birth."),
        ("de", "12.03.1984", "Das sieht nach einem Geburtsdatum aus."),
        ("de", "12.3.84", "Das sieht nach einem Geburtsdatum aus."),
        ("de", "gestern", "Dieser Tag ist schon vorbei."),
        ("de", "am 31. Februar", "Dieses Datum kenne ich nicht"),
        ("de", "nicht am Montag", "In Ordnung, dann nicht."),
    ],
)
async def test_what_is_no_day_is_said_and_the_days_are_offered_again(
    world, language, words, answer
):
    ada = await asked_which_day(world, language)
    question, days = ada.read[-1].content.body, ada.choices

    said = await ada.writes(words)

    assert said.startswith(answer)
    assert said.endswith(question)
    assert (ada.choices == days) is ("not" not in words and "nicht" not in words)


@pytest.mark.parametrize(
    ("language", "words", "weekdays"),
    [
        ("en", "any day except Friday", {0, 1, 2, 3, 5, 6}),
        ("de", "montags oder mittwochs", {0, 2}),
        ("en", "Monday or Wednesday", {0, 2}),
    ],
)
async def test_only_weekdays_that_suit_are_listed_on_every_page(world, language, words, weekdays):
    ada = await asked_which_day(world, language)

    for said in (words, "more" if language == "en" else "mehr"):
        await ada.writes(said)
        days = [Choice.decode(id_.split(":", 2)[2]) for id_, _ in ada.choices if ":book:" in id_]
        assert {choice.day.weekday() for choice in days} == weekdays


async def test_who_is_not_wanted_is_left_out(world):
    ada = world.patient()
    await ada.begins("Check-up")

    said = await ada.writes("not Dr Weber please")

    assert said.startswith("All right, with somebody else.")
    await ada.taps(1)
    assert "With Dr. Yilmaz" in await ada.taps(0)


async def test_weekdays_on_which_nobody_works_are_said_to_be_closed(opened, a_clinic):
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    for person in raw["practitioners"].values():
        person["schedule"][0]["days"] = ["mon", "tue", "wed"]
    async with opened(Clinic.model_validate(raw)) as world:
        ada = world.patient()

        await ada.writes("check-up with Dr Weber, any Saturday", intent="appointment")

        assert ada.read[-1].content.body.startswith("We are closed on those days.")


@pytest.mark.parametrize(
    ("language", "words", "day_"),
    [("de", "nach Weihnachten", 27), ("en", "after Christmas", 26)],
)
def test_after_a_feast_is_the_day_behind_it(a_clinic, written, language, words, day_):
    now = datetime(2026, 11, 25, 12, tzinfo=HERE)
    days = State("day", Choice("check-up", "weber"))

    wish = reading.read(written(words, now, language), days, a_clinic, now)

    assert wish.choice.day == date(2026, 12, day_)


def test_a_typo_is_no_denial(a_clinic, written):
    now = datetime(2026, 11, 25, 12, tzinfo=HERE)
    text = "i ned an apointment for chek up tomorow mornig"

    wish = reading.read(written(text, now), State(), a_clinic, now)

    assert wish.choice.day == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("language", "answer", "nearest"),
    [
        ("en", "that is further ahead than can be booked yet", "These are the nearest free times"),
        ("de", "so weit im Voraus lässt sich noch nicht buchen", "die nächsten freien Zeiten"),
    ],
)
async def test_a_day_too_far_ahead_leads_to_the_last_ones_that_can_be_booked(
    world, language, answer, nearest
):
    ada = await asked_which_day(world, language)
    far = in_days(200)

    said = await ada.writes(f"{far:%d.%m.%Y}")

    assert said.startswith(day_with_year(language, far))
    assert answer in said
    assert nearest in said
    assert "Dr. Anna Weber" in await ada.taps(0)


@pytest.mark.parametrize(
    ("language", "word", "answer"),
    [("en", "tomorrow", "we are closed"), ("de", "morgen", "haben wir geschlossen")],
)
async def test_a_day_on_which_the_clinic_is_closed_leads_to_the_nearest_times(
    opened, a_clinic, language, word, answer
):
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    raw["holidays"] = {"country": "DE", "also": [str(in_days(1))]}
    async with opened(Clinic.model_validate(raw)) as world:
        ada = await asked_which_day(world, language)

        said = await ada.writes(word)

        assert said.startswith(day(language, in_days(1)))
        assert answer in said
        assert "Dr. Anna Weber" in await ada.taps(0)


async def test_a_tapped_day_that_is_over_meanwhile_leads_to_the_nearest_times(world):
    ada = await asked_which_day(world)
    (id_, title) = ada.choices[0]
    when = id_.split("/")[2]
    row = (
        ada.read[-1].content.rows[0].model_copy(update={"id": id_.replace(when, str(in_days(-1)))})
    )
    ada.read[-1] = ada.read[-1].model_copy(
        update={"content": ada.read[-1].content.model_copy(update={"rows": (row,)})}
    )

    said = await ada.taps(title)

    assert f"{day('en', in_days(-1))}: that day is over already" in said


async def test_of_another_year_than_this_one_it_is_said_which_one_is_meant(world):
    ada = world.patient()
    far = datetime.now(HERE).date().replace(month=5, day=5)
    far = far.replace(year=far.year + 1)

    said = await ada.writes(f"{far:%d.%m.%Y}", intent="appointment")

    assert said.startswith(f"All right, *{day_with_year('en', far)}*.")


@pytest.mark.parametrize("words", ["yesterday at 10", "on the 31st of February at 10 am"])
async def test_the_hour_of_a_day_that_cannot_be_is_forgotten_with_it(world, words):
    ada = await asked_which_day(world)
    days = ada.choices

    await ada.writes(words)

    assert ada.choices == days
    assert "which time suits you?" in await ada.taps(1)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "tomorrow at 3 at night", "nothing is free then"),
        ("de", "morgen nachts um 3", "dann ist nichts frei"),
    ],
)
async def test_at_night_nothing_is_free_and_the_nearest_times_are_offered(
    world, language, words, answer
):
    ada = await asked_which_day(world, language)

    said = await ada.writes(words)

    assert said.startswith(day(language, in_days(1)))
    assert answer in said
    assert "Dr. Anna Weber" in await ada.taps(0)


@pytest.mark.parametrize(
    ("language", "words", "answer"),
    [
        ("en", "asap", "These are the first free times"),
        ("de", "so schnell wie möglich", "Das sind die ersten freien Zeiten"),
    ],
)
async def test_as_soon_as_possible_offers_the_first_times_with_whom_was_named(
    world, language, words, answer
):
    ada = await asked_which_day(world, language)

    assert answer in await ada.writes(words)

    assert "Dr. Anna Weber" in await ada.taps(0)


async def test_a_date_of_birth_leaves_the_day_that_was_chosen(world):
    ada = world.patient()
    await ada.writes("I need a check-up", intent="appointment")
    there = datetime.now(HERE).date() + timedelta(days=2)
    with_whom = await ada.writes(f"{there:%d.%m.%Y} at 10 am")
    assert day("en", there) in with_whom

    said = await ada.writes("12.03.1984")

    assert said.startswith("That looks like a date of birth.")
    assert said.endswith(with_whom.splitlines()[-1])
    assert day("en", there) in await ada.taps(0)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "my dad died of a heart attack last year, need a checkup"),
        ("en", "I missed it last week and need a new check-up"),
        ("de", "hab den Termin gestern verschwitzt sorry, neuer möglich?"),
    ],
)
async def test_what_was_is_no_day_to_come_on(world, language, words):
    ada = world.patient(language)

    said = await ada.writes(words, intent="appointment")

    assert not said.startswith(("That day is over", "Dieser Tag ist schon"))
    assert said.endswith("?")
