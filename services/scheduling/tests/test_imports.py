"""Another clinic file: nobody waits while it is compared with the one before."""

import asyncio
from datetime import UTC, datetime, timedelta

from wardbell_events import topics
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import clinic_import, clinics
from wardbell_scheduling.app import service
from wardbell_scheduling.clinic import Clinic


def opening(made, hour):
    """The same clinic, where everybody begins at another time."""
    raw = made.model_dump(mode="json", by_alias=True)
    for person in raw["practitioners"].values():
        for block in person["schedule"]:
            block["from"] = f"{hour:02}:00"
    return Clinic.model_validate(raw)


class Order:
    """In which order a task compares files and locks out everybody else."""

    def __init__(self, monkeypatch):
        self.seen = []
        ours = asyncio.current_task()
        change, closed_on = clinics.change, Clinic.closed_on

        async def locked(tx):
            await change(tx)
            self.seen.append("locked")

        def compared(made, day):
            if asyncio.current_task() is ours and self.seen[-1:] != ["compared"]:
                self.seen.append("compared")
            return closed_on(made, day)

        monkeypatch.setattr(clinics, "change", locked)
        monkeypatch.setattr(Clinic, "closed_on", compared)


async def test_files_are_compared_before_anybody_is_locked_out(world, a_clinic, monkeypatch):
    await world.patient().waits()
    order = Order(monkeypatch)

    await world.imports(opening(a_clinic, 8))

    assert order.seen == ["compared", "locked"]


async def test_what_came_between_is_compared_too(world, a_clinic, monkeypatch):
    ada = world.patient()
    await ada.waits()
    order, change = Order(monkeypatch), clinics.change
    ((before,),) = await world.sql("select version from clinic")

    async def somebody_imports_first(tx):
        monkeypatch.setattr(clinics, "change", change)
        async with at_the_counter("scheduling") as desk:
            await clinic_import.import_clinic(desk, opening(a_clinic, 10), "Kim")
        await change(tx)

    monkeypatch.setattr(clinics, "change", somebody_imports_first)
    async with at_the_counter("scheduling") as desk:
        done = await clinic_import.import_clinic(desk, opening(a_clinic, 8), "Lee")

    assert done.version == before + 2
    assert order.seen[-2:] == ["compared", "locked"]
    (freed,) = await world.sql(
        "select max(upper(during) - lower(during)) as long from freed"
        " where freed_at = (select max(freed_at) from freed)"
    )
    assert freed["long"] == timedelta(hours=2)


async def test_blocks_that_are_long_past_are_forgotten(opened):
    now = datetime.now(UTC)
    async with opened(replicas=0) as world:
        for days in (100, 1):
            await world.sql(
                "insert into block (id, site, practitioner, start_at, end_at, source)"
                " values (gen_random_uuid(), 'main', 'weber', $1, $2, 'Kim')",
                now - timedelta(days=days, hours=1),
                now - timedelta(days=days),
            )
        async with service().running():
            await world.until("select count(*) = 1 from block")

        (left,) = await world.sql("select end_at from block")
    assert left["end_at"] == now - timedelta(days=1)


async def test_others_are_told_the_names_that_visits_still_have_and_what_is_offered_now(
    world, a_clinic
):
    await world.patient().books_tomorrow()
    raw = a_clinic.model_dump(mode="json", by_alias=True)
    raw["locations"] = {"there": {"name": "New practice", "address": "Main Street 2"}}
    raw["services"] = {"visit": {"names": {"en": "Visit"}, "minutes": 30}}
    hours = [{**raw["practitioners"]["weber"]["schedule"][0], "location": "there"}]
    other = {"name": "Dr. Other", "services": ["visit"], "schedule": hours}
    raw["practitioners"] = {"other": other}

    async with world.room.listening(topics.SCHEDULING_CATALOG) as catalogs:
        await world.imports(Clinic.model_validate(raw))
        _, told = await catalogs.next()
        while [service.id for service in told.services] != ["visit"]:  # one of before
            _, told = await catalogs.next()

    assert {(who.id, who.name, who.services) for who in told.practitioners} == {
        ("weber", "Dr. Anna Weber", ()),
        ("other", "Dr. Other", ("visit",)),
    }
    assert {place.address for place in told.locations} == {"Main Street 1", "Main Street 2"}
