"""Booking in the chat, over the whole line.

`race_booked`: of 200 patients who tap one slot at the same moment, with three scheduling processes,
how many are booked; the others are offered other times in the same chat, or the row fails.
`race_ms`: until the last of them was answered. Bare: as many inserts against the exclusion
constraint. `booking_p99_ms`: what a tap waits for its answer; bare: the bare chain at that rate.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import asyncpg

from wardbell_bench import bare_chain
from wardbell_bench.ground import BENCH, ground, run
from wardbell_bench.patient import BOOKED, Patient, choices, words
from wardbell_bench.rows import Row, percentile
from wardbell_cli.system import System

RACERS = 200
CONNECTIONS = 12
"""To Postgres, of the bare race."""
PATIENTS, WARM = 120, 10
"""The first ones warm it up."""
STARTS_PER_SECOND = 4
TAPS_PER_SECOND = 20
"""About what so many starts a second come to; the rate of the bare chain."""


@contextmanager
def _system(scheduling: int) -> Iterator[System]:
    folder = BENCH / "booking"
    shutil.rmtree(folder, ignore_errors=True)
    settings = {"WARDBELL_CLOCK": "system"}
    with System(folder, settings=settings, replicas={"scheduling": scheduling}) as system:
        yield system
    shutil.rmtree(folder, ignore_errors=True)


def race() -> list[Row]:
    """200 patients, one slot."""
    with _system(scheduling=3) as system:
        booked, seconds = run(_race(system.env["SIMULATOR_URL"]))
    with ground():
        bare_booked, bare_seconds = run(_bare_race())
    ms, bare_ms = seconds * 1000, bare_seconds * 1000
    return [
        Row("race_booked", booked, f"of {RACERS}", bare_booked, booked / bare_booked),
        Row("race_ms", ms, "ms", bare_ms, ms / bare_ms),
    ]


async def _race(simulator: str) -> tuple[int, float]:
    async with aiohttp.ClientSession() as session:
        patients = [Patient(session, simulator, f"15556{n:06d}") for n in range(RACERS)]
        offers = [(await patients[0].begins())]
        for group in range(1, RACERS, 20):
            offers += await asyncio.gather(*(p.begins() for p in patients[group : group + 20]))
        slot = choices(offers[0])[0]
        answers = await asyncio.gather(*(patient.taps(slot) for patient in patients))
        tapped, answered = zip(*(patient.tapped[-1] for patient in patients), strict=True)
        # Who holds the slot is asked for their name; the others have other times to choose from.
        held = [(p, told) for p, told in zip(patients, answers, strict=True) if not choices(told)]
        ends = [await patient.finishes(told) for patient, told in held]
        booked = len([end for end in ends if BOOKED in words(end)])
        return booked, max(answered) - min(tapped)


async def _bare_race() -> tuple[int, float]:
    url = os.environ["DATABASE_URL"]
    pool = await asyncpg.create_pool(url, min_size=CONNECTIONS, max_size=CONNECTIONS)
    await pool.execute("create extension if not exists btree_gist")
    await pool.execute(
        "create table taken (who int, resource text, during tstzrange,"
        " exclude using gist (resource with =, during with &&))"
    )

    async def take(who: int) -> bool:
        tag = await pool.execute(
            "insert into taken values ($1, 'weber', tstzrange('2030-01-01', '2030-01-02'))"
            " on conflict do nothing",
            who,
        )
        return bool(tag == "INSERT 0 1")

    began = time.monotonic()
    taken = await asyncio.gather(*(take(n) for n in range(RACERS)))
    seconds = time.monotonic() - began
    await pool.close()
    return sum(taken), seconds


def taps() -> Row:
    """p99 of a tap's answer while patients book one after the other."""
    with _system(scheduling=1) as system:
        waits = run(_book(system.env["SIMULATOR_URL"]))
    _, bare = bare_chain.latency(TAPS_PER_SECOND, 15)
    value = percentile(waits, 99)
    return Row("booking_p99_ms", value, "ms", bare, value / bare)


async def _book(simulator: str) -> list[float]:
    async with aiohttp.ClientSession() as session:
        patients = [Patient(session, simulator, f"15554{n:06d}") for n in range(PATIENTS)]

        async def book(patient: Patient, nth: int) -> None:
            await asyncio.sleep(nth / STARTS_PER_SECOND)
            await patient.finishes(await patient.begins(nth), nth)

        await asyncio.gather(*(book(patient, nth) for nth, patient in enumerate(patients)))
        tapped = [times for patient in patients[WARM:] for times in patient.tapped]
    print(f"{len(tapped)} taps in {max(t for _, t in tapped) - min(a for a, _ in tapped):.0f} s")
    return [(told - asked) * 1000 for asked, told in tapped]
