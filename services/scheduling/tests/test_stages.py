"""Freed slots go round in the order of joining, some at a time, and not at night."""

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID, uuid4

import pytest

from wardbell_scheduling import stages
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.freed import Freed, News
from wardbell_scheduling.slots import Slot, Span
from wardbell_scheduling.waiting import Offer, Wait, Waiting, choices

NOW = datetime(2026, 6, 15, 9, tzinfo=UTC)  # a Monday, 11 in Berlin
NINE = datetime(2026, 6, 17, 7, tzinfo=UTC)  # Wednesday, 9 in Berlin


def clinic(*, hours=("08:00", "17:00"), days=("mon", "wed"), **waitlist):
    """Two doctors in Berlin."""
    block = {"days": days, "from": hours[0], "to": hours[1], "location": "here"}
    person = {"name": "Dr.", "services": ["visit"], "schedule": [block]}
    return Clinic.model_validate(
        {
            "time_zone": "Europe/Berlin",
            "locations": {"here": {"name": "Here", "address": "There"}},
            "services": {"visit": {"names": {"en": "Visit"}, "minutes": 30}},
            "practitioners": {"weber": person, "yilmaz": person},
            "waitlist": waitlist,
        }
    )


def slot(start=NINE, practitioner="weber"):
    return Slot("visit", practitioner, "here", start, 30)


def waits(n=0, *, nothing_free=False, before=None, contact_id=None, **wishes):
    """The n-th to join."""
    joined = NOW - timedelta(days=1) + timedelta(minutes=n)
    wait = Wait(**{"service": "visit", "practitioner": "any", "days": (), "part": "", **wishes})
    return Waiting(
        *(uuid4(), "main", "1", contact_id or uuid4(), uuid4(), "en", wait, joined),
        *(joined + timedelta(days=60), nothing_free, before),
    )


def freed(start=NINE, *, since=None, left_by=None, at=NOW, resource="practitioner/weber"):
    return Freed(resource, Span(start, start + timedelta(minutes=30)), since, left_by, at)


def opened(made, waiting, slots, news, now=NOW):
    since, awake = stages.opened(made, waiting), stages.awake(made, now)
    return {"visit": stages.openings(made, slots, News(news), awake, since, now)}


def choose(
    waiting,
    slots,
    news,
    *,
    made=None,
    out=(),
    had=frozenset(),
    visits=MappingProxyType({}),
    now=NOW,
):
    """Who is offered which start."""
    made = made or clinic()
    chosen = stages.choose(made, waiting, opened(made, waiting, slots, news, now), out, had, visits)
    return [(entry.id, slot.start) for entry, slot in chosen]


def offer(to, that):
    return Offer(uuid4(), to.id, to.contact_id, "main", that, NOW, told=True, status="open")


def test_the_first_three_are_asked_and_then_the_next():
    waiting = [waits(n) for n in range(5)]
    chosen = choose(waiting, [slot()], [freed()])
    assert [who for who, _ in chosen] == [entry.id for entry in waiting[:3]]

    had = {(entry.id, "weber", NINE) for entry in waiting[:3]}
    chosen = choose(waiting, [slot()], [freed()], had=had)
    assert [who for who, _ in chosen] == [entry.id for entry in waiting[3:]]


def test_while_some_are_asked_only_who_declined_is_replaced():
    waiting = [waits(n) for n in range(5)]
    out = [offer(entry, slot()) for entry in waiting[:2]]
    had = {(entry.id, "weber", NINE) for entry in waiting[:3]}  # the third declined
    chosen = choose(waiting, [slot()], [freed()], out=out, had=had)
    assert [who for who, _ in chosen] == [waiting[3].id]


def test_nobody_has_two_offers_at_once():
    (ada,) = waiting = [waits()]
    ten = NINE + timedelta(hours=1)
    slots, news = [slot(), slot(ten)], [freed(), freed(ten)]
    assert choose(waiting, slots, news) == [(ada.id, NINE)]
    assert (
        choose(waiting, slots, news, out=[offer(ada, slot())], had={(ada.id, "weber", NINE)}) == []
    )


def test_who_was_asked_about_a_freed_visit_is_not_asked_about_its_other_starts():
    (ada,) = waiting = [waits()]
    had = {(ada.id, "weber", NINE)}
    starts = [NINE + timedelta(minutes=m) for m in (10, 20, 30)]
    long = Span(NINE, NINE + timedelta(hours=1))
    news = [Freed("practitioner/weber", long, None, None, NOW)]

    chosen = choose(waiting, [slot(start) for start in starts], news, had=had)

    assert chosen == [(ada.id, starts[2])]


def test_two_freed_slots_go_to_different_people():
    waiting = [waits(n) for n in range(4)]
    ten = NINE + timedelta(hours=1)
    chosen = choose(
        waiting, [slot(), slot(ten)], [freed(), freed(ten)], made=clinic(offers_at_once=2)
    )
    assert [start for _, start in chosen] == [NINE, NINE, ten, ten]


def test_what_was_free_all_along_is_no_news():
    assert choose([waits()], [slot()], []) == []
    assert choose([waits()], [slot()], [freed(at=NOW - timedelta(days=2))]) == []
    assert choose([waits()], [slot()], [freed(resource="practitioner/yilmaz")]) == []


def test_what_was_only_held_is_news_for_who_joined_meanwhile():
    ada = waits()
    held_before = freed(since=ada.joined_at - timedelta(minutes=1))
    held_after = freed(since=ada.joined_at + timedelta(minutes=1))
    assert choose([ada], [slot()], [held_before])
    assert not choose([ada], [slot()], [held_after])


def test_nobody_is_offered_what_they_gave_back_themselves():
    ada = waits()
    assert choose([ada], [slot()], [freed(left_by=ada.contact_id)]) == []


def test_another_day_that_can_be_booked_is_news_where_nothing_was_free():
    ada, ben = waits(nothing_free=True), waits()
    far = ada.joined_at + timedelta(days=60, hours=1)
    assert choose([ada, ben], [slot(far)], []) == [(ada.id, far)]
    assert choose([ada], [slot(far - timedelta(days=1))], []) == []


@pytest.mark.parametrize(
    ("wishes", "wanted"),
    [
        ({}, True),
        ({"practitioner": "weber"}, True),
        ({"practitioner": "yilmaz"}, False),
        ({"days": (0, 2)}, True),
        ({"days": (0, 4)}, False),
        ({"part": "m"}, True),
        ({"part": "a"}, False),
        ({"until": date(2026, 6, 17)}, True),
        ({"until": date(2026, 6, 16)}, False),
    ],
)
def test_only_what_was_wished_for_is_offered(wishes, wanted):
    assert bool(choose([waits(**wishes)], [slot()], [freed()])) is wanted


def test_only_earlier_than_the_visit_that_would_move():
    later = waits(before=NINE + timedelta(minutes=1))
    same = waits(before=NINE)
    assert choose([later, same], [slot()], [freed()]) == [(later.id, NINE)]


def test_nobody_is_offered_a_time_at_which_they_have_another_visit():
    ada = waits()
    visit = Appointment(
        *(uuid4(), 1, "main", "1", ada.contact_id, None, "en", "visit", "yilmaz", "here", None),
        *(NINE + timedelta(minutes=15), 30, "Europe/Berlin", False, "booked", False, NOW),
        *("patient", None),
    )
    assert choose([ada], [slot()], [freed()], visits={ada.contact_id: [visit]}) == []
    moving = waits(contact_id=ada.contact_id, moving=visit.id, before=visit.start_at)
    assert choose([moving], [slot()], [freed()], visits={ada.contact_id: [visit]})


def at(hour, day=15):
    return datetime(2026, 6, day, hour, tzinfo=UTC) - timedelta(hours=2)  # in Berlin


@pytest.mark.parametrize(
    ("now", "start", "asked"),
    [
        (at(20), at(15, 16), True),
        (at(21), at(15, 16), False),
        (at(22), at(9, 16), False),  # nor what is too late to be offered in the morning
        (at(3, 16), at(9, 16), False),
        (at(7, 16), at(15, 17), False),
        (at(8, 16), at(9, 17), True),
    ],
)
def test_at_night_nobody_is_asked(now, start, asked):
    assert bool(choose([waits()], [slot(start)], [freed(start, at=now)], now=now)) is asked


def test_an_offer_stands_until_it_is_too_late_to_book():
    made = clinic(offer_minutes=45)
    assert stages.expiry(made, slot(), NOW) == NOW + timedelta(minutes=45)
    near = NOW + timedelta(hours=2, minutes=10)
    assert stages.expiry(made, slot(near), NOW) == NOW + timedelta(minutes=10)
    gone = NOW + timedelta(hours=2)
    assert choose([waits()], [slot(gone)], [freed(gone)]) == []


def test_the_next_morning_is_the_first_of_all_places():
    assert stages.next_morning(clinic(), at(7)) == at(8)
    assert stages.next_morning(clinic(), at(8)) == at(8, 16)


TIMES = [NINE + timedelta(minutes=30 * n) for n in range(10)]


class Looked(stages.Opening):
    """An opening that counts how often it is looked at."""

    times = 0

    def __getattribute__(self, name):
        if name == "slot":
            Looked.times += 1
        return super().__getattribute__(name)


@pytest.mark.parametrize(
    ("who", "out"),
    [
        pytest.param([waits(n, days=(4,)) for n in range(500)], [], id="nothing suits"),
        pytest.param([waits(n + 1441) for n in range(500)], [], id="free before they joined"),
        pytest.param([waits(n, until=date(2026, 6, 16)) for n in range(500)], [], id="too late"),
        pytest.param([waits(n) for n in range(500)], [slot(t) for t in TIMES * 3], id="all asked"),
    ],
)
def test_however_many_wait_a_time_that_is_of_no_use_is_looked_at_once(who, out):
    found = opened(clinic(), who, [slot(t) for t in TIMES], [freed(t) for t in TIMES])
    seen = {"visit": [Looked(each.slot, each.local, each.news) for each in found["visit"]]}
    Looked.times = 0

    standing = [offer(waits(), that) for that in out]
    assert stages.choose(clinic(), who, seen, standing, set(), {}) == []

    assert Looked.times < len(who) + 10 * len(TIMES)


def test_what_is_no_news_is_not_an_opening():
    slots = [slot(t) for t in TIMES]
    found = opened(clinic(), [waits()], slots, [freed(TIMES[3]), freed(TIMES[3])])
    assert [(each.slot.start, len(each.news)) for each in found["visit"]] == [(TIMES[3], 2)]
    assert opened(clinic(), [waits()], slots, [freed(TIMES[3])], now=at(22)) == {"visit": []}


def test_only_whose_time_came_free_is_asked_for_free_slots():
    news = [freed(), freed(at(23, 17), resource="practitioner/yilmaz"), freed(resource="room/x")]
    some = stages.days(clinic(), "visit", news, None, NOW)
    assert some == {date(2026, 6, 17): ["weber", "yilmaz"]}
    since = stages.opened(clinic(), [waits(), waits(nothing_free=True)])
    last = stages.days(clinic(), "visit", [], since, NOW)
    assert last == {date(2026, 8, day): ["weber", "yilmaz"] for day in (13, 14)}


def test_only_days_and_hours_that_are_worked_are_asked_for():
    wait = Wait("visit", "any")
    assert choices(clinic(), wait) == ([0, 2], ["m", "a"])
    assert choices(clinic(hours=("14:00", "20:00"), days=["fri"]), wait) == ([4], ["a", "e"])


def test_wishes_travel_in_the_id_of_a_button():
    wishes = [
        Wait(),
        Wait("visit", "any", (), ""),
        Wait("visit", "weber", (0, 2), "a", date(2026, 6, 17), UUID(int=7)),
        Wait("visit", None, (6,), None),
        Wait("visit", since=date(2026, 6, 10)),
        Wait("visit", since=date(2026, 6, 10), until=date(2026, 6, 17)),
    ]
    assert [Wait.decode(wait.encode()) for wait in wishes] == wishes
    whole = Wait("s" * 40, "p" * 40, tuple(range(7)), "a", date(2026, 6, 17), UUID(int=7))
    whole = whole.with_(since=date(2026, 6, 10))
    assert len(f"scheduling:wait:{whole.encode()}") <= 200
    assert Wait.decode("visit/any/8//") is None
    assert Wait.decode("visit/any/8///") is None
