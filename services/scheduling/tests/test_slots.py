"""Slots come from the schedule, in the clock of the place, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.slots import (
    Slot,
    Span,
    Spans,
    day_slots,
    in_schedule,
    practitioner,
    room,
)


def clinic(zone="Europe/Berlin", *, hours=("00:00", "06:00"), **service):
    return Clinic.model_validate(
        {
            "time_zone": zone,
            "locations": {"here": {"name": "Here", "address": "There"}},
            "rooms": {"us-1": {"name": "Ultrasound 1"}, "us-2": {"name": "Ultrasound 2"}},
            "services": {
                "visit": {"names": {"en": "Visit"}, "minutes": 60, "lead_hours": 0, **service}
            },
            "practitioners": {
                "weber": {
                    "name": "Dr. Weber",
                    "services": ["visit"],
                    "schedule": [
                        {
                            "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
                            "from": hours[0],
                            "to": hours[1],
                            "location": "here",
                        }
                    ],
                }
            },
        }
    )


def local_times(made, day, now=None, busy=None):
    now = now or datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=3)
    found = day_slots(made, "visit", ["weber"], day, busy or {}, now)
    zone = ZoneInfo(made.time_zone)
    return [slot.start.astimezone(zone).strftime("%H:%M%z") for slot in found]


@pytest.mark.parametrize(
    ("zone", "forward", "back"),
    [
        ("Europe/Berlin", date(2026, 3, 29), date(2026, 10, 25)),
        ("Australia/Lord_Howe", date(2026, 10, 4), date(2026, 4, 5)),
        ("America/Sao_Paulo", None, None),
        ("Asia/Kolkata", None, None),
    ],
)
def test_hours_are_real_hours_on_days_when_clocks_change(zone, forward, back):
    made = clinic(zone)
    plain = local_times(made, date(2026, 6, 15))
    assert [t[:5] for t in plain] == [f"0{n}:00" for n in range(6)]
    shift = 1 if zone == "Europe/Berlin" else 0  # Lord Howe moves by half an hour
    if forward is not None:
        assert len(local_times(made, forward)) == 6 - max(shift, 1)
        assert len(local_times(made, back)) == 6 + shift


def test_no_two_slots_of_a_day_meet_when_an_hour_comes_twice():
    made = clinic()
    now = datetime(2026, 10, 20, tzinfo=UTC)
    found = day_slots(made, "visit", ["weber"], date(2026, 10, 25), {}, now)
    spans = [slot.taken(made.services["visit"]) for slot in found]
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_what_is_taken_is_not_offered_and_one_free_room_is_enough():
    made = clinic(hours=("08:00", "12:00"), rooms=["us-1", "us-2"])
    day = date(2026, 6, 15)
    nine = datetime(2026, 6, 15, 7, tzinfo=UTC)
    taken = Spans([Span(nine, nine + timedelta(hours=1))])

    assert "09:00+0200" not in local_times(made, day, busy={practitioner("weber"): taken})
    assert "09:00+0200" in local_times(made, day, busy={room("us-1"): taken})
    both = {room("us-1"): taken, room("us-2"): taken}
    assert "09:00+0200" not in local_times(made, day, busy=both)


def test_buffers_keep_slots_apart():
    made = clinic(hours=("08:00", "12:00"), buffer_before=10, buffer_after=20)
    assert [t[:5] for t in local_times(made, date(2026, 6, 15))] == ["08:10", "09:40"]


def test_lead_time_and_horizon():
    made = clinic(hours=("08:00", "18:00"), lead_hours=2, horizon_days=3)
    now = datetime(2026, 6, 15, 7, 30, tzinfo=UTC)  # 9:30 in Berlin
    days = [now.date() + timedelta(days=ahead) for ahead in range(5)]
    found = [slot for day in days for slot in day_slots(made, "visit", ["weber"], day, {}, now)]
    assert found[0].start == now.replace(hour=10, minute=0)
    assert found[-1].start == now.replace(day=18, hour=7, minute=0)


def test_holidays_and_absences():
    raw = clinic(hours=("08:00", "12:00")).model_dump(by_alias=True, mode="json")
    raw["holidays"] = {"country": "DE", "subdivision": "BE"}
    raw["practitioners"]["weber"]["absences"] = [{"from": "2026-12-28", "to": "2026-12-29"}]
    made = Clinic.model_validate(raw)
    assert local_times(made, date(2026, 12, 25)) == []
    assert local_times(made, date(2026, 12, 28)) == []
    assert local_times(made, date(2026, 12, 30)) != []


def test_urgent_slots_are_kept_free_until_shortly_before():
    raw = clinic(hours=("08:00", "12:00")).model_dump(by_alias=True, mode="json")
    raw["practitioners"]["weber"]["schedule"][0]["urgent_until_hours"] = 24
    made = Clinic.model_validate(raw)
    day = date(2026, 6, 15)
    assert local_times(made, day, datetime(2026, 6, 13, 5, tzinfo=UTC)) == []
    assert local_times(made, day, datetime(2026, 6, 14, 20, tzinfo=UTC)) != []
    early = datetime(2026, 6, 13, 5, tzinfo=UTC)
    assert day_slots(made, "visit", ["weber"], day, {}, early, staff=True)


hours = st.integers(0, 40)


@given(st.lists(st.tuples(hours, st.integers(1, 12))), hours, st.integers(1, 6))
def test_many_spans_are_asked_as_one_by_one(taken, since, length):
    def span(start, long):
        first = datetime(2026, 6, 15, tzinfo=UTC) + timedelta(hours=start)
        return Span(first, first + timedelta(hours=long))

    spans = [span(*each) for each in taken]
    asked = span(since, length)

    assert Spans(spans).meets(asked) == any(asked.meets(each) for each in spans)


def has_place(made, minutes=60):
    """Whether a visit that was booked for a Monday at three still has its place."""
    start = datetime(2026, 6, 15, 3, tzinfo=ZoneInfo("Europe/Berlin")).astimezone(UTC)
    return in_schedule(made, Slot("visit", "weber", "here", start, minutes))


def changed(made, *, services=("visit",), **block):
    """A clinic in which Dr. Weber works otherwise, and there is another place and service."""
    weber = made.practitioners["weber"]
    hours = weber.schedule[0].model_copy(update=block)
    weber = weber.model_copy(update={"services": services, "schedule": (hours,)})
    return made.model_copy(
        update={
            "practitioners": {"weber": weber},
            "locations": made.locations | {"there": made.locations["here"]},
            "services": made.services | {"scan": made.services["visit"]},
        }
    )


def test_a_visit_has_its_place_in_hours_that_hold_all_of_it():
    assert has_place(clinic())
    assert has_place(changed(clinic(), services=("visit", "scan"), from_=time(3)))
    assert has_place(changed(clinic(), to=time(4)))


@pytest.mark.parametrize(
    "change",
    [
        {"location": "there"},
        {"services": ("scan",)},
        {"from_": time(3, 30)},
        {"to": time(3, 30)},
        {"days": ("tue",)},
    ],
)
def test_a_visit_loses_its_place_where_the_schedule_does_not_hold_it_any_more(change):
    assert not has_place(changed(clinic(), **change))


def test_a_visit_loses_its_place_in_hours_that_are_kept_for_another_service():
    hours = changed(clinic(), services=("visit", "scan"))
    weber = hours.practitioners["weber"]
    block = weber.schedule[0].model_copy(update={"services": ("scan",)})
    weber = weber.model_copy(update={"schedule": (block,)})
    assert not has_place(hours.model_copy(update={"practitioners": {"weber": weber}}))


def test_the_minutes_around_a_visit_need_their_place_too():
    assert has_place(clinic(hours=("00:00", "04:10"), buffer_after=10))
    assert not has_place(clinic(hours=("00:00", "04:05"), buffer_after=10))
    assert not has_place(clinic(hours=("02:55", "06:00"), buffer_before=10))


def test_a_visit_is_as_long_as_it_was_booked_whatever_new_ones_are():
    assert has_place(clinic(hours=("00:00", "03:30"), minutes=60), minutes=30)
    assert not has_place(clinic(hours=("00:00", "03:30"), minutes=30), minutes=60)
