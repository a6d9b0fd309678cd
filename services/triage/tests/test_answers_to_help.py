"""What is said to "call for help": a no, a false alarm, "send somebody", and help that has come."""

import pytest

from wardbell_events import RedFlag

CRISIS = RedFlag(rule="en/suicide", crisis=True)
HARMED = RedFlag(rule="en/harmed", crisis=True, harmed=True)
BREATHING = RedFlag(rule="en/breathing")
ANGRY = {"en": "better to call once too often", "de": "Lieber einmal zu oft"}
TRUST = {"en": "you trust", "de": "vertrauen"}
NOBODY = {"en": "nobody can be sent from here", "de": "kann niemand geschickt werden"}
WELL = {"en": "Good to hear", "de": "Gut zu hören"}
BELOW = {"en": "For your appointment, tap below.", "de": "Zu Ihrem Termin geht es unten weiter."}
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I called them they say im fine"),
        ("en", "the paramedics checked me and everything is ok"),
        ("en", "was at the hospital, they sent me home"),
        ("en", "the paramedics said it was a false alarm"),
        ("de", "habe angerufen, die sagen es ist alles gut"),
        ("de", "die Sanitäter waren da, nichts Schlimmes"),
        ("de", "Entwarnung"),
    ],
)
async def test_help_that_found_all_well_is_taken_kindly_and_lowers_nothing(
    clinic, ada, language, text
):
    ada.language = language
    await ada.says("x", red_flag=BREATHING)
    body = (await ada.says(text)).body

    assert body.startswith(WELL[language])
    assert "112" in body
    assert ada.shown.expects.service is None
    assert "112" in (await ada.says("my chest hurts again", intent="symptoms")).body
    assert await clinic.one("select (state->>'level')::int from interview") == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "I called them they say im fine. can i get my ultrasound on monday"),
        ("en", "i was discharged, can I have an appointment next week"),
        ("de", "Notarzt sagt alles gut. kann ich am Montag den Ultraschall haben"),
        ("de", "wurde entlassen, ich brauche einen Termin"),
    ],
)
async def test_a_wish_beside_it_goes_on_to_booking(clinic, ada, language, text):
    ada.language = language
    await ada.says("x", red_flag=BREATHING)
    shown = await ada.says(text)

    assert shown.body.startswith(WELL[language])
    assert shown.body.endswith(BELOW[language])
    assert shown.buttons[0].id == "scheduling:start"


@pytest.mark.parametrize(
    "text",
    [
        "they say im fine but it is worse",
        "they say im fine, should i call again",
        "die sagen alles gut, aber es tut weh",
        "I am fine",
        "ich habe nicht angerufen, alles gut",
    ],
)
async def test_a_doubt_or_a_word_of_their_own_clears_nothing(clinic, ada, text):
    await ada.says("x", red_flag=BREATHING)
    body = (await ada.says(text)).body

    assert not body.startswith((*WELL.values(), *KIND.values()))
    assert "*112*" in body


async def test_after_harm_nobody_is_cleared(clinic, ada):
    await ada.says("x", red_flag=HARMED)

    assert "*112*" in (await ada.says("they say im fine")).body.splitlines()[0]


async def test_in_a_crisis_the_line_stays_beside_it(clinic, ada):
    await ada.says("x", red_flag=CRISIS)
    body = (await ada.says("they looked at me and sent me home")).body

    assert body.startswith(WELL["en"])
    assert "116 123" in body
    assert ada.shown.expects.service == "triage"
