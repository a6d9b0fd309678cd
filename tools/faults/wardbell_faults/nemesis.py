"""Ends processes with kill -9 and starts them again, as a bad day and Kubernetes would."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress

from wardbell_cli.system import System
from wardbell_faults.plan import KAFKA, POSTGRES, Blow
from wardbell_stack import Stack

LOOK_SECONDS = 0.5


class Nemesis:
    """Carries out the blows of a plan.

    Args:
        say: told of everything that is ended, in words
    """

    def __init__(self, system: System, say: Callable[[str], None]) -> None:
        assert isinstance(system.stack, Stack)  # noqa: S101  # the fault tests take their own
        self._system = system
        self._stack = system.stack
        self._say = say
        self._away: set[str] = set()
        self.killed: Counter[str] = Counter()
        self.ended_by_themselves: Counter[str] = Counter()

    @property
    def kills(self) -> int:
        """Of our processes: Kafka and Postgres are not ours."""
        return sum(n for what, n in self.killed.items() if what not in {KAFKA, POSTGRES})

    async def strike(self, blows: Iterable[Blow]) -> None:
        """Carry out all blows; everything runs again when this returns."""
        watching = asyncio.create_task(self._watch())
        began = asyncio.get_running_loop().time()
        try:
            async with asyncio.TaskGroup() as group:
                for blow in blows:
                    group.create_task(self._strike(blow, began))
        finally:
            watching.cancel()
            with suppress(asyncio.CancelledError):
                await watching

    async def _strike(self, blow: Blow, began: float) -> None:
        await asyncio.sleep(began + blow.at - asyncio.get_running_loop().time())
        if blow.what in self._away:
            return
        self._away.add(blow.what)
        await asyncio.to_thread(self._kill, blow.what)
        self.killed[blow.what] += 1
        self._say(f"killed {blow.what} for {blow.away:.1f} s")
        await asyncio.sleep(blow.away)
        await asyncio.to_thread(self._start, blow.what)
        self._away.discard(blow.what)

    def _kill(self, what: str) -> None:
        if what == KAFKA:
            self._stack.kill_kafka()
        elif what == POSTGRES:
            self._stack.kill_postgres()
        else:
            self._system.processes[what].kill()

    def _start(self, what: str) -> None:
        if what == KAFKA:
            self._stack.start_kafka()
        elif what == POSTGRES:
            self._stack.start_postgres()
        else:
            self._system.restart(what)

    async def _watch(self) -> None:
        """A process that ends without us is started again, and counted."""
        while True:
            for name, process in self._system.processes.items():
                if name not in self._away and not process.alive:
                    self.ended_by_themselves[name] += 1
                    self._say(f"{name} ended by itself: started again")
                    self._away.add(name)
                    await asyncio.to_thread(self._system.restart, name)
                    self._away.discard(name)
            await asyncio.sleep(LOOK_SECONDS)
