"""What is asked back about a visit is answered in many words, and stays open until it is."""

import pytest

OPEN = "select status = 'booked' from appointment"
QUESTION = {"en": "Cancel Check-up on", "de": "absagen?"}
STAYS = {"en": "stays as it is", "de": "bleibt, wie er ist"}


async def asked(world, language):
    """Somebody who is asked whether to cancel a visit."""
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1, 0, 0)
    said = await ada.writes(
        {"en": "cancel it", "de": "Termin absagen"}[language], intent="appointment"
    )
    assert QUESTION[language] in said
    return ada


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "yes i am sure"),
        ("en", "I'm sure"),
        ("en", "yes, of course"),
        ("en", "yes, sure"),
        ("de", "ja ich bin sicher"),
        ("de", "Ja, ich bin mir ganz sicher"),
        ("de", "ja, bitte absagen"),
    ],
)
async def test_yes_in_more_words_cancels(world, language, words):
    ada = await asked(world, language)

    assert {"en": "is cancelled", "de": "ist abgesagt"}[language] in await ada.writes(words)
    assert not (await world.sql(OPEN))[0][0]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "no, keep it please"),
        ("en", "keep my appointment"),
        ("en", "no, don't cancel it"),
        ("en", "no"),
        ("en", "no, please don't"),
        ("en", "I changed my mind"),
        ("de", "nein, bitte behalten"),
        ("de", "Nein, der Termin soll bleiben"),
        ("de", "nein, ich komme doch"),
        ("de", "nein, bitte nicht"),
        ("de", "nein, lassen Sie ihn"),
    ],
)
async def test_no_in_more_words_keeps_the_visit_and_says_so(world, language, words):
    ada = await asked(world, language)

    assert STAYS[language] in (await ada.writes(words)).splitlines()[0]
    assert (await world.sql(OPEN))[0][0]


@pytest.mark.parametrize(("language", "no"), [("en", "No, keep it"), ("de", "Nein, behalten")])
async def test_who_taps_that_it_stays_reads_that_it_does(world, language, no):
    ada = await asked(world, language)

    assert STAYS[language] in (await ada.taps(no)).splitlines()[0]


@pytest.mark.parametrize(("language", "yes"), [("en", "yes"), ("de", "ja")])
async def test_after_what_is_not_understood_the_question_is_open(world, language, yes):
    ada = await asked(world, language)

    assert QUESTION[language] in await ada.writes("qwertz")
    await ada.writes(yes)

    assert not (await world.sql(OPEN))[0][0]
