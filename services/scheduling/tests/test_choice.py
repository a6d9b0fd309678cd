"""What is chosen so far travels in the ids of buttons."""

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from wardbell_dialogue.dates import Limits
from wardbell_scheduling.choice import ANY, Choice
from wardbell_scheduling.slots import Slot

FRIDAY, START = date(2026, 11, 27), datetime(2026, 11, 27, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        (Choice(), "///"),
        (Choice("check-up", ANY, FRIDAY), "check-up/any/2026-11-27/"),
        (Choice("check-up", "weber", start=START), "check-up/weber/20261127T0900Z/"),
        (Choice("check-up", "weber", start=START, anyone=True), "check-up/weber*/20261127T0900Z/"),
        (Choice(day=FRIDAY, hour=time(15, 30), sure=False), "//2026-11-27@1530?/"),
        (Choice("check-up", hour="a"), "check-up//@a/"),
        (Choice(hour=Limits(since=time(10))), "//@1000-/"),
        (Choice(hour=Limits(until=time(12)), sure=False), "//@-1200?/"),
        (Choice(day=FRIDAY, hour=Limits(time(15), time(17))), "//2026-11-27@1500-1700/"),
        (Choice("check-up", hour="m", days=(0, 2)), "check-up//~02@m/"),
        (
            Choice("check-up", hour="m", dates=(FRIDAY, date(2026, 12, 1))),
            "check-up//=2026-11-27.4@m/",
        ),
        (
            Choice("check-up", "weber", dates=(FRIDAY, *(date(2026, 12, n) for n in (1, 2, 3, 9)))),
            "check-up/weber/=2026-11-27.4-6.12/",
        ),
        (
            Choice("check-up", dates=tuple(date(2027, 1, n + 1) for n in range(31))),
            "check-up//=2027-01-01-30/",
        ),
        (Choice(moving=UUID(int=7)), f"///{UUID(int=7).hex}"),
    ],
)
def test_a_choice_travels_in_a_button(choice, text):
    assert choice.encode() == text
    assert Choice.decode(text) == choice


@pytest.mark.parametrize(
    "text",
    [
        "",
        "//",
        "//@x/",
        "//=x/",
        "//=2026-11-27.x/",
        "//=2026-11-27-9999/",
        "//@9-10-11/",
        "//2026-13-01/",
        "////",
    ],
)
def test_what_is_no_choice_is_none(text):
    assert Choice.decode(text) is None


def test_whoever_would_have_done_may_do_again_when_the_slot_is_given_back():
    slot = Slot("check-up", "weber", "here", START, 30)

    free = Choice("check-up", ANY, FRIDAY, hour=time(10)).with_slot(slot)

    assert free == Choice("check-up", "weber", start=START, anyone=True)
    assert free.without_slot() == Choice("check-up", ANY)
    assert Choice("check-up", "weber").with_slot(slot).without_slot() == Choice("check-up", "weber")


@pytest.mark.parametrize(
    ("weekdays", "dates", "left"),
    [
        ((0, 1), (), {"dates": (date(2026, 12, 1),)}),
        ((5,), (), {"days": (5,)}),
        ((), (FRIDAY,), {"dates": (FRIDAY,)}),
        ((), (), {"dates": (FRIDAY, date(2026, 12, 1))}),
    ],
)
def test_weekdays_are_rather_those_of_the_days_that_were_named(weekdays, dates, left):
    named = Choice("check-up", dates=(FRIDAY, date(2026, 12, 1)))

    assert named.on_any_of(weekdays, dates) == Choice("check-up", **left)
