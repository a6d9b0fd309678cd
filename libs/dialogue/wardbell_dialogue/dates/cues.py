"""The words around dates that say what is meant: "not", "rather", "instead of", "since"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from wardbell_dialogue.dates.mentions import Item, Mention, gap
from wardbell_dialogue.dates.scan import Found
from wardbell_dialogue.dates.tokens import COMMA, STOP, Token

# Tokens between a cue and what it is about.
BESIDE, NEAR, IN_REACH = 2, 3, 6

_PASSED = frozenset({"and", "own", "from", "to", "moving", "story"})
_PASSED_BY_NOT = _PASSED | {"correction", "rather", "better"}


def weigh(items: Sequence[Item], tokens: Sequence[Token]) -> bool:
    """Marks the mentions; False where a cue could be meant for more than one of them."""
    return _Cues(items, tokens).weigh()


class _Cues:
    def __init__(self, items: Sequence[Item], tokens: Sequence[Token]) -> None:
        self.items = items
        self.stops = [at for at, token in enumerate(tokens) if token.text == STOP]
        self.ends = [at for at, token in enumerate(tokens) if token.text in (COMMA, STOP)]
        self.ends += [i.start for i in items if isinstance(i, Found) and i.kind == "but"]
        self.sure = True

    def weigh(self) -> bool:
        cues = [(place, item) for place, item in enumerate(self.items) if isinstance(item, Found)]
        moving = any(cue.kind == "moving" for _, cue in cues)
        for place, cue in cues:
            self._beside(place, cue, moving=moving)
        for place, cue in cues:
            self._denial(place, cue)
        for place, cue in cues:
            self._preference(place, cue)
        for place, cue in cues:
            if "hence" in cue.values:
                self._conclusion(place)
        left = [m for m in self._mentions() if m.day and m.day.date and not m.out]
        if any(m.own for m in left) and not any(m.chosen for m in left):
            self.sure = self.sure and (moving or len(left) == 1)
        return self.sure

    def _beside(self, place: int, cue: Found, *, moving: bool) -> None:
        """What says something about the next date only."""
        target = self._target(place, 1, NEAR if cue.kind == "own" else BESIDE)
        match cue.kind:
            case "story":
                self._doubt_told(cue)
            case "skip":
                self._doubt_before(place, cue)
                if target:
                    self._take_out(target, 1, "dropped")
                elif "told" in cue.values:
                    self._doubt_told(cue)
            case "from" if "span" in cue.values:
                pass  # its first day counts, with doubt for the other one
            case "from" if target:
                target.doubt = True
            case "from":
                self._doubt_before(place, cue)
            case "own" if target:
                target.own = True
            case "to" if target and moving and target.is_date:
                target.chosen = True
            case "to" if target and moving:
                self._drop([m for m in self._mentions(before=place) if not m.is_date])

    def _doubt_told(self, cue: Found) -> None:
        """What stands in one clause with what was: "my bp was 150 over 95 this morning"."""
        for mention in self._mentions():
            mention.doubt |= not self._parted(cue, mention.found)

    def _doubt_before(self, place: int, cue: Found) -> None:
        """Monday until Wednesday, the 9th or later, Tuesday after the holidays."""
        before = self.items[place - 1] if place else None
        if isinstance(before, Mention) and gap(before.found, cue) <= 1:
            before.doubt |= not self._parted(before.found, cue)

    def _denial(self, place: int, cue: Found) -> None:
        if cue.kind not in ("not", "unable", "instead"):
            return
        right = self._target(place, 1, IN_REACH, _PASSED_BY_NOT)
        left = None if cue.kind == "instead" else self._target(place, -1, IN_REACH)
        if right and left:
            to_right, to_left = gap(cue, right.found), gap(left.found, cue)
            leftwards = cue.kind == "unable" or (to_right > BESIDE and to_left <= to_right)
            right, left = (None, left) if leftwards else (right, None)
            self.sure &= (to_left if leftwards else to_right) <= BESIDE
        if right:
            self._take_out(right, 1, "unwanted" if right.is_date else "dropped")
        elif left:
            self._take_out(left, -1, "unwanted")
        else:
            # "on the 15th, in the morning, I can't"
            self.sure = False
            earlier = self._mentions(before=place)
            if cue.kind == "unable" and earlier and self._one_sentence(earlier[-1].found, cue):
                self._take_out(earlier[-1], -1, "unwanted")

    def _preference(self, place: int, cue: Found) -> None:
        if cue.kind not in ("correction", "rather", "better"):
            return
        left = self._target(place, -1, IN_REACH)
        if cue.kind == "better" or (cue.kind == "rather" and not self._target(place, 1, IN_REACH)):
            meant = left or self._target(place, 1, BESIDE)
            if meant and not meant.out and (day := self._day_of(meant)) is not None:
                day.chosen = True
            return
        later = [m for m in self._mentions(after=place) if not m.out]
        for is_date in (True, False):
            if any(m.is_date is is_date for m in later):
                self._drop([m for m in self._mentions(before=place) if m.is_date is is_date])

    def _conclusion(self, place: int) -> None:
        """I have the dentist on Thursday, so Friday."""
        target = self._target(place, 1, BESIDE)
        if target and target.day and not target.out:
            target.chosen = True
            left = [m for m in self._mentions(before=place) if m.day and not m.out]
            self.sure &= all(m.day == target.day for m in left)

    def _day_of(self, mention: Mention) -> Mention | None:
        """The date right beside a time: "Thursday afternoon instead"."""
        if mention.is_date:
            return mention
        place = self.items.index(mention)
        for other in (*self.items[max(place - 1, 0) : place], *self.items[place + 1 : place + 2]):
            if isinstance(other, Mention) and other.is_date and not other.out:
                near = gap(other.found, mention.found) <= 1
                return other if near and not self._parted(other.found, mention.found) else None
        return None

    def _mentions(self, *, before: int | None = None, after: int = -1) -> list[Mention]:
        return [item for item in self.items[after + 1 : before] if isinstance(item, Mention)]

    def _target(
        self, place: int, step: int, within: int, passed: frozenset[str] = _PASSED
    ) -> Mention | None:
        """The next mention in the same clause."""
        cue = self.items[place]
        there = place + step
        while 0 <= there < len(self.items):
            item = self.items[there]
            if isinstance(item, Mention):
                if step * (item.found.start - _found(cue).start) < 0:
                    return None  # a date around it, as in "the Wednesday before, 1 September"
                reached = gap(_found(cue), item.found) <= within
                return item if reached and not self._parted(_found(cue), item.found) else None
            if item.kind not in passed:
                return None
            there += step
        return None

    def _take_out(self, target: Mention, step: int, how: Literal["dropped", "unwanted"]) -> None:
        """Takes a mention out, with what belongs to it: its time, or what "and" and "to" add."""
        target.out = how
        last, dates, joined = target.found, int(target.is_date), False
        clocks = int(target.found.kind == "clock")
        there = self.items.index(target) + step
        while 0 <= there < len(self.items):
            item = self.items[there]
            # "was there last Tuesday and need next Friday": only what "and" stands right beside
            if gap(last, _found(item)) > (not joined) or self._parted(last, _found(item)):
                return
            if isinstance(item, Mention):
                dates += item.is_date
                clocks += item.found.kind == "clock"
                if max(dates, clocks) > 1 and not joined:
                    return
                if item.is_date and not target.is_date and self._only(item):
                    return  # "not at 2 on Thursday, at 3": Thursday stays
                item.out, joined = how, False
            elif item.kind in ("and", "to"):
                joined = True
            else:
                return
            last = _found(item)
            there += step

    def _only(self, date: Mention) -> bool:
        return not any(m.is_date and m is not date for m in self._mentions())

    @staticmethod
    def _drop(mentions: Sequence[Mention]) -> None:
        for mention in mentions:
            mention.out = mention.out or "dropped"

    def _parted(self, one: Found, other: Found) -> bool:
        return any(one.end <= e < other.start or other.end <= e < one.start for e in self.ends)

    def _one_sentence(self, first: Found, second: Found) -> bool:
        return not any(first.end <= stop < second.start for stop in self.stops)


def _found(item: Item) -> Found:
    return item.found if isinstance(item, Mention) else item
