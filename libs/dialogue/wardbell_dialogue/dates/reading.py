"""Decides what was meant where a message says more than one thing about when."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import reduce
from typing import NamedTuple

from wardbell_dialogue.dates import clock
from wardbell_dialogue.dates.calendar import FAR, Day, Refused
from wardbell_dialogue.dates.clock import Daypart, Limits
from wardbell_dialogue.dates.cues import weigh
from wardbell_dialogue.dates.mentions import Mention, gap, mentions
from wardbell_dialogue.dates.scan import Found
from wardbell_dialogue.dates.several import either, week
from wardbell_dialogue.dates.tokens import STOP, Token

ASIDE = 3
"""Tokens between a part of the day and a time that need not be meant together."""
LONG_AGO = timedelta(days=365)
DAWN = 6 * 60
"""Nobody asks for a visit before it."""


Days = tuple[date, ...]


@dataclass(frozen=True)
class When:
    """A day, a time or a part of the day that a patient named."""

    date: date | None = None
    time: time | None = None
    daypart: Daypart | None = None
    """Morning, noon, afternoon, evening; None beside a time."""
    limits: Limits | None = None
    """From when and until when, more exactly than `daypart` says; None beside a time."""
    sure: bool = True
    """False: ask before taking it. A typo was corrected, or it can be read in another way too."""
    refused: Refused | None = None
    """Why there is no date though one was named."""
    long_ago: bool = False
    """The day is over for more than a year: rather a date of birth than one to come on."""
    either: Days = ()
    """Days any of which would do, where several were named; to be shown with their dates."""
    week: Days = ()
    """The days of a week that was named, where none of them was chosen for certain."""


class Hour(NamedTuple):
    """What is said of the hour; as in `When`."""

    time: time | None = None
    daypart: Daypart | None = None
    limits: Limits | None = None


def decide(
    found: Sequence[Found], tokens: Sequence[Token], now: datetime, spoken_of: date | None = None
) -> When | None:
    """What a message means; None if it says nothing about when.

    Args:
        spoken_of: the day that was named before this message
    """
    items = mentions(found, tokens, now, spoken_of)
    clear = weigh(items, tokens)
    dates = [m for m in items if isinstance(m, Mention) and m.is_date]
    _refuse_as_well(dates)
    said = _date(dates, now.date())
    times = [m for m in items if isinstance(m, Mention) and not m.is_date and not m.out]
    one_hour = len(times) < 2  # more are hours of one day each
    times = _with_the_date(_belonging(times, dates, said), dates, said, tokens)
    hour, sure = _hour(times)
    if said.date is None and hour == Hour() and said.refused is None:
        return None
    moment = hour.time
    gone = said.date == now.date() and moment is not None and moment < now.time()
    days = either(items, tokens, now.date()) if sure and clear and one_hour else ()
    sure = sure and said.sure and clear and not gone
    whole = week(found, now.date()) if not sure or said.date is None else ()
    over = said.past is not None and now.date() - said.past > LONG_AGO
    return When(
        said.date,
        *hour,
        sure=sure,
        refused=said.refused,
        long_ago=over,
        either=days,
        week=whole,
    )


def _refuse_as_well(dates: Sequence[Mention]) -> None:
    """I have the dentist on Monday, so I can't that day: Monday is not wanted either."""
    refused = {m.day for m in dates if "that" in m.found.values and m.out == "unwanted"}
    for mention in dates:
        if any(day and mention.day and day.date == mention.day.date for day in refused):
            mention.out = "unwanted"


def _date(dates: Sequence[Mention], today: date) -> Day:
    left = [m for m in dates if not m.out]
    left = [m for m in left if m.chosen] or left
    good = [(m, m.day) for m in left if m.day and m.day.date]
    good = [(m, day) for m, day in good if not m.own] or good
    good = [(m, day) for m, day in good if not m.vague] or good
    if good:
        # "surgery on 12 January and a check on 12 March": not the one that is a year away
        mention, day = min(good, key=lambda pair: (pair[0].doubt, _far(pair[1], today)))
        one = len({day.date for _, day in good}) == 1
        impossible = any(m.day and m.day.refused == "impossible" for m in left)
        sure = day.sure and mention.found.sure and not mention.doubt and one and not impossible
        sure = sure and not mention.vague
        return day._replace(sure=sure)
    for mention in left:
        if mention.day and mention.day.refused:
            return mention.day
    return Day(None, refused="unwanted" if any(m.out == "unwanted" for m in dates) else None)


def _belonging(times: Sequence[Mention], dates: Sequence[Mention], said: Day) -> list[Mention]:
    """The times that are nearer to the chosen date than to another one, the nearest first.

    "I finish work at 3, so tomorrow at 4."
    """
    rivals = [m for m in dates if not m.out]
    if said.date is None or all(m.day and m.day.date == said.date for m in rivals):
        beside = [m for m in rivals if m.chosen] or rivals
        return sorted(times, key=lambda t: min((gap(m.found, t.found) for m in beside), default=0))
    owners = [min(rivals, key=lambda m: gap(m.found, t.found)) for t in times]
    own = [t for t, m in zip(times, owners, strict=True) if m.day and m.day.date == said.date]
    # "Tuesday or Wednesday morning" is said of each, "Tuesday or Wednesday at 3" is not
    last = max(m.found.end for m in rivals)
    return own or [t for t in times if t.found.start >= last + (t.found.kind == "clock")]


def _with_the_date(
    times: list[Mention], dates: Sequence[Mention], said: Day, tokens: Sequence[Token]
) -> list[Mention]:
    """Those of the date's sentence if they say when: "2 pills at night. Is Monday at 10 free?"."""
    stops = [at for at, token in enumerate(tokens) if token.text == STOP]
    if not stops or said.date is None:
        return times

    def sentence(mention: Mention) -> int:
        return bisect(stops, mention.found.start)

    named = {sentence(m) for m in dates if m.day and m.day.date == said.date and not m.out}
    beside = [m for m in times if sentence(m) in named]
    return beside if any(m.found.kind == "clock" for m in beside) else times


def _hour(times: Sequence[Mention]) -> tuple[Hour, bool]:
    # "stung this morning, can I come this afternoon", "took one at 2, can I come at 5"
    told = bool(times) and all(m.doubt for m in times)
    times = [m for m in times if not m.doubt or told]
    certain = [m for m in times if m.found.kind == "daypart"]
    named = [m.found.values for m in certain]
    once = [values for values in named if "habit" not in values]
    parts: set[Daypart] = {values["daypart"] for values in once or named}
    daypart = parts.pop() if len(parts) == 1 else None
    clocks = [m.found for m in times if m.found.kind == "clock"]
    if daypart == "m":
        clocks = [c for c in clocks if not _at_night(c)]
    if clocks:
        first = clock.clock_of(clocks[0].values)
        moment = first.at(daypart)
        one = all(clock.clock_of(c.values).at(daypart) == moment for c in clocks)
        fits = daypart is None or clock.fits(moment, daypart)
        # "my back hurts at night, tomorrow at 9" is not 9 at night
        moved = moment != first.at() and all(gap(m.found, clocks[0]) > ASIDE for m in certain)
        one = one and not moved
        return Hour(moment), first.sure and clocks[0].sure and one and fits and not told
    spans = [m.found for m in times if m.found.kind in clock.SPANS]
    if spans:
        return _within(spans, daypart), not told
    return Hour(daypart=daypart), all(m.found.sure for m in times) and not told


def _within(spans: Sequence[Found], daypart: Daypart | None) -> Hour:
    each = [clock.limits(span.kind, span.values, daypart) for span in spans]
    # "before 10 or after 4" is no one part of the day
    parts = {clock.part_within(limits, daypart) for limits in each}
    part = (parts.pop() if len(parts) == 1 else None) or daypart
    limits = reduce(Limits.meet, each)
    return Hour(daypart=part, limits=None if limits.empty else limits)


def _far(day: Day, today: date) -> bool:
    return day.date is not None and (day.date - today).days > FAR


def _at_night(found: Found) -> bool:
    """No hour at all: "book me 4 tomorrow morning"."""
    return "doubt" in found.values and clock.clock_of(found.values).minutes < DAWN
