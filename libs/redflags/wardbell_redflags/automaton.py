"""All phrases of a language as one automaton over words.

Written as a nondeterministic one (so that a hundred choices cost a hundred edges, not their
product) and made deterministic step by step while messages are read: a state knows its successors
after the first message that needed them. There are only so many states, and reading is a chain of
dictionary look-ups.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wardbell_redflags.phrases import Choice, Phrase, Slot
from wardbell_redflags.vocabulary import NUMBER, PREFIX

Span = tuple[int, ...]
"""Start and end (exclusive) of words in a message."""


@dataclass(eq=False, slots=True)
class Node:
    """A place in the written automaton; `free` steps need no word."""

    edges: dict[str, list["Node"]] = field(default_factory=dict)
    free: list["Node"] = field(default_factory=list)
    outputs: list[int] = field(default_factory=list)


class Automaton:
    def __init__(self, concepts: Mapping[str, Sequence[Phrase]], number_words: set[str]) -> None:
        self._concepts = concepts
        self._number_words = number_words
        self._start = Node()
        self._beginnings: set[str] = set()
        self._ranges: list[tuple[int, int, str]] = []
        self._states: dict[frozenset[Node], State] = {}

    def add(self, phrases: Iterable[Phrase], output: int) -> None:
        """From now on, reading one of `phrases` gives `output`."""
        for phrase in phrases:
            self._extend(self._start, phrase).outputs.append(output)

    def start(self) -> "State":
        state = self._state({self._start})
        assert state is not None  # noqa: S101  (there is always the start)
        return state

    def _extend(self, node: Node, phrase: Phrase) -> Node:
        for piece in phrase:
            match piece:
                case str():
                    node = self._step(node, piece)
                case Slot(concept):
                    node = self._branch(node, self._concepts[concept])
                case Choice(options, may_be_missing):
                    end = self._branch(node, options)
                    if may_be_missing:
                        node.free.append(end)
                    node = end
        return node

    def _branch(self, node: Node, options: Iterable[Phrase]) -> Node:
        end = Node()
        for option in options:
            self._extend(node, option).free.append(end)
        return end

    def _step(self, node: Node, text: str) -> Node:
        if text.endswith(PREFIX):
            self._beginnings.add(text)
        elif text[0] == NUMBER and text != NUMBER:
            low, _, high = text[1:].partition("-")
            self._ranges.append((int(low), int(high), text))
        end = Node()
        node.edges.setdefault(text, []).append(end)
        return end

    def successor(self, nodes: Iterable[Node], word: str) -> "State | None":
        keys = self._keys(word)
        return self._state({n for node in nodes for key in keys for n in node.edges.get(key, ())})

    def _keys(self, word: str) -> list[str]:
        """The word itself, and every beginning, range or "any number" it belongs to."""
        keys = [word]
        if word[:1].isdigit():
            keys += {text for low, high, text in self._ranges if low <= int(word) <= high}
        if word[:1].isdigit() or word in self._number_words:
            keys.append(NUMBER)
        stem = word.removesuffix(PREFIX)
        keys += (b for b in self._beginnings if b != word and stem.startswith(b[:-1]))
        return keys

    def _state(self, nodes: set[Node]) -> "State | None":
        if not nodes:
            return None
        todo = list(nodes)
        while todo:
            for node in todo.pop().free:
                if node not in nodes:
                    nodes.add(node)
                    todo.append(node)
        key = frozenset(nodes)
        if key not in self._states:
            self._states[key] = State(self, key)
        return self._states[key]


class State(dict[str, "State | None"]):
    """Where one is after some words: what has been said, and what each next word leads to."""

    __slots__ = ("_automaton", "_nodes", "outputs")

    def __init__(self, automaton: Automaton, nodes: frozenset[Node]) -> None:
        super().__init__()
        self._automaton = automaton
        self._nodes = nodes
        self.outputs = tuple(sorted({output for node in nodes for output in node.outputs}))

    def __missing__(self, word: str) -> "State | None":
        state = self[word] = self._automaton.successor(self._nodes, word)
        return state


def read(start: State, words: Sequence[str]) -> dict[int, list[Span]]:
    """Where each output is said, by output, in order of the start."""
    found: dict[int, list[Span]] = {}
    size = len(words)
    for at, word in enumerate(words):
        state = start[word]
        end = at
        while state is not None:
            end += 1
            for output in state.outputs:
                found.setdefault(output, []).append((at, end))
            state = state[words[end]] if end < size else None
    return found
