"""How well dates are understood: phrases with the right answers, and what became of them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from wardbell_dialogue.dates import When, understand
from wardbell_dialogue.dates.grammar import grammars

DAYPARTS = ("m", "n", "a", "e", None)


@dataclass(frozen=True)
class Row:
    """A line of the file: `lang`, `text`, `ref` the moment of speaking, and what was meant."""

    line: int
    lang: str
    text: str
    ref: datetime
    date: date | None
    time: time | None
    daypart: str | None


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Rows of a JSONL file; ValueError names the line that is none."""
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                content = json.loads(line)
            except json.JSONDecodeError as error:
                raise ValueError(f"line {number} is not JSON: {error}") from error
            yield _row(number, content if isinstance(content, dict) else {})


def evaluate(rows: Iterable[Row]) -> dict[str, Any]:
    """Counts over all rows and for each `lang`; right are date, time and part of the day together.

    Silently wrong is a row with a date that is not the right one and that nobody is asked about.
    A language without a grammar has nothing right.
    """
    figures: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(_COUNTED, 0))
    wrong = []
    for row in rows:
        when = _understood(row)
        right = row.lang in grammars() and _meant(row) == _said(when)
        silent = when is not None and when.date not in (None, row.date) and when.sure
        for name, counts in zip(_COUNTED, (True, right, silent), strict=True):
            figures[row.lang][name] += counts
        if not right:
            wrong.append(_report(row, when, silent=silent))
    total = {name: sum(counts[name] for counts in figures.values()) for name in _COUNTED}
    return {
        **_with_accuracy(total),
        "languages": {lang: _with_accuracy(counts) for lang, counts in sorted(figures.items())},
        "wrong": wrong,
    }


_COUNTED = ("cases", "right", "silently_wrong")


def _understood(row: Row) -> When | None:
    if row.lang not in grammars():
        return None
    return understand(row.text, language=row.lang, today=row.ref)


def _meant(row: Row) -> tuple[date | None, time | None, str | None]:
    return row.date, row.time, row.daypart


def _said(when: When | None) -> tuple[date | None, time | None, str | None]:
    return (when.date, when.time, when.daypart) if when else (None, None, None)


def _report(row: Row, when: When | None, *, silent: bool) -> dict[str, Any]:
    return {
        "line": row.line,
        "lang": row.lang,
        "text": row.text,
        "ref": row.ref.isoformat(" ", "minutes"),
        "expected": _named(_meant(row)),
        "understood": _named(_said(when)),
        "sure": when.sure if when else None,
        "refused": when.refused if when else None,
        "silently": silent,
    }


def _named(meant: tuple[date | None, time | None, str | None]) -> dict[str, str | None]:
    day, moment, daypart = meant
    return {
        "date": day.isoformat() if day else None,
        "time": moment.isoformat("minutes") if moment else None,
        "daypart": daypart,
    }


def _with_accuracy(counts: dict[str, int]) -> dict[str, Any]:
    share = round(counts["right"] / counts["cases"], 4) if counts["cases"] else None
    return {**counts, "accuracy": share}


def _row(number: int, fields: dict[str, Any]) -> Row:
    lang, text, daypart = fields.get("lang"), fields.get("text"), fields.get("daypart")
    if isinstance(lang, str) and isinstance(text, str) and daypart in DAYPARTS:
        try:
            ref = datetime.fromisoformat(fields["ref"])
            day = date.fromisoformat(fields["date"]) if fields.get("date") else None
            moment = time.fromisoformat(fields["time"]) if fields.get("time") else None
        except (KeyError, TypeError, ValueError):
            pass
        else:
            return Row(number, lang, text, ref, day, moment, daypart)
    raise ValueError(
        f"line {number} must be an object with a text “lang”, a text “text”, “ref” like "
        "2026-03-04 10:00, “date” like 2026-03-05 or null, “time” like 15:00 or null, and "
        "“daypart” m, n, a, e or null"
    )
