"""The first and the last day that help: "before Friday", "not before the 10th". Pure.

The words are data: `[bounds]` in `words/<language>.toml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from wardbell_dialogue.dates import understand, usual
from wardbell_dialogue.folding import plain
from wardbell_scheduling import words

ONE = timedelta(days=1)
LONGEST = 7
"""Words of a day that bounds others."""
MONTH = 3
"""Words of such a month: "of next month"."""


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
    found: words.Bounding, language: str, now: datetime
) -> tuple[str, words.Bound, date] | None:
    head, meaning, tail = found.head, found.meaning, found.tail
    said = tail.split()
    named = _day(said, language, now)
    if named is None and found.is_denied and meaning == "before":
        named = _number(said, language, now)
    if named is None:
        return _month(found, language, now) or _feast(found, language, now)
    day, behind, before = named
    if _is_hour(found.word, before, language, now):
        return None
    # "an appointment from Dr Weber on Friday"
    if meaning == "since" and not words.before_bounds().issuperset(map(plain, before)):
        return None
    first = usual(head, language=language)
    clause = tail.partition(",")[0]
    # "Until Friday I can't" is not all days but Friday.
    suits = None if words.refuses(clause) else usual(clause, language=language)
    days = suits.weekdays if suits else frozenset()
    if len(days) > 1 or (first and first.weekdays and days):
        return None  # "Monday till Wednesday" is no last day
    if meaning == "before" and (last := _last(behind, language, now)) is not None:
        # Away "from the 10th to the 20th": what is before is sooner, unless it is over.
        others = behind.partition(",")[2]
        bound: tuple[words.Bound, date] = (meaning, day) if day > now.date() else ("after", last)
        return f"{head}, {others}", *bound
    return f"{head}, {_kept(behind)}", meaning, day


def _last(behind: str, language: str, now: datetime) -> date | None:
    """The last day of a span, of which the first one is named before."""
    said = words.up_to(behind.partition(",")[0])
    if said is None:
        return None
    named = _day(said.split(), language, now) or _number(said.split(), language, now)
    return named[0] if named else None


def _number(
    said: Sequence[str], language: str, now: datetime
) -> tuple[date, str, Sequence[str]] | None:
    """The same as `_day`, of a bare number: "vom 10. bis 20."."""
    with_article = (_day([word, *said], language, now) for word in words.day_article())
    return next(filter(None, with_article), None)


def _is_hour(word: str, before: Sequence[str], language: str, now: datetime) -> bool:
    """Whether hours are bounded, not the day behind them: "after work on Friday"."""
    for length in range(1, len(before) + 1):
        text = " ".join([word, *before[:length]])
        when = understand(text, language=language, today=now)
        if when is not None and (when.daypart or when.limits or when.time):
            return True
    return False


def _date(said: Sequence[str], language: str, now: datetime) -> date | None:
    when = understand(" ".join(said), language=language, today=now)
    return when.date if when and not (when.time or when.limits) else None


def _day(
    said: Sequence[str], language: str, now: datetime
) -> tuple[date, str, Sequence[str]] | None:
    """The day with which some words begin, those behind it, and those before it."""
    other = next((bound.head for bound in words.bounds(" ".join(said))), None)
    for most in (len(said) if other is None else len(other.split()), len(said)):
        lengths = range(1, min(most, LONGEST) + 1)
        read = {length: _date(said[:length], language, now) for length in lengths}
        longest = next((read[n] for n in reversed(lengths) if read[n]), None)
        length = next((n for n in lengths if longest and read[n] == longest), None)
        if longest is None or length is None:
            continue
        starts = (n for n in range(length) if _date(said[n:length], language, now) == longest)
        before = said[: max(starts)]
        return longest, " ".join([_comma(said[length - 1]), *said[length:]]), before
    return None


def _kept(behind: str) -> str:
    """What still counts: not the rest of a clause that says that those days do not suit."""
    clause, _, others = behind.partition(",")
    return others if words.refuses(clause) else f"{clause}, {others}"


def _month(
    found: words.Bounding, language: str, now: datetime
) -> tuple[str, words.Bound, date] | None:
    """From the first day of a month: "not until January"."""
    said = found.tail.split()
    back = found.meaning == "after" and found.is_denied  # "bis Januar bin ich weg"
    meaning: words.Bound = "since" if back else found.meaning
    if meaning not in {"since", "before"}:
        return None
    for length in range(1, min(len(said), MONTH) + 1):
        for start in words.month_start():
            when = understand(f"{start} {' '.join(said[:length])}", language=language, today=now)
            if when is not None and when.date is not None and when.date.day == 1:
                behind = " ".join([_comma(said[length - 1]), *said[length:]])
                return f"{found.head}, {_kept(behind)}", meaning, when.date
    return None


def _comma(word: str) -> str:
    return "," if word.endswith(",") else ""


def _feast(
    found: words.Bounding, language: str, now: datetime
) -> tuple[str, words.Bound, date] | None:
    """Beside what is no day itself: "before Christmas"."""
    meaning = found.meaning
    sides = {"before": ("until", words.day_before()), "after": ("since", words.day_after())}
    bound, beside = sides.get(meaning, (meaning, ()))
    for side in beside:
        when = understand(f"{side} {found.tail}", language=language, today=now)
        if when is not None and when.date is not None:
            return found.head, bound, when.date  # type: ignore[return-value]
    return None
