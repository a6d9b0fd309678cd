"""Staff at the counter, by the commands that people use."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from wardbell_faults.year import PRACTITIONERS, write_clinic

ZONE = ZoneInfo("Europe/Berlin")
AS = ("--as", "Kim")
HORIZON = 30
"""Days that patients book ahead."""
ACTS = ("cancel", "cancel a day", "move", "block", "absence", "book", "no-show", "fulfil")


class Staff:
    """One person at the counter.

    What Postgres' outage cuts short is as if it had not been done, or done: both may be.
    """

    def __init__(self, env: Mapping[str, str], folder: Path) -> None:
        self._env = {**os.environ, **env}
        self._file = folder / "clinic.yaml"
        self.done: Counter[str] = Counter()
        self.failed: list[str] = []
        """Commands that neither worked nor said why they could not."""

    async def acts(self, rng: random.Random, now: datetime) -> None:
        """Do something that comes up in a practice."""
        act = rng.choice(ACTS)
        who = rng.choice(PRACTITIONERS)
        today = now.astimezone(ZONE)
        day = today + timedelta(days=rng.randint(1, HORIZON))
        hour = rng.randint(8, 10)
        match act:
            case "cancel a day":
                that = ("--practitioner", who, "--day", f"{day:%Y-%m-%d}")
                words = ["cancel", *that, "--yes", *AS]
            case "block":
                span = ("--from", f"{day:%Y-%m-%dT}{hour:02}:00", "--to", f"{day:%Y-%m-%dT}11:00")
                words = ["block", who, *span, *AS]
            case "book":
                start = f"{day:%Y-%m-%dT}{hour:02}:00"
                words = ["book", start, "--service", "check-up", "--practitioner", who, *AS]
            case "absence":
                away = f"{{from: {day:%Y-%m-%d}, to: {day + timedelta(days=3):%Y-%m-%d}}}"
                absences = [away if id_ == who else "" for id_ in PRACTITIONERS]
                write_clinic(self._file, absences)
                return await self._note(act, await self._run("schedule", "import", str(self._file)))
            case _:
                return await self._about_one(rng, act, today)
        return await self._note(act, await self._run("appointments", *words))

    async def _about_one(self, rng: random.Random, act: str, today: datetime) -> None:
        """Something that needs an appointment: one to come, or one that is past."""
        past = act in {"no-show", "fulfil"}
        since = today - timedelta(days=HORIZON) if past else today + timedelta(days=1)
        words = ("list", "--day", f"{since:%Y-%m-%d}", "--days", str(HORIZON), "--json")
        code, output = await self._run("appointments", *words)
        known = json.loads(output) if code == 0 else []
        open_ = [
            a for a in known if a["status"] in ({"booked", "fulfilled"} if past else {"booked"})
        ]
        if not open_:
            return
        about: dict[str, Any] = rng.choice(open_)
        more = []
        if act == "move":
            day = today + timedelta(days=rng.randint(1, HORIZON))
            more = [f"{day:%Y-%m-%dT}{rng.randint(8, 10):02}:30"]
        await self._note(act, await self._run("appointments", act, about["id"], *more, *AS))

    async def _note(self, act: str, ended: tuple[int, str]) -> None:
        code, said = ended
        if code == 0:
            self.done[act] += 1
        elif "Traceback" in said and "asyncpg" not in said and "Connection" not in said:
            self.failed.append(f"{act}: {said.strip().splitlines()[-1]}")

    async def _run(self, *words: str) -> tuple[int, str]:
        """A command's exit code and output; where it failed, its words."""
        command = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "wardbell_cli.main", *words),
            env=self._env,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        output, errors = await command.communicate()
        assert command.returncode is not None  # noqa: S101
        return command.returncode, (errors if command.returncode else output).decode()
