"""Triage at work, and patients who write to it through the router's topic."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from wardbell_events import Address, MessageReceived, topics
from wardbell_events.inbound import Tap, Text
from wardbell_triage.app import MIGRATIONS, service

TOPICS = (
    topics.CONTACTS_MERGES,
    topics.SCHEDULING_CATALOG,
    topics.TRIAGE_ASSESSMENTS,
    topics.INBOUND_TRIAGE,
    topics.INBOUND_TRIAGE_URGENT,
    topics.OUTBOUND_URGENT,
    topics.OUTBOUND_REPLIES,
    topics.DESK_TASKS,
    topics.DESK_TASKS_URGENT,
    topics.INBOUND_DESK_URGENT,
)
PATIENCE = 60
"""Seconds that a process of its own may take to start on a busy machine."""
HEARD = (
    topics.OUTBOUND_REPLIES,
    topics.OUTBOUND_URGENT,
    topics.DESK_TASKS,
    topics.DESK_TASKS_URGENT,
    topics.TRIAGE_ASSESSMENTS,
    topics.INBOUND_DESK_URGENT,
)


@dataclass
class Patient:
    """One contact, and what was last said to them."""

    clinic: Clinic
    language: str = "en"
    contact_id: UUID = field(default_factory=uuid4)
    shown: Any = None

    async def says(self, text: str, **more: Any) -> Any:
        """Write, and read the answer."""
        return await self._sends(Text(body=text), **more)

    async def taps(self, title: str) -> Any:
        """Tap a button or row of the last answer by its title."""
        content = self.shown.content
        offered = content.buttons if content.kind == "buttons" else content.rows
        (id_,) = [each.id for each in offered if each.title == title]
        return await self.taps_id(id_)

    async def taps_id(self, id_: str) -> Any:
        """Tap something by its id."""
        owner, action, *rest = id_.split(":", 2)
        return await self._sends(Tap(service=owner, action=action, argument="".join(rest)))

    async def _sends(self, said: Any, **more: Any) -> Any:
        event = MessageReceived(
            **{
                "contact_id": self.contact_id,
                "message_id": uuid4(),
                "wamid": "wamid.example",
                "sent_at": datetime.now(UTC),
                "language": self.language,
                "address": Address(wa_id="15550100017"),
                "said": said,
                "intent": None,
                **more,
            }
        )
        urgent = event.red_flag is not None
        topic = topics.INBOUND_TRIAGE_URGENT if urgent else topics.INBOUND_TRIAGE
        await self.clinic.room.put(event, topic)
        self.shown = await self.clinic.answer(self.contact_id)
        return self.shown.content


@dataclass
class Clinic:
    """What triage says, sorted by what it is."""

    room: Any
    schema: str
    heard: Any
    tasks: list[Any] = field(default_factory=list)
    closed: list[Any] = field(default_factory=list)
    assessments: list[Any] = field(default_factory=list)
    for_staff: list[Any] = field(default_factory=list)
    """What patients wrote in an emergency, passed to the desk."""

    def patient(self) -> Patient:
        """Somebody who is not well."""
        return Patient(self)

    async def answer(self, contact_id: UUID) -> Any:
        """The next message to a patient; all else is kept."""
        while True:
            envelope, event = await self.heard.next(PATIENCE)
            if envelope.type == "outbound.message.requested.v1":
                assert event.contact_id == contact_id
                return event
            self._keep(envelope, event)

    async def settled(self, *, tasks: int = 0, assessments: int = 0, words: int = 0) -> None:
        """So many of them have come."""
        while (
            len(self.tasks) < tasks
            or len(self.assessments) < assessments
            or len(self.for_staff) < words
        ):
            self._keep(*await self.heard.next(PATIENCE))

    def _keep(self, envelope: Any, event: Any) -> None:
        kept = {
            "desk.task.opened.v1": self.tasks,
            "desk.task.closed.v1": self.closed,
            "inbound.message.received.v1": self.for_staff,
        }
        kept.get(envelope.type, self.assessments).append(event)

    async def one(self, sql: str, *args: Any) -> Any:
        async with self.room.database(self.schema) as conn:
            return await conn.fetchval(sql, *args)


@pytest.fixture
def opened(room: Any, monkeypatch: Any) -> Any:
    """`async with opened() as clinic`: topics and tables; nobody is at work yet."""

    @asynccontextmanager
    async def opened() -> Any:
        for key, value in room.env.items():
            monkeypatch.setenv(key, value)
        await room.topics(*TOPICS)
        schema = await room.schema("triage", MIGRATIONS)
        async with room.listening(*HEARD) as heard:
            yield Clinic(room, schema, heard)

    return opened


@pytest.fixture
async def clinic(opened: Any) -> Any:
    """Triage at work."""
    async with opened() as made, service().running():
        yield made


@pytest.fixture
def ada(clinic: Any) -> Patient:
    return clinic.patient()
