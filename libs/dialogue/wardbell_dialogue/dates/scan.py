"""Finds a grammar's patterns in a message: those that together cover most of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple

from wardbell_dialogue.dates.grammar import APART, TIMES, VOID, Grammar
from wardbell_dialogue.dates.numbers import NUMBERS, Number
from wardbell_dialogue.dates.patterns import CHOICE
from wardbell_dialogue.dates.tokens import START, Token
from wardbell_dialogue.dates.trie import Node

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """A pattern in a message."""

    kind: str
    values: Values
    start: int
    end: int
    """In tokens of the message; the end is not part of it."""
    sure: bool = True
    """No typo was corrected."""


class _Word(NamedTuple):
    text: str
    token: Token
    at: int
    """Of the token; a compound is one."""
    sure: bool = True


class _Match(NamedTuple):
    kind: str
    end: int
    values: Values
    sure: bool


def tells(tokens: Sequence[Token], grammar: Grammar, *, corrected: bool) -> bool:
    """Whether a message may say anything about when; most say nothing, and are told at once.

    Args:
        corrected: whether words with typos count, as in the language that is spoken
    """
    for token in tokens:
        if token.number is not None:
            return True
        text = grammar.word(token.text)[0] if corrected else grammar.spelled.get(token.text, "")
        if text in grammar.needed or text in grammar.compounds:
            return True
    return False


def scan(tokens: Sequence[Token], grammar: Grammar, others: Sequence[Grammar] = ()) -> list[Found]:
    """What a message says in one language; a word of another one is no typo: "nicht" of "night"."""
    foreign = {t.text for t in tokens if any(t.text in other.spelled for other in others)}
    return _Scan(grammar, tokens, foreign=foreign).best()


def scan_rest(
    tokens: Sequence[Token], grammar: Grammar, first: Grammar, taken: AbstractSet[int]
) -> list[Found]:
    """What another language adds to the tokens that the first one left.

    A find needs one word that the first language does not know at all: "I am 12" is no date, though
    "am 12." is one in German.
    """
    own = {
        at
        for at, token in enumerate(tokens)
        if at not in taken
        and token.number is None
        and token.text not in first.spelled
        and token.text in grammar.spelled
        and token.text not in grammar.ordinary
    }
    if not own:
        return []
    return _Scan(grammar, tokens, own=own, taken=taken).best()


class _Scan:
    def __init__(
        self,
        grammar: Grammar,
        tokens: Sequence[Token],
        own: AbstractSet[int] | None = None,
        taken: AbstractSet[int] = frozenset(),
        foreign: AbstractSet[str] = frozenset(),
    ) -> None:
        self.grammar = grammar
        self.own = own
        self.taken = taken
        self.foreign = foreign
        self.words = list(self._words(tokens))
        self._hits: dict[int, dict[str, list[_Match]]] = {}
        self._digits: dict[int, list[tuple[Number, int, bool]]] = {}
        self._parts: dict[tuple[str, int], list[_Match]] = {}

    def best(self) -> list[Found]:
        words, firsts = self.words, self.grammar.firsts
        score = [0] * (len(words) + 1)
        choice: list[_Match | None] = [None] * (len(words) + 1)
        for at in range(len(words) - 1, -1, -1):
            score[at] = score[at + 1]
            if words[at].token.number is None and words[at].text not in firsts and at > 0:
                continue
            for match in self._from(at):
                if match.end > at and self._allowed(at, match.end):
                    points = _points(match, at) + score[match.end]
                    if points > score[at]:
                        score[at], choice[at] = points, match
        return list(self._chosen(choice))

    def _from(self, at: int) -> Iterator[_Match]:
        yield from self._walk(self.grammar.rules, at, {}, sure=True)
        if at == 0 and (opening := self.grammar.rules.words.get(START)) is not None:
            yield from self._walk(opening, at, {}, sure=True)

    def _chosen(self, choice: Sequence[_Match | None]) -> Iterator[Found]:
        at = 0
        while at < len(self.words):
            match = choice[at]
            if match is None:
                at += 1
                continue
            start, end = self.words[at].at, self.words[match.end - 1].at + 1
            yield Found(match.kind, match.values, start, end, match.sure)
            at = match.end

    def _allowed(self, start: int, end: int) -> bool:
        if self._goes_on(end):
            return False
        if self.own is None:
            return True
        places = {word.at for word in self.words[start:end]}
        return not places & self.taken and bool(places & self.own)

    def _goes_on(self, end: int) -> bool:
        """Whether a number does there: no "what about 01.12" in "what about 01.12.2026"."""
        rest = self.words[end : end + 2]
        return len(rest) == 2 and rest[0].text == "." and rest[1].token.glued

    def _words(self, tokens: Sequence[Token]) -> Iterator[_Word]:
        strange = self._strange(tokens) if any(token.hyphened for token in tokens) else ()
        for at, token in enumerate(tokens):
            if at in strange:
                yield _Word("", token, at)
                continue
            if token.number is not None:
                yield _Word(token.text, token, at)
                continue
            text, sure = token.text, True
            if text not in self.foreign or text in self.grammar.spelled:
                text, sure = self.grammar.word(text)
            for part in self.grammar.compounds.get(text, (text,)):
                yield _Word(part, token, at, sure)

    def _strange(self, tokens: Sequence[Token]) -> set[int]:
        """What is hyphened with a word that is not known: no "Montagmorgen-Muffel" is a Monday."""
        found: set[int] = set()
        start = 0
        for end in range(1, len(tokens) + 1):
            if end < len(tokens) and tokens[end].hyphened:
                continue
            parts = range(start, end)
            if len(parts) > 1 and not all(self._is_known(tokens[at].text) for at in parts):
                found.update(parts)
            start = end
        return found

    def _is_known(self, text: str) -> bool:
        return self.grammar.word(text)[0] in self.grammar.spelled

    def _walk(self, node: Node, at: int, values: Values, *, sure: bool) -> Iterator[_Match]:
        for kind, given in node.endings:
            yield _Match(kind, at, {**values, **given} if given else values, sure)
        if at >= len(self.words):
            return
        word = self.words[at]
        if (after := node.words.get(word.text)) is not None:
            yield from self._walk(after, at + 1, values, sure=sure and word.sure)
        if node.lists:
            for source, hits in self._hit(at).items():
                for name, after in node.lists.get(source, ()):
                    for hit in hits:
                        more = values
                        if not name.startswith(CHOICE):
                            more = {**values, _free(name, values): hit.values["value"]}
                        yield from self._walk(after, hit.end, more, sure=sure and hit.sure)
        if node.numbers:
            for number, end, certain in self._numbers(at):
                for source, slots in node.numbers.items():
                    if NUMBERS[source](number):
                        for name, after in slots:
                            more = {**values, _free(name, values): number.value}
                            yield from self._walk(after, end, more, sure=sure and certain)
        for source, slots in node.parts.items():
            for part in self._part(source, at):
                for name, after in slots:
                    inner = {name: part.values} if source == APART else part.values
                    more = values | {_free(n, values): v for n, v in inner.items()}
                    yield from self._walk(after, part.end, more, sure=sure and part.sure)

    def _part(self, source: str, at: int) -> list[_Match]:
        start = self.grammar.starts[source]
        if not (
            self.words[at].text in start.words
            or (start.number and self._numbers(at))
            or not start.lists.isdisjoint(self._hit(at))
        ):
            return []
        key = (source, at)
        if key not in self._parts:
            self._parts[key] = []  # a part that begins with itself ends here
            self._parts[key] = list(self._walk(self.grammar.parts[source], at, {}, sure=True))
        return self._parts[key]

    def _hit(self, at: int) -> dict[str, list[_Match]]:
        if at not in self._hits:
            found: dict[str, list[_Match]] = {}
            for match in self._phrase(self.grammar.phrases, at, sure=True):
                found.setdefault(match.kind, []).append(match)
            self._hits[at] = found
        return self._hits[at]

    def _phrase(self, node: Node, at: int, *, sure: bool) -> Iterator[_Match]:
        for slot, given in node.endings:
            yield _Match(slot, at, dict(given), sure)
        if at < len(self.words) and (after := node.words.get(self.words[at].text)) is not None:
            yield from self._phrase(after, at + 1, sure=sure and self.words[at].sure)

    def _numbers(self, at: int) -> list[tuple[Number, int, bool]]:
        if at not in self._digits:
            self._digits[at] = list(self._read_numbers(at))
        return self._digits[at]

    def _read_numbers(self, at: int) -> Iterator[tuple[Number, int, bool]]:
        token = self.words[at].token
        if token.number is not None:
            end = at + 1
            suffixed = (
                end < len(self.words)
                and self.words[end].token.glued
                and self.words[end].text in self.grammar.suffixes
            )
            ordinal = suffixed or token.dotted
            number = Number(token.number, token.digits, ordinal, suffixed, token.glued)
            yield number, end + suffixed, True
        for hit in self._hit(at).get("count", ()):
            yield Number(hit.values["value"]), hit.end, hit.sure
        for hit in self._hit(at).get("ordinals", ()):
            yield Number(hit.values["value"], ordinal=True, suffixed=True), hit.end, hit.sure


def _points(match: _Match, start: int) -> int:
    """Tokens covered; best by few patterns that mean something, without doubt."""
    doubt = 2 * ((not match.sure) + ("doubt" in match.values))
    nothing = 3 * (match.kind == VOID and "strong" not in match.values)
    return (
        100 * (match.end - start)
        - 10
        - doubt
        - nothing
        - (match.kind in TIMES)
        - (match.kind == "number")
        + ("exact" in match.values)
    )


def _free(name: str, values: Values) -> str:
    """A second `{hour}` in a pattern is called `hour2`."""
    return f"{name}2" if name in values else name
