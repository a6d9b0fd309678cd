"""Rows of words and slots, kept so that all that fit are found in one walk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wardbell_dialogue.dates.numbers import NUMBERS
from wardbell_dialogue.dates.patterns import Value, filled_by


class Node:
    """A place in a row of words and slots. Slots are sorted by what fills them."""

    __slots__ = ("endings", "lists", "numbers", "parts", "words")

    def __init__(self) -> None:
        self.words: dict[str, Node] = {}
        self.lists: dict[str, list[tuple[str, Node]]] = {}
        """By the list of words: what the slot is called, and what follows."""
        self.numbers: dict[str, list[tuple[str, Node]]] = {}
        self.parts: dict[str, list[tuple[str, Node]]] = {}
        self.endings: list[tuple[str, dict[str, Value]]] = []

    def add(
        self,
        row: Iterable[str],
        kind: str,
        given: dict[str, Value],
        lists: AbstractSet[str] = frozenset(),
    ) -> None:
        """A row of words and slots; `lists` are the slots that lists of words fill."""
        nodes = [self]
        for element in row:
            nodes = [following for node in nodes for following in node.after(element, lists)]
        for node in nodes:
            node.endings.append((kind, given))

    def after(self, element: str, lists: AbstractSet[str]) -> Iterator[Node]:
        """The places that follow; two where a slot takes words and numbers."""
        if not element.startswith("{"):
            yield self.words.setdefault(element, Node())
            return
        name, source = element[1:-1].partition(":")[0], filled_by(element[1:-1])
        for fits, slots in (
            (source in lists, self.lists),
            (source in NUMBERS, self.numbers),
            (source not in lists and source not in NUMBERS, self.parts),
        ):
            if fits:
                named = slots.setdefault(source, [])
                if name not in (known for known, _ in named):
                    named.append((name, Node()))
                yield next(node for known, node in named if known == name)


@dataclass(frozen=True)
class Start:
    """What a part may begin with; asked before it is looked for."""

    words: frozenset[str]
    lists: frozenset[str]
    number: bool


def starts(parts: Mapping[str, Node]) -> dict[str, Start]:
    def within(name: str, seen: AbstractSet[str]) -> Iterator[Node]:
        if name not in seen:
            yield parts[name]
            for other in parts[name].parts:
                yield from within(other, {*seen, name})

    begins = {}
    for name in parts:
        nodes = list(within(name, frozenset()))
        begins[name] = Start(
            frozenset(word for node in nodes for word in node.words),
            frozenset(source for node in nodes for source in node.lists),
            any(node.numbers for node in nodes),
        )
    return begins
