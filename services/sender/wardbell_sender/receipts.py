"""Read receipts: patients see that what they wrote was seen, and that somebody is at it.

A courtesy: nothing waits for one, they are kept in memory, and none is sent twice. Those that get
lost are counted; the next one marks all that the patient has written as read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Any

import aiohttp

from wardbell_events import Envelope, MessageArrived
from wardbell_runtime import Running
from wardbell_sender import contacts, meta
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.outcome import Refused, outcome
from wardbell_sender.settings import SenderSettings

LOOK_SECONDS = 0.25
PATIENCE = timedelta(seconds=1)
"""How long an answer may take before the patient is shown that somebody is typing.

WhatsApp shows it for 25 s or until a message of ours comes, so it must not follow one.
"""
FRESH = timedelta(seconds=10)
"""From when on nobody is shown as typing: whatever keeps the answer, it is not about to come."""
STALE = timedelta(minutes=10)
"""From when on a receipt tells nobody anything."""
AT_ONCE = 16
MOST = 1_000
"""Patients whose receipts wait at most."""
TIMEOUT_SECONDS = 3.0
REST_SECONDS = 30.0
"""After WhatsApp did not answer, or said that it is too much: no receipts meanwhile."""


@dataclass(frozen=True, slots=True)
class Unread:
    """The last of what a patient wrote."""

    number: str
    wamid: str
    addresses: tuple[str, ...]
    """`wa_id` and `user_id`, as far as they are known."""
    received_at: datetime
    waits_since: datetime
    """When the first of them came that was not marked as read."""


class Receipts:
    """Marks what patients write as read."""

    def __init__(self, settings: SenderSettings, metrics: SenderMetrics) -> None:
        self._settings = settings
        self._outcomes = metrics.receipts
        self._waiting: dict[str, Unread] = {}
        """By the key of `whatsapp.messages`, those that wait longest first."""
        self._rests_until = 0.0

    def arrived(self, cause: Envelope, event: MessageArrived) -> None:
        """A patient wrote."""
        if (unread := _unread(cause, event)) is not None:
            self._note(event.contact_key, unread)

    async def run(self, running: Running) -> None:
        """Look four times a second until the service stops."""
        async with meta.session(
            self._settings, connections=AT_ONCE, seconds=TIMEOUT_SECONDS
        ) as session:
            look = partial(self._look, running, session)
            await running.repeat("read receipts", look, seconds=LOOK_SECONDS)

    def _note(self, key: str, unread: Unread) -> None:
        before = self._waiting.get(key)
        if before is not None:
            unread = replace(unread, waits_since=before.waits_since)
        elif len(self._waiting) >= MOST:
            return self._count("lost")
        self._waiting[key] = unread
        return None

    async def _look(self, running: Running, session: aiohttp.ClientSession) -> None:
        while due := self._take_due(running.clock.now()):
            unanswered = await self._unanswered(running, due)
            marks = (self._mark(session, each, typing=each in unanswered) for each in due)
            await asyncio.gather(*marks)

    def _take_due(self, now: datetime) -> list[Unread]:
        """Those that are due now; what is of no use or cannot be sent now is lost."""
        ripe = (key for key, each in self._waiting.items() if now - each.waits_since >= PATIENCE)
        due = [self._waiting.pop(key) for key in list(islice(ripe, AT_ONCE))]
        wanted = [each for each in due if now - each.received_at < STALE]
        if asyncio.get_running_loop().time() < self._rests_until:
            wanted = []
        self._count("lost", len(due) - len(wanted))
        return wanted

    async def _unanswered(self, running: Running, due: list[Unread]) -> set[Unread]:
        """Those who are shown that somebody is typing: an answer may still be on its way."""
        now = running.clock.now()
        fresh = {each for each in due if now - each.received_at < FRESH}
        if self._settings.read_receipts != "typing" or not fresh:
            return set()
        since = min(each.received_at for each in fresh)
        last = await contacts.last_answers(running, since)
        return {each for each in fresh if not _is_answered(each, last)}

    async def _mark(self, session: aiohttp.ClientSession, unread: Unread, *, typing: bool) -> None:
        body: dict[str, Any] = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": unread.wamid,
        }
        if typing:
            body["typing_indicator"] = {"type": "text"}
        url = meta.address(self._settings, f"{unread.number}/messages")
        try:
            async with session.post(url, json=body) as answer:
                if answer.status == 200:
                    return self._count("sent")
                refused = isinstance(outcome(answer.status, await meta.parsed(answer)), Refused)
        except (aiohttp.ClientError, TimeoutError, OSError):
            refused = False
        if not refused:  # not because of this message: others would fare no better
            self._rests_until = asyncio.get_running_loop().time() + REST_SECONDS
        return self._count("refused" if refused else "lost")

    def _count(self, outcome: str, count: int = 1) -> None:
        self._outcomes.labels(outcome).inc(count)


def _unread(cause: Envelope, event: MessageArrived) -> Unread | None:
    """What can be marked as read: not what WhatsApp itself says, nor what is said in groups."""
    raw, profile = event.raw, event.profile or {}
    wamid = raw.get("id")
    if not isinstance(wamid, str) or not event.phone_number_id:
        return None
    if raw.get("type") == "system" or raw.get("group_id"):
        return None
    ids = (
        raw.get("from") or profile.get("wa_id"),
        raw.get("from_user_id") or profile.get("user_id"),
    )
    addresses = tuple(each for each in ids if isinstance(each, str))
    at = cause.received_at
    return Unread(event.phone_number_id, wamid, addresses, received_at=at, waits_since=at)


def _is_answered(unread: Unread, last: Mapping[tuple[str, str], datetime]) -> bool:
    """Whether one of the last answers, by our number and the patient's address, came later."""
    answers = (last.get((unread.number, address)) for address in unread.addresses)
    return any(at is not None and at >= unread.received_at for at in answers)
