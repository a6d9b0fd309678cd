"""Visits as scheduling tells of them, a clock moved by hand, and what patients are sent."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from wardbell_events import (
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentRescheduled,
    CatalogChanged,
    MessageRequested,
    topics,
)
from wardbell_reminders import app
from wardbell_reminders.app import MIGRATIONS, service
from wardbell_runtime import due
from wardbell_runtime import service as runtime_service

BERLIN = ZoneInfo("Europe/Berlin")
TOPICS = (
    topics.APPOINTMENTS,
    topics.SCHEDULING_CATALOG,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
    topics.PATIENTS_PROFILES,
    topics.OUTBOUND_NOTICES,
    topics.DESK_TASKS,
)


class HandClock:
    """Stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def seconds_until(self, moment: datetime) -> float:
        return 0.01  # it may be moved at any time

    def move(self, moment: datetime) -> None:
        assert moment >= self._now
        self._now = moment.astimezone(UTC)


@dataclass
class Visit:
    """A visit, and scheduling's words about it."""

    world: World
    start: datetime
    contact_id: UUID = field(default_factory=uuid4)
    id: UUID = field(default_factory=uuid4)
    service: str = "check-up"
    zone: str = "Europe/Berlin"
    version: int = 0
    virtual: bool = False

    async def tell(self, kind: Any, **more: Any) -> None:
        """The next version."""
        self.version += 1
        told = {
            "appointment_id": self.id,
            "version": self.version,
            "contact_id": self.contact_id,
            "service": self.service,
            "practitioner": "weber",
            "location": "here",
            "start": self.start,
            "minutes": 30,
            "virtual": self.virtual,
            "time_zone": self.zone,
            "changed_at": self.world.clock.now(),
            "changed_by": "patient",
        }
        await self.world.says(kind(**told | more))

    async def is_booked(self) -> Visit:
        await self.tell(AppointmentBooked)
        return self

    async def is_moved(self, start: datetime) -> None:
        before, self.start = self.start, start.astimezone(UTC)
        await self.tell(AppointmentRescheduled, previous_start=before)

    async def is_cancelled(self) -> None:
        await self.tell(AppointmentCancelled)

    async def is_confirmed(self) -> None:
        await self.tell(AppointmentConfirmed)


@dataclass
class World:
    """Reminders at work."""

    room: Any
    schema: str
    clock: HandClock
    heard: Any
    running: Any = None
    said: int = 0

    async def says(self, event: Any) -> None:
        """Another service says something, and it is heard."""
        await self.room.put(event, time=self.clock.now())
        self.said += 1
        if self.running is not None:
            await self.room.until(self._all_is_heard)

    def visit(self, *local: int, zone: str = "Europe/Berlin", **more: Any) -> Visit:
        """A visit by the clock where it is: year, month, day, hour, minute."""
        start = datetime(*local, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return Visit(self, start, zone=zone, **more)

    async def comes(self, *local: int, zone: str = "Europe/Berlin") -> None:
        """It gets that late, and what is due is done."""
        await self.comes_to(datetime(*local, tzinfo=ZoneInfo(zone)))

    async def comes_to(self, moment: datetime) -> None:
        self.clock.move(moment)
        await self.room.until(self.at_rest)

    async def at_rest(self) -> bool:
        """All that was said is heard, and nothing is due."""
        due = "select exists (select 1 from due_job where due_at <= $1)"
        return await self._all_is_heard() and not await self.one(due, self.clock.now())

    async def _all_is_heard(self) -> bool:
        return bool(await self.one("select count(*) = $1 from inbox", self.said))

    async def one(self, sql: str, *args: Any) -> Any:
        return await self._conn.fetchval(sql, *args)

    async def states(self, visit: Visit) -> dict[str, str]:
        """What became of the reminders of a visit, by offset."""
        rows = await self._conn.fetch(
            "select before, state from reminder where visit_id = $1", visit.id
        )
        return dict(rows)

    async def sent(self) -> Any:
        """The next message to a patient."""
        while True:
            envelope, event = await self.heard.next()
            if isinstance(event, MessageRequested):
                return envelope, event

    async def all_events(self) -> list[Any]:
        """Everything that went out by now, with its envelope."""
        await self.room.until(self._all_is_out)
        return await self.heard.all_by_now()

    async def _all_is_out(self) -> bool:
        return not await self.one("select exists (select 1 from outbox)")

    async def at_work(self) -> None:
        """Start the service."""
        self._service = service()
        self.running = self._service.running()
        await self.running.__aenter__()
        await self.room.until(self._ready)
        await self.room.until(self.at_rest)

    async def stops(self) -> None:
        """Stop it; it may start again."""
        await self.running.__aexit__(None, None, None)
        self.running = None

    async def _ready(self) -> bool:
        return self._service._work is not None and await self._service._work.unready() is None


CATALOG = CatalogChanged.model_validate(
    {
        "site": "main",
        "version": 1,
        "services": [],
        "practitioners": [{"id": "weber", "name": "Dr. Anna Weber", "services": []}],
        "locations": [
            {
                "id": "here",
                "name": "Practice",
                "address": "Main Street 1",
                "time_zone": "Europe/Berlin",
            }
        ],
        "changed_at": "2026-03-01T00:00:00Z",
    }
)


@pytest.fixture
def opened(room: Any, monkeypatch: Any) -> Any:
    """`async with opened(now, WARDBELL_REMINDERS_FILE=…) as world`."""

    @asynccontextmanager
    async def opened(now: datetime, **settings: str) -> Any:
        clock = HandClock(now.astimezone(UTC))

        async def the_clock(setting: str) -> tuple[HandClock, None]:
            return clock, None

        monkeypatch.setattr(runtime_service, "open_clock", the_clock)
        monkeypatch.setattr(due, "POLL_SECONDS", 0.05)
        monkeypatch.setattr(app, "LINGER", 0.0)
        for key, value in {**room.env, **settings}.items():
            monkeypatch.setenv(key, value)
        await room.topics(*TOPICS)
        schema = await room.schema("reminders", MIGRATIONS)
        async with (
            room.listening(topics.OUTBOUND_NOTICES, topics.DESK_TASKS) as heard,
            room.database(schema) as conn,
        ):
            world = World(room, schema, clock, heard)
            world._conn = conn
            await world.at_work()
            await world.says(CATALOG)
            try:
                yield world
            finally:
                if world.running is not None:
                    await world.stops()

    return opened


@pytest.fixture
async def world(opened: Any) -> Any:
    """Reminders at work, from March 2, 2026, a Monday, noon in Berlin."""
    async with opened(datetime(2026, 3, 2, 12, tzinfo=BERLIN)) as made:
        yield made
