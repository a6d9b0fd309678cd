"""`python -m wardbell_bench [--only name,…]`: see `make bench`."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from wardbell_bench import booking, e2e, hop, ingest, interview, memory, sending, stops, timers
from wardbell_bench.ground import folder
from wardbell_bench.rows import Row, report
from wardbell_cli.environment import ROOT

WORK: dict[tuple[str, ...], Callable[[], Row | Sequence[Row]]] = {
    ("ingest",): ingest.ingest,
    ("ingest_batch1000_ms",): ingest.batch,
    ("hop.gateway",): hop.gateway,
    ("hop.triage",): hop.triage,
    ("hop.scheduling",): hop.scheduling,
    ("hop.reminders",): hop.reminders,
    ("hop.feedback",): hop.feedback,
    ("interview_step_p99_ms",): interview.step,
    ("timers_late_p99_ms",): timers.late,
    ("reminders_late_p99_ms",): timers.reminders_late,
    ("e2e_p50_ms", "e2e_p99_ms"): e2e.latency,
    ("emergency_p99_ms", "memory_mb"): e2e.emergencies,
    ("service_mb",): memory.services,
    ("race_booked", "race_ms"): booking.race,
    ("booking_p99_ms",): booking.taps,
    ("send", "send_cpu_ms", "urgent_send_p99_ms", "send_memory_growth_mb"): sending.sending,
    ("stop_p99_ms",): stops.stops,
}
"""Names of rows to what measures them."""


def main() -> None:
    """Measure what is asked for, print and write it."""
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--only", default="", help="names of rows, separated by commas")
    wanted = {name for name in parser.parse_args().only.split(",") if name}
    known = {name for names in WORK for name in names}
    if unknown := wanted - known:
        parser.error(f"no row {', '.join(sorted(unknown))}; there are {', '.join(sorted(known))}")
    folder()
    rows: list[Row] = []
    for names, measure in WORK.items():
        if not wanted or wanted & set(names):
            print(f"measuring {', '.join(names)}", flush=True)
            found = measure()
            rows += [found] if isinstance(found, Row) else found
    report([row for row in rows if not wanted or row.name in wanted], ROOT / "build" / "bench.json")


if __name__ == "__main__":
    main()
