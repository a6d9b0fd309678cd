"""What is said to "call for help": a no, a false alarm, "send somebody", and help that has come."""

import pytest

from wardbell_events import RedFlag

CRISIS = RedFlag(rule="en/suicide", crisis=True)
HARMED = RedFlag(rule="en/harmed", crisis=True, harmed=True)
BREATHING = RedFlag(rule="en/breathing")
ANGRY = {"en": "better to call once too often", "de": "Lieber einmal zu oft"}
TRUST = {"en": "you trust", "de": "vertrauen"}
NOBODY = {"en": "nobody can be sent from here", "de": "kann niemand geschickt werden"}
KIND = {"en": "It is good that help is there", "de": "Gut, dass Hilfe da"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "no, I don't want to call"),
        ("en", "false alarm"),
        ("de", "nein, ich will nicht anrufen"),
        ("de", "fehlalarm"),
    ],
)
async def test_who_will_not_call_in_a_crisis_is_not_pressed(clinic, ada, language, text):
    ada.language = language
    await ada.says("x", red_flag=CRISIS)
    body = (await ada.says(text)).body

    assert ANGRY[language] not in body
    assert TRUST[language] in body
    assert "116 123" in body
    assert "112" in body


@pytest.mark.parametrize(
    ("language", "text"), [("en", "false alarm"), ("de", "nein, ich will nicht anrufen")]
)
async def test_after_harm_the_number_stands(clinic, ada, language, text):
    ada.language = language
    await ada.says("x", red_flag=HARMED)
    body = (await ada.says(text)).body

    assert "*112*" in body.splitlines()[0]
    assert "116 123" in body


@pytest.mark.parametrize("flag", [CRISIS, HARMED, BREATHING])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "can you send somebody"),
        ("en", "please send help"),
        ("de", "können sie jemanden schicken"),
        ("de", "kann jemand kommen"),
    ],
)
async def test_nobody_can_be_sent_from_here(clinic, ada, language, text, flag):
    ada.language = language
    await ada.says("x", red_flag=flag)
    body = (await ada.says(text)).body

    assert NOBODY[language] in body
    assert "112" in body
    assert ("116 123" in body) == flag.crisis


async def test_who_asks_for_an_ambulance_at_first_reads_that_too(clinic, ada):
    body = (await ada.says("can you send an ambulance", red_flag=RedFlag(rule="en/x"))).body

    assert "*112*" in body.splitlines()[1]
    assert NOBODY["en"] in body


@pytest.mark.parametrize("flag", [CRISIS, HARMED, BREATHING])
@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "ambulance is here"),
        ("de", "RTW ist da"),
        ("de", "sie ist wieder wach, RTW ist da"),
    ],
)
async def test_help_that_has_come_reads_a_kind_word_first(clinic, ada, language, text, flag):
    ada.language = language
    await ada.says("x", red_flag=flag)

    assert (await ada.says(text)).body.startswith(KIND[language])
