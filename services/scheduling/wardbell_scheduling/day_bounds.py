"""The first and the last day that help: "before Friday", "not before the 10th". Pure.

The words are data: `[bounds]` in `words/<language>.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wardbell_dialogue.dates import understand, usual
from wardbell_scheduling import words

ONE = timedelta(days=1)
LONGEST = 7
"""Words of a day that bounds others."""


def bounds(text: str, language: str, now: datetime) -> tuple[str, date | None, date | None]:
    """What else a message says, the first day that helps, and the last one."""
    since = until = None
    rest = text
    for _ in range(2):
        found = _one(rest, language, now)
        if found is None:
            break
        rest, meaning, day = found
        match meaning:
            case "since":
                since = day
            case "after":
                since = day + ONE
            case "until":
                until = day
            case "before":
                until = day - ONE
    return rest, since, until


def _one(text: str, language: str, now: datetime) -> tuple[str, words.Bound, date] | None:
    read = (_bound(found, language, now) for found in words.bounds(text))
    return next(filter(None, read), None)


def _bound(
    found: tuple[str, words.Bound, str], language: str, now: datetime
) -> tuple[str, words.Bound, date] | None:
    head, meaning, tail = found
    named = _day(tail.split(), language, now)
    if named is None:
        return _feast(found, language, now)
    day, behind = named
    first = usual(head, language=language)
    said = usual(tail.partition(",")[0], language=language)
    days = said.weekdays if said else frozenset()
    if len(days) > 1 or (first and first.weekdays and days):
        return None  # "Monday till Wednesday" is no last day
    return f"{head}, {_kept(behind)}", meaning, day


def _day(said: Sequence[str], language: str, now: datetime) -> tuple[date, str] | None:
    """The day with which some words begin, and those behind it."""

    def read(length: int) -> date | None:
        when = understand(" ".join(said[:length]), language=language, today=now)
        return when.date if when and not (when.time or when.limits) else None

    other = next((head for head, _, _ in words.bounds(" ".join(said))), None)
    most = len(said) if other is None else len(other.split())
    lengths = range(1, min(most, LONGEST) + 1)
    longest = next(filter(None, map(read, reversed(lengths))), None)
    for length in lengths:
        if longest is not None and read(length) == longest:
            comma = "," if said[length - 1].endswith(",") else ""
            return longest, " ".join([comma, *said[length:]])
    return None


def _kept(behind: str) -> str:
    """What still counts: not the rest of a clause that says that those days do not suit."""
    clause, _, others = behind.partition(",")
    return others if words.refuses(clause) else f"{clause}, {others}"


def _feast(
    found: tuple[str, words.Bound, str], language: str, now: datetime
) -> tuple[str, words.Bound, date] | None:
    """Beside what is no day itself: "before Christmas"."""
    head, meaning, tail = found
    sides = {"before": ("until", words.day_before()), "after": ("since", words.day_after())}
    bound, beside = sides.get(meaning, (meaning, ()))
    for side in beside:
        when = understand(f"{side} {tail}", language=language, today=now)
        if when is not None and when.date is not None:
            return head, bound, when.date  # type: ignore[return-value]
    return None
