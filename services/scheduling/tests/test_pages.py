"""Lists that are longer than WhatsApp's ten rows have "More", whatever they are of."""

import pytest

from wardbell_scheduling.clinic import Clinic

COPIES = """
insert into appointment
select (jsonb_populate_record(a, jsonb_build_object(
           'id', gen_random_uuid(), 'start_at', a.start_at + make_interval(days => n)))).*
  from appointment a, generate_series(1, $1) n
"""


def many_services(made):
    """The same clinic, in which fourteen things can be booked."""
    raw = made.model_dump(mode="json", by_alias=True)
    more = {f"visit-{n}": {"names": {"en": f"Visit {n}"}, "minutes": 30} for n in range(3, 15)}
    raw["services"] |= more
    for person in raw["practitioners"].values():
        person["services"] += list(more)
    return Clinic.model_validate(raw)


def titles(patient):
    return [title for _, title in patient.choices]


@pytest.mark.parametrize("more", ["tap", "next"])
@pytest.mark.parametrize("words", ["I need an appointment", "put me on the waiting list"])
async def test_the_last_of_many_services_is_on_the_second_page(opened, a_clinic, words, more):
    async with opened(many_services(a_clinic)) as world:
        ada = world.patient()
        await ada.writes(words, intent="appointment")
        assert titles(ada)[7:] == ["Visit 8", "Visit 9", "More"]

        await (ada.taps("More") if more == "tap" else ada.writes(more))
        assert titles(ada) == [f"Visit {n}" for n in range(10, 15)]
        await ada.writes("asdf")
        assert titles(ada) == [f"Visit {n}" for n in range(10, 15)]

        assert "Visit 14" in await ada.taps("Visit 14")


@pytest.mark.parametrize("more", ["tap", "weitere"])
async def test_all_of_ones_visits_and_places_on_the_list_can_be_seen(world, more):
    ada = world.patient("de")
    await ada.books("Vorsorge")
    await world.sql(COPIES, 11)
    await ada.writes("Warteliste Ultraschall vormittags")
    await ada.writes("meine Termine")
    first = titles(ada)
    assert first[8:] == ["Mehr", "Neuer Termin"]

    await (ada.taps("Mehr") if more == "tap" else ada.writes(more))

    assert titles(ada)[4:] == ["Warten: Ultraschall", "Neuer Termin"]
    assert len({*first[:8], *titles(ada)[:4]}) == 12
    await ada.writes("asdf")
    assert titles(ada)[4:] == ["Warten: Ultraschall", "Neuer Termin"]


async def test_after_the_last_page_comes_the_first(opened, a_clinic):
    async with opened(many_services(a_clinic)) as world:
        ada = world.patient()
        await ada.writes("I need an appointment", intent="appointment")
        first = titles(ada)
        await ada.taps("More")

        await ada.writes("more")

        assert titles(ada) == first
