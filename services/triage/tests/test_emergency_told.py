"""An emergency is answered in full, then shortly; what the team knows is said as it is."""

from datetime import UTC, datetime, timedelta

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events import RedFlag
from wardbell_triage import speech

DAYS = ("mon", "tue", "wed", "thu", "fri")
SITE = Site(site="main", name="Clinic", office_hours=dict.fromkeys(DAYS, "08:00-18:00"))
MONDAY = datetime(2026, 3, 2, 10, tzinfo=UTC)
SATURDAY = MONDAY - timedelta(days=2)
TOLD = {"en": "Our team has been told", "de": "Unser Team ist informiert"}
CLOSED = {"en": "on Monday, March 2 from 8:00", "de": "am Montag, 2. März, ab 08:00 Uhr"}
DO_NOT_WAIT = {"en": "Do not wait for us", "de": "Warten Sie nicht auf uns"}


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("crisis", [False, True])
def test_the_team_is_told_only_while_somebody_is_there(language, crisis):
    there = speech.emergency(language, SITE, MONDAY, crisis=crisis).body
    nobody = speech.emergency(language, SITE, SATURDAY, crisis=crisis).body

    assert TOLD[language] in there
    assert DO_NOT_WAIT[language] not in there
    assert TOLD[language] not in nobody
    assert CLOSED[language] in nobody.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert DO_NOT_WAIT[language] in nobody
    assert "*112*" in there.splitlines()[1]
    assert there.splitlines()[:3] == nobody.splitlines()[:3], "what to do does not depend on it"


@pytest.mark.parametrize("language", ["en", "de"])
def test_without_office_hours_nobody_is_said_to_know(language):
    body = speech.emergency(language, SITE.model_copy(update={"office_hours": {}}), MONDAY).body

    assert TOLD[language] not in body
    assert DO_NOT_WAIT[language] in body


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("crisis", [False, True])
@pytest.mark.parametrize("now", [MONDAY, SATURDAY])
def test_the_second_answer_is_short_and_has_the_number_first(language, crisis, now):
    first = speech.emergency(language, SITE, now, crisis=crisis).body
    again = speech.emergency_again(language, SITE, now, crisis=crisis, wrote=True).body

    assert len(again) < len(first) * 0.8
    assert "*112*" in again.splitlines()[0]
    assert ("*116 123*" in again) == crisis
    assert TOLD[language] not in again
    assert (DO_NOT_WAIT[language] in again) == (now is SATURDAY)
    assert (
        len(again.splitlines())
        == len(speech.emergency_again(language, SITE, now, crisis=crisis).body.splitlines()) + 1
    ), "a tap is no word that could be passed on"


async def test_what_is_written_on_is_answered_shortly(clinic, ada):
    first = await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    again = await ada.says("my neighbour is here")

    assert "unlock the door" in first.body
    assert "unlock the door" not in again.body
    assert "what you wrote" in again.body


async def test_the_same_words_for_the_screen_again_open_a_task_and_are_answered_shortly(
    clinic, ada
):
    flag = RedFlag(rule="en/breathing")
    first = await ada.says("I cannot breathe", red_flag=flag)
    again = await ada.says("I still cannot breathe", red_flag=flag)
    await clinic.settled(tasks=2)

    assert "unlock the door" in first.body
    assert "unlock the door" not in again.body
    assert "*112*" in again.body


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        (RedFlag(rule="en/breathing"), RedFlag(rule="en/not-breathing"), "press hard and fast"),
        (RedFlag(rule="en/x"), RedFlag(rule="en/x", crisis=True), "what could hurt you"),
        (RedFlag(rule="en/x", crisis=True), RedFlag(rule="en/x"), "press hard and fast"),
    ],
)
async def test_another_emergency_is_answered_in_full(clinic, ada, first, then, words):
    await ada.says("x", red_flag=first)

    assert words in (await ada.says("y", red_flag=then)).body


@pytest.mark.parametrize(
    ("language", "first", "then", "words"),
    [
        ("en", "I nearly passed out", "my husband collapsed", "press hard and fast"),
        ("de", "bin ohnmächtig geworden", "mein Mann ist umgekippt", "fest und schnell"),
    ],
)
async def test_what_was_said_of_one_is_said_in_full_of_another(
    clinic, ada, language, first, then, words
):
    ada.language = language
    flag = RedFlag(rule="en/unconscious")
    await ada.says(first, red_flag=flag)

    assert words not in (await ada.says(first, red_flag=flag)).body
    assert words in (await ada.says(then, red_flag=flag)).body


async def test_after_an_hour_it_is_answered_in_full_again(clinic, ada):
    flag = RedFlag(rule="en/breathing")
    await ada.says("I cannot breathe", red_flag=flag)
    async with clinic.room.database(clinic.schema) as conn:
        await conn.execute("update alarm set at = at - interval '61 minutes'")
    by_words = await ada.says("what now?")
    async with clinic.room.database(clinic.schema) as conn:
        await conn.execute("update alarm set at = at - interval '61 minutes'")
        await conn.execute("update interview set updated_at = updated_at - interval '61 minutes'")
    by_screen = await ada.says("I cannot breathe", red_flag=flag)

    assert "unlock the door" in by_words.body
    assert "unlock the door" in by_screen.body


async def test_a_tap_after_an_emergency_passes_no_words_on(clinic, ada):
    await ada.says("I cannot breathe", red_flag=RedFlag(rule="en/breathing"))
    again = await ada.taps_id("triage:check:no")

    assert "*112*" in again.body
    assert "what you wrote" not in again.body
