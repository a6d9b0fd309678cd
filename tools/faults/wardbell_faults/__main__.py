"""`make faults`: kill -9 of everything while patients chat, and through a year of bookings.

Nothing may be lost, doubled or mixed up; nobody's time may be taken twice. Exit codes: 0 the
promises held, 1 they did not (or too little happened to say so), 2 wrong usage, 130 stopped by
Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from wardbell_cli.environment import ROOT
from wardbell_cli.services import process_names
from wardbell_cli.system import SystemNotUp
from wardbell_faults.booking import Booking, run_year
from wardbell_faults.plan import make_plan, make_short_plan
from wardbell_faults.run import Run, run
from wardbell_faults.year import make_year
from wardbell_stack import StackError

SEED = 7
LEAST_KILLS = 30
LEAST_ACCEPTED = 1000
LEAST_IN_A_YEAR = {"kills": 8, "appointments": 80, "cancelled_by_staff": 1, "late_honoured": 1}
SHOWN = 8
"""Findings of one kind that are printed; the file has all."""
BUILD = ROOT / "build"
Findings = Mapping[str, list[str]]


def main() -> None:
    """Run what was asked for; exit 1 with the reasons if a promise was broken."""
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seed", type=int, default=SEED, help="of the schedule and the patients")
    parser.add_argument("--only", choices=["messages", "booking"], help="one part of two")
    parser.add_argument(
        "--break",
        dest="broken",
        choices=["inbox", "ack", "exclusion"],
        help="take a guard away: the run must fail",
    )
    asked = parser.parse_args()
    parts = [asked.only] if asked.only else ["messages", "booking"]
    if asked.broken:
        parts = ["booking" if asked.broken == "exclusion" else "messages"]
    figures: dict[str, Any] = {}
    reasons: list[str] = []
    try:
        if "messages" in parts:
            done = _messages(asked.seed, asked.broken)
            figures |= done.figures | {"findings": _findings(done)}
            reasons += (
                _broken_promises(done)
                if asked.broken
                else [*_broken_promises(done), *_too_little(done)]
            )
        if "booking" in parts:
            year = _booking(asked.seed, asked.broken)
            figures["booking"] = year.figures | {"findings": year.findings}
            reasons += _named(year.findings)
            reasons += () if asked.broken else _too_little_booked(year)
    except (SystemNotUp, StackError) as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        print("stopped")
        sys.exit(130)
    name = "-".join(filter(None, ("faults", asked.only, asked.broken)))
    (BUILD / f"{name}.json").write_text(json.dumps(figures, indent=1) + "\n")
    if reasons:
        sys.exit("\n".join(reasons))
    print("every promise held")


def _messages(seed: int, broken: str | None) -> Run:
    plan = (make_short_plan if broken else make_plan)(seed, process_names())
    print(f"{len(plan.lines)} messages of {len(plan.scripts)} patients, seed {plan.seed}")
    done = run(plan, BUILD / "faults", broken=broken, say=_say)
    print(json.dumps(done.figures, indent=1))
    return done


def _booking(seed: int, broken: str | None) -> Booking:
    year = make_year(seed, steps=3, races=3) if broken else make_year(seed)
    print(f"{year.days} days of bookings by {year.patients} patients, seed {year.seed}")
    done = run_year(year, BUILD / "faults-booking", unguarded=broken is not None, say=_say)
    print(json.dumps(done.figures, indent=1))
    return done


def _say(text: str) -> None:
    print(text, flush=True)


def _broken_promises(done: Run) -> Iterator[str]:
    figures = done.figures
    yield from _named(_findings(done))
    if figures["replies"] != figures["accepted"]:
        yield f"{figures['accepted']} accepted, but {figures['replies']} answered once"
    for busy in figures["still_busy"]:
        yield f"did not come to rest: {busy}"


def _named(findings: Findings) -> Iterator[str]:
    for kind, found in findings.items():
        if found:
            yield f"{kind}: {len(found)}"
            yield from (f"  {finding}" for finding in found[:SHOWN])


def _too_little(done: Run) -> Iterator[str]:
    figures = done.figures
    if figures["kills"] < LEAST_KILLS:
        yield f"only {figures['kills']} kills: {LEAST_KILLS} are needed to say anything"
    if figures["accepted"] < LEAST_ACCEPTED:
        yield f"only {figures['accepted']} accepted messages: {LEAST_ACCEPTED} are needed"


def _too_little_booked(year: Booking) -> Iterator[str]:
    for what, least in LEAST_IN_A_YEAR.items():
        if year.figures[what] < least:
            yield f"only {year.figures[what]} {what} in the year: {least} are needed"


def _findings(done: Run) -> dict[str, list[str]]:
    verdict = done.verdict
    kinds = (
        "lost",
        "duplicated",
        "out_of_order",
        "unexplained_parked",
        "uncaused",
        "missing_tasks",
    )
    return {kind: getattr(verdict, kind) for kind in kinds}


if __name__ == "__main__":
    main()
