"""Claim, call, record: messages leave for WhatsApp, and what it said is written down."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import timedelta

import aiohttp
from pydantic import ValidationError

from wardbell_events.outbound import Content, FileContent, Template
from wardbell_runtime import Running, warn
from wardbell_runtime.errors import is_transient
from wardbell_sender import ledger, meta
from wardbell_sender.approvals import Approvals
from wardbell_sender.fallback import Fallback
from wardbell_sender.form import form
from wardbell_sender.ledger import Claimed
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.outcome import (
    Again,
    NotSent,
    NotTried,
    NotYet,
    Nowhere,
    Outcome,
    Refused,
    Unclear,
    outcome,
)
from wardbell_sender.pace import TOO_FAST, Pace
from wardbell_sender.payload import payload
from wardbell_sender.portfolio import Portfolio
from wardbell_sender.quiet import QuietHours
from wardbell_sender.settings import BEFORE_THE_CALL, SenderSettings
from wardbell_sender.settling import settle
from wardbell_sender.uploads import Upload, Uploads

POLL_SECONDS = 0.5
RECORD = 100
"""Results written in one transaction at most."""
RECORD_SECONDS = 0.05
"""How long results are collected: nobody but the patient's next message waits for them."""
NO_CONNECTION = (
    aiohttp.ClientConnectorError,
    aiohttp.ClientHttpProxyError,
    aiohttp.ConnectionTimeoutError,
)
"""Surely nothing has gone out."""
UNREADABLE = -1
"""Our code for a content that this version does not know; Meta's are not negative."""


class Dispatcher:
    """Sends one lane: emergencies have their own claims, connections and records."""

    def __init__(
        self,
        settings: SenderSettings,
        metrics: SenderMetrics,
        fallback: Fallback,
        approvals: Approvals,
        quiet: QuietHours,
        portfolio: Portfolio,
        rates: Mapping[str, float],
        *,
        urgent: bool,
    ) -> None:
        self._settings = settings
        self._metrics = metrics
        self._fallback = fallback
        self._approvals = approvals
        self._uploads = Uploads(settings)
        self._quiet = quiet
        self._portfolio = portfolio
        self._urgent = urgent
        self._share = settings.send_connections // 4 if urgent else settings.send_connections
        self.pace = Pace(settings.send_per_second, rates, urgent=urgent)
        self._woken = asyncio.Event()
        self._some_wait = True
        """Whether something waited at the last look into the ledger, or came since."""
        self._results: asyncio.Queue[tuple[Claimed, Outcome]] = asyncio.Queue()
        self._calls: dict[str, set[asyncio.Task[None]]] = defaultdict(set)
        """Under way, by number: where one's hang, those of another find room all the same."""
        self._session: aiohttp.ClientSession | None = None
        self._running: Running
        """The service, once it runs."""

    def room(self, number: str) -> int:
        """Calls of a number that may begin now; none before it runs."""
        return max(0, self._share - len(self._calls[number])) if self._session else 0

    @property
    def lease(self) -> timedelta:
        """How long a claim is good: calls take as long as they do, however fast the clock goes."""
        return self._running.clock.lasting(self._settings.lease)

    def wake(self) -> None:
        """There may be something to send."""
        self._some_wait = True
        self._woken.set()

    def begin(self, claimed: Sequence[Claimed]) -> None:
        """Send messages whose claim is committed."""
        for message in claimed:
            call = asyncio.create_task(self._call(message))
            of_number = self._calls[message.number]
            of_number.add(call)
            call.add_done_callback(of_number.discard)

    async def run(self, running: Running) -> None:
        """Send until the service stops; calls under way are finished and recorded."""
        settings = self._settings
        async with meta.session(settings, seconds=settings.send_timeout_seconds) as session:
            self._session, self._running = session, running
            recording = asyncio.create_task(self._record(running))
            try:
                while not running.drained.is_set():
                    self._woken.clear()
                    if not await self._send_some(running):
                        with suppress(TimeoutError):
                            await asyncio.wait_for(self._woken.wait(), await self._pause(running))
                under_way = (call for of_number in self._calls.values() for call in of_number)
                await asyncio.gather(*under_way, return_exceptions=True)
                await self._results.join()
            finally:
                self._session = None
                recording.cancel()

    async def _send_some(self, running: Running) -> bool:
        """Claim what there is room and pace for; True if there may be more at once."""
        full = False
        for number in list(self.pace.numbers):
            if not (room := self.room(number)):
                continue
            try:
                allowed = await self.pace.take_some(running, number, room)
                claimed = await self._claim(running, number, allowed) if allowed else []
            except Exception as error:  # noqa: BLE001  # the ledger keeps them
                warn("could not claim messages", error=error)
                await asyncio.sleep(POLL_SECONDS)
                return False
            self.begin(claimed)
            if self.pace.used(number, allowed, len(claimed)):
                full = True
        return full

    async def _claim(self, running: Running, number: str, limit: int) -> list[Claimed]:
        return await ledger.claim(
            running, number, urgent=self._urgent, limit=limit, lease=self.lease
        )

    async def _pause(self, running: Running) -> float:
        """How long there is nothing to do, as far as the ledger says."""
        try:
            # Others may have begun, or died, in the middle of what nobody asks for again.
            waiting = await ledger.waiting(running, urgent=self._urgent)
        except Exception as error:  # noqa: BLE001
            warn("could not look into the ledger", error=error)
            return POLL_SECONDS
        if waiting.keys() - self.pace.numbers:
            self.pace.numbers |= waiting.keys()
            return 0.0
        moment = min((at for at in waiting.values() if at is not None), default=None)
        self._some_wait = moment is not None or self._woken.is_set()
        if moment is None or moment <= running.clock.now():
            return POLL_SECONDS
        return min(POLL_SECONDS, max(0.01, running.clock.seconds_until(moment)))

    async def _call(self, message: Claimed) -> None:
        try:
            result = await self._send(message)
        except NO_CONNECTION:
            result = Again(None)
        except (aiohttp.ClientError, TimeoutError, OSError):
            result = Unclear(None)
        except ValidationError as error:
            warn("a message cannot be read", error=error, message_id=message.id)
            result = Refused(UNREADABLE)
        if isinstance(result, (Again, Unclear, Refused)) and result.code is not None:
            self._metrics.refused(result.code)
            if result.code == TOO_FAST:
                self.pace.refused(message.number)
        if isinstance(result, (NotSent, NotYet, NotTried, Nowhere)):
            self.pace.give_back(message.number)
        self._results.put_nowait((message, result))

    async def _send(self, message: Claimed) -> Outcome:
        """One call, and before it another for a file that WhatsApp does not have."""
        assert self._session is not None  # noqa: S101
        said = form(message, self._running.clock.now(), self._approvals.kept_back)
        if isinstance(said, str):
            return NotSent(said)
        if message.unreached is not None and message.unreached == message.address:
            return Nowhere()
        upload: Upload | None = None
        try:
            async with asyncio.timeout(BEFORE_THE_CALL.total_seconds()):
                if (held := await self._held(message, said)) is not None:
                    return held
                if isinstance(said, FileContent):
                    found = await self._uploads.of(
                        self._running, self._session, message.number, said
                    )
                    if not isinstance(found, Upload):
                        return found
                    upload = found
        except TimeoutError:  # nothing was sent: unlike that of the call, it leaves no doubt
            return NotTried()
        body = payload(
            said,
            language=message.language,
            wa_id=message.wa_id,
            user_id=message.user_id,
            contact_id=message.contact_id,
            message_id=message.id,
            media_id=upload.media_id if upload else None,
        )
        clock = self._running.clock
        if clock.now() + clock.lasting(self._settings.send_timeout) > message.claimed_until:
            return NotTried()  # whatever took so long: others may send it before the call is over
        url = meta.address(self._settings, f"{message.number}/messages")
        async with self._session.post(url, json=body) as answer:
            result = outcome(answer.status, await meta.parsed(answer))
        if upload and isinstance(result, Refused) and upload.may_be_gone(result.code):
            await self._uploads.forget(self._running, message.number, upload)
            return Again(result.code)
        return result

    async def _held(self, message: Claimed, said: Content | Template) -> NotYet | NotTried | None:
        """Why it is not sent now, until it has expired at most, which is said then; None: it is."""
        clock = self._running.clock
        after = message.campaigns_after
        alone = after is not None and after > clock.now()
        until = after if alone else message.behind
        if until is None and message.unasked:
            own = message.quiet_hours, message.time_zone
            until = self._quiet.over(message.number, clock.now(), *own)
        if until is None and isinstance(said, Template):
            until = await self._portfolio.full_until(self._running, message)
        if until is None:
            return None
        until = min(until, message.expires_at or until)
        return NotYet(until, alone) if until > clock.now() else NotTried()

    async def _record(self, running: Running) -> None:
        while True:
            batch = [await self._results.get()]
            await asyncio.sleep(RECORD_SECONDS)
            while len(batch) < RECORD and not self._results.empty():
                batch.append(self._results.get_nowait())
            await self._write_all(running, batch)
            for _ in batch:
                self._results.task_done()
            if self._some_wait:
                self._woken.set()

    async def _write_all(self, running: Running, batch: Sequence[tuple[Claimed, Outcome]]) -> None:
        """Try until they are written; what never can be is left out: its claim runs out."""
        while True:
            try:
                return await self._write(running, batch)
            except Exception as error:  # noqa: BLE001  # must be written, sooner or later
                warn("could not record what was sent", error=error, count=len(batch))
                if is_transient(error):
                    await asyncio.sleep(POLL_SECONDS)
                    continue
            if len(batch) > 1:
                for each in batch:
                    await self._write_all(running, [each])
            return None

    async def _write(self, running: Running, batch: Sequence[tuple[Claimed, Outcome]]) -> None:
        async with running.transaction({message.contact_id for message, _ in batch}) as tx:
            rows = {
                row["id"]: row
                for row in await ledger.lock_messages(tx, [message.id for message, _ in batch])
            }
            pause = self._settings.campaign_pause
            for message, result in batch:
                if (row := rows.get(message.id)) is not None:
                    settle(tx, row, message, result, self._fallback, self._metrics, pause)
