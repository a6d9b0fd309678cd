"""A short day with every process killed once; `make faults` is the long one."""

import asyncio
import os
import shutil

from wardbell_cli.environment import ROOT
from wardbell_cli.services import process_names
from wardbell_faults.plan import KAFKA, POSTGRES, make_plan
from wardbell_faults.run import run


async def test_every_message_is_answered_once_though_everything_is_killed():
    names = process_names()
    plan = make_plan(
        3,
        names,
        seconds=12,
        kills=len(names),
        patients=16,
        outages=((0.4, POSTGRES, 0.5), (0.7, KAFKA, 0.2)),
    )
    folder = ROOT / "build" / "test" / f"faults-{os.getpid()}"
    said = []

    # In a thread: it has an event loop of its own.
    done = await asyncio.to_thread(run, plan, folder, say=said.append)

    figures = done.figures
    assert set(figures["killed"]) == {*names, KAFKA, POSTGRES}
    assert figures["accepted"] == len(plan.lines) == figures["replies"], (figures, said)
    assert not figures["still_busy"], figures
    broken = (figures[kind] for kind in ("lost", "duplicated", "out_of_order"))
    assert not any(broken), done.verdict
    assert figures["unexplained_parked"] == figures["missing_tasks"] == figures["uncaused"] == 0
    # A run that failed leaves its logs there.
    shutil.rmtree(folder)
