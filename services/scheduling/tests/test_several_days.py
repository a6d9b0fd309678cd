"""Where more than one day would do, free times of all of them are offered, and of no other."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from wardbell_dialogue.local_time import day, weekday
from wardbell_scheduling import reading
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import State
from wardbell_scheduling.wishes import Book, Move, NoDate
from wardbell_stack.daytime import HERE

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)  # a Tuesday
WITH_WEBER = Choice("check-up", "weber")


def december(*days):
    return tuple(date(2026, 12, number) for number in days)


def november(*days):
    return tuple(date(2026, 11, number) for number in days)


@pytest.fixture
def read(a_clinic, written):
    def read(text, language, state=None):
        said = written(text, NOW, language, None)
        return reading.read(said, state or State("day", WITH_WEBER), a_clinic, NOW)

    return read


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "the week after next, any day except Monday", december(8, 9, 10, 11, 12, 13)),
        ("en", "next week but not on Wednesday", (*november(30), *december(1, 3, 4, 5, 6))),
        ("en", "this week except Thursday", november(24, 25, 27, 28, 29)),
        ("de", "übernächste Woche, außer Montag", december(8, 9, 10, 11, 12, 13)),
        ("de", "KW 50, nur nicht am Freitag", december(7, 8, 9, 10, 12, 13)),
    ],
)
def test_a_week_without_a_day(read, language, text, dates):
    assert read(text, language) == NoDate(WITH_WEBER.with_(dates=dates), "unwanted")


@pytest.mark.parametrize(
    ("language", "text", "dates", "hour"),
    [
        ("en", "next week", (*november(30), *december(*range(1, 7))), None),
        ("en", "next week, mornings", (*november(30), *december(*range(1, 7))), "m"),
        ("de", "diese Woche noch", november(*range(24, 30)), None),
        ("en", "sometime in december", december(*range(1, 32)), None),
        ("de", "nächsten Monat vormittags", december(*range(1, 32)), "m"),
        ("de", "im Dezember freitags", december(4, 11, 18, 25), None),
        ("de", "im November", november(*range(24, 31)), None),
    ],
)
def test_any_day_of_a_week_or_month_that_is_named_alone(read, language, text, dates, hour):
    assert read(text, language) == Book(WITH_WEBER.with_(dates=dates, hour=hour))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I was ill in December"),
        ("en", "I am away in December"),
        ("de", "im Dezember war ich krank"),
        ("de", "im Dezember kann ich nicht"),
    ],
)
def test_a_month_that_is_told_of_is_not_wished_for(read, language, text):
    wish = read(text, language)

    assert getattr(getattr(wish, "choice", None), "dates", ()) == ()


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "next week, Tuesday or Thursday", december(1, 3)),
        ("de", "nächste Woche Dienstag oder Donnerstag", december(1, 3)),
        ("en", "any day next week", (*november(30), *december(1, 2, 3, 4, 5, 6))),
        ("de", "übernächste Woche, egal wann", december(7, 8, 9, 10, 11, 12, 13)),
        ("de", "übernächstes Wochenende", december(5, 6)),
        ("de", "übernächste Woche, aber montags nicht", december(8, 9, 10, 11, 12, 13)),
        ("en", "tomorrow or Friday", november(25, 27)),
        ("en", "tomorrow or Friday or on the 9th", (*november(25, 27), *december(9))),
        ("en", "tomorrow or on 9.12.2026", (*november(25), *december(9))),
        ("en", "either today or tomorrow", november(24, 25)),
        ("en", "tomorrow or the day after", november(25, 26)),
        ("de", "morgen oder den Tag danach", november(25, 26)),
        ("de", "morgen oder Freitag", november(25, 27)),
        ("de", "Freitag oder am 9.", (*november(27), *december(9))),
        ("en", "the 3rd or 4th of December", december(3, 4)),
        ("en", "December 4th or 3rd", december(3, 4)),
        ("en", "on the 3rd and the 4th of December please", december(3, 4)),
        ("de", "am 3. oder 4.", december(3, 4)),
        ("de", "am 3. oder 4. Dezember", december(3, 4)),
        ("de", "am 3. oder am 4.12.", december(3, 4)),
    ],
)
def test_days_that_are_named(read, language, text, dates):
    assert read(text, language) == Book(WITH_WEBER.with_(dates=dates))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "tomorrow or Friday in the afternoon"), ("de", "morgen oder Freitag nachmittags")],
)
def test_with_a_part_of_the_day(read, language, text):
    assert read(text, language) == Book(WITH_WEBER.with_(dates=november(25, 27), hour="a"))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "tomorrow at 3 pm or Friday at 4 pm"),
        ("en", "tomorrow, Friday or the 9th"),
        ("en", "between the 10th and the 15th"),
        ("en", "the 3rd to the 4th of December"),
        ("de", "am 3. bis 4. Dezember"),
        ("en", "surgery on 12 January and a check on 12 March"),
        ("de", "zwischen dem 10. und dem 15."),
    ],
)
def test_other_days_are_asked_about(read, language, text):
    choice = read(text, language).choice

    assert not choice.dates
    assert not choice.sure


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can we move it to tomorrow or Friday?"),
        ("en", "can we move it from Thursday to tomorrow or Friday?"),
        ("de", "können wir das auf morgen oder Freitag verschieben?"),
    ],
)
def test_a_visit_is_moved_to_one_of_them(read, language, text):
    visit = UUID(int=5)
    to = Book(Choice(dates=november(25, 27)))

    assert read(text, language, State("appointment", about=visit)) == Move(visit, to)


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "between Monday and Wednesday"), ("de", "zwischen Montag und Mittwoch")],
)
def test_between_two_weekdays_are_all_of_them(read, language, text):
    assert read(text, language) == Book(WITH_WEBER.with_(days=(0, 1, 2)))


@pytest.mark.parametrize(
    ("language", "text"),
    [("en", "neither tomorrow nor Friday"), ("de", "weder morgen noch Freitag")],
)
def test_neither_is_none_of_them(read, language, text):
    assert isinstance(read(text, language), NoDate)


def test_a_weekday_that_is_refused_then_is_one_of_theirs(read):
    named = WITH_WEBER.with_(dates=november(25, 27))

    assert read("not on Friday", "en", State("day", named)).choice.dates == november(25)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "the week after next, any day except {}"),
        ("de", "übernächste Woche, außer {}"),
    ],
)
async def test_only_days_of_the_week_are_offered(world, language, text):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber")
    today = datetime.now(HERE).date()
    monday = today + timedelta(days=14 - today.weekday())

    await ada.writes(text.format(weekday(language, 0)))

    assert listed(ada) == [monday + timedelta(days=n) for n in range(1, 7)]


@pytest.mark.parametrize(
    ("language", "text", "or_"),
    [("en", "tomorrow or on {}", "or"), ("de", "morgen oder am {}", "oder")],
)
async def test_both_days_are_said_and_offered(world, language, text, or_):
    there = [datetime.now(HERE).date() + timedelta(days=n) for n in (1, 3)]
    ada = world.patient(language)

    text = text.format(f"{there[1]:%d.%m.%Y}")
    said = await ada.writes(text, intent="appointment")
    assert f"*{day(language, there[0])} {or_} {day(language, there[1])}*" in said
    await ada.taps(0)
    await ada.taps("Dr. Anna Weber")

    assert listed(ada) == there


async def test_where_neither_has_time_the_nearest_times_are_offered(world):
    far = [datetime.now(HERE).date() + timedelta(days=n) for n in (500, 501)]
    ada = world.patient()
    await ada.begins(0, "Dr. Anna Weber")

    said = await ada.writes(f"{far[0]:%d.%m.%Y} or {far[1]:%d.%m.%Y}")

    assert "further ahead than can be booked" in said
    assert ada.days


def listed(patient):
    choices = [Choice.decode(id_.split(":", 2)[2]) for id_, _ in patient.choices if ":book:" in id_]
    return [choice.day for choice in choices if choice]
