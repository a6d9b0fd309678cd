"""Whoever takes the first free time is offered everybody's, and everybody gets their share."""

from datetime import UTC, date, datetime, timedelta

from wardbell_scheduling.slots import Span, Spans, day_slots, practitioner
from wardbell_stack.daytime import HERE

DAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 12, tzinfo=UTC)


def who_is_free(made, **taken):
    """With whom each time of a day is offered first; `taken`: how often a practitioner is."""
    nine = datetime(2026, 6, 15, 9, tzinfo=HERE)

    def visits(count):
        starts = [nine + timedelta(minutes=30 * n) for n in range(count)]
        return Spans(Span(start, start + timedelta(minutes=30)) for start in starts)

    busy = {practitioner(id_): visits(count) for id_, count in taken.items()}
    first = {}
    for slot in day_slots(made, "check-up", ["weber", "yilmaz"], DAY, busy, NOW):
        first.setdefault(slot.start, slot.practitioner)
    return list(first.values())


def test_who_has_fewest_visits_that_day_comes_first_and_then_who_is_first_in_the_file(a_clinic):
    assert set(who_is_free(a_clinic)) == {"weber"}
    assert who_is_free(a_clinic, weber=1) == ["yilmaz"] * 16
    assert who_is_free(a_clinic, weber=2, yilmaz=1) == ["yilmaz"] * 15
    assert who_is_free(a_clinic, weber=1, yilmaz=1) == ["weber"] * 15


async def test_the_next_patient_of_a_day_is_offered_the_other_doctor(world):
    ada, ben = world.patient(), world.patient()
    await ada.books_tomorrow("First free")
    await ben.books_tomorrow("First free", time=1)

    rows = await world.sql("select practitioner from appointment order by start_at")
    assert [row["practitioner"] for row in rows] == ["weber", "yilmaz"]


async def test_who_was_too_late_for_the_first_free_time_is_offered_everybodys(world):
    ada, ben = world.patient(), world.patient()
    for patient in (ada, ben):
        await patient.begins("Check-up", "First free", 1)
    lost = ben.choices[0][1]
    await ada.taps(0)

    assert "Somebody was quicker" in await ben.taps(0)

    rows = ben.read[-1].content.rows
    # The very same time, but with the other one.
    assert rows[0].title.endswith(lost)
    assert rows[0].description == "Dr. Yilmaz"


async def test_another_time_may_be_anybodys_again(world):
    ada = world.patient()
    await ada.begins("Check-up", "First free", 0, 0)

    await ada.taps("Another time")
    await ada.taps(1)

    assert all(row.description for row in ada.read[-1].content.rows[:8])
