"""Conversations as patients have them: what is said, what is shown, which answers which."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import UUID, uuid5

from wardbell_cli.demo import choices, in_words, tap
from wardbell_faults.history import door_id, message_id_of
from wardbell_faults.moods import first_choice
from wardbell_faults.phones import Json, Phones

ANSWERING = ("scheduling", "patients", "gateway", "triage", "desk", "feedback")
"""Services that answer patients: the id of an answer follows from the message's and theirs."""


class Chats:
    """What stands on every phone, as it comes."""

    def __init__(self, phones: Phones) -> None:
        self.phones = phones
        self.shown: dict[str, list[Json]] = defaultdict(list)
        """Our messages, oldest first, by phone."""
        self._came = asyncio.Condition()
        self._listening = asyncio.Event()

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Inside, what comes is seen."""
        listening = asyncio.create_task(self._listen())
        await self._listening.wait()
        try:
            yield
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def answer(self, wa_id: str, wamid: str, seconds: float) -> Json:
        """What answers a message. TimeoutError: nothing did in time."""
        async with asyncio.timeout(seconds), self._came:
            while not (found := self.answers(wa_id, wamid)):
                await self._came.wait()
            return found[0]

    def answers(self, wa_id: str, wamid: str) -> list[Json]:
        """All that answers a message by now."""
        ids = answer_ids(wamid)
        return [message for message in self.shown[wa_id] if message_id_of(message) in ids]

    async def _listen(self) -> None:
        async for kind, data in self.phones.events():
            if kind == "listening":
                self._listening.set()
            elif kind == "message" and data["message"]["direction"] == "out":
                async with self._came:
                    self.shown[data["wa_id"]].append(data["message"])
                    self._came.notify_all()


class Talk:
    """One patient's side."""

    def __init__(self, chats: Chats, wa_id: str, language: str) -> None:
        self._chats = chats
        self.wa_id = wa_id
        self.language = language
        self.said: list[tuple[str, Json]] = []
        """Wamid and message, oldest first."""

    @property
    def shown(self) -> list[Json]:
        """What stands on the phone."""
        return self._chats.shown[self.wa_id]

    async def says(self, message: Json) -> str:
        """Send something, without looking at what comes back; returns its wamid."""
        wamid: str = (await self._chats.phones.write(self.wa_id, message))["id"]
        self.said.append((wamid, message))
        return wamid

    async def asks(self, message: Json, seconds: float = 20) -> Json:
        """Send something, and read the answer. TimeoutError: there is none."""
        return await self._chats.answer(self.wa_id, await self.says(message), seconds)

    async def taps(self, title: str) -> Json:
        """Tap the first choice of the last message whose title begins so; read the answer."""
        return await self.asks(
            next(tap(*choice) for choice in choices(self.shown[-1]) if choice[2].startswith(title))
        )

    async def goes_on_until(self, words: str, turns: int = 10) -> None:
        """Take first choices until this is read. TimeoutError: it is not, within so many."""
        for _ in range(turns):
            await self.asks(first_choice(self.shown[-1]))
            if words in (shown := in_words(self.shown[-1])):
                return
        raise TimeoutError(f"{words!r} was not read within {turns} turns: {shown}")

    def answers(self, wamid: str) -> list[Json]:
        """All that answers one message by now."""
        return self._chats.answers(self.wa_id, wamid)


def answer_ids(wamid: str) -> set[UUID]:
    """The ids that an answer to a patient's message can have."""
    return {uuid5(door_id(wamid), service) for service in ANSWERING}
