"""Where more than one day would do: "tomorrow or Wednesday", a whole week or month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import dropwhile, pairwise

from wardbell_dialogue.dates.calendar import in_month, month_start
from wardbell_dialogue.dates.mentions import Item, Mention, sunday_of
from wardbell_dialogue.dates.scan import Found
from wardbell_dialogue.dates.tokens import COMMA, STOP, Token

_WEEK = timedelta(days=7)
_MOST = 7
"""More days than these are no choice, and would not fit into a button."""
_SMALL = 1
"""Words that may stand beside an "or": "or on"."""


def either(items: Sequence[Item], tokens: Sequence[Token], today: date) -> tuple[date, ...]:
    """The days that were named side by side; empty: not more than one."""
    left = [m for m in items if isinstance(m, Mention) and m.is_date and not m.out]
    left = list(dropwhile(lambda m: not m.chosen, left)) or left
    if len(left) == 1 and "choice" in left[0].found.values:
        return _of_one_month(left[0], today)
    days = [m.day.date for m in left if m.day and m.day.date and _is_certain(m)]
    if len(days) < len(left) or not 1 < len(set(days)) <= _MOST:
        return ()
    first = items.index(left[0])
    if any(isinstance(item, Found) and item.kind == "from" for item in items[max(first - 1, 0) :]):
        return ()  # "between the 10th and the 15th"
    words = [_between(one, other, items, tokens) for one, other in pairwise(left)]
    joined = all(said is not None for said in words) and any(words)
    return tuple(sorted(set(days))) if joined else ()


def _of_one_month(mention: Mention, today: date) -> tuple[date, ...]:
    """The 3rd or 4th of December, which is one find."""
    values, found = mention.found.values, mention.found
    if not found.sure or mention.doubt or mention.vague or mention.own:
        return ()
    read = (in_month(values[key], values["month"], today) for key in ("day", "day2"))
    days = {day.date for day in read if day.date and day.sure}
    return tuple(sorted(days)) if len(days) > 1 else ()


def _is_certain(mention: Mention) -> bool:
    """Of a weekday that is today's, the next one is meant or is seen to be."""
    found = mention.found
    sure = found.kind == "weekday" or (mention.day is not None and mention.day.sure)
    return sure and found.sure and not (mention.doubt or mention.vague or mention.own)


def _between(
    one: Mention, other: Mention, items: Sequence[Item], tokens: Sequence[Token]
) -> int | None:
    """How many words like "or" stand between two days; None: something else does."""
    start, end = one.found.end, other.found.start
    within = [item for item in items if start <= _found(item).start < end]
    ands = [item for item in within if isinstance(item, Found)]
    if any(item.kind != "and" for item in ands):
        return None
    said = {at for item in within for at in range(_found(item).start, _found(item).end)}
    rest = [tokens[at].text for at in range(start, end) if at not in said]
    words = [text for text in rest if text != COMMA]
    joined = len(ands) + ("then" in other.found.values)  # "or the day after" is one find
    return joined if len(words) <= _SMALL and STOP not in words else None


def week(found: Sequence[Found], today: date) -> tuple[date, ...]:
    """The days to come of the only week, or the weekend after the next, that was named."""
    denied = {item.end for item in found if item.kind == "not"}
    named = [item for item in found if item.kind in {"week", "weekend"}]
    if len(named) != 1 or named[0].start in denied or "about" in named[0].values:
        return ()
    last = sunday_of(named[0], today)
    if last is None:
        return ()
    first = last - _WEEK + timedelta(days=1 if named[0].kind == "week" else 6)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return tuple(day for day in days if day >= today)


def month(found: Sequence[Found], today: date) -> tuple[date, ...]:
    """The days to come of the only month that was named."""
    named = [item for item in found if item.kind == "month"]
    if len(named) != 1 or "about" in named[0].values:
        return ()
    first = month_start(named[0].values, today)
    days = (first.replace(day=n + 1) for n in range(monthrange(first.year, first.month)[1]))
    return tuple(day for day in days if day >= today)


def _found(item: Item) -> Found:
    return item.found if isinstance(item, Mention) else item
