"""Who can come only before, after or between some hours is offered times that keep to it."""

from datetime import datetime, time, timedelta

import pytest

from wardbell_dialogue.dates import Limits
from wardbell_scheduling.choice import Choice
from wardbell_stack.daytime import HERE


def hours(patient):
    """Local starts of the times that are offered."""
    choices = [Choice.decode(id_.split(":", 2)[2]) for id_, _ in patient.choices]
    return [c.start.astimezone(HERE).time() for c in choices if c and c.start]


@pytest.mark.parametrize(
    ("language", "words", "limits", "said"),
    [
        ("en", "not before 10", Limits(since=time(10)), "from 10:00"),
        ("en", "after 3pm", Limits(since=time(15)), "from 3:00"),
        ("en", "before 12 please", Limits(until=time(12)), "before 12:00"),
        ("de", "nicht vor 10", Limits(since=time(10)), "ab 10:00"),
        ("de", "bis 12", Limits(until=time(12)), "vor 12:00"),
        ("de", "zwischen drei und fünf", Limits(time(15), time(17)), "zwischen 15:00 und 17:00"),
    ],
)
async def test_times_keep_to_the_hours_that_were_said(world, language, words, limits, said):
    ada = world.patient(language)
    await ada.begins(0, "Dr. Anna Weber", 1)

    answer = await ada.writes(words)

    assert said in answer
    assert hours(ada)
    assert all(map(limits.hold, hours(ada)))


async def test_hours_that_were_said_first_are_kept_through_all_questions(world):
    ada = world.patient()

    said = await ada.writes("I need an appointment, not before 3 pm", intent="appointment")
    assert "from 3:00" in said
    for choice in ("Check-up", "Dr. Anna Weber", 1):
        await ada.taps(choice)

    assert hours(ada)[0] == time(15)


async def test_where_nothing_is_free_then_the_hours_of_other_days_are_offered(world):
    ada = world.patient()
    await ada.begins("Check-up", "Dr. Anna Weber", 1)
    day = datetime.now(HERE).date() + timedelta(days=2)
    await world.sql(
        "insert into block values (gen_random_uuid(), 'main', 'weber', $1, $2, 'test')",
        *(datetime.combine(day, at, HERE) for at in (time(10), time(12))),
    )

    said = await ada.writes(f"{day:%d.%m.} between 10 and 12")

    assert "nothing is free then" in said
    assert all(map(Limits(time(10), time(12)).hold, hours(ada)))
