"""Some weeks of bookings with replicas killed; `make faults ONLY=booking` is a whole year."""

import asyncio
import os
import shutil

from wardbell_cli.environment import ROOT
from wardbell_faults.booking import run_year
from wardbell_faults.year import make_year


async def test_nobodys_time_is_taken_twice_though_replicas_are_killed():
    folder = ROOT / "build" / "test" / f"booking-{os.getpid()}"

    # In a thread: it has an event loop of its own.
    done = await asyncio.to_thread(
        run_year, make_year(3, steps=2, patients=6), folder, say=lambda _: None
    )

    assert {kind: found for kind, found in done.findings.items() if found} == {}
    assert done.figures["kills"] == 1
    assert done.figures["appointments"] >= 5
    # A run that failed leaves its logs there.
    shutil.rmtree(folder)
