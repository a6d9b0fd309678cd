"""Where the chosen doctor has no time, that is said of the doctor, and others are offered."""

import pytest


def without_hours(made, *who):
    """The clinic with doctors who are on leave for good."""
    raw = made.model_dump(by_alias=True, mode="json")
    for id_ in who:
        raw["practitioners"][id_]["schedule"] = []
    return type(made).model_validate(raw)


@pytest.mark.parametrize(
    ("language", "words", "said", "yes"),
    [
        (
            "en",
            "check-up with Dr Weber",
            "Dr. Anna Weber has no free time for Check-up in the next weeks.",
            "Yes, take it",
        ),
        (
            "de",
            "Vorsorge bei Frau Weber",
            "Bei Dr. Anna Weber ist für Vorsorge in den nächsten Wochen nichts frei.",
            "Ja, nehmen",
        ),
    ],
)
async def test_other_doctors_are_offered(opened, a_clinic, language, words, said, yes):
    async with opened(without_hours(a_clinic, "weber")) as world:
        ada = world.patient(language)

        assert (await ada.writes(words, intent="appointment")).startswith(said)
        await ada.taps(0)
        assert "Dr. Yilmaz" in await ada.taps(0)
        assert "Dr. Yilmaz" in await ada.taps(yes)


async def test_a_day_that_was_named_does_not_hide_it(opened, a_clinic):
    async with opened(without_hours(a_clinic, "weber")) as world:
        ada = world.patient()

        said = await ada.writes("check-up with Dr Weber tomorrow at 3 pm", intent="appointment")

        assert said.startswith("Dr. Anna Weber has no free time")
        assert "which day suits you?" in said


async def test_where_nobody_has_time_that_is_said(opened, a_clinic):
    async with opened(without_hours(a_clinic, "weber", "yilmaz")) as world:
        ada = world.patient()

        said = await ada.writes("check-up with Dr Weber", intent="appointment")

        assert said == "There is no free time for Check-up in the next weeks."


async def test_a_visit_is_moved_with_its_doctor_only(world, a_clinic):
    ada = world.patient()
    await ada.books_tomorrow()
    await world.imports(without_hours(a_clinic, "weber"))
    await ada.writes("my appointments")
    await ada.taps(0)

    said = await ada.taps("Move")

    assert said == "Dr. Anna Weber has no free time for Check-up in the next weeks."
