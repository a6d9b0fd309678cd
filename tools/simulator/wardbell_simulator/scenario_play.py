"""Playing a scenario against a running simulator, through its own addresses."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

from aiohttp import ClientSession

from wardbell_simulator.phones import options
from wardbell_simulator.scenario import Json, Scenario, ScenarioError, Step

OFFER_WITHIN_S = 30.0
LOOK_S = 0.1
REPLIES = {"button_reply": "id", "list_reply": "id", "button": "payload"}


async def play(scenario: Scenario, url: str) -> None:
    """Play it to its end. ScenarioError: a step was refused, or there was nothing to tap."""
    async with ClientSession() as session:
        await _Player(session, f"{url}/sim").play(scenario)


class _Player:
    def __init__(self, session: ClientSession, sim: str) -> None:
        self._session = session
        self._sim = sim

    async def play(self, scenario: Scenario) -> None:
        for patient in scenario.patients.values():
            profile = {key: value for key, value in patient.items() if key != "wa_id"}
            await self._post(f"users/{patient['wa_id']}", profile)
        if scenario.start is not None:
            await self._post("clock", {"jump_to": scenario.start.isoformat()})
        if scenario.rate is not None:
            await self._post("clock", {"rate": scenario.rate})
        began = (await self._get("clock"))["now"]
        if scenario.start is not None:
            began = scenario.start.timestamp()
        for step in scenario.steps:
            await self._until(began + step.after_s)
            body = step.body if step.taps is None else await self._reply(step)
            await self._post(step.path, body)

    async def _until(self, moment: float) -> None:
        """Wait for a virtual time, whatever becomes of the clock meanwhile."""
        clock = await self._get("clock")
        while clock["now"] < moment:
            real_s = (moment - clock["now"]) / clock["rate"] if clock["rate"] else None
            with suppress(TimeoutError):
                path = f"clock?after={clock['version']}"
                await asyncio.wait_for(self._get(path), real_s)
            clock = await self._get("clock")

    async def _reply(self, step: Step) -> Json:
        """Return what a tap sends, once a message offers it."""
        chat = step.path.replace("/messages", "/chat")
        with suppress(TimeoutError):
            async with asyncio.timeout(OFFER_WITHIN_S):
                while True:
                    for message in reversed((await self._get(chat))["messages"]):
                        for kind in REPLIES:
                            if step.taps in options(message, kind):
                                return _tap(kind, step.taps or "")
                    await asyncio.sleep(LOOK_S)
        raise ScenarioError(f"no message offers {step.taps} to tap")

    async def _get(self, path: str) -> Any:
        async with self._session.get(f"{self._sim}/{path}") as response:
            return await response.json()

    async def _post(self, path: str, body: Json) -> None:
        async with self._session.post(f"{self._sim}/{path}", json=body) as response:
            if response.status != 200:
                answer = await response.json()
                raise ScenarioError(f"/sim/{path} refused: {answer['error']}")


def _tap(kind: str, option: str) -> Json:
    chosen = {REPLIES[kind]: option}
    if kind == "button":
        return {"type": "button", "button": chosen}
    return {"type": "interactive", "interactive": {"type": kind, kind: chosen}}
