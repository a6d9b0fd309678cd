"""All phrases of all languages as one automaton over words.

A phrase with choices is a small nondeterministic automaton (a hundred choices cost a hundred edges,
not their product). It is built when a message first says a word it may begin with, and made
deterministic step by step: a state knows its successors after the first message that needed them.
There are only so many states, and reading is a chain of dictionary look-ups.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wardbell_redflags.phrases import Choice, Phrase, Slot
from wardbell_redflags.vocabulary import NUMBER, PREFIX

Span = tuple[int, int]
"""Start and end (exclusive) of words in a message."""

Concepts = Mapping[str, Sequence[Phrase]]


class Node:
    """A place in a phrase; `free` steps need no word."""

    __slots__ = ("edges", "free", "outputs")

    def __init__(self) -> None:
        self.edges: dict[str, tuple[Node, ...]] = {}
        self.free: tuple[Node, ...] = ()
        self.outputs: tuple[int, ...] = ()


class Entry:
    """A phrase that gives `output`, built when first needed."""

    __slots__ = ("_concepts", "_output", "_phrase", "_start")

    def __init__(self, phrase: Phrase, concepts: Concepts, output: int) -> None:
        self._phrase = phrase
        self._concepts = concepts
        self._output = output
        self._start: Node | None = None

    def start(self) -> Node:
        if self._start is None:
            self._start = Node()
            _extend(self._start, self._phrase, self._concepts).outputs = (self._output,)
        return self._start


class Automaton:
    """`words` are all that its phrases may use, `number_words` those that count as numbers."""

    def __init__(self, words: Iterable[str], number_words: set[str]) -> None:
        self._number_words = number_words
        self._beginnings = [word for word in words if word.endswith(PREFIX)]
        self._endings = [word for word in words if word.startswith(PREFIX)]
        self._ranges = [_range(word) for word in words if word[0] == NUMBER != word]
        self._by_first: dict[str, list[Entry]] = {}
        self._states: dict[frozenset[Node], State] = {}

    def add(self, phrase: Phrase, concepts: Concepts, output: int) -> None:
        """From now on, reading `phrase` gives `output`; `concepts` fill its slots."""
        if len(phrase) == 1 and isinstance(phrase[0], Slot):
            for each in concepts[phrase[0].concept]:
                self.add(each, concepts, output)
            return
        entry = Entry(phrase, concepts, output)
        for word in _firsts(phrase, concepts):
            self._by_first.setdefault(word, []).append(entry)

    def start(self) -> "State":
        return State(self, None)

    def successor(self, nodes: Iterable[Node] | None, word: str) -> "State | None":
        """The state after `word`; without `nodes`, the state after a first word."""
        keys = self._keys(word)
        if nodes is None:
            entries = [entry for key in keys for entry in self._by_first.get(key, ())]
            nodes = _closed(entry.start() for entry in entries)
        reached = {n for node in nodes for key in keys for n in node.edges.get(key, ())}
        if not reached:
            return None
        place = _closed(reached)
        if place not in self._states:
            self._states[place] = State(self, place)
        return self._states[place]

    def _keys(self, word: str) -> list[str]:
        """The word itself, and every beginning, end, range or "any number" it belongs to."""
        keys = [word]
        if word[:1].isdigit():
            keys += (text for low, high, text in self._ranges if low <= int(word) <= high)
        if word[:1].isdigit() or word in self._number_words:
            keys.append(NUMBER)
        stem = word.removesuffix(PREFIX)
        keys += (b for b in self._beginnings if b != word and stem.startswith(b[:-1]))
        keys += (e for e in self._endings if e != word and word.endswith(e[1:]))
        return keys


class State(dict[str, "State | None"]):
    """Where one is after some words: what has been said, and what each next word leads to."""

    __slots__ = ("_automaton", "_nodes", "outputs")

    def __init__(self, automaton: Automaton, nodes: frozenset[Node] | None) -> None:
        super().__init__()
        self._automaton = automaton
        self._nodes = nodes
        self.outputs = tuple(sorted({output for node in nodes or () for output in node.outputs}))

    def __missing__(self, word: str) -> "State | None":
        state = self[word] = self._automaton.successor(self._nodes, word)
        return state


@dataclass(frozen=True, slots=True)
class Reading:
    """What a message says: its words, and where each output is said, in order of the start.

    `phrases`: the longest run of two or more words from each start that says something.
    """

    words: Sequence[str]
    found: Mapping[int, Sequence[Span]]
    phrases: Sequence[Span]


def read(start: State, words: Sequence[str], *, says_nothing: frozenset[int]) -> Reading:
    """`says_nothing`: outputs that do not make a phrase."""
    found: dict[int, list[Span]] = {}
    phrases: list[Span] = []
    size = len(words)
    for at, word in enumerate(words):
        state = start[word]
        end, long = at, 0
        while state is not None:
            end += 1
            outputs = state.outputs
            for output in outputs:
                found.setdefault(output, []).append((at, end))
            if outputs and not says_nothing.issuperset(outputs):
                long = end
            state = state[words[end]] if end < size else None
        if long > at + 1:
            phrases.append((at, long))
    return Reading(words, found, phrases)


def _extend(node: Node, phrase: Phrase, concepts: Concepts) -> Node:
    for piece in phrase:
        match piece:
            case str():
                end = Node()
                node.edges[piece] = (*node.edges.get(piece, ()), end)
            case Slot(concept):
                end = _branch(node, concepts[concept], concepts)
            case Choice(options, may_be_missing):
                end = _branch(node, options, concepts)
                if may_be_missing:
                    node.free += (end,)
        node = end
    return node


def _branch(node: Node, options: Iterable[Phrase], concepts: Concepts) -> Node:
    end = Node()
    for option in options:
        _extend(node, option, concepts).free += (end,)
    return end


def _closed(nodes: Iterable[Node]) -> frozenset[Node]:
    """With all that free steps reach."""
    reached = set(nodes)
    todo = list(reached)
    while todo:
        for node in todo.pop().free:
            if node not in reached:
                reached.add(node)
                todo.append(node)
    return frozenset(reached)


def _firsts(phrase: Phrase, concepts: Concepts) -> set[str]:
    """The words a phrase may begin with."""
    firsts: set[str] = set()
    for piece in phrase:
        match piece:
            case str():
                return firsts | {piece}
            case Slot(concept):
                return firsts.union(*(_firsts(p, concepts) for p in concepts[concept]))
            case Choice(options, may_be_missing):
                firsts = firsts.union(*(_firsts(option, concepts) for option in options))
                if not may_be_missing:
                    return firsts
    return firsts


def _range(text: str) -> tuple[int, int, str]:
    low, _, high = text[1:].partition("-")
    return int(low), int(high), text
