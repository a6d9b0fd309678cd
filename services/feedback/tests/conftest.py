"""Visits as scheduling tells of them, patients as the router passes them on, a clock by hand."""

from __future__ import annotations

from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest

from wardbell_events import (
    Address,
    AppointmentFulfilled,
    AppointmentNoShow,
    ContactMerged,
    DeliveryChanged,
    MessageReceived,
    MessageRequested,
    ResponseRecorded,
    TaskClosed,
    TaskOpened,
    topics,
)
from wardbell_events.inbound import Tap, Text
from wardbell_feedback import app
from wardbell_feedback.app import MIGRATIONS, service
from wardbell_runtime import due
from wardbell_runtime import service as runtime_service

BERLIN = ZoneInfo("Europe/Berlin")
HEARD = (
    topics.OUTBOUND_NOTICES,
    topics.OUTBOUND_REPLIES,
    topics.DESK_TASKS,
    topics.FEEDBACK_RESPONSES,
)
TOPICS = (
    topics.APPOINTMENTS,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
    topics.INBOUND_DESK,
    topics.INBOUND_FEEDBACK,
    topics.INBOUND_SCHEDULING,
    topics.INBOUND_TRIAGE,
    topics.WHATSAPP_DELIVERIES,
    *HEARD,
)


def is_question(event: Any) -> bool:
    return isinstance(event, MessageRequested) and event.in_reply_to is None


def is_answer(event: Any) -> bool:
    return isinstance(event, MessageRequested) and event.in_reply_to is not None


def is_response(event: Any) -> bool:
    return isinstance(event, ResponseRecorded)


def is_task(event: Any) -> bool:
    return isinstance(event, TaskOpened)


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
class Patient:
    """Somebody with a visit, and what they say of it."""

    world: World
    start: datetime
    contact_id: UUID = field(default_factory=uuid4)
    id: UUID = field(default_factory=uuid4)
    service: str = "check-up"
    zone: str = "Europe/Berlin"
    language: str = "en"
    version: int = 2

    async def tell(self, kind: Any, **more: Any) -> None:
        """The next version of the visit."""
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
            "time_zone": self.zone,
            "changed_at": self.world.clock.now(),
            "changed_by": "system",
        }
        await self.world.says(kind(**told | more))

    async def was_there(self) -> Patient:
        await self.tell(AppointmentFulfilled)
        return self

    async def was_not_there(self) -> None:
        await self.tell(AppointmentNoShow)

    async def taps(self, action: str, stars: int | None = None, of: UUID | None = None) -> Any:
        argument = (of or self.id).hex + (f"/{stars}" if stars else "")
        return await self.says(Tap(service="feedback", action=action, argument=argument))

    async def writes(self, body: str) -> Any:
        return await self.says(Text(body=body))

    async def says(self, said: Any) -> Any:
        """Say something; returns the answer."""
        await self.sends(said)
        return await self.world.answer()

    async def sends(self, said: Any) -> MessageReceived:
        """Say something that we need not answer."""
        event = self.message(said)
        await self.world.says(event, topics.INBOUND_FEEDBACK)
        return event

    def message(self, said: Any) -> MessageReceived:
        """What they say, as the router passes it on."""
        return MessageReceived(
            contact_id=self.contact_id,
            message_id=uuid4(),
            wamid="wamid.example",
            sent_at=self.world.clock.now(),
            language=self.language,
            address=Address(wa_id="15550100017"),
            said=said,
        )

    async def survey(self) -> Any:
        return await self.world.row("select * from survey where appointment_id = $1", self.id)

    async def state(self) -> str | None:
        survey = await self.survey()
        return survey and survey["state"]

    async def wrote(self) -> list[str]:
        """What is kept of their words."""
        return await self.world.one(
            "select coalesce(array_agg(body order by said_at, message_id), '{}')"
            " from comment where appointment_id = $1",
            self.id,
        )

    async def question_is(self, state: str) -> None:
        """The sender tells what became of the question."""
        await self.world.says(await self.delivery(state))

    async def delivery(self, state: str) -> DeliveryChanged:
        """What becomes of the question."""
        return DeliveryChanged(
            contact_id=self.contact_id,
            message_id=(await self.survey())["message_id"],
            service="feedback",
            state=state,
            at=self.world.clock.now(),
        )


@dataclass
class World:
    """Feedback at work."""

    room: Any
    schema: str
    clock: HandClock
    heard: Any
    running: Any = None
    said: int = 0
    kept: list[Any] = field(default_factory=list)

    async def says(self, event: Any, topic: Any = None) -> None:
        """Another service says something, and it is heard."""
        await self.tells(event, topic)
        if self.running is not None:
            await self.room.until(self._all_is_heard)

    async def tells(self, event: Any, topic: Any = None) -> None:
        """Another service says something, and nobody waits until it is heard."""
        await self.room.put(event, topic, time=self.clock.now())
        self.said += 1

    def patient(self, *local: int, zone: str = "Europe/Berlin", **more: Any) -> Patient:
        """Somebody whose visit begins so by the clock where it is."""
        start = datetime(*local, tzinfo=ZoneInfo(zone)).astimezone(UTC)
        return Patient(self, start, zone=zone, **more)

    async def asked(self, **more: Any) -> Patient:
        """Somebody who was asked just now."""
        now = self.clock.now()
        patient = Patient(self, now - timedelta(hours=4), **more)
        await patient.tell(AppointmentFulfilled, changed_at=now - timedelta(hours=3))
        await self.room.until(self.at_rest)
        _, question = await self.sent()
        assert question.contact_id == patient.contact_id
        return patient

    async def comes(self, *local: int, zone: str = "Europe/Berlin") -> None:
        """It gets that late, and what is due is done."""
        self.clock.move(datetime(*local, tzinfo=ZoneInfo(zone)))
        await self.room.until(self.at_rest)

    async def at_rest(self) -> bool:
        """All that was said is heard, and nothing is due."""
        due = "select exists (select 1 from due_job where due_at <= $1)"
        return await self._all_is_heard() and not await self.one(due, self.clock.now())

    async def _all_is_heard(self) -> bool:
        return bool(await self.one("select count(*) = $1 from inbox", self.said))

    async def one(self, sql: str, *args: Any) -> Any:
        return await self._conn.fetchval(sql, *args)

    async def row(self, sql: str, *args: Any) -> Any:
        return await self._conn.fetchrow(sql, *args)

    @asynccontextmanager
    async def written_under_another_lock(self, sql: str, *args: Any) -> Any:
        """Somebody else writes a row; whoever wants to write it inside the block waits for them."""
        waits = "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))"
        pid = await self.one("select pg_backend_pid()")
        async with self.room.database(self.schema) as other, self._conn.transaction():
            await self._conn.execute(sql, *args)
            yield
            await self.room.until(lambda: other.fetchval(waits, pid))
        await self.room.until(self.at_rest)

    async def is_done(self, task_id: UUID) -> None:
        """Staff close a task."""
        closed = {"contact_id": uuid4(), "closed_at": self.clock.now(), "outcome": "done"}
        await self.says(TaskClosed(task_id=task_id, **closed))

    async def is_merged(self, old: UUID, new: UUID) -> None:
        """Two contacts are one."""
        merged = {"from": old, "into": new, "merged_at": self.clock.now()}
        await self.says(ContactMerged.model_validate(merged))

    async def sent(self) -> Any:
        """The next message that we begin."""
        return await self._next(is_question)

    async def no_other_question(self) -> None:
        """Nobody else is asked."""
        await self.nothing_more(is_question)

    async def no_task(self) -> None:
        """Nobody is to be called any more."""
        await self.nothing_more(is_task)

    async def answer(self) -> Any:
        """The next answer."""
        return (await self._next(is_answer))[1]

    async def told(self) -> Any:
        """The next response that others hear of."""
        return (await self._next(is_response))[1]

    async def task(self) -> Any:
        """The next task."""
        return (await self._next(is_task))[1]

    async def no_answer(self) -> None:
        """We say nothing more ourselves."""
        await self.nothing_more(is_answer)

    async def _next(self, kind: Any) -> Any:
        """The next event of a kind; what comes of others meanwhile is kept for them."""
        while True:
            found = next((pair for pair in self.kept if kind(pair[1])), None)
            if found is not None:
                self.kept.remove(found)
                return found
            self.kept.append(await self.heard.next())

    async def nothing_more(self, kind: Any) -> None:
        """Nothing else of a kind has come out."""
        await self.room.until(self._all_is_out)
        with suppress(TimeoutError):
            while True:
                self.kept.append(await self.heard.next(0.3))
        assert not [event for _, event in self.kept if kind(event)]

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


@pytest.fixture
def opened(room: Any, monkeypatch: Any) -> Any:
    """`async with opened(now, WARDBELL_FEEDBACK_FILE=…) as world`."""

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
        await room.topics(*TOPICS, partitions=1)
        schema = await room.schema("feedback", MIGRATIONS)
        async with room.listening(*HEARD) as heard, room.database(schema) as conn:
            world = World(room, schema, clock, heard)
            world._conn = conn
            await world.at_work()
            try:
                yield world
            finally:
                if world.running is not None:
                    await world.stops()

    return opened


@pytest.fixture
async def world(opened: Any) -> Any:
    """Feedback at work, from March 2, 2026, a Monday, noon in Berlin."""
    async with opened(datetime(2026, 3, 2, 12, tzinfo=BERLIN)) as made:
        yield made
