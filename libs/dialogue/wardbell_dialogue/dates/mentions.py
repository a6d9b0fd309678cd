"""What was found, as days and times, before the words around them are weighed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from wardbell_dialogue.dates import calendar
from wardbell_dialogue.dates.calendar import Day
from wardbell_dialogue.dates.grammar import CUES, DATES, TIMES
from wardbell_dialogue.dates.scan import Found
from wardbell_dialogue.dates.tokens import COMMA, STOP, Token


@dataclass(slots=True, eq=False)
class Mention:
    """Something a message says about when, and what the words around it make of it."""

    found: Found
    day: Day | None = None
    """Of dates; without a date where it only helps others, like "next week"."""
    out: Literal["", "dropped", "unwanted"] = ""
    own: bool = False
    """An appointment there is already."""
    chosen: bool = False
    doubt: bool = False
    vague: bool = False
    """A whole week or so: its day counts where no other is named, and is asked for."""

    @property
    def is_date(self) -> bool:
        return self.day is not None


_WHOLE = ("week", "weekend", "month")
"""Say more than one day."""
JOINTS = frozenset({COMMA, "-", ":", "/"})
NOON, CLOSING, LAST_HOUR = 12, 19, 24

Item = Mention | Found
"""Found are the cues."""


def mentions(
    found: Sequence[Found], tokens: Sequence[Token], now: datetime, spoken_of: date | None = None
) -> list[Item]:
    """What counts of the finds: a bare number or "sat" only beside something else about when.

    Args:
        spoken_of: the day that was named before this message
    """
    items = list(_counting(found, tokens, now))
    dates = [item for item in items if isinstance(item, Mention) and item.is_date]
    denied = {item.end for item in items if isinstance(item, Found) and item.kind == "not"}
    weeks = [m for m in dates if m.found.kind == "week"]
    months = [m for m in dates if m.found.kind == "month"]
    weekdays = [m for m in dates if m.found.kind == "weekday"]
    weekdays = [m for m in weekdays if not m.found.values.keys() & {"unit", "days"}]
    fixed = [m for m in dates if m.found.kind not in (*_WHOLE, "weekday")]
    _place_in_months(fixed, months, now.date())
    for mention in weekdays:
        mention.doubt = bool(months)
    wanted = [m for m in weeks if m.found.start not in denied]
    for mention in fixed:
        # "That day the week after"
        mention.doubt = "that" in mention.found.values and bool(wanted or months)
    if wanted:
        _place_in_weeks(weekdays, wanted, now.date())
        gone: list[Item] = []
    else:
        named = [m for m in fixed if "then" not in m.found.values]
        gone = list(_explaining(weekdays, named, tokens, now.date(), denied))
    whole = [m for m in dates if m.found.kind in _WHOLE]
    gone += _helping(whole, weekdays, fixed, now.date())
    items = [item for item in items if item not in gone]
    _follow(items, spoken_of)
    return [item for item in items if not (isinstance(item, Mention) and _of_none(item))]


def gap(one: Found, other: Found) -> int:
    """Tokens between two finds."""
    return max(other.start - one.end, one.start - other.end, 0)


def _counting(found: Sequence[Found], tokens: Sequence[Token], now: datetime) -> Iterator[Item]:
    whole = len(found) == 1 and _covers(found[0], tokens)
    for place, item in enumerate(found):
        kind, values = item.kind, item.values
        if kind in CUES:
            yield item
        elif kind == "soon":
            then = now + timedelta(minutes=values.get("n", 1) * values["clock_unit"])
            minutes = {"hour": 0, "add": then.hour * 60 + then.minute, "doubt": 1}
            yield Mention(item, Day(then.date(), sure=False))
            yield Mention(replace(item, kind="clock", values=minutes))
        elif kind == "number":
            if (day := _named_day(place, found, now.date())) is not None:
                yield Mention(item, day)
            elif "day" not in values and (
                _touches_a_day(place, found, tokens)
                or (whole and values.keys() & {"hhmm", "minute"})
            ):
                yield Mention(replace(item, kind="clock", values={**values, "doubt": 1}))
        elif (
            values.get("lone")
            and not (whole and kind != "day")
            and not backed(place, found, tokens)
        ):
            continue
        elif kind == "range" and "change" in values and _moves(found):
            yield Mention(replace(item, kind="clock", values=values["edge2"]))
        elif kind in DATES:
            yield Mention(item, _day(item, now.date()))
            if "daypart" in values:
                yield Mention(replace(item, kind="daypart"))
        elif kind in TIMES:
            yield Mention(item)
            if kind == "clock" and "daypart" in values:
                yield Mention(replace(item, kind="daypart"))


def _of_none(mention: Mention) -> bool:
    """Whether it is "that day", and none was named."""
    return "that" in mention.found.values and mention.day == Day(None)


def _day(found: Found, today: date) -> Day:
    match found.kind:
        case "near" if "near" not in found.values:
            return Day(None)  # "that day"
        case "week" if found.values.keys() & {"about", "kw", "day"} or found.values.get("week"):
            return _in_week(found.values.get("about", 0), found.values, today)
        case "weekend":
            following = "next" in found.values
            return calendar.weekend(found.values["weekend"], today, following=following)
        case "month" if "about" in found.values:
            return _about_month(found.values, today)
        case "week" | "month":
            return Day(None)
    return calendar.day_of(found.kind, found.values, today)


def _about_month(values: dict[str, Any], today: date) -> Day:
    """The beginning, the middle or the end of a month."""
    day = {"day": values["about"]}
    if "month" in values:
        return calendar.day_of("date", {**values, **day}, today)
    # the beginning of the month is rather the next one's
    month = {} if day["day"] == 1 and not values["rel_month"] else values
    return calendar.day_of("day", {**month, **day}, today)


def _helping(
    whole: Sequence[Mention], weekdays: Sequence[Mention], fixed: Sequence[Mention], today: date
) -> Iterator[Mention]:
    """The weeks and months that only say which day is meant; the others stand for one."""
    for mention in whole:
        mention.vague = True
        kind = mention.found.kind
        others = fixed if kind == "month" else [*weekdays, *fixed]
        if kind == "weekend":
            others = [m for m in others if gap(m.found, mention.found) <= 1]
            for other in others:
                if (weekday := other.found.values.get("weekday")) in (5, 6):
                    weeks = mention.found.values["weekend"]
                    other.day = calendar.in_week(weekday, weeks, today)
        if not (mention.day and mention.day.date) or any(
            m.found.kind in ("weekday", "day") or gap(m.found, mention.found) <= 1 for m in others
        ):
            yield mention


def _follow(items: Sequence[Item], last: date | None) -> None:
    """Not Monday, the day after: counted from the day that was named before."""
    for at, item in enumerate(items):
        if not isinstance(item, Mention) or not item.day:
            continue
        then = item.found.values.get("then")
        if "again" in item.found.values and last:
            item.doubt = True  # "the same day next week": of which one?
        if then and last:
            weekday = item.found.values.get("weekday")
            day = last + timedelta(then)
            if weekday is not None:
                day = calendar.next_weekday(weekday, last, then)
            item.day = Day(day, sure=item.day.sure)
        elif then:
            item.day = item.day._replace(sure=False)
        elif "that" in item.found.values and last:
            item.day = Day(last)
        elif "that" in item.found.values and _names_a_day(items[at + 1 :]):
            item.day = Day(None)  # "both on the same day, on Wednesday"
        last = item.day.date or last


def _names_a_day(items: Sequence[Item]) -> bool:
    days = (item.day for item in items if isinstance(item, Mention))
    return any(day is not None and day.date is not None for day in days)


def _moves(found: Sequence[Found]) -> bool:
    """Whether "from 9 to 11" is another time rather than a span of time."""
    return any(item.kind == "moving" for item in found)


def _named_day(place: int, found: Sequence[Found], today: date) -> Day | None:
    """For "Friday 13": the 13th, if it is a Friday and not rather an hour."""
    before, number = found[place - 1] if place else None, _number(found[place])
    if before is None or before.kind != "weekday" or before.end < found[place].start or not number:
        return None
    day = calendar.day_of("day", {"day": number}, today)
    if day.date is None or number > LAST_HOUR:
        return day._replace(sure=False)
    right = day.date.weekday() == before.values["weekday"]
    if right and (number > NOON or (day.date - today).days <= 7):
        return day._replace(sure=number > CLOSING)
    return None


def _number(found: Found) -> int:
    if found.values.keys() & {"minute", "hhmm", "n"}:
        return 0
    return int(found.values.get("day") or found.values["hour"])


def _covers(found: Found, tokens: Sequence[Token]) -> bool:
    """Whether there is nothing else in the message."""
    return _empty(tokens[: found.start]) and _empty(tokens[found.end :])


def _empty(tokens: Iterable[Token]) -> bool:
    return all(token.text in (COMMA, STOP) for token in tokens)


def _touches_a_day(place: int, found: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Or corrects a time: "tomorrow 3", "Friday, 3?", "3 tomorrow", "no, 4"."""
    item = found[place]
    if place:
        before = found[place - 1]
        if before.kind in DATES | {"daypart"} and before.end == item.start:
            return True
        if tokens[item.start].glued:
            return False  # the U3 is a check-up
        last = _empty(tokens[item.end : item.end + 1])
        if before.kind in DATES and last and _empty(tokens[before.end : item.start]):
            return True
        if before.kind == "correction" and _empty(tokens[before.end : item.start]):
            return True
    after = found[place + 1] if place + 1 < len(found) else None
    return after is not None and after.kind in DATES | {"daypart"} and item.end == after.start


def backed(place: int, found: Sequence[Found], tokens: Sequence[Token]) -> bool:
    """Whether something about when stands right beside a find, or joined to it by "and"."""
    if place and found[place - 1].kind in CUES - {"and", "but", "moving", "story"}:
        return found[place - 1].end == found[place].start
    for step in (-1, 1):
        here, there = place, place + step
        while 0 <= there < len(found):
            first, second = sorted((here, there))
            between = tokens[found[first].end : found[second].start]
            if any(token.text not in JOINTS for token in between):
                break
            if found[there].kind in DATES | TIMES or (
                step > 0 and found[there].kind in ("unable", "better")
            ):
                return True
            if found[there].kind != "and":
                break
            here, there = there, there + step
    return False


def _place_in_months(days: Sequence[Mention], months: Sequence[Mention], today: date) -> None:
    """In March, on the 12th."""
    for mention in days:
        if months and mention.found.kind == "day" and "rel_month" not in mention.found.values:
            month = _nearest(mention, months).values
            values = {"day": mention.found.values["day"], **month}
            mention.day = calendar.day_of("date" if "month" in month else "day", values, today)


def _place_in_weeks(weekdays: Sequence[Mention], weeks: Sequence[Mention], today: date) -> None:
    """Next week on Thursday."""
    for mention in weekdays:
        mention.day = _in_week(
            mention.found.values["weekday"], _nearest(mention, weeks).values, today
        )


def _in_week(weekday: int, week: dict[str, Any], today: date) -> Day:
    if "vague" in week:
        return Day(None)
    if "day" in week:
        return _in_week_of(weekday, week, today)
    if "iso" in week:
        return calendar.in_iso_week(weekday, week["n"], today)
    return calendar.in_week(weekday, week["week"], today)


def sunday_of(found: Found, today: date) -> date | None:
    """The last day of a week or weekend that is named; None: it is not clear which one."""
    values = found.values
    if found.kind == "week":
        return _in_week(calendar.SUNDAY, values, today).date
    if "next" not in values and not values["weekend"]:
        return None  # "at the weekend" is any
    saturday = calendar.weekend(values["weekend"], today, following="next" in values).date
    return saturday and saturday + timedelta(days=1)


def _in_week_of(weekday: int, values: dict[str, Any], today: date) -> Day:
    """Tuesday in the week of 16 March."""
    kind = "numeric" if "day2" in values else "date" if "month" in values else "day"
    found = calendar.day_of(kind, values, today)
    if found.date is None:
        return found
    weeks = (found.date - today + timedelta(today.weekday())).days // 7
    return calendar.in_week(weekday, weeks, today)._replace(sure=found.sure)


def _explaining(
    weekdays: Sequence[Mention],
    fixed: Sequence[Mention],
    tokens: Sequence[Token],
    today: date,
    denied: AbstractSet[int],
) -> Iterator[Mention]:
    """The weekdays that only explain a date, "Thursday, the 12th": they confirm it or not."""
    for mention in weekdays:
        weekday = mention.found.values["weekday"]
        other = _explained(mention, fixed, tokens, today, denied)
        if other is None:
            continue
        yield mention
        other.day = _on_weekday(other, weekday, today)
        other.found = replace(
            other.found,
            start=min(other.found.start, mention.found.start),
            end=max(other.found.end, mention.found.end),
            sure=other.found.sure and mention.found.sure,
        )


def _explained(
    mention: Mention,
    fixed: Sequence[Mention],
    tokens: Sequence[Token],
    today: date,
    denied: AbstractSet[int],
) -> Mention | None:
    weekday = mention.found.values["weekday"]
    for other in fixed:
        named = other.day and (other.day.date or other.day.past)
        if named and named.weekday() == weekday and (named - today).days <= calendar.FAR:
            return other
    for other in fixed:
        first, second = sorted((mention.found, other.found), key=lambda f: f.start)
        between = tokens[first.end : second.start]
        if between and first.start in denied:
            continue  # "not Monday, tomorrow"
        if other.day and other.day.date and all(token.text == COMMA for token in between):
            return other
    return None


def _on_weekday(mention: Mention, weekday: int, today: date) -> Day | None:
    values: dict[str, Any] = mention.found.values
    day = mention.day
    match mention.found.kind:
        case "in" if values.get("unit") in ("week", "fortnight"):
            return calendar.day_of("weekday", {**values, "weekday": weekday, "which": "in"}, today)
        case "numeric":
            day = calendar.numeric(values, today, weekday)
    if day is None or day.date is None:
        return day
    confirmed = day.sure or mention.found.kind in ("day", "date")
    return day._replace(sure=confirmed and day.date.weekday() == weekday)


def _nearest(mention: Mention, others: Sequence[Mention]) -> Found:
    return min((other.found for other in others), key=lambda found: gap(found, mention.found))
