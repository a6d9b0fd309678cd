"""Due times: by the clock where the visit is, never in quiet hours, whatever clocks do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from wardbell_dialogue.quiet import Quiet
from wardbell_reminders.times import Ahead, Night, first_time, now_or_when

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
NIGHT = Quiet.parse("21:00-08:00")
AT_NIGHT = Night(NIGHT, BERLIN)
HALF_A_DAY, NINETY = timedelta(hours=12), timedelta(minutes=90)


def local(zone, *at, **more):
    return datetime(*at, tzinfo=zone, **more)


def due(start, zone, before, late):
    moment = first_time(start.astimezone(UTC), zone, Ahead.parse(before), late, Night(NIGHT, zone))
    assert moment.tzinfo is UTC
    return moment.astimezone(zone)


@pytest.mark.parametrize(
    ("zone", "visit"),
    [
        (BERLIN, (2026, 3, 29, 10)),  # 23 hours after the same time of the day before
        (BERLIN, (2026, 10, 25, 10)),  # 25 hours
        (NEW_YORK, (2026, 3, 8, 10)),
        (NEW_YORK, (2026, 11, 1, 10)),
    ],
)
def test_a_day_before_is_the_same_time_of_the_clock_when_clocks_change(zone, visit):
    year, month, day, hour = visit

    assert due(local(zone, *visit), zone, "1d", HALF_A_DAY) == local(
        zone, year, month, day, hour
    ) - timedelta(days=1)


def test_hours_are_hours_that_pass():
    start = local(BERLIN, 2026, 3, 29, 3, 30)  # two o'clock did not take place
    assert Ahead.parse("2h").of(start, BERLIN) == start.astimezone(UTC) - timedelta(hours=2)
    assert Ahead.parse("90m").span == NINETY


@pytest.mark.parametrize(
    ("visit", "before", "late", "moment"),
    [
        ((2026, 3, 6, 10), "2h", NINETY, (2026, 3, 6, 8)),  # quiet hours are just over
        ((2026, 3, 6, 9, 30), "2h", NINETY, (2026, 3, 6, 8)),
        ((2026, 3, 6, 9, 29), "2h", timedelta(0), (2026, 3, 5, 20, 45)),
        ((2026, 3, 6, 8, 15), "2h", NINETY, (2026, 3, 5, 20, 45)),  # of no use in the morning
        ((2026, 3, 6, 8), "2h", HALF_A_DAY, (2026, 3, 5, 20, 45)),  # the visit has begun then
        ((2026, 3, 6, 22), "1d", HALF_A_DAY, (2026, 3, 5, 20, 45)),  # nearer than the morning
        ((2026, 3, 6, 23), "2h", NINETY, (2026, 3, 6, 20, 45)),
        ((2026, 3, 6, 4), "1d", HALF_A_DAY, (2026, 3, 5, 8)),
        ((2026, 3, 6, 22, 59), "2h", NINETY, (2026, 3, 6, 20, 59)),
        ((2026, 3, 29, 9), "2h", NINETY, (2026, 3, 29, 8)),  # on the day the clocks change
    ],
)
def test_in_quiet_hours_the_nearest_time_before_the_visit_is_taken(visit, before, late, moment):
    assert due(local(BERLIN, *visit), BERLIN, before, late) == local(BERLIN, *moment)


@pytest.mark.parametrize(
    ("now", "what"),
    [
        ((2026, 3, 6, 13, 1), "now"),
        ((2026, 3, 6, 14, 30), "now"),
        ((2026, 3, 6, 14, 31), "stale"),
        ((2026, 3, 6, 15), "begun"),
    ],
)
def test_what_is_late_is_sent_while_it_is_of_use(now, what):
    start, now = local(BERLIN, 2026, 3, 6, 15), local(BERLIN, *now)
    when = now_or_when(start, start - timedelta(hours=2), NINETY, AT_NIGHT, now)
    assert when == (now if what == "now" else what)


def test_what_is_late_at_night_waits_for_the_morning_or_is_dropped():
    evening, night = local(BERLIN, 2026, 3, 5, 20, 45), local(BERLIN, 2026, 3, 5, 23)
    soon, later = local(BERLIN, 2026, 3, 6, 8), local(BERLIN, 2026, 3, 6, 20, 45)

    assert now_or_when(later, evening, HALF_A_DAY, AT_NIGHT, night) == soon
    assert now_or_when(later, evening, timedelta(hours=3), AT_NIGHT, night) == "quiet"
    assert now_or_when(soon, evening, HALF_A_DAY, AT_NIGHT, night) == "quiet"


def test_quiet_hours_may_lie_in_a_day_or_not_be_at_all():
    noon = local(BERLIN, 2026, 3, 6, 12)
    siesta = Quiet.parse("11:00-13:00")
    assert siesta.at(noon, BERLIN)
    assert siesta.over(noon, BERLIN) == local(BERLIN, 2026, 3, 6, 13)
    assert siesta.last_before(noon, BERLIN) == local(BERLIN, 2026, 3, 6, 10, 45)
    assert not Quiet.parse("00:00-00:00").at(noon, BERLIN)
