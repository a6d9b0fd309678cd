"""Rows of the benchmark: a figure, the bare loop of the same run beside it, their ratio."""

from __future__ import annotations

import json
import os
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `ratio` is value to bare, so above 1 is better for rates, worse for times."""

    name: str
    value: float
    unit: str
    bare: float | None
    ratio: float | None


def compared(
    name: str,
    unit: str,
    ours: Callable[[], float],
    bare: Callable[[], float],
    *,
    rounds: int = ROUNDS,
) -> Row:
    """Best of `rounds`, ours and bare taking turns, so that both meet the same machine."""
    best = min if unit == "ms" else max
    figures = [(ours(), bare()) for _ in range(rounds)]
    value, base = best(v for v, _ in figures), best(b for _, b in figures)
    return Row(name, value, unit, base, value / base if base else None)


def percentile(values: Sequence[float], percent: float) -> float:
    """The nearest-rank percentile."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)


def report(rows: Sequence[Row], file: Path) -> None:
    """Print the table and write `build/bench.json`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")
    table = Table("work", "figure", "unit", "bare", "ratio", box=None)
    for row in rows:
        table.add_row(
            row.name,
            f"{row.value:,.1f}",
            row.unit,
            "" if row.bare is None else f"{row.bare:,.1f}",
            "" if row.ratio is None else f"{row.ratio:.2f}",
        )
    Console().print(table)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    print(f"{os.cpu_count()} cores, {memory:.0f} GiB of memory; best of {ROUNDS}")
