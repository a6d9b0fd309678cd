"""Who waits is offered what comes free, in fair order; the first who accepts has it."""

import asyncio
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_events import DeliveryChanged
from wardbell_events.outbound import Expects
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import block_counter, counter, stages
from wardbell_scheduling.staff import Operator
from wardbell_stack.daytime import HERE

PAST = timedelta(seconds=1)


async def expires(world):
    """Half an hour passes: all offers that are out have ended, and what is due then is due."""
    now = datetime.now(UTC)
    await world.sql("update slot_offer set expires_at = $1", now - PAST)
    await world.sql(
        "update due_job set due_at = $1 where timer = 'waitlist' and due_at < $2",
        now - PAST,
        now + timedelta(hours=1),
    )


async def looked(world):
    """The list was looked at for all reasons there are by now."""
    await world.until(
        "select count(*) = 0 from due_job where timer = 'waitlist' and due_at < now()"
    )


async def offers(world):
    """What became of all offers, in the order in which they were made."""
    return [r["status"] for r in await world.sql("select status from slot_offer order by id")]


@pytest.fixture
def offering(a_clinic):
    """The clinic that offers a freed time to so many at once."""

    def offering(at_once):
        waitlist = a_clinic.waitlist.model_copy(update={"offers_at_once": at_once})
        return a_clinic.model_copy(update={"waitlist": waitlist})

    return offering


@pytest.fixture
async def freed(world, offering):
    """Three wait, one is asked at a time, and a slot of Ben's has come free."""
    await world.imports(offering(1))
    ben, *waiting = (world.patient() for _ in range(4))
    await ben.books_tomorrow()
    for patient in waiting:
        assert "You are on the waiting list: *Check-up*" in await patient.waits()
    await ben.cancels()
    assert "A time got free: *" in await world.tells(waiting[0])
    return world, ben, *waiting


async def test_a_freed_slot_is_offered_and_taken(freed):
    world, _, ada, *_ = freed
    assert ada.read[-1].expects.service == "scheduling"  # it may be answered in words, too
    said = await ada.taps("Take it")

    assert "is booked" in said
    assert ada.contact_id not in {r[0] for r in await world.sql("select contact_id from waiting")}
    assert await offers(world) == ["taken"]
    ada.read.pop()
    assert "You have this visit already" in await ada.taps("Take it")


async def test_a_typed_yes_takes_it(freed):
    _, _, ada, *_ = freed
    assert "is booked" in await ada.writes("yes please")


async def test_who_declines_makes_way_at_once_and_keeps_their_place(freed):
    world, _, ada, cem, dee = freed

    assert "You keep your place" in await ada.taps("No, thanks")
    assert "A time got free" in await world.tells(cem)
    assert "You keep your place" in await cem.taps("No, thanks")
    assert "A time got free" in await world.tells(dee)
    assert "You keep your place" in await dee.taps("No, thanks")

    assert len(await world.sql("select * from waiting")) == 3
    with pytest.raises(TimeoutError):  # nobody is offered it twice
        await world.tells(ada, 2)


async def test_who_does_not_answer_makes_way_and_may_still_take_it(freed):
    world, _, ada, cem, _ = freed
    await expires(world)
    assert "A time got free" in await world.tells(cem)

    assert "is booked" in await ada.taps("Take it")

    assert await world.tells(cem) == (
        "That time is not free any more. You keep your place on the waiting list."
    )
    cem.read.pop()
    assert "That time is not free any more. You keep your place" in await cem.taps("Take it")


async def test_what_is_booked_by_somebody_else_is_withdrawn_once(freed):
    world, _, ada, cem, _ = freed
    eve = world.patient()

    assert "is booked" in await eve.books_tomorrow()

    assert "That time is not free any more" in await world.tells(ada)
    ada.read.pop()
    said = await ada.taps("Take it")
    assert "That time is not free any more. You keep your place" in said
    assert "These are the nearest free times" in said
    with pytest.raises(TimeoutError):
        await world.tells(cem, 2)
    assert await offers(world) == ["withdrawn"]


async def test_whose_offer_is_lost_is_asked_about_something_else_at_once(world):
    ada, ben, dan, eve = (world.patient() for _ in range(4))
    await ben.books_tomorrow()
    await dan.books_tomorrow(time=1)
    await ada.waits()
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    await dan.cancels()
    await looked(world)

    await eve.books_tomorrow()

    assert "That time is not free any more" in await world.tells(ada)
    assert "A time got free" in await world.tells(ada)


async def test_who_was_chosen_before_the_night_is_not_asked_in_it(world, monkeypatch):
    ada, ben = world.patient(), world.patient()
    await ben.books_tomorrow()
    await ada.waits()
    by_night = iter([False])  # when they are chosen; not when they would be told
    monkeypatch.setattr(stages, "at_night", lambda *_: next(by_night, True))
    await ben.cancels()

    await world.until("select count(*) = 1 from slot_offer where status = 'withdrawn'")

    with pytest.raises(TimeoutError):
        await world.tells(ada, 2)


async def test_who_waits_for_anybody_and_comes_too_late_is_offered_everybodys_times(freed):
    world, _, ada, *_ = freed
    await world.patient().books_tomorrow()
    await world.tells(ada)
    ada.read.pop()

    await ada.taps("Take it")

    assert "Dr. Yilmaz" in {row.description for row in ada.read[-1].content.rows}


async def test_what_is_withdrawn_and_comes_back_is_offered_again(freed):
    world, _, ada, _, _ = freed
    eve = world.patient()
    await eve.books_tomorrow()
    await world.tells(ada)

    await eve.cancels()

    assert "A time got free" in await world.tells(ada)
    assert "is booked" in await ada.taps("Take it")


async def test_a_hold_is_no_booking_and_when_it_lapses_the_offer_comes_again(freed):
    world, _, ada, _, _ = freed
    eve = world.patient()
    await eve.begins("Check-up", "Dr. Anna Weber", 1)
    assert "Shall I take this time" in await eve.taps(0)

    await world.sql("update due_job set due_at = $1 where timer = 'waitlist'", datetime.now(UTC))
    await looked(world)
    with pytest.raises(TimeoutError):  # it may come back
        await world.tells(ada, 2)
    assert "Somebody was quicker. You keep your place" in await ada.taps("Take it")
    await looked(world)
    await eve.taps("No, thank you")

    assert "A time got free" in await world.tells(ada)
    assert "is booked" in await ada.taps("Take it")


async def test_a_block_withdraws_an_offer(freed):
    world, _, ada, _, _ = freed
    (row,) = await world.sql("select practitioner, start_at from slot_offer")
    async with at_the_counter("scheduling") as desk:
        day = row["start_at"].astimezone(HERE).date()
        await block_counter.cancel_day(
            desk, "main", row["practitioner"], day, "ill", Operator("Kim")
        )

    assert "That time is not free any more" in await world.tells(ada)


async def test_what_staff_cancel_is_offered_too(world):
    ada, ben = world.patient(), world.patient()
    await ben.books_tomorrow()
    await ada.waits()
    (row,) = await world.sql("select id from appointment")
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, row["id"], "", Operator("Kim"))

    assert "A time got free" in await world.tells(ada)


async def test_only_what_was_wished_for_is_offered(world):
    ada, ben, cem = (world.patient() for _ in range(3))
    await cem.books_tomorrow(time=0)
    await ada.waits(part="Afternoons")
    await ben.waits(part="Mornings")

    await cem.cancels()

    assert "A time got free" in await world.tells(ben)
    with pytest.raises(TimeoutError):
        await world.tells(ada, 2)


async def test_twenty_accept_at_once_on_three_replicas_and_one_has_it(opened, offering):
    async with opened(offering(20), replicas=3) as world:
        ben, waiting = world.patient(), [world.patient() for _ in range(20)]
        await ben.books_tomorrow()
        for patient in waiting:
            await patient.waits()
        await ben.cancels()
        for patient in waiting:
            assert "A time got free" in await world.tells(patient)

        said = await asyncio.gather(*(patient.taps("Take it") for patient in waiting))

        assert sum("is booked" in words for words in said) == 1
        told = [words for words in said if "You keep your place" in words]
        assert len(told) == 19
        assert all("quicker" in words or "not free any more" in words for words in told)
        assert len(await world.sql("select * from appointment where status = 'booked'")) == 1
        assert len(await world.sql("select * from waiting")) == 19
        assert len(await offers(world)) == 20


@pytest.mark.parametrize(("end", "offered"), [("cancel", ["open"]), ("decline", [])])
async def test_what_staff_have_just_said_no_to_is_offered_to_nobody(world, end, offered):
    ada, ben = world.patient(), world.patient()
    await ada.books("Ultrasound")
    await ben.waits()
    (row,) = await world.sql("select id from appointment")

    async with at_the_counter("scheduling") as desk:
        if end == "cancel":
            await counter.cancel(desk, row["id"], "", Operator("Kim"))
        else:
            await counter.decline(desk, row["id"], "It is broken.", [], Operator("Kim"))

    await looked(world)
    assert await offers(world) == offered


async def test_a_yes_takes_an_offer_whose_sending_is_known_since(world):
    ada, ben = world.patient(), world.patient()
    await ben.books_tomorrow()
    await ada.waits()
    await ben.cancels()
    assert "A time got free" in await world.tells(ada)
    sent = DeliveryChanged(
        contact_id=ada.contact_id,
        message_id=uuid4(),
        service="scheduling",
        state="sent",
        at=datetime.now(UTC) + timedelta(seconds=2),
        expects=Expects(service="scheduling"),
    )
    envelope = await world.room.put(sent)
    await world.until(f"select exists (select from inbox where event_id = '{envelope.id}')")

    assert "is booked" in await ada.writes("yes")


async def test_what_is_left_of_a_hold_that_made_room_is_offered(world):
    ada, ben, eve = (world.patient() for _ in range(3))
    assert "Shall I take this time" in await eve.begins("Ultrasound", "Dr. Anna Weber", 1, 0)
    await ada.waits()
    await world.sql("delete from due_job where timer = 'hold-lapsed'")  # ours is late
    for table in ("hold", "occupied"):
        await world.sql(f"update {table} set held_until = $1", datetime.now(UTC) - PAST)

    await ben.books_tomorrow()  # half an hour of the hour

    said = await world.tells(ada)
    assert "A time got free" in said
    (taken, offered) = [
        (await world.sql(f"select start_at from {table}"))[0]["start_at"]
        for table in ("appointment", "slot_offer")
    ]
    assert offered - taken == timedelta(minutes=30)


async def test_a_copy_of_an_offer_that_was_withdrawn_unseen_counts_as_one_that_expired(world):
    ada, ben = world.patient(), world.patient()
    await ben.books_tomorrow()
    await ada.waits()
    await ben.cancels()
    await world.tells(ada)
    await world.sql("update slot_offer set status = 'withdrawn', unsent = true")

    assert "is booked" in await ada.taps("Take it")


async def test_where_its_time_is_taken_somebody_was_quicker(world):
    ada, ben, cem = (world.patient() for _ in range(3))
    await ben.books_tomorrow()
    await ada.waits()
    await ben.cancels()
    await world.tells(ada)
    await world.sql("update slot_offer set status = 'withdrawn', unsent = true")
    await cem.books_tomorrow()

    assert (await ada.taps("Take it")).startswith("Somebody was quicker.")
