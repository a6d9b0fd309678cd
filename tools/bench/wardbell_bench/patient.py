"""A patient who books by tapping what is offered, over the simulator."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

import aiohttp

ANSWER_SECONDS = 60
LOOK_SECONDS = 0.1
BOOKED = "is booked"
FIRST = 3
"""Of what is offered the first ones are taken; further down are services that staff confirm."""
ANSWERS = {"date of birth": "5 May 1980", "name": "Ada Example"}
"""What is asked without buttons, and what patients say."""

Message = Mapping[str, Any]


class Patient:
    """One phone."""

    def __init__(self, session: aiohttp.ClientSession, simulator: str, wa_id: str) -> None:
        self._session = session
        self._url = f"{simulator}/sim/users/{wa_id}"
        self.tapped: list[tuple[float, float]] = []
        """When each tap was sent and answered, Unix seconds."""

    async def says(self, text: str) -> Message:
        """Write; returns the answer."""
        return (await self._exchange({"type": "text", "text": {"body": text}}))[-1]

    async def taps(self, id_: str) -> Message:
        """Tap a row or button; returns the answer."""
        reply = {"type": "list_reply", "list_reply": {"id": id_, "title": "tapped"}}
        asked, told = await self._exchange({"type": "interactive", "interactive": reply})
        self.tapped.append((asked["at"], told["at"]))
        return told

    async def begins(self, nth: int = 0) -> Message:
        """Ask for an appointment and tap the `nth` choice until times are offered."""
        message = await self.says("I need an appointment")
        while not any("T" in id_.rpartition(":")[2] for id_ in choices(message)):
            message = await self.goes_on(message, nth)
        return message

    async def finishes(self, message: Message, nth: int = 0) -> Message:
        """Go on until it is booked."""
        while BOOKED not in words(message):
            message = await self.goes_on(message, nth)
        return message

    async def goes_on(self, message: Message, nth: int) -> Message:
        """Take the `nth` choice that leads to a booking, or say what is asked for."""
        if offered := choices(message):
            confirms = offered[0].startswith("scheduling:confirm:")
            return await self.taps(offered[0 if confirms else nth % min(len(offered), FIRST)])
        said = words(message)
        return await self.says(next(answer for asked, answer in ANSWERS.items() if asked in said))

    async def _exchange(self, body: Message) -> tuple[Message, Message]:
        """Send something; returns it and its answer, as they stand in the chat."""
        async with self._session.post(f"{self._url}/messages", json=body) as answer:
            answer.raise_for_status()
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            async with self._session.get(f"{self._url}/chat") as answer:
                chat: list[Message] = (await answer.json())["messages"]
            asked = max(n for n, m in enumerate(chat) if m["direction"] == "in")
            if told := [m for m in chat[asked + 1 :] if _leads_on(m)]:
                return chat[asked], told[-1]
            if time.monotonic() > deadline:
                raise TimeoutError("a patient was not answered")


def words(message: Message) -> str:
    """What a message says."""
    inner = (message.get("interactive") or {}).get("body") or {}
    return str(inner.get("text") or (message.get("text") or {}).get("body", ""))


def choices(message: Message) -> list[str]:
    """Ids of what a message offers that leads towards a booking, in order."""
    action = (message.get("interactive") or {}).get("action", {})
    offered = [button["reply"]["id"] for button in action.get("buttons", ())]
    offered += [row["id"] for part in action.get("sections", ()) for row in part["rows"]]
    return [id_ for id_ in offered if id_.startswith(("scheduling:book:", "scheduling:confirm:"))]


def _leads_on(message: Message) -> bool:
    """Not the greeting before it."""
    return bool(choices(message)) or any(said in words(message) for said in (BOOKED, *ANSWERS))
