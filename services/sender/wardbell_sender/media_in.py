"""Files that patients send: fetched from WhatsApp, looked into, kept for a while.

WhatsApp gives them out for seven days, at an address that is good for five minutes. Nothing waits
for them; an event tells when one is here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any, Literal

import aiohttp

from wardbell_events import Envelope, MediaArrived, MediaSettled
from wardbell_events.ids import ContactId, MessageId
from wardbell_runtime import Incoming, Running, Tx, aliases
from wardbell_runtime.clock import ago
from wardbell_runtime.records import pack_envelope, unpack_headers
from wardbell_sender import icap, media_ledger, meta
from wardbell_sender.file_types import bare, is_as_told
from wardbell_sender.icap import ScanError
from wardbell_sender.media_ledger import Waiting
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.outcome import Refused, outcome
from wardbell_sender.settings import SenderSettings

LOOK_SECONDS = 0.5
PURGE_SECONDS = 600.0
AT_ONCE = 2
"""Files in memory: so many workers take one after the other."""
FETCH_SECONDS = 60.0
SCAN_SECONDS = 60.0
LEASE = timedelta(seconds=3 * 60)
"""Longer than both together, so that nobody else fetches the same; with the next try after a crash
still within five minutes."""
LONGEST = 600.0
"""Seconds between two tries at most."""
KEPT_AT_META = timedelta(days=7)
CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file as it came, or why it is not kept."""

    mime_type: str | None = None
    content: bytes | None = None
    reason: Literal["gone", "too_large", "type", "malware"] | None = None

    @property
    def state(self) -> str:
        """As the event tells it."""
        return "refused" if self.reason else "stored"


class Later(Exception):
    """Somebody could not be reached: again after a while."""


async def load_aliases(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Contacts of a batch that are known by another id now, for `tx.loaded`."""
    asked = [item.event.contact_id for item in batch if isinstance(item.event, MediaArrived)]
    tx.loaded = await aliases.present(tx, asked)


async def arrived(tx: Tx, event: MediaArrived) -> None:
    """A patient sent a file."""
    media_ledger.add(
        tx,
        message_id=event.message_id,
        contact_id=tx.loaded.get(event.contact_id, event.contact_id),
        media=event.media,
        media_id=event.media_id,
        context=pack_envelope(tx.cause),
    )


class MediaIn:
    """Fetches them."""

    def __init__(self, settings: SenderSettings, metrics: SenderMetrics) -> None:
        self._settings = settings
        self._metrics = metrics

    async def run(self, running: Running) -> None:
        """Fetch what comes until the service stops."""
        async with (
            meta.session(self._settings, connections=AT_ONCE, seconds=FETCH_SECONDS) as session,
            asyncio.TaskGroup() as tasks,
        ):
            work = partial(self._work, running, session)
            for _ in range(AT_ONCE):
                tasks.create_task(running.repeat("patients' files", work, seconds=LOOK_SECONDS))
            look = partial(self._look, running)
            tasks.create_task(running.repeat("files that wait", look, seconds=LOOK_SECONDS))

    async def purge(self, running: Running) -> None:
        """Drop what is old, every ten minutes until the service stops."""

        async def look() -> None:
            before = ago(running.clock.now(), days=self._settings.media_kept_days)
            await media_ledger.purge(running, before)

        await running.repeat("old files", look, seconds=PURGE_SECONDS)

    async def _work(self, running: Running, session: aiohttp.ClientSession) -> None:
        """One file after the other, as long as one waits."""
        while not running.stopping.is_set():
            if not (claimed := await media_ledger.claim(running, 1, LEASE)):
                return
            await self._fetch(running, session, claimed[0])

    async def _look(self, running: Running) -> None:
        oldest = await media_ledger.oldest(running)
        waits = (running.clock.now() - oldest).total_seconds() if oldest else 0.0
        self._metrics.media_waiting.set(waits)

    async def _fetch(
        self, running: Running, session: aiohttp.ClientSession, waiting: Waiting
    ) -> None:
        try:
            async with asyncio.timeout(FETCH_SECONDS):
                found = await self._download(session, waiting.media_id)
            if found.content is not None and not await self._is_clean(found):
                found = Fetched(reason="malware")
        except (Later, aiohttp.ClientError, TimeoutError, OSError):
            if running.clock.now() - waiting.arrived_at < KEPT_AT_META:
                return await self._try_again(running, waiting)
            found = Fetched(reason="gone")
        return await self._settle(running, waiting, found)

    async def _download(self, session: aiohttp.ClientSession, media_id: str) -> Fetched:
        """What is behind an id.

        Raises:
            Later, ClientError, TimeoutError, OSError: it cannot be fetched now
        """
        async with session.get(meta.address(self._settings, media_id)) as answer:
            told: Any = await meta.parsed(answer)
        if answer.status != 200 and isinstance(outcome(answer.status, told), Refused):
            return Fetched(reason="gone")
        if answer.status != 200 or not isinstance(told, dict):
            raise Later
        if not isinstance(url := told.get("url"), str):
            raise Later
        most = self._settings.media_max_bytes
        if _size(told.get("file_size")) > most:
            return Fetched(reason="too_large")
        content = bytearray()
        async with session.get(url) as answer:
            if answer.status != 200:  # 404: more than five minutes have passed
                raise Later
            async for chunk in answer.content.iter_chunked(CHUNK):
                content += chunk
                if len(content) > most:
                    return Fetched(reason="too_large")
        mime_type, whole = bare(str(told.get("mime_type"))), bytes(content)
        if not is_as_told(whole, mime_type):
            return Fetched(reason="type")
        return Fetched(mime_type, whole)

    async def _is_clean(self, file: Fetched) -> bool:
        url = self._settings.icap_url
        try:
            return not url or await icap.is_clean(
                url, file.content or b"", file.mime_type or "", SCAN_SECONDS
            )
        except ScanError as error:
            self._metrics.media.labels("scanner_away").inc()
            raise Later from error

    async def _try_again(self, running: Running, waiting: Waiting) -> None:
        pause = min(LONGEST, 4.0 ** min(waiting.attempts, 5))
        async with running.transaction() as tx:
            media_ledger.try_again(tx, waiting.message_id, tx.now + timedelta(seconds=pause))

    async def _settle(self, running: Running, waiting: Waiting, found: Fetched) -> None:
        async with running.transaction([waiting.contact_id]) as tx:
            row = await media_ledger.lock(tx, waiting.message_id)
            if row is None:
                return
            media_ledger.finish(tx, waiting.message_id, found.state, found.mime_type, found.content)
            tx.cause = Envelope.parse(unpack_headers(waiting.context))
            tx.emit(
                MediaSettled(
                    contact_id=ContactId(row["contact_id"]),
                    message_id=MessageId(waiting.message_id),
                    media=waiting.media,
                    state=found.state,
                    reason=found.reason,
                    mime_type=found.mime_type,
                    size=None if found.content is None else len(found.content),
                    at=tx.now,
                )
            )
        self._metrics.media.labels(found.reason or found.state).inc()


def _size(told: Any) -> int:
    """Bytes as WhatsApp tells them; 0 where it tells no number: what comes is counted anyway."""
    try:
        return int(told)
    except (TypeError, ValueError, OverflowError):
        return 0
