"""A date of birth that can be read in two ways is asked about, never guessed."""

import pytest

from wardbell_events import ProfileChanged
from wardbell_events.inbound import Tap

JUNE_5, MAY_6 = "1972-06-05", "1972-05-06"


async def asked_which(ada):
    await ada.is_asked()
    await ada.writes("Ada Example")
    return await ada.writes("5/6/1972")


@pytest.mark.parametrize(
    ("language", "asks", "days"),
    [
        ("en", "Which is your date of birth?", ["June 5, 1972", "May 6, 1972"]),
        ("de", "Welches ist Ihr Geburtsdatum?", ["5. Juni 1972", "6. Mai 1972"]),
    ],
)
async def test_both_days_are_offered(patients, language, asks, days):
    async with patients.patient(language) as ada:
        question = await asked_which(ada)

    assert asks in question.content.body
    assert [button.title for button in question.content.buttons] == days
    assert question.expects.service == "patients"


@pytest.mark.parametrize(
    ("said", "born"),
    [
        (Tap(service="patients", action="born", argument=JUNE_5, title="June 5, 1972"), JUNE_5),
        (Tap(service="patients", action="born", argument=MAY_6, title="May 6, 1972"), MAY_6),
        ("2", MAY_6),
        ("the first one", JUNE_5),
        ("6. Mai 1972", MAY_6),
        ("6 May", MAY_6),
        ("der 5. Juni", JUNE_5),
        ("07.08.1972", "1972-08-07"),
    ],
)
async def test_the_day_that_is_meant_is_kept(patients, said, born):
    async with patients.patient() as ada, patients.hears(ProfileChanged) as profiles:
        await asked_which(ada)
        await ada.says(said)
        _, profile = await profiles.next()

    assert str(profile.people[0].birth_date) == born


async def test_who_answers_neither_is_asked_again_and_then_offered_a_person(patients):
    async with patients.patient() as ada:
        question = await asked_which(ada)
        again = await ada.writes("hm")
        last = await ada.writes("hm")
        back = await ada.writes("back")
        named = await ada.writes("Ada Example")

    assert again.content == question.content
    assert [button.id for button in last.content.buttons[2:]] == ["desk:call_back:human"]
    assert "full name" in back.content.body
    assert "What is your date of birth?" in named.content.body


@pytest.mark.parametrize(("language", "asks"), [("en", "all four digits"), ("de", "vier Ziffern")])
@pytest.mark.parametrize("said", ["5.6.22", "5/6/22"])
async def test_a_year_that_may_be_of_two_centuries_is_asked_for_in_full(
    patients, language, asks, said
):
    async with patients.patient(language) as ada, patients.hears(ProfileChanged) as profiles:
        await ada.is_asked()
        await ada.writes("Ada Example")
        question = await ada.writes(said)
        await ada.says("5.6.2022")
        _, profile = await profiles.next()

    assert asks in question.content.body
    assert str(profile.people[0].birth_date) == "2022-06-05"
