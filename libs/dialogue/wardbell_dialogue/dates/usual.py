"""Days of the week and parts of the day as a habit: "mornings", "nur montags", "Tue or Thu"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wardbell_dialogue.dates.clock import Daypart
from wardbell_dialogue.dates.grammar import grammars
from wardbell_dialogue.dates.mentions import backed
from wardbell_dialogue.dates.scan import Found, scan, tells
from wardbell_dialogue.dates.tokens import Token, cut

WEEK = frozenset(range(7))


@dataclass(frozen=True)
class Usual:
    """When somebody can come, any week."""

    weekdays: frozenset[int] = frozenset()
    """Monday 0; empty where none was named."""
    daypart: Daypart | None = None


def usual(text: str, *, language: str) -> Usual | None:
    """Weekdays and a part of the day that a message names; None if it names neither."""
    tokens, known = cut(text), grammars()
    # Who writes another language than before is understood too.
    readings = sorted(known, key=lambda code: code != language)
    for code in readings:
        if not tells(tokens, known[code], corrected=True):
            continue
        others = [known[other] for other in readings if other != code]
        found = _read(_counting(scan(tokens, known[code], others), tokens))
        if found != Usual():
            return found
    return None


def _counting(found: Sequence[Found], tokens: Sequence[Token]) -> list[Found]:
    """Without "do" and "so" where nothing beside them is a day: they are other words, too."""
    ordered = sorted(found, key=lambda f: f.start)
    alone = len(tokens) == 1
    return [
        item
        for place, item in enumerate(ordered)
        if alone or not item.values.get("lone") or backed(place, ordered, tokens)
    ]


def _read(found: Sequence[Found]) -> Usual:
    wanted: set[int] = set()
    not_: set[int] = set()
    parts: set[Daypart] = set()
    last, to, out, open_, between = None, False, False, False, False
    for kind, day, part in _named(found):
        if kind == "span":
            between, last = True, None
        if kind == "unable" and last is not None:
            not_.add(last)  # "Monday I can't"
        else:
            out = kind in {"not", "unable"} or (out and kind != "but")
        # "Wednesdays not"
        open_ = kind == "not" or (open_ and day is None and part is None)
        to = to or kind in {"to", "skip"}  # "bis" is one of those over which dates are not read
        if part is not None:
            parts.add(part)
        if day is None:
            continue
        if out:
            not_.add(day)
        elif to and last is not None:
            wanted |= {(last + n) % 7 for n in range((day - last) % 7 + 1)}
        else:
            wanted.add(day)
        # "between Monday and Wednesday"
        last, to, between = day, between, False
    if open_ and last is not None:
        not_.add(last)
    wanted -= not_
    if not_ and not wanted:
        wanted = WEEK - not_  # type: ignore[assignment]
    return Usual(frozenset(wanted), parts.pop() if len(parts) == 1 else None)


def _named(found: Sequence[Found]) -> Iterator[tuple[str, int | None, Daypart | None]]:
    for item in found:
        day = item.values.get("weekday", item.values.get("weekdays"))
        kind = "span" if "span" in item.values else item.kind
        yield kind, day, item.values.get("daypart")
