"""Webhooks to the product: signed, repeated until accepted or a week old, many at once.

Updates travel in lanes. Within a lane the next update is sent only after the one before was
answered with 200; different lanes run concurrently. One lane per patient keeps messages in the
order they were typed, one per outbound message keeps sent, delivered and read in order. Meta
promises neither, so the faults can take both away. What patients do does not stand behind statuses,
of which there are three times as many: Meta sends both with as many connections as it takes.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import count, islice

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from wardbell_simulator import webhook_bodies
from wardbell_simulator.clock import Clock
from wardbell_simulator.faults import Faults
from wardbell_simulator.journal import Journal, Posted
from wardbell_simulator.settings import Settings

logger = logging.getLogger(__name__)

OnAccepted = Callable[[], None]

PATIENTS, STATUSES = 0, 1
"""Ranks: what is sent first."""

GIVEN_UP_S = 7 * 86_400
"""Of virtual time, after which an update is lost: there is no way to ask for it later.

Meta's overview says 7 days, its page on endpoints 36 hours.
"""


@dataclass(slots=True, eq=False)
class _Update:
    change: bytes
    on_accepted: OnAccepted | None
    time: int | None = None  # of the entry; only updates about the account have one


@dataclass(slots=True, eq=False)
class _Lane:
    rank: int
    waiting: deque[_Update]


@dataclass(slots=True, eq=False)
class _Batch:
    """What travels in one POST; repeated as a whole, as Meta does."""

    rank: int
    taken: list[tuple[Hashable, list[_Update]]]
    body: bytes
    epoch: int
    posted: Posted


class Webhooks:
    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        faults: Faults,
        session: ClientSession,
        journal: Journal,
    ) -> None:
        self._settings = settings
        self._journal = journal
        self._clock = clock
        self._faults = faults
        self._session = session
        self._secret = settings.app_secret.encode()
        self._timeout = ClientTimeout(total=settings.webhook_timeout_s)
        self._lanes: dict[Hashable, _Lane] = {}
        self._ready: asyncio.PriorityQueue[tuple[int, int, Hashable | _Batch]]
        self._ready = asyncio.PriorityQueue()
        self._turn = count()
        self._epoch = 0
        self._refused = False
        self._workers: list[asyncio.Task[None]] = []
        self.undelivered = 0
        self.point_to(settings.webhook_url)

    def start(self) -> None:
        self._workers = [
            asyncio.create_task(self._work()) for _ in range(self._settings.webhook_connections)
        ]

    async def close(self) -> None:
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)

    def point_to(self, url: str | None) -> None:
        self._url = URL(url) if url else None

    def forget_all(self) -> None:
        """Drop what was not delivered; POSTs under way end without effect here."""
        self._epoch += 1
        self._lanes.clear()
        while not self._ready.empty():
            self._ready.get_nowait()
        self.undelivered = 0

    def send(
        self,
        lane: Hashable,
        change: bytes,
        on_accepted: OnAccepted | None = None,
        delay_s: float = 0.0,
        rank: int = PATIENTS,
        time: int | None = None,
    ) -> None:
        """Send an update behind those that wait in the same lane, after `delay_s` if given.

        `time` stands in the entry of what is about the account and not about a chat.
        """
        if self._url is None:
            return
        held_back = self._faults.shuffle_delay()
        if held_back:
            lane = object()  # nobody waits for it, it waits for nobody
        self._put(lane, _Update(change, on_accepted, time), delay_s + held_back, rank)
        if self._faults.happens(self._faults.now.duplicate_webhooks):
            self._put(object(), _Update(change, None, time), delay_s, rank)

    def _put(self, lane: Hashable, update: _Update, delay_s: float, rank: int) -> None:
        self.undelivered += 1
        if delay_s:
            loop = asyncio.get_running_loop()
            loop.call_later(delay_s, self._join, lane, update, rank, self._epoch)
        else:
            self._join(lane, update, rank, self._epoch)

    def _join(self, lane: Hashable, update: _Update, rank: int, epoch: int) -> None:
        if epoch != self._epoch:
            return
        known = self._lanes.get(lane)
        if known is None:
            self._lanes[lane] = _Lane(rank, deque([update]))
            self._line_up(rank, lane)
        else:
            known.waiting.append(update)

    def _line_up(self, rank: int, item: Hashable | _Batch) -> None:
        self._ready.put_nowait((rank, next(self._turn), item))

    async def _work(self) -> None:
        while True:
            _, _, item = await self._ready.get()
            batch = item if isinstance(item, _Batch) else self._gather(item)
            if await self._post(batch):
                self._settle(batch, accepted=True)
            elif self._clock.now() - batch.posted.virtual >= GIVEN_UP_S:
                self._settle(batch, accepted=False)
            else:
                self._try_again(batch)

    def _gather(self, lane: Hashable) -> _Batch:
        """Take what may travel together, starting with a lane that is ready."""
        taken: list[tuple[Hashable, list[_Update]]] = []
        space = self._faults.now.batch_webhooks
        rank = self._lanes[lane].rank
        while True:
            updates = list(islice(self._lanes[lane].waiting, space))
            taken.append((lane, updates))
            space -= len(updates)
            if not space or self._ready.empty():
                break
            entry = self._ready.get_nowait()
            if isinstance(entry[2], _Batch):
                self._ready.put_nowait(entry)
                break
            lane = entry[2]
        waba_id = self._settings.waba_id
        every = [update for _, updates in taken for update in updates]
        chats = [update.change for update in every if update.time is None]
        entries = [webhook_bodies.entry(waba_id, chats)] if chats else []
        entries += [
            webhook_bodies.entry(waba_id, [update.change], update.time)
            for update in every
            if update.time is not None
        ]
        body = webhook_bodies.body(entries)
        posted = Posted([update.change for update in every], self._clock.now())
        self._journal.post(posted)
        return _Batch(rank, taken, body, self._epoch, posted)

    async def _post(self, batch: _Batch) -> bool:
        if self._url is None:  # taken away meanwhile: nobody to repeat it to
            return True
        body = batch.body
        headers = {
            "Content-Type": "application/json",
            "User-Agent": "facebookexternalua",
            "X-Hub-Signature-256": webhook_bodies.signature(self._secret, body),
        }
        try:
            async with self._session.post(
                self._url, data=body, headers=headers, timeout=self._timeout, allow_redirects=False
            ) as response:
                await response.read()  # else the connection could not be used again
                answer = str(response.status)
            problem = "" if answer == "200" else f"answered {answer}"
        except (ClientError, TimeoutError) as error:
            answer = type(error).__name__
            problem = f"did not answer ({answer})"
        batch.posted.tries += 1
        batch.posted.answer = answer
        if problem and not self._refused:  # once, not for every try
            logger.warning("The webhook %s %s: trying until it says 200", self._url, problem)
        self._refused = bool(problem)
        return not problem

    def _settle(self, batch: _Batch, *, accepted: bool) -> None:
        if batch.epoch != self._epoch:
            return
        batch.posted.end(accepted=accepted)
        for lane, updates in batch.taken:
            known = self._lanes[lane]
            for update in updates:
                known.waiting.popleft()
                self.undelivered -= 1
                if accepted and update.on_accepted:
                    update.on_accepted()
            if known.waiting:
                self._line_up(known.rank, lane)
            else:
                del self._lanes[lane]

    def _try_again(self, batch: _Batch) -> None:
        settings = self._settings
        failures = batch.posted.tries - 1
        wait = min(settings.webhook_retry_s * 2.0**failures, settings.webhook_retry_max_s)
        asyncio.get_running_loop().call_later(wait * self._faults.jitter(), self._come_back, batch)

    def _come_back(self, batch: _Batch) -> None:
        if batch.epoch == self._epoch:
            self._line_up(batch.rank, batch)
