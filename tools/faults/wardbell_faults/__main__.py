"""`make faults`: kill -9 of everything while patients chat; nothing may be lost, doubled, mixed up.

Exit codes: 0 the promises held, 1 they did not (or too little happened to say so), 2 wrong usage,
130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator

from wardbell_cli.environment import ROOT
from wardbell_cli.services import process_names
from wardbell_cli.system import SystemNotUp
from wardbell_faults.plan import make_plan, make_short_plan
from wardbell_faults.run import Run, run
from wardbell_stack import StackError

SEED = 7
LEAST_KILLS = 30
LEAST_ACCEPTED = 1000
SHOWN = 8
"""Findings of one kind that are printed; the file has all."""


def main() -> None:
    """Run what was asked for; exit 1 with the reasons if a promise was broken."""
    parser = argparse.ArgumentParser(prog="make faults")
    parser.add_argument("--seed", type=int, default=SEED, help="of the schedule and the patients")
    parser.add_argument(
        "--break",
        dest="broken",
        choices=["inbox", "ack"],
        help="take a guard away: the run must fail",
    )
    asked = parser.parse_args()
    make = make_short_plan if asked.broken else make_plan
    plan = make(asked.seed, process_names())
    print(f"{len(plan.lines)} messages of {len(plan.scripts)} patients, seed {plan.seed}")
    try:
        done = run(
            plan, ROOT / "build" / "faults", broken=asked.broken, say=lambda t: print(t, flush=True)
        )
    except (SystemNotUp, StackError) as wrong:
        sys.exit(str(wrong))
    except KeyboardInterrupt:
        print("stopped")
        sys.exit(130)
    name = f"faults-{asked.broken}.json" if asked.broken else "faults.json"
    (ROOT / "build" / name).write_text(json.dumps(done.figures | _findings(done), indent=1) + "\n")
    print(json.dumps(done.figures, indent=1))
    reasons = list(_broken_promises(done))
    if not asked.broken:
        reasons += _too_little(done)
    if reasons:
        sys.exit("\n".join(reasons))
    print("every promise held")


def _broken_promises(done: Run) -> Iterator[str]:
    figures = done.figures
    for kind, found in _findings(done)["findings"].items():
        if found:
            yield f"{kind}: {len(found)}"
            yield from (f"  {finding}" for finding in found[:SHOWN])
    if figures["replies"] != figures["accepted"]:
        yield f"{figures['accepted']} accepted, but {figures['replies']} answered once"
    for busy in figures["still_busy"]:
        yield f"did not come to rest: {busy}"


def _too_little(done: Run) -> Iterator[str]:
    figures = done.figures
    if figures["kills"] < LEAST_KILLS:
        yield f"only {figures['kills']} kills: {LEAST_KILLS} are needed to say anything"
    if figures["accepted"] < LEAST_ACCEPTED:
        yield f"only {figures['accepted']} accepted messages: {LEAST_ACCEPTED} are needed"


def _findings(done: Run) -> dict[str, dict[str, list[str]]]:
    verdict = done.verdict
    kinds = (
        "lost",
        "duplicated",
        "out_of_order",
        "unexplained_parked",
        "uncaused",
        "missing_tasks",
    )
    return {"findings": {kind: getattr(verdict, kind) for kind in kinds}}


if __name__ == "__main__":
    main()
