"""Playing a script on a real sender, Kafka, Postgres, webhook and simulator."""

from __future__ import annotations

import asyncio
import json
import os
import random
import time
from collections.abc import AsyncIterator, Awaitable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

import aiohttp
import asyncpg

from wardbell_cli.forked import Process
from wardbell_dialogue.messages import say
from wardbell_dialogue.templates import fill
from wardbell_events import (
    Address,
    ContactChanged,
    Envelope,
    Event,
    MessageRequested,
    topics,
)
from wardbell_events.outbound import Consent
from wardbell_events.topics import Topic
from wardbell_faults.phones import Phones
from wardbell_faults.rest import come_to_rest
from wardbell_faults.sending.collect import collect
from wardbell_faults.sending.history import Asked, History
from wardbell_faults.sending.plan import (
    CALMEST,
    CROWD,
    MILD,
    NUMBERS,
    Ask,
    Deed,
    Kill,
    Lane,
    Plan,
    Turn,
    Write,
    asked_for,
)
from wardbell_runtime import Settings, uuid7
from wardbell_runtime.kafka import Publisher

TOPICS: Mapping[Lane, Topic] = {
    "urgent": topics.OUTBOUND_URGENT,
    "reply": topics.OUTBOUND_REPLIES,
    "notice": topics.OUTBOUND_NOTICES,
}
TEMPLATE = "earlier_time_gone"
"""One without values."""
DAYS_AT_MOST = 10
STRUCK = "wardbell_faults.sending.struck"
READY_SECONDS = 30.0
OPEN = "('deferred', 'ready', 'claimed', 'unclear')"
HOME = ZoneInfo("Europe/Berlin")
NIGHT = (21, 8)
NOON = timedelta(hours=12)
BEFORE_NIGHT = timedelta(seconds=5)
"""From a day's beginning, where night falls in its midst."""
DAY = timedelta(hours=24) - timedelta(seconds=30)
"""From one day's beginning to the next one's: the sender takes a window for closed so much before
it is, so that those who wrote on a day lose theirs in the midst of the next one."""


class Stage:
    """Where scripts are played: a sender of its own process, and all that it needs.

    Args:
        env: addresses, prefix and suffix of the room, as the sender has them
    """

    def __init__(
        self,
        env: Mapping[str, str],
        log: Path,
        phones: Phones,
        publisher: Publisher,
        conn: asyncpg.Connection,
    ) -> None:
        self._env = env
        self._log = log
        self._phones = phones
        self._publisher = publisher
        self._conn = conn
        self._health = f"http://127.0.0.1:{env['HEALTH_PORT']}"
        self._space = uuid4()
        self._wrote: dict[UUID, datetime] = {}
        self.sender: Process
        self.history = History()

    @classmethod
    @asynccontextmanager
    async def at(cls, env: Mapping[str, str], log: Path) -> AsyncIterator[Stage]:
        """A stage on what the environment names; no sender runs yet."""
        settings = Settings.model_validate({key.lower(): value for key, value in env.items()})
        publisher = Publisher(settings, "scripts")
        schema = f"sender{settings.wardbell_schema_suffix}"
        conn = await asyncpg.connect(env["DATABASE_URL"], server_settings={"search_path": schema})
        async with Phones.at(env["WHATSAPP_API_URL"]) as phones:
            stage = cls(env, log, phones, publisher, conn)
            try:
                for patient in range(CROWD):
                    await stage._introduce(patient)
                yield stage
            finally:
                stage.sender.kill()
                await publisher.stop()
                await conn.close()

    def start(self, *words: str) -> None:
        """Start the sender, as the words after `python -m` say."""
        module, *rest = words or ("wardbell_cli.main",)
        env = {**os.environ, **self._env}
        self.sender = Process("sender", module, [*rest, "run", "sender"], env, self._log)
        self.sender.start()

    async def strike(self, when: str, point: str, hit: int = 1, seconds: float = 12) -> bool:
        """Run a sender until it ends at an await (`struck.py`); False: it was never there."""
        self.start(STRUCK, "at", when, str(hit), point)
        deadline = time.monotonic() + seconds
        while (alive := self.sender.alive) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)
        self.history.kills.append(time.time())
        await asyncio.to_thread(self.sender.kill)
        return not alive

    async def passed(self, seconds: float, file: Path) -> dict[str, int]:
        """Run a sender for a while; returns how often it passed which await."""
        self.start(STRUCK, "count", str(file))
        await asyncio.sleep(seconds)
        await asyncio.to_thread(self.sender.end)
        counted: dict[str, int] = json.loads(file.read_text())
        return counted

    async def play(self, plan: Plan) -> History:
        """Play all days, each until everything is at rest; returns what came of them."""
        self._env = {**self._env, "USERS_PER_DAY": str(plan.users)}
        self.history.users = plan.users
        dusk = (
            timedelta(hours=NIGHT[0]) - BEFORE_NIGHT - DAY
        )  # the first day's beginning is a DAY later
        await self._comes_to(dusk % timedelta(hours=24) if plan.night else NOON)
        self.start()
        first = await self._phones.now()
        await self._do_all(plan.before)
        await self._ready()
        for number, deeds in enumerate(plan.days, 1):
            span = first + number * DAY - await self._phones.now()
            await self._phones.jump(max(timedelta(), span))
            await self._do_all(deeds)
            await self._rest()
        await self._collect()
        return self.history

    async def play_until(self, over: Awaitable[None], seed: int) -> History:
        """The same as long as something goes on, day after day, in mild weather."""
        rng = random.Random(f"{seed}/until")
        await self._comes_to(NOON)
        await self._phones.go_wrong(**MILD)
        for patient in range(CROWD):
            await self._do(Write(0, patient))
        going_on = asyncio.ensure_future(over)
        for day in count():
            if going_on.done():
                break
            await self._do_all(asked_for(rng, day, CROWD))
        await going_on
        self.start()
        await self._rest()
        await self._collect()
        return self.history

    async def _comes_to(self, time: timedelta) -> None:
        """The next time that clocks at home show it; quiet hours are known from then on."""
        now = (await self._phones.now()).astimezone(HOME)
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        begins = midnight + time
        begins += timedelta(days=begins <= now)
        await self._phones.jump(begins - now)
        for day in range(-1, DAYS_AT_MOST):
            evening = (begins + timedelta(days=day)).replace(hour=NIGHT[0], minute=0, second=0)
            morning = (evening + timedelta(days=1)).replace(hour=NIGHT[1])
            self.history.nights.append((evening.timestamp(), morning.timestamp()))

    async def _ready(self) -> None:
        async with aiohttp.ClientSession() as session, asyncio.timeout(READY_SECONDS):
            while True:
                with suppress(aiohttp.ClientError):
                    async with session.get(f"{self._health}/ready") as answer:
                        if answer.status == 200:
                            return
                await asyncio.sleep(0.05)

    async def _do_all(self, deeds: Iterable[Deed]) -> None:
        began = time.monotonic()
        for deed in deeds:
            await asyncio.sleep(began + deed.at - time.monotonic())
            await self._do(deed)

    async def _introduce(self, patient: int) -> None:
        """As the router does when somebody writes for the first time."""
        contact = self._contact(patient)
        self.history.written[contact] = []
        known = ContactChanged(
            contact_id=contact,
            version=1,
            address=Address(wa_id=_wa_id(patient)),
            language="en",
            changed_at=await self._phones.now(),
        )
        await self._put(known, topics.CONTACTS, patient)

    async def _do(self, deed: Deed) -> None:
        match deed:
            case Turn():
                await self._phones.go_wrong(**deed.switches)
            case Write():
                message = {"type": "text", "text": {"body": "Hello"}}
                shown = await self._phones.write(
                    _wa_id(deed.patient), message, number=_number(deed.patient)
                )
                moment = float(shown["timestamp"])
                contact = self._contact(deed.patient)
                self._wrote[contact] = datetime.fromtimestamp(moment, UTC)
                self.history.written[contact].append(moment)
            case Kill():
                self.history.kills.append(time.time())
                await asyncio.to_thread(self.sender.kill)
                self.start()
            case Ask():
                await self._ask(deed)

    async def _ask(self, ask: Ask) -> None:
        contact, now = self._contact(ask.patient), await self._phones.now()
        answered = self._wrote.get(contact) if ask.answers else None
        not_before = now + timedelta(seconds=ask.waits) if ask.waits else None
        consent = None
        if ask.notices is not None:
            consent = Consent(notices=ask.notices, refused=ask.refused)
        event = MessageRequested(
            contact_id=contact,
            message_id=uuid5(self._space, ask.words),
            language="en",
            content=say(ask.words),
            template=fill(TEMPLATE) if ask.templated else None,
            purpose=ask.purpose,
            not_before=not_before,
            expires_at=now + timedelta(seconds=ask.lasts) if ask.lasts else None,
            in_reply_to=answered,
            address=Address(wa_id=_wa_id(ask.patient)) if ask.addressed else None,
            consent=consent,
        )
        asked = Asked(
            id=event.message_id,
            contact=contact,
            lane=ask.lane,
            at=now.timestamp(),
            templated=ask.templated,
            expires=ask.lasts is not None,
            purpose=ask.purpose,
            not_before=not_before.timestamp() if not_before else None,
            notices=ask.notices,
            refused=ask.refused,
            in_reply_to=answered.timestamp() if answered else None,
            quiet=_number(ask.patient) == NUMBERS[0],  # of the other number no site is known
        )
        self.history.asked.append(asked)
        for _ in range(2 if ask.twice else 1):
            await self._put(event, TOPICS[ask.lane], ask.patient)

    async def _put(self, event: Event, topic: Topic, patient: int) -> None:
        envelope = Envelope.first(
            uuid7(),
            event.type,
            source="wardbell/scripts",
            subject=event.key,
            number=_number(patient),
            now=datetime.now(UTC),
        )
        record = (topic.name, event.key.encode(), event.encode(), envelope.headers())
        await self._publisher.publish_all([record])

    async def _rest(self, seconds: float = 60) -> None:
        """Nothing goes wrong any more: wait until each message has its fate.

        What only waits for its time, after a refusal, gets it by a jump of the clock.
        """
        await self._phones.go_wrong(**CALMEST)
        deadline = time.monotonic() + seconds
        while True:
            busy = await come_to_rest(
                {"sender": self._health}, self._phones, deadline - time.monotonic()
            )
            row = await self._conn.fetchrow(
                f"select count(*) as open, min(try_at) as next from message where state in {OPEN}"  # noqa: S608
            )
            if not row or not row["open"]:
                break
            if busy or time.monotonic() > deadline:
                self.history.busy += busy or [f"{row['open']} messages are open"]
                break
            await self._phones.jump(max(timedelta(), row["next"] - await self._phones.now()))

    async def _collect(self) -> None:
        wa_ids = map(_wa_id, range(CROWD))
        await collect(self.history, self._env, self._phones, self._conn, wa_ids)

    def _contact(self, patient: int) -> UUID:
        return uuid5(self._space, f"contact {patient}")


def _number(patient: int) -> str:
    return NUMBERS[patient % len(NUMBERS)]


def _wa_id(patient: int) -> str:
    return f"1555012{patient:04}"
