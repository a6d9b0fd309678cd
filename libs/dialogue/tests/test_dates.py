"""What patients type about days and times, and what it means."""

from datetime import date, datetime, time
from importlib.resources import files
from pathlib import Path

import pytest

from wardbell_dialogue.dates import Limits, When, grammar, understand, usual
from wardbell_dialogue.dates.figures import evaluate, read_rows
from wardbell_dialogue.dates.grammar import GrammarError, grammars, read

DATA = Path(__file__).parent / "data"
COLLECTED = Path(__file__).parents[3] / "services/scheduling/tests/data"
NOW = datetime.fromisoformat("2026-03-04 10:00")  # a Wednesday


def said(language):
    for line in (DATA / f"dates_said_{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, meaning = line.rpartition("=")
            yield pytest.param(text.strip(), language, meaning.split(), id=text.strip())


@pytest.mark.parametrize(("text", "language", "meaning"), [*said("en"), *said("de")])
def test_a_phrase_is_understood(text, language, meaning):
    assert short(understand(text, language=language, today=NOW)) == meaning


def short(when: When | None) -> list[str]:
    """As in `dates_said_en.txt`."""
    if when is None:
        return ["-"]
    parts = []
    if when.date is not None:
        parts.append(when.date.isoformat().removeprefix("2026-"))
    if when.time is not None:
        parts.append(when.time.strftime("%H:%M"))
    if when.daypart is not None:
        parts.append(when.daypart)
    if when.refused is not None:
        parts.append(f"!{when.refused}")
    elif not when.sure:
        parts.append("?")
    return parts or ["-"]


def test_all_phrases_of_the_shared_sample_are_right():
    assert figures(DATA / "dates_dev.jsonl")["wrong"] == []


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "collection", ["dates", "dates_more", "dates_third", "dates_fourth", "dates_fifth"]
)
def test_nearly_all_collected_phrases_are_right_and_none_is_silently_wrong(collection, language):
    found = figures(COLLECTED / f"{collection}_{language}.jsonl")

    assert found["accuracy"] >= 0.95, found["wrong"]
    assert found["silently_wrong"] == 0, [row for row in found["wrong"] if row["silently"]]


def figures(file):
    with file.open(encoding="utf-8") as lines:
        return evaluate(read_rows(lines))


@pytest.mark.parametrize(
    ("text", "ref", "meant"),
    [
        ("29 February", "2027-12-31 18:00", date(2028, 2, 29)),
        ("29.2.", "2028-02-28 08:00", date(2028, 2, 29)),
        ("tomorrow", "2028-02-28 08:00", date(2028, 2, 29)),
        ("in a year", "2028-02-29 08:00", date(2029, 2, 28)),
        ("the 31st", "2026-01-31 08:00", date(2026, 1, 31)),
        ("the 30th", "2026-01-31 08:00", date(2026, 3, 30)),
        ("tomorrow", "2026-12-31 23:59", date(2027, 1, 1)),
        ("2 January", "2026-12-31 08:00", date(2027, 1, 2)),
        ("next week Monday", "2026-12-29 08:00", date(2027, 1, 4)),
        ("Monday in week 1", "2026-12-29 08:00", date(2027, 1, 4)),
        ("Thursday in week 53", "2026-12-29 08:00", date(2026, 12, 31)),
        ("the last day of February", "2028-02-01 08:00", date(2028, 2, 29)),
        ("tomorrow at 2:30", "2026-03-28 12:00", date(2026, 3, 29)),  # the clocks change
    ],
)
def test_month_and_year_ends_leap_days_and_clock_changes(text, ref, meant):
    when = understand(text, language="en", today=datetime.fromisoformat(ref))

    assert when is not None
    assert when.date == meant


def test_a_short_year_is_no_hour():
    when = understand("am 2.1.24, 10 Uhr 00", language="de", today=datetime(2024, 1, 1, 8))  # noqa: DTZ001

    assert (when.date, when.time) == (date(2024, 1, 2), time(10))


def test_a_time_that_has_passed_today_is_asked_back():
    assert understand("today at 9", language="en", today=NOW).sure is False
    assert understand("today at 11", language="en", today=NOW).sure is True


@pytest.mark.parametrize(
    ("language", "text", "limits"),
    [
        ("en", "not before 10", Limits(since=time(10))),
        ("en", "tomorrow after 3pm", Limits(since=time(15))),
        ("en", "until 12", Limits(until=time(12))),
        ("en", "between three and five", Limits(time(15), time(17))),
        ("en", "after 3 but before 5", Limits(time(15), time(17))),
        ("en", "not after 4", Limits(until=time(16))),
        ("en", "before 10 or after 4", None),
        ("de", "Freitag nicht vor 10", Limits(since=time(10))),
        ("de", "bis 12", Limits(until=time(12))),
        ("de", "zwischen drei und fünf", Limits(time(15), time(17))),
        ("de", "ab 14:30 Uhr", Limits(since=time(14, 30))),
        ("de", "vormittags, nicht vor 9", Limits(time(9), time(12))),
    ],
)
def test_hours_between_which_somebody_can_come(language, text, limits):
    when = understand(text, language=language, today=NOW)

    assert (when and when.limits) == limits


def test_another_language_is_understood_but_not_seen_where_there_is_none():
    assert understand("morgen Nachmittag", language="en", today=NOW).daypart == "a"
    assert understand("I am 12", language="en", today=NOW) is None
    assert understand("um, 10 people", language="en", today=NOW) is None
    assert understand("tomorrow", language="xx", today=NOW).date == date(2026, 3, 5)


@pytest.mark.parametrize("language", list(grammars()))
def test_a_word_without_umlauts_is_no_typo(language):
    known = grammars()[language]
    assert all(known.word(spelling)[1] for spelling in known.spelled)


@pytest.fixture
def languages(tmp_path, monkeypatch):
    """A folder like the package's; grammars are read from it."""
    folder = tmp_path / "dates"
    folder.mkdir()
    for file in (files("wardbell_dialogue") / "dates").iterdir():
        if file.name.endswith(".toml"):
            (folder / file.name).write_text(file.read_text("utf-8"), "utf-8")
    monkeypatch.setattr(grammar, "files", lambda _: tmp_path)
    grammars.cache_clear()
    yield folder
    grammars.cache_clear()


SPANISH = """
[numbers]
suffixes = ["o"]
count = ["cero", "una", "dos", "tres"]
ordinals = ["primero"]
[words.weekday]
0 = ["lunes"]
2 = ["miércoles"]
[words.month]
3 = ["marzo"]
[words.near]
1 = ["mañana"]
[words.daypart]
a = ["tarde"]
[rules]
near = ["{near}"]
weekday = ["[el] {weekday}"]
date = ["[el] {day} de {month}"]
clock = ["a (la|las) {hour}", "a (la|las) {hour} : {minute}"]
daypart = ["por la {daypart}"]
not = ["no"]
[spelling]
correct = ["weekday", "month"]
compounds = []
ordinary = []
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "nicht Montag"),
        ("en", "Montag geht nicht"),
        ("en", "nicht am Montag bitte"),
        ("de", "not Monday"),
        ("de", "not on Monday please"),
    ],
)
def test_a_day_is_refused_in_another_language_than_is_spoken(language, text):
    assert understand(text, language=language, today=NOW).refused == "unwanted"
    assert 0 not in usual(text, language=language).weekdays


def test_adding_a_language_is_adding_a_file(languages):
    (languages / "es.toml").write_text(SPANISH, "utf-8")

    for text, meaning in {
        "el lunes por la tarde": ["03-09", "a"],
        "mañana a las 3": ["03-05", "15:00"],
        "el 12 de marzo a las 9:30": ["03-12", "09:30"],
        "miercoles a las dos": ["03-11", "14:00", "?"],
        "no el lunes, mañana": ["03-05"],
        "12.3.2026": ["03-12"],
    }.items():
        assert short(understand(text, language="es", today=NOW)) == meaning, text
    assert short(understand("tomorrow at 3", language="en", today=NOW)) == ["03-05", "15:00"]


def test_a_pattern_with_an_unknown_slot_is_named():
    text = """
    [numbers]
    suffixes = []
    count = []
    ordinals = []
    [words.weekday]
    0 = ["lunes"]
    [rules]
    weekday = ["el {weekdy}"]
    [spelling]
    correct = []
    compounds = []
    ordinary = []
    """
    with pytest.raises(GrammarError, match=r"xx\.toml, weekday: no \{weekdy\}"):
        read("xx", text, "[rules]\n")
