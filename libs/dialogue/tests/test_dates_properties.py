"""A date written in any common way reads back the same; nothing raises, nothing is in the past."""

from datetime import date, datetime, time, timedelta
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wardbell_dialogue.dates import understand
from wardbell_dialogue.dates.grammar import grammars

WEEKDAYS = {
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "de": ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"),
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
}
DAYS = {
    "en": (
        "{d} {month}",
        "{d}{th} of {month} please",
        "{month} {d}{th}, {y}",
        "{weekday} {d} {month} {y}",
        "on {weekday} the {d}{th} of {month}",
        "{d:02}/{m:02}/{y}",
        "{d}/{m}/{yy:02}",
        "{y}-{m:02}-{d:02}",
        "{d}.{m}.{y}",
        "{short} {d} {mon}",
    ),
    "de": (
        "{d}. {month}",
        "am {d}. {month} bitte",
        "{d}.{m}.",
        "{d:02}.{m:02}.{y}",
        "am {d}.{m}.{yy:02}",
        "{weekday}, den {d}.{m}.",
        "{weekday} {d}. {month} {y}",
        "{weekday}, {d:02}.{m:02}.{y}",
        "{y}-{m:02}-{d:02}",
    ),
}
TIMES = {
    "en": (
        "at {h:02}:{min:02}",
        "{h}:{min:02}",
        "{h12}.{min:02}{ampm}",
        "at {h12}:{min:02} {ampm}",
    ),
    "de": ("um {h}:{min:02}", "{h}:{min:02} Uhr", "um {h}.{min:02} Uhr", "{h} Uhr {min:02}"),
}
moments = st.datetimes(datetime(2024, 1, 1), datetime(2060, 1, 1))  # noqa: DTZ001
languages = st.sampled_from(["en", "de"])


@given(languages, moments, st.integers(0, 360), st.data())
@settings(max_examples=400, deadline=None)
def test_a_date_reads_back_the_same(language, now, ahead, data):
    meant = now.date() + timedelta(ahead)
    text = data.draw(st.sampled_from(DAYS[language])).format(**written(meant, language))

    assert understood(text, language, now).date == meant


@given(languages, moments, st.integers(1, 200), st.times(time(7), time(18, 59)), st.data())
@settings(max_examples=400, deadline=None)
def test_a_date_with_a_time_reads_back_the_same(language, now, ahead, at, data):
    meant = now.date() + timedelta(ahead)
    day = data.draw(st.sampled_from(DAYS[language])).format(**written(meant, language))
    clock = data.draw(st.sampled_from(TIMES[language])).format(
        h=at.hour, min=at.minute, h12=at.hour % 12 or 12, ampm="am" if at.hour < 12 else "pm"
    )
    text = data.draw(st.sampled_from(["{day} {clock}", "{day}, {clock}", "{clock}, {day}"]))

    when = understood(text.format(day=day, clock=clock), language, now)

    assert (when.date, when.time) == (meant, at.replace(second=0, microsecond=0))


@given(moments, st.integers(0, 6), st.integers(0, 2))
def test_a_weekday_of_a_week_is_in_that_week(now, weekday, weeks):
    monday = now.date() - timedelta(now.weekday())
    meant = monday + timedelta(7 * weeks + weekday)
    for language, names in (
        ("en", ("this week", "next week", "the week after next")),
        ("de", ("diese Woche", "nächste Woche", "übernächste Woche")),
    ):
        for text in ("{week} {day}", "{day} {week}", "{week}, {day}"):
            said = text.format(week=names[weeks], day=WEEKDAYS[language][weekday])
            when = understood(said, language, now)
            assert when.date == (meant if meant >= now.date() else None)


vocabulary = st.sampled_from(
    [w for g in grammars().values() for w in g.spelled]
    + [*"0123456789.,:/-?!", "31", "1530", "2026"]
)


@given(languages, moments, st.text(max_size=200) | st.lists(vocabulary, max_size=15).map(" ".join))
@example("de", datetime(2026, 3, 4), "9" * 5000)  # noqa: DTZ001
@example("en", datetime(2026, 3, 4), "tomorrow 28")  # noqa: DTZ001
@example("en", datetime(2026, 3, 4), "in 999 years, 31/31/31 or in 999 months")  # noqa: DTZ001
@settings(max_examples=1000, deadline=None)
def test_any_text_is_read_and_no_date_lies_in_the_past(language, now, text):
    when = understand(text, language=language, today=now)

    assert when == understand(text, language=language, today=now)
    if when is not None:
        assert when.date is None or (when.date >= now.date() and when.refused is None)
        assert when.time is None or when.daypart is None


def understood(text, language, now):
    when = understand(text, language=language, today=now)
    assert when is not None, text
    return when


def written(day: date, language: str) -> dict[str, object]:
    weekday, month = WEEKDAYS[language][day.weekday()], MONTHS[language].split()[day.month - 1]
    th = "th" if 10 <= day.day <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return {
        "d": day.day,
        "m": day.month,
        "y": day.year,
        "yy": day.year % 100,
        "th": th,
        "weekday": weekday,
        "short": weekday[:3],
        "month": month,
        "mon": month[:3],
    }


KNOWN_WORDS = st.sampled_from(
    sorted({word for grammar in grammars().values() for word in grammar.spelled})
)


@given(languages, moments, st.lists(KNOWN_WORDS, min_size=1, max_size=7))
@settings(max_examples=400, deadline=None)
def test_what_is_told_to_say_nothing_without_a_look_at_patterns_does_say_nothing(
    language, now, words
):
    text = " ".join(words)
    at_once = understand(text, language=language, today=now)

    with patch("wardbell_dialogue.dates.tells", return_value=True):
        assert understand(text, language=language, today=now) == at_once
