"""A year of bookings by three replicas of scheduling, which are killed meanwhile.

Patients book, move and cancel on their phones, staff cancel days and import absences by command,
the clock jumps through a year. Afterwards no practitioner and no room was ever taken twice, every
patient knows what became of every visit, and the topic tells it all in order.
"""

from __future__ import annotations

import asyncio
import json
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from wardbell_cli.demo import in_words
from wardbell_cli.system import System
from wardbell_events import Envelope, topics
from wardbell_faults import appointments
from wardbell_faults.collect import parked, records
from wardbell_faults.heard import Heard, Kept, misheard
from wardbell_faults.nemesis import Nemesis
from wardbell_faults.phones import Phones
from wardbell_faults.plan import KAFKA, POSTGRES
from wardbell_faults.rest import come_to_rest
from wardbell_faults.run import QUIET_SECONDS, SETTINGS, own_stack
from wardbell_faults.staff import Staff
from wardbell_faults.talk import Chats, Talk
from wardbell_faults.visits import Visitor, race
from wardbell_faults.year import REPLICAS, Step, Year, write_clinic

LAPSES = timedelta(minutes=11)
"""Longer than a slot is held."""
UNGUARD = """
select format('alter table occupied drop constraint %I', conname)
  from pg_constraint where conrelid = 'occupied'::regclass and contype = 'x'
"""
STANDS_IN_THE_WAY = """
select exists (select from occupied
                where resource = 'practitioner/' || $1 and during @> $2::timestamptz)
    or exists (select from block
                where practitioner = $1 and start_at <= $2 and end_at > $2)
"""
KEPT = "select id, version, practitioner, start_at from appointment"


@dataclass
class Booking:
    """What a year came to."""

    figures: dict[str, Any]
    findings: dict[str, list[str]]


def run_year(
    year: Year, folder: Path, *, unguarded: bool = False, say: Callable[[str], None] = print
) -> Booking:
    """Play a year.

    Args:
        folder: data and logs; what an earlier run left there is removed
        unguarded: without the constraint that keeps two from having the same place
        say: told of what happens, a line at a time

    Raises:
        SystemNotUp, StackError: something did not start
    """
    shutil.rmtree(folder, ignore_errors=True)
    began = time.monotonic()
    clinic = write_clinic(folder / "clinic.yaml")
    replicas = {"scheduling": REPLICAS}
    system = System(
        *(folder,), settings=SETTINGS, clinic=clinic, replicas=replicas, say=lambda t: say(f"· {t}")
    )
    with own_stack(), system:
        if unguarded:
            asyncio.run(_unguard(system))
        booking = asyncio.run(_Play(year, system, folder, say).play())
    booking.figures["seconds"] = round(time.monotonic() - began, 1)
    return booking


async def _unguard(system: System) -> None:
    async with appointments.tables(system.env["DATABASE_URL"]) as conn:
        await conn.execute(await conn.fetchval(UNGUARD))


class _Play:
    def __init__(
        self, year: Year, system: System, folder: Path, say: Callable[[str], None]
    ) -> None:
        self._year = year
        self._system = system
        self._say = say
        self._began = time.monotonic()
        self._nemesis = Nemesis(system, self._tell)
        self._staff = Staff(system.env, folder)
        self._busy: list[str] = []
        self._late = Counter[str]()
        self._refused: list[str] = []

    async def play(self) -> Booking:
        async with AsyncExitStack() as open_:
            self._phones = await open_.enter_async_context(
                Phones.at(self._system.env["SIMULATOR_URL"])
            )
            chats = Chats(self._phones)
            await open_.enter_async_context(chats.listening())
            self._visitors = [
                Visitor(Talk(chats, f"1555020{1000 + n}", ("en", "de")[n % 2]))
                for n in range(self._year.patients)
            ]
            await self._phones.go_wrong(duplicate_webhooks=0.1)
            for number, step in enumerate(self._year.steps, 1):
                await self._step(step)
                self._tell(f"step {number} of {len(self._year.steps)}")
            self._busy += await come_to_rest(self._system.health, self._phones, QUIET_SECONDS)
            return await self._results(chats)

    async def _step(self, step: Step) -> None:
        async with asyncio.TaskGroup() as group:
            group.create_task(self._nemesis.strike(step.blows))
            group.create_task(self._at_the_counter(step))
            group.create_task(self._on_the_phones(step))
        if any(visitor.left for visitor in self._visitors):
            await self._jump(LAPSES)
            await asyncio.gather(*map(self._confirms_late, self._visitors))
        await self._jump(step.then)

    async def _on_the_phones(self, step: Step) -> None:
        for _ in range(step.races):
            await race(self._visitors)
        await asyncio.gather(
            *(
                visitor.does(doing, random.Random(f"{step.seed}/{number}"))
                for number, (visitor, doing) in enumerate(
                    zip(self._visitors, step.doings, strict=True)
                )
                if doing is not None
            )
        )

    async def _at_the_counter(self, step: Step) -> None:
        rng = random.Random(f"{step.seed}/staff")
        for _ in range(step.staff):
            await self._staff.acts(rng, await self._phones.now())

    async def _confirms_late(self, visitor: Visitor) -> None:
        """A confirmation after its hold lapsed counts while nothing stands in its way."""
        if visitor.left is None:
            return
        confirm, visitor.left = visitor.left, None
        words = in_words(await visitor.asks(confirm))
        if any(said in words for said in (*appointments.TELLS["booked"], "already", "schon")):
            self._late["honoured"] += 1
            return
        self._late["refused"] += 1
        (reply,) = (one for one in confirm["interactive"].values() if isinstance(one, dict))
        _, who, start, _ = reply["id"].split(":", 2)[2].split("/")
        at = datetime.strptime(start + "+0000", "%Y%m%dT%H%MZ%z")
        async with appointments.tables(self._system.env["DATABASE_URL"]) as conn:
            if not await conn.fetchval(STANDS_IN_THE_WAY, who, at):
                self._refused.append(f"{visitor.talk.wa_id} was refused {who} {start}: {words}")

    async def _jump(self, span: timedelta) -> None:
        if busy := await self._phones.jump(span, QUIET_SECONDS):
            self._tell(f"the clock cannot jump: {'; '.join(busy)}")
            self._busy += busy

    async def _results(self, chats: Chats) -> Booking:
        env = self._system.env
        async with appointments.tables(env["DATABASE_URL"]) as conn:
            happened = await appointments.changes(conn)
            kept = [Kept(*row) for row in await conn.fetch(KEPT)]
            findings = {
                "overlaps": await appointments.overlaps(conn),
                "places": await appointments.places(conn),
                "untold": [str(c) for c in appointments.untold(happened, chats.shown)],
                "misheard": misheard(await _heard(env["KAFKA_BOOTSTRAP_SERVERS"]), kept),
                "unanswered": [
                    f"{visitor.talk.wa_id}: {message}"
                    for visitor in self._visitors
                    for wamid, message in visitor.talk.said
                    if len(visitor.talk.answers(wamid)) != 1
                ],
                "refused": self._refused,
                "parked": await parked(env),
                "staff": self._staff.failed,
                "still_busy": self._busy,
            }
            statuses = await conn.fetch("select status, count(*) from appointment group by 1")
        kinds = Counter((change.kind, change.by) for change in happened)
        killed = self._nemesis.killed
        figures = {
            "seed": self._year.seed,
            "days": self._year.days,
            "replicas": REPLICAS,
            "kills": self._nemesis.kills,
            "kafka_restarts": killed[KAFKA],
            "postgres_restarts": killed[POSTGRES],
            "ended_by_themselves": dict(self._nemesis.ended_by_themselves),
            "said": sum(len(visitor.talk.said) for visitor in self._visitors),
            "appointments": len(kept),
            "now": {row["status"]: row["count"] for row in statuses},
            "moved": kinds["moved", "patient"],
            "cancelled": kinds["cancelled", "patient"],
            "moved_by_staff": kinds["moved", "staff"],
            "cancelled_by_staff": kinds["cancelled", "staff"],
            "acts_of_staff": dict(sorted(self._staff.done.items())),
            "late_honoured": self._late["honoured"],
            "late_refused": self._late["refused"],
            **{kind: len(found) for kind, found in findings.items()},
        }
        return Booking(figures, findings)

    def _tell(self, what: str) -> None:
        self._say(f"{time.monotonic() - self._began:6.1f} s  {what}")


async def _heard(bootstrap: str) -> list[Heard]:
    """What the topic says of appointments, each in its order."""
    found = []
    async for record in records(bootstrap, [topics.APPOINTMENTS.name]):
        value = json.loads(record.value)
        found.append(
            Heard(
                id=Envelope.parse(record.headers).id,
                appointment_id=UUID(value["appointment_id"]),
                version=value["version"],
                practitioner=value["practitioner"],
                start=datetime.fromisoformat(value["start"]),
            )
        )
    return found
