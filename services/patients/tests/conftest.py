import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest
from typer.testing import CliRunner

from wardbell_events import (
    Address,
    ContactChanged,
    IdentityRequested,
    PersonIdentified,
    topics,
)
from wardbell_events.inbound import Text
from wardbell_patients.app import MIGRATIONS, service
from wardbell_patients.commands import app

TOPICS = (
    topics.INBOUND_SCHEDULING,
    topics.INBOUND_DESK,
    topics.INBOUND_TRIAGE,
    topics.PATIENTS_PROFILES,
    topics.INBOUND_PATIENTS,
    topics.OUTBOUND_REPLIES,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
)
BEGAN = datetime(2026, 11, 25, 9, tzinfo=UTC)


class OfOneType:
    """What is heard on a topic, of one type."""

    def __init__(self, listener, kind):
        self._listener = listener
        self._kind = kind

    async def next(self, seconds=15):
        while True:
            envelope, event = await self._listener.next(seconds)
            if isinstance(event, self._kind):
                return envelope, event


@dataclass
class Ada:
    """A patient of one test, who writes once a second by WhatsApp's time."""

    room: Any
    replies: Any
    language: str = "en"
    id: Any = field(default_factory=uuid4)
    sent_at: datetime = BEGAN

    def turn(self):
        self.sent_at += timedelta(seconds=1)
        return self.sent_at

    async def is_wanted(self, by="scheduling", *, language=None):
        """A service has to know who she is; returns its wish."""
        event = IdentityRequested(
            contact_id=self.id,
            message_id=uuid4(),
            sent_at=self.turn(),
            language=language or self.language,
            wanted_by=by,
        )
        await self.room.put(event)
        return event

    async def is_asked(self, by="scheduling"):
        """The same; returns the question she reads."""
        return await self.reads(await self.is_wanted(by))

    async def says(self, said, *, at=None):
        """Say something; returns the event, as the router tells it."""
        return await self.room.says(
            topics.INBOUND_PATIENTS,
            Text(body=said) if isinstance(said, str) else said,
            contact_id=self.id,
            language=self.language,
            sent_at=at or self.turn(),
        )

    async def writes(self, said, *, at=None):
        """The same; returns the answer she reads."""
        return await self.reads(await self.says(said, at=at))

    async def reads(self, event):
        _, answer = await self.replies.next()
        assert (answer.contact_id, answer.in_reply_to) == (self.id, event.sent_at)
        return answer

    async def introduces_herself(self, name="Ada Example", born="12.03.1980"):
        """All of it; returns the message with the date of birth."""
        await self.is_asked()
        await self.writes(name)
        return await self.says(born)


@asynccontextmanager
async def patient_in(room, language="en"):
    async with room.listening(topics.OUTBOUND_REPLIES) as replies:
        yield Ada(room, replies, language)


class Patients:
    """Patients at work, seen from outside."""

    def __init__(self, room, schema):
        self.room = room
        self.schema = schema
        self.eventually = room.until

    def listening(self, topic):
        return self.room.listening(topic)

    @asynccontextmanager
    async def hears(self, kind):
        """Events of one type, from now on."""
        # Who is identified is told to whoever wanted to know.
        others = [topics.INBOUND_TRIAGE] if kind is PersonIdentified else []
        async with self.room.listening(kind.topic, *others) as listener:
            yield OfOneType(listener, kind)

    def patient(self, language="en"):
        return patient_in(self.room, language)

    async def hear_language(self, contact, language, version):
        await self.room.put(
            ContactChanged(
                contact_id=contact,
                version=version,
                address=Address(wa_id="15550100017"),
                language=language,
                changed_at=datetime.now(UTC),
            )
        )

    async def one(self, sql, *args):
        async with self.room.database(self.schema) as conn:
            return await conn.fetchval(sql, *args)

    async def run(self, *words):
        """`wardbell patients …`"""
        run = partial(CliRunner().invoke, app, list(words), catch_exceptions=False)
        return await asyncio.to_thread(run)

    async def shown(self, contact, *options):
        return json.loads((await self.run("show", str(contact), "--json", *options)).stdout)


@pytest.fixture
async def open_patients(room, monkeypatch):
    """The service, started whenever a test wants it."""
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*TOPICS)
    schema = await room.schema("patients", MIGRATIONS)

    @asynccontextmanager
    async def opened():
        async with service().running():
            yield Patients(room, schema)

    return opened


@pytest.fixture
def patient_of():
    return patient_in


@pytest.fixture
async def patients(open_patients):
    async with open_patients() as patients:
        yield patients
