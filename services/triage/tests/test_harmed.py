"""Harm that has happened is answered with the number first and the crisis line beside it."""

import pytest

from wardbell_events import RedFlag
from wardbell_redflags import screen

CRISIS = RedFlag(rule="en/suicide", crisis=True)
NOW = {"en": "Call *112* now", "de": "Rufen Sie jetzt *112* an"}
LINE = "116 123"


def flagged(text):
    """As the door hands a message on."""
    found = screen(text)
    assert found
    return RedFlag(rule=found.rule, crisis=found.mental_health, harmed=found.harmed)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i already took the pills"),
        ("en", "she took some pills too"),
        ("en", "I did it already"),
        ("de", "hab schon tabletten genommen"),
        ("de", "ich hab mich geschnitten"),
    ],
)
async def test_harm_told_in_a_crisis_is_an_emergency_too(clinic, ada, language, text):
    ada.language = language
    await ada.says("x", red_flag=CRISIS)
    answer = await ada.says(text)
    await clinic.settled(tasks=2)
    again = await ada.says("ok")

    assert NOW[language] in answer.body.splitlines()[1]
    assert LINE in answer.body
    assert NOW[language] in again.body.splitlines()[0]
    assert LINE in again.body


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "i took all my paracetamol. dont tell anyone"),
        ("en", "I have cut my wrists"),
        ("de", "hab mir die pulsadern aufgeschnitten"),
        ("de", "ich habe 30 Paracetamol genommen"),
    ],
)
@pytest.mark.parametrize("in_crisis", [False, True])
async def test_harm_told_at_first_is_answered_with_number_and_line(
    clinic, ada, language, text, in_crisis
):
    ada.language = language
    if in_crisis:
        await ada.says("x", red_flag=CRISIS)
    answer = await ada.says(text, red_flag=flagged(text))
    again = await ada.says("ok")

    assert NOW[language] in answer.body.splitlines()[1]
    assert LINE in answer.body
    assert NOW[language] in again.body
    assert LINE in again.body


async def test_another_emergency_in_a_crisis_has_number_and_line(clinic, ada):
    await ada.says("x", red_flag=CRISIS)
    answer = await ada.says("my chest hurts", red_flag=RedFlag(rule="en/chest-pain"))

    assert NOW["en"] in answer.body
    assert LINE in answer.body


@pytest.mark.parametrize(
    ("language", "low", "text"),
    [
        ("en", "I feel so depressed", "i already took the pills"),
        ("de", "ich bin so niedergeschlagen", "hab schon tabletten genommen"),
    ],
)
async def test_harm_told_where_a_crisis_is_asked_about_is_an_emergency(
    clinic, ada, language, low, text
):
    ada.language = language
    await ada.says(low)
    answer = await ada.says(text)

    assert NOW[language] in answer.body
    assert LINE in answer.body


async def test_tablets_are_no_harm_once_it_is_denied(clinic, ada):
    await ada.says("I feel so depressed")
    await ada.says("no")
    answer = await ada.says("I took my tablets")

    assert NOW["en"] not in answer.body


async def test_who_was_harmed_and_says_it_again_in_other_words_has_the_number_first(clinic, ada):
    await ada.says("x", red_flag=RedFlag(rule="en/harmed", crisis=True, harmed=True))
    answer = await ada.says("I want to die", red_flag=CRISIS)

    assert NOW["en"] in answer.body
    assert LINE in answer.body


@pytest.mark.parametrize("text", ["I did not take the pills", "my sister is here now"])
async def test_no_harm_is_answered_as_the_crisis_that_it_is(clinic, ada, text):
    await ada.says("x", red_flag=CRISIS)
    answer = await ada.says(text)

    assert NOW["en"] not in answer.body
    assert LINE in answer.body
