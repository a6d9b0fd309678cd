"""A clinic, patients who talk to it, and what they read."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest

from wardbell_events import Address, ContactMerged, MessageReceived, PersonIdentified, topics
from wardbell_events.inbound import Tap, Text
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import clinic_import
from wardbell_scheduling.app import MIGRATIONS, service
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.clinic import Clinic
from wardbell_stack.daytime import HERE

TOPICS = (
    topics.INBOUND_SCHEDULING,
    topics.INBOUND_PATIENTS,
    topics.INBOUND_DESK,
    topics.CONTACTS_MERGES,
    topics.PATIENTS_PROFILES,
    topics.WHATSAPP_DELIVERIES,
    topics.OUTBOUND_REPLIES,
    topics.OUTBOUND_NOTICES,
    topics.APPOINTMENTS,
    topics.SCHEDULING_CATALOG,
    topics.DESK_TASKS,
    topics.PAGES_PARTS,
)
KEPT_OF_PATIENTS = (
    *("hold", "appointment", "appointment_history", "occupied", "block", "conversation"),
    *("identity", "scheduling_audit", "busy_feed", "busy_calendar", "waiting", "slot_offer"),
    *("freed", "notice", "person_alias", "contact_alias", "due_job", "parked", "proposed"),
)
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def clinic(**services: Any) -> Clinic:
    """A clinic with two doctors who work every day from nine to five."""
    hours = [{"days": DAYS, "from": "09:00", "to": "17:00", "location": "here"}]
    offered = {
        "check-up": {"names": {"en": "Check-up", "de": "Vorsorge"}, "minutes": 30},
        "scan": {
            "names": {"en": "Ultrasound", "de": "Ultraschall"},
            "minutes": 60,
            "rooms": ["us-1"],
            "confirmation": "request",
        },
        **services,
    }
    return Clinic.model_validate(
        {
            "site": "main",
            "time_zone": str(HERE),
            "locations": {"here": {"name": "Practice", "address": "Main Street 1"}},
            "rooms": {"us-1": {"name": "Ultrasound room"}},
            "services": offered,
            "practitioners": {
                "weber": {"name": "Dr. Anna Weber", "services": list(offered), "schedule": hours},
                "yilmaz": {"name": "Dr. Yilmaz", "services": list(offered), "schedule": hours},
            },
        }
    )


@dataclass
class Patient:
    """Somebody who writes about appointments, and reads what comes back."""

    room: Any
    heard: Any
    language: str = "en"
    contact_id: UUID = field(default_factory=uuid4)
    read: list[Any] = field(default_factory=list)
    known: bool = False

    async def writes(self, text: str, *, intent: str | None = None) -> str:
        """Type; returns what the answer says."""
        return await self.says(Text(body=text), intent)

    async def taps(self, title: str | int) -> str:
        """Tap the choice of the last answer that has this title, or the n-th."""
        return await self.says(self._tap(title))

    async def only_taps(self, title: str | int) -> None:
        """The same, without looking at what comes back."""
        await self.only_says(self._tap(title))

    def _tap(self, title: str | int) -> Tap:
        choices = self.choices
        if isinstance(title, int):
            id_, title = choices[title]
        else:
            id_ = next(i for i, t in choices if t.startswith(title))
        service, action, *rest = id_.split(":", 2)
        argument = rest[0] if rest else ""
        return Tap(service=service, action=action, argument=argument, title=title)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Ids and titles of what the last answer offers."""
        content = self.read[-1].content
        return [(i.id, i.title) for i in getattr(content, "buttons", getattr(content, "rows", ()))]

    @property
    def days(self) -> list[date]:
        """Days, where the clinic is, of the times that the last answer offers."""
        choices = [Choice.decode(id_.partition("book:")[2]) for id_, _ in self.choices]
        return [c.start.astimezone(HERE).date() for c in choices if c is not None and c.start]

    async def begins(self, *choices: str | int) -> str:
        """Want an appointment, and tap these choices one after the other; returns the answer."""
        said = await self.writes("I need an appointment", intent="appointment")
        for choice in choices:
            said = await self.taps(choice)
        return said

    async def books(self, service: str = "Check-up") -> str:
        """Take the first time of the second day, which can be cancelled at any hour of today.

        Returns what is said in the end.
        """
        return await self.begins(service, 0, 1, 0, 0)

    async def books_tomorrow(self, doctor: str = "Dr. Anna Weber", time: int = 0) -> str:
        """Take a check-up tomorrow: its first time, or another one."""
        return await self.begins("Check-up", doctor, 1, time, "Yes, take it")

    async def waits(self, *, days: str = "Any day", part: str = "Any time") -> str:
        """Join the waiting list for a check-up; returns what is said in the end."""
        await self.writes("put me on the waiting list", intent="appointment")
        await self.taps("Check-up")
        await self.taps(days)
        return await self.taps(part)

    async def cancels(self) -> str:
        """Give up the first visit there is."""
        await self.writes("my appointments")
        await self.taps(0)
        await self.taps("Cancel")
        return await self.taps("Yes, cancel")

    async def hears(self) -> Any:
        """The next event about this patient."""
        return await self.heard.next_of(self.contact_id)

    async def only_says(self, said: Any, intent: str | None = None) -> MessageReceived:
        """Say something, without looking at what comes back."""
        return await self.room.says(
            topics.INBOUND_SCHEDULING,
            said,
            contact_id=self.contact_id,
            language=self.language,
            intent=intent,
        )

    async def says(self, said: Any, intent: str | None = None) -> str:
        """Say anything; returns what the answer says."""
        await self.only_says(said, intent)
        heard = await self._next()
        if heard.type == "patients.identity.requested.v1":
            asked = heard.model_dump() | {"person_id": uuid4()}
            await self.room.put(PersonIdentified(**asked))
            heard = await self._next()
        self.read.append(heard)
        return str(heard.content.body)

    async def _next(self) -> Any:
        wanted = {"patients.identity.requested.v1", "outbound.message.requested.v1"}
        while True:
            event = await self.heard.next_of(self.contact_id)
            if event.type in wanted:
                return event


class Ears:
    """Everything on some topics, told apart by contact."""

    def __init__(self, listener: Any) -> None:
        self._listener = listener
        self._by_contact: dict[UUID, list[Any]] = {}
        self.events: list[Any] = []
        self._came = asyncio.Condition()

    async def forget(self) -> None:
        """Hear all that was said, and forget it."""
        async with asyncio.timeout(20):
            while not await self._listener.caught_up():  # noqa: ASYNC110
                await asyncio.sleep(0.01)
        self.events.clear()
        self._by_contact.clear()

    async def listen(self) -> None:
        while True:
            try:
                _, event = await self._listener.next(60)
            except TimeoutError:
                continue
            async with self._came:
                self.events.append(event)
                self._by_contact.setdefault(getattr(event, "contact_id", None), []).append(event)
                self._came.notify_all()

    async def next_of(self, contact: UUID, seconds: float = 20) -> Any:
        """The next event of a contact."""
        async with self._came, asyncio.timeout(seconds):
            await self._came.wait_for(lambda: self._by_contact.get(contact))
            return self._by_contact[contact].pop(0)

    async def next_kind(self, kind: str, seconds: float = 20) -> Any:
        """The first event of a type, whoever's."""
        async with self._came, asyncio.timeout(seconds):
            await self._came.wait_for(lambda: any(e.type == kind for e in self.events))
            return next(e for e in self.events if e.type == kind)

    async def counts(self, kind: str, number: int, seconds: float = 20) -> None:
        """Wait until so many events of a type have come, whoever's."""

        def enough() -> bool:
            return sum(event.type == kind for event in self.events) >= number

        async with self._came, asyncio.timeout(seconds):
            await self._came.wait_for(enough)


@dataclass
class World:
    """A clinic at work."""

    room: Any
    schema: str
    ears: Ears
    appointments: Ears
    services: list[Any]

    async def begins_anew(self) -> None:
        """Nothing is under way or booked any more, and everybody works as in the beginning."""
        async with httpx.AsyncClient(timeout=None) as http, asyncio.timeout(20):
            for each in self.services:
                url = f"http://127.0.0.1:{each.health_port}/idle"
                while (await http.get(url)).status_code != 200:  # noqa: ASYNC110
                    await asyncio.sleep(0.01)
        await self.ears.forget()
        await self.appointments.forget()
        await self.sql(f"truncate {', '.join(KEPT_OF_PATIENTS)}")
        await self.imports(clinic())

    async def imports(self, made: Clinic) -> None:
        """Staff import another clinic file."""
        async with at_the_counter("scheduling") as desk:
            await clinic_import.import_clinic(desk, made, "test")

    async def shows(self, metric: str, labels: str, value: float) -> bool:
        """Whether the first replica's metric has a value."""
        async with httpx.AsyncClient() as http:
            url = f"http://127.0.0.1:{self.services[0].health_port}/metrics"
            lines = (await http.get(url)).text.splitlines()
        named = f"wardbell_scheduling_{metric}"
        return any(
            x.startswith(named) and labels in x and float(x.split()[-1]) == value for x in lines
        )

    def patient(self, language: str = "en") -> Patient:
        """Somebody new."""
        return Patient(self.room, self.ears, language)

    async def merges(self, loser: Patient, winner: Patient) -> Any:
        """The router finds out that two contacts are one; returns the event's envelope."""
        now = datetime.now(UTC)
        event = ContactMerged(from_=loser.contact_id, into=winner.contact_id, merged_at=now)
        return await self.room.put(event)

    async def tells(self, patient: Patient, seconds: float = 20) -> str:
        """What a patient is told next without having asked; its buttons can be tapped."""
        while True:
            heard = await self.appointments.next_of(patient.contact_id, seconds)
            if heard.type == "outbound.message.requested.v1":
                patient.read.append(heard)
                return str(heard.content.body)

    async def starts_at(self, start: datetime, timer: str, due: datetime | None = None) -> None:
        """The only visit is at this time, and its timer's job is due then, or at `due`."""
        await self.sql("update appointment set start_at = $1", start)
        await self.sql(
            "update due_job set due_at = $1,"
            " payload = jsonb_set(payload, '{start}', to_jsonb($2::text)) where timer = $3",
            due or start,
            start.isoformat(),
            timer,
        )

    async def local(self, id_: UUID, days: int) -> datetime:
        """Days after a visit, at its hour, as staff type it: what the clock says there."""
        sql = "select (start_at + make_interval(days => $2)) at time zone time_zone as local"
        rows = await self.sql(f"{sql} from appointment where id = $1", id_, days)
        return rows[0]["local"]  # type: ignore[no-any-return]

    async def until(self, statement: str, seconds: float = 10) -> None:
        """Wait until a query says true."""
        async with asyncio.timeout(seconds):
            while not (await self.sql(statement))[0][0]:  # noqa: ASYNC110  # a table says nothing
                await asyncio.sleep(0.05)

    async def sql(self, statement: str, *args: Any) -> Any:
        """Rows of scheduling's schema."""
        async with self.room.database(self.schema) as conn:
            return await conn.fetch(statement, *args)


@asynccontextmanager
async def _open(
    room: Any, monkeypatch: Any, made: Clinic, replicas: int = 1
) -> AsyncIterator[World]:
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*TOPICS)
    schema = await room.schema("scheduling", MIGRATIONS)
    async with at_the_counter("scheduling") as desk:
        await clinic_import.import_clinic(desk, made, "test")
    async with (
        room.listening(topics.OUTBOUND_REPLIES, topics.INBOUND_PATIENTS) as replies,
        room.listening(topics.APPOINTMENTS, topics.OUTBOUND_NOTICES, topics.DESK_TASKS) as others,
    ):
        ears, appointments = Ears(replies), Ears(others)
        listening = [asyncio.create_task(e.listen()) for e in (ears, appointments)]
        running = [service() for _ in range(replicas)]
        try:
            async with _all(running):
                yield World(room, schema, ears, appointments, running)
        finally:
            for task in listening:
                task.cancel()
            await asyncio.gather(*listening, return_exceptions=True)


@asynccontextmanager
async def _all(services: list[Any]) -> AsyncIterator[None]:
    if not services:
        yield
        return
    async with services[0].running(), _all(services[1:]):
        yield


@pytest.fixture
def written() -> Any:
    """Makes a message of a text and the time it was written."""

    def written(
        text: str, at: datetime, language: str = "en", intent: str | None = "appointment"
    ) -> MessageReceived:
        return MessageReceived(
            contact_id=uuid4(),
            message_id=uuid4(),
            wamid="wamid.example",
            sent_at=at,
            language=language,
            address=Address(wa_id="15550100017"),
            said=Text(body=text),
            intent=intent,
        )

    return written


@pytest.fixture
def a_clinic() -> Clinic:
    """Two doctors who work every day from nine to five."""
    return clinic()


@pytest.fixture
def opened(room: Any, monkeypatch: Any) -> Any:
    """`async with opened(clinic, replicas=3) as world`."""
    return lambda made=None, replicas=1: _open(room, monkeypatch, made or clinic(), replicas)


@pytest.fixture(scope="module")
async def house(room_of_file: Any) -> AsyncIterator[World]:
    """A clinic at work, for all tests of a file."""
    with pytest.MonkeyPatch.context() as environment:
        async with _open(room_of_file, environment, clinic()) as made:
            yield made


@pytest.fixture
async def world(house: World) -> World:
    """A clinic at work that nobody has written to."""
    await house.begins_anew()
    return house
