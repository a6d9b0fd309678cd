"""Calendars elsewhere that `clinic.yaml` names: asked now and then, by one replica at a time.

Nothing is asked for inside a transaction: claim, ask, record. A calendar that cannot be had or read
leaves what is known of it; that is said once, and shown by a metric until it is over.
"""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from functools import partial
from hashlib import sha256

import httpx
from prometheus_client import Gauge

from wardbell_runtime import Running, log, warn
from wardbell_scheduling import (
    blocks,
    busy_calendar_rows,
    busy_feed,
    busy_import,
    busy_times,
    local_days,
    staff,
)
from wardbell_scheduling.busy_calendar_rows import BusyCalendar
from wardbell_scheduling.busy_fetch import Away, Fetched, Same, client, fetch
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.clinics import Clinics

LOOK_SECONDS = 2.0
_STAMPS = re.compile(rb"^DTSTAMP[^\r\n]*", re.MULTILINE)
"""Some servers write the time of asking here."""


class BusyCalendars:
    """The background work that follows them.

    Args:
        every: how often each is asked
    """

    def __init__(self, clinics: Clinics, every: timedelta) -> None:
        self._clinics = clinics
        self._every = every
        self._followed: dict[str, Clinic] = {}
        self._failing = Gauge(
            "wardbell_scheduling_busy_calendar_failing",
            "1 while a practitioner's calendar cannot be fetched or read",
            ["site", "practitioner"],
            registry=None,
        )

    async def run(self, running: Running) -> None:
        """Follow them until the service stops."""
        running.metrics.registry.register(self._failing)
        async with client() as http:
            look = partial(self._look, running, http)
            await running.repeat("busy calendars", look, seconds=LOOK_SECONDS)

    async def _look(self, running: Running, http: httpx.AsyncClient) -> None:
        async with running.transaction() as tx:
            await self._clinics.renew(tx)
            clinics = self._clinics.all()
            for clinic in clinics:
                if clinic is not self._followed.get(clinic.site):
                    tx.cause = staff.command(clinic.site, "", clinic.site, tx.now)
                    await busy_calendar_rows.follow(tx, clinic)
            claimed = await busy_calendar_rows.claim(tx, self._every)
            failing = await busy_calendar_rows.failing(tx)
        self._followed = {clinic.site: clinic for clinic in clinics}
        # Cleared and filled in one breath: a calendar that is gone shows nothing.
        self._failing.clear()
        for site, practitioner, fails in failing:
            self._failing.labels(site, practitioner).set(fails)
        await asyncio.gather(*(self._ask(running, http, calendar) for calendar in claimed))

    async def _ask(self, running: Running, http: httpx.AsyncClient, asked: BusyCalendar) -> None:
        found = await fetch(http, asked.address, asked.etag, asked.modified)
        match found:
            case Away(why):
                await self._fail(running, asked, why)
            case Fetched() if _digest(found.file) != asked.digest:
                await self._take_over(running, asked, found)
            case Fetched() | Same():
                await self._can_be_read(running, asked)

    async def _take_over(self, running: Running, asked: BusyCalendar, found: Fetched) -> None:
        """Its times instead of those it had; staff hear of appointments in those that are new."""
        clinic = self._clinics.get(asked.site)
        assert clinic is not None  # noqa: S101
        async with running.transaction() as tx:
            own = await busy_feed.marks(tx, asked.site)
        window = busy_import.window(clinic, asked.practitioner, running.clock.now())
        try:
            zone = local_days.zone_of(clinic, asked.practitioner)
            spans = await asyncio.to_thread(busy_times.read, found.file, zone, window, own)
        except busy_times.Unreadable as wrong:
            return await self._fail(running, asked, str(wrong))
        async with running.transaction() as tx:
            read = await busy_calendar_rows.was_read(
                tx, asked, found.etag, found.modified, _digest(found.file)
            )
            if read:
                tx.cause = staff.command(asked.site, "", asked.site, tx.now)
                new = await blocks.replace_imported(tx, asked.site, asked.practitioner, spans)
                for met in await busy_import.hit(tx, asked.site, asked.practitioner, new):
                    busy_import.ask_staff(tx, met)
        return await self._can_be_read(running, asked)

    async def _fail(self, running: Running, asked: BusyCalendar, why: str) -> None:
        async with running.transaction() as tx:
            if await busy_calendar_rows.fails(tx, asked):
                warn("a busy calendar cannot be read", name=asked.practitioner, reason=why)

    async def _can_be_read(self, running: Running, asked: BusyCalendar) -> None:
        if asked.failed:
            async with running.transaction() as tx:
                await busy_calendar_rows.works(tx, asked)
            log("a busy calendar can be read again", name=asked.practitioner)


def _digest(file: bytes) -> bytes:
    return sha256(_STAMPS.sub(b"", file)).digest()
