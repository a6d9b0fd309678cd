"""Patients at their phones: they write, wait a while for the answer, and go on."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress

from wardbell_cli.demo import choices
from wardbell_faults.history import Written, door_id, message_id_of
from wardbell_faults.phones import Json, Phones
from wardbell_faults.words import Line, Script

PHOTO = {"type": "image", "image": {}}
EMERGENCY_TAPS = {"triage:check:yes", "triage:check:unsure"}


class Patients:
    """Everybody who writes, and what was seen of it so far."""

    def __init__(self, phones: Phones, scripts: Iterable[Script]) -> None:
        self._phones = phones
        self._scripts = tuple(scripts)
        self._listening = asyncio.Event()
        self._last: dict[str, Json] = {}
        self._heard = {one.wa_id: asyncio.Event() for one in self._scripts}
        self.written: list[Written] = []
        self.accepted: set[str] = set()
        """Ids of messages that the webhook took."""
        self.answers: set[str] = set()
        """Ids of our messages that stand on a phone."""

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        """Inside, what happens on the phones is seen."""
        listening = asyncio.create_task(self._listen())
        await self._listening.wait()
        try:
            yield
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError):
                await listening

    async def play(self) -> None:
        """Everybody writes what stands in their script."""
        began = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for one in self._scripts:
                group.create_task(self._play(one, began))

    async def _play(self, one: Script, began: float) -> None:
        for line in one.lines:
            await asyncio.sleep(began + line.at - asyncio.get_running_loop().time())
            heard = self._heard[one.wa_id]
            heard.clear()
            message, emergency = self._said(one.wa_id, line)
            told = await self._phones.write(one.wa_id, message)
            self.written.append(Written(one.wa_id, door_id(told["id"]), emergency))
            with suppress(TimeoutError):
                await asyncio.wait_for(heard.wait(), line.patience)

    def _said(self, wa_id: str, line: Line) -> tuple[Json, bool]:
        """A line as WhatsApp's JSON, and whether it is an emergency."""
        if line.photo:
            return dict(PHOTO), False
        if line.tap:
            for kind, id_, title in choices(self._last.get(wa_id, {})):
                if id_.partition(".")[0] == line.tap:  # behind it: of which run
                    reply = {"type": kind, kind: {"id": id_, "title": title}}
                    return {"type": "interactive", "interactive": reply}, line.tap in EMERGENCY_TAPS
        return {"type": "text", "text": {"body": line.text}}, line.emergency

    async def _listen(self) -> None:
        async for kind, data in self._phones.events():
            if kind == "listening":
                self._listening.set()
            elif kind == "state" and data["state"] != "sent":
                self.accepted.add(data["id"])
            elif kind == "message" and data["message"]["direction"] == "out":
                message = data["message"]
                self.answers.add(str(message_id_of(message)))
                self._last[data["wa_id"]] = message
                if data["wa_id"] in self._heard:
                    self._heard[data["wa_id"]].set()
