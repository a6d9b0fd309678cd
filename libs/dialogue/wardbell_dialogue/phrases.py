"""Which of thousands of phrases a message has in it: looked up by their first words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Phrases(Generic[T]):
    """Phrases, folded, and what each means; one may be there several times."""

    def __init__(self, meant: Iterable[tuple[str, T]]) -> None:
        self._by_first_word: dict[str, list[tuple[str, T]]] = {}
        for phrase, meaning in meant:
            self._by_first_word.setdefault(phrase.split()[0], []).append((f" {phrase} ", meaning))

    def __iter__(self) -> Iterator[tuple[str, T]]:
        """All of them, each between spaces."""
        for each in self._by_first_word.values():
            yield from each

    def found_in(self, said: str) -> Iterator[tuple[str, T]]:
        """Those that a folded message has, each between spaces."""
        padded = f" {said.strip()} "
        for first in dict.fromkeys(padded.split()):
            for phrase, meaning in self._by_first_word.get(first, ()):
                if phrase in padded:
                    yield phrase, meaning
