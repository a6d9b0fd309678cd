"""The feed of a practitioner's busy times: a page behind a secret, long-lived address.

It follows what is booked and blocked. Changes are gathered for some seconds, so that a busy morning
writes the page now and then, not once for each patient.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wardbell_dialogue import links
from wardbell_runtime import Job, Tx, schedule
from wardbell_scheduling.blocks import IMPORTED
from wardbell_scheduling.busy_file import BusyTime, busy_file
from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.clinics import Clinics
from wardbell_scheduling.dialogue import SAY
from wardbell_scheduling.slots import Span

CHANGED, DAILY = "busy-feed-changed", "busy-feed-daily"
"""Timers: something was booked or blocked; another day comes into sight."""
GATHER = timedelta(seconds=3)
"""Changes within it are shown together."""
VALID = timedelta(days=30)
"""How long an address works if scheduling is away."""


@dataclass(frozen=True, slots=True)
class Feed:
    """What is kept of a feed; without a token it has no address now."""

    site: str
    practitioner: str
    mark: UUID
    token: bytes | None
    language: str
    version: int


async def changed(tx: Tx, site: str, practitioner: str) -> None:
    """Something was booked or blocked, or is free again: the feed, if there is one, follows."""
    mark = await tx.fetchval(
        "select mark from busy_feed where site = $1 and practitioner = $2 and token is not null",
        site,
        practitioner,
    )
    if mark is not None:
        # All changes of the same few seconds are due at once, and so in one transaction.
        step = GATHER.total_seconds()
        due = datetime.fromtimestamp((tx.now.timestamp() // step + 1) * step, UTC)
        schedule(tx, CHANGED, mark, due)


async def marks(tx: Tx, site: str) -> set[str]:
    """Of all feeds that a site ever had, in hex."""
    rows = await tx.fetch("select mark from busy_feed where site = $1", site)
    return {row["mark"].hex for row in rows}


async def publish(tx: Tx, clinic: Clinic, feed: Feed) -> None:
    """Show what is true now. The feed's row is locked."""
    assert feed.token is not None  # noqa: S101
    file = busy_file(
        feed.mark,
        await _times(tx, feed, _window(clinic, feed, tx.now)),
        summary=SAY(feed.language, "busy"),
        now=tx.now,
    )
    await put(tx, feed, file, tx.now + VALID)


async def put(tx: Tx, feed: Feed, file: bytes, expires_at: datetime) -> None:
    """The next version of the page behind an address."""
    assert feed.token is not None  # noqa: S101
    version: int = await tx.fetchval(
        "update busy_feed set version = version + 1 where mark = $1 returning version", feed.mark
    )
    tx.emit(
        links.seal(
            file,
            content_type="text/calendar",
            token=feed.token,
            version=version,
            expires_at=expires_at,
        )
    )


def look_daily(tx: Tx, feed: Feed) -> None:
    """Look again tomorrow, as long as the address is this one."""
    assert feed.token is not None  # noqa: S101
    page = links.page_id(feed.token)
    schedule(tx, DAILY, feed.mark, tx.now + timedelta(days=1), page=page)


class BusyFeeds:
    """The timers that keep feeds true."""

    def __init__(self, clinics: Clinics) -> None:
        self._clinics = clinics

    async def changed(self, tx: Tx, job: Job) -> None:
        """Something was booked or blocked some seconds ago."""
        # One round of due jobs is one transaction: what is shown once in it is true for all.
        shown: set[UUID] = tx.loaded or set()
        tx.loaded = shown
        if job.contact_id not in shown:
            shown.add(job.contact_id)
            await self._show(tx, job.contact_id)

    async def daily(self, tx: Tx, job: Job) -> None:
        """A day has passed: the days in sight have moved, and the page would expire."""
        feed = await self._show(tx, job.contact_id, page=job.payload["page"])
        if feed is not None:
            look_daily(tx, feed)

    async def _show(self, tx: Tx, mark: UUID, page: str | None = None) -> Feed | None:
        """Publish, unless the address has ended or is not the one of a page."""
        await self._clinics.renew(tx)  # before the row is locked, as everybody does
        row = await tx.fetchrow(
            "select site, practitioner, mark, token, language, version from busy_feed"
            " where mark = $1 for update",
            mark,
        )
        feed = Feed(*row) if row else None
        if feed is None or feed.token is None or page not in {None, links.page_id(feed.token)}:
            return None
        clinic = self._clinics.get(feed.site)
        if clinic is not None:
            await publish(tx, clinic, feed)
        return feed


def _window(clinic: Clinic, feed: Feed, now: datetime) -> Span:
    """From yesterday's midnight to the horizon."""
    zone = ZoneInfo(clinic.time_zone)
    yesterday = now.astimezone(zone).date() - timedelta(days=1)
    since = datetime.combine(yesterday, time(), zone).astimezone(UTC)
    return Span(since, clinic.horizon_of(feed.practitioner, now))


async def _times(tx: Tx, feed: Feed, window: Span) -> list[BusyTime]:
    rows = await tx.fetch(
        """
        select owner as id, lower(during) as start_at, upper(during) as end_at
          from occupied
         where site = $1 and resource = 'practitioner/' || $2 and held_until is null
           and during && tstzrange($3, $4)
         union all
        select id, start_at, end_at
          from block
         -- What another calendar said, it shows itself. Two clinics that read each other's feeds
         -- would also never forget a time that either had shown.
         where site = $1 and practitioner = $2 and source <> $5 and start_at < $4 and end_at > $3
         order by 2, 1
        """,
        feed.site,
        feed.practitioner,
        window.start,
        window.end,
        IMPORTED,
    )
    return [BusyTime(row["id"], Span(row["start_at"], row["end_at"])) for row in rows]
