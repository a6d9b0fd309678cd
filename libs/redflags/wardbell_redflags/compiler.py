"""Turns lexicons into something that reads a message in microseconds.

All phrases of a language become one automaton; concepts become numbers; every pattern waits at its
rarest concept. What can never match is refused here, with file and rule.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from wardbell_redflags import phrases
from wardbell_redflags.automaton import Automaton, State
from wardbell_redflags.lexicon import Context, Lexicon, LexiconError, Rule
from wardbell_redflags.patterns import Pattern, parse
from wardbell_redflags.phrases import Phrase
from wardbell_redflags.vocabulary import SHORTEST_WITH_TYPO, Vocabulary


@dataclass(frozen=True, slots=True)
class Compiled:
    """One language, ready to read. `waiting`: patterns by the concept they wait at."""

    start: State
    waiting: Mapping[int, tuple[Pattern, ...]]
    rules: tuple[Rule, ...]


def compile_all(lexicons: Iterable[Lexicon]) -> tuple[Vocabulary, list[Compiled]]:
    """Raises LexiconError naming file and rule if something can never match."""
    drafts = [_Draft(lexicon) for lexicon in lexicons]
    words = {word for draft in drafts for word in draft.words()}
    mistyped = {word for draft in drafts for word in draft.mistyped}
    # sorted: where two beginnings or typos could be meant, every process must choose the same
    vocabulary = Vocabulary(sorted(words), mistyped=sorted(mistyped))
    return vocabulary, [draft.finish() for draft in drafts]


class _Draft:
    """One language while it is being compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        place = f"{lexicon.language}/context.toml"
        self._concepts = {
            name: _distinct(concept.entries, f"{concept.file}, <{name}>")
            for name, concept in lexicon.concepts.items()
        }
        self._context = {
            kind: _distinct(entries, f"{place}, {kind.name.lower()}")
            for kind, entries in lexicon.context.items()
        }
        self._number_words = _single_words(lexicon.numbers, place)
        self._plain = _single_words(lexicon.plain, place)
        self.mistyped = _single_words(lexicon.mistyped, place)
        if short := [word for word in self.mistyped if len(word) < SHORTEST_WITH_TYPO]:
            raise LexiconError(
                f"{place}, mistyped: {', '.join(short)}: shorter than {SHORTEST_WITH_TYPO} letters, "
                "too much else is one letter away. Write the usual typos into the concept instead."
            )
        self._numbers: dict[Phrase, int] = {}
        self._patterns = [
            pattern
            for order, rule in enumerate(lexicon.rules)
            for pattern in self._rule_patterns(order, rule)
        ]
        self._refuse_unreachable(place)

    def words(self) -> set[str]:
        context = {word for ps in self._context.values() for p in ps for word in phrases.words(p)}
        return context | self._concept_words() | self._number_words | self._plain | self.mistyped

    def finish(self) -> Compiled:
        automaton = Automaton(self._concepts, self._number_words)
        for kind, entries in self._context.items():
            automaton.add(entries, kind)
        for phrase, number in self._numbers.items():
            automaton.add([phrase], number)
        popularity = Counter(part for pattern in self._patterns for part in pattern.parts)
        waiting: dict[int, list[Pattern]] = {}
        for pattern in self._patterns:
            rarest = min(pattern.parts, key=lambda part: (popularity[part], part))
            waiting.setdefault(rarest, []).append(pattern)
        return Compiled(
            automaton.start(),
            {number: tuple(patterns) for number, patterns in waiting.items()},
            tuple(self._lexicon.rules),
        )

    def _concept_words(self) -> set[str]:
        entries = [p for ps in self._concepts.values() for p in ps] + list(self._numbers)
        return {word for phrase in entries for word in phrases.words(phrase)}

    def _rule_patterns(self, order: int, rule: Rule) -> list[Pattern]:
        patterns: dict[Pattern, str] = {}
        for text, is_name in [(t, False) for t in rule.signs] + [(t, True) for t in rule.names]:
            written = parse(text, str(rule))
            pattern = Pattern(
                tuple(self._part(phrases.parse(part, str(rule))) for part in written.parts),
                written.relations,
                written.alone,
                rule.within,
                is_name,
                order,
            )
            if pattern in patterns:
                raise LexiconError(f"{rule}: “{text}” stands there twice: drop one.")
            patterns[pattern] = text
        return list(patterns)

    def _part(self, phrase: Phrase) -> int:
        return self._numbers.setdefault(phrase, len(Context) + len(self._numbers))

    def _refuse_unreachable(self, place: str) -> None:
        known = self._lexicon.concepts
        used: set[str] = set()
        for rule in self._lexicon.rules:
            parts = [part for t in (*rule.signs, *rule.names) for part in parse(t, str(rule)).parts]
            self._use((phrases.parse(part, str(rule)) for part in parts), str(rule), used, ())
        for entries in self._context.values():
            self._use(entries, place, used, ())
        ignored = set(self._context[Context.IGNORE])
        for name in known:
            if name not in used:
                raise LexiconError(f"{known[name].file}: nothing uses <{name}>: use it or drop it.")
            if lost := ignored.intersection(self._concepts[name]):
                text = " ".join(phrases.words(next(iter(lost))))
                raise LexiconError(
                    f"{known[name].file}, <{name}>: “{text}” can never count, {place} ignores it: "
                    "take it out of one of them."
                )

    def _use(
        self, entries: Iterable[Phrase], place: str, used: set[str], inside: tuple[str, ...]
    ) -> None:
        """Follows slots, refusing unknown concepts and circles."""
        for name in {name for phrase in entries for name in phrases.slots(phrase)}:
            if name not in self._concepts:
                near = get_close_matches(name, self._concepts, 1)
                hint = f" Is it <{near[0]}>?" if near else " Define it or mend the name."
                raise LexiconError(f"{place}: there is no concept <{name}>.{hint}")
            if name in inside:
                raise LexiconError(f"{place}: <{name}> contains itself: take the circle out.")
            if name not in used:
                used.add(name)
                file = self._lexicon.concepts[name].file
                self._use(self._concepts[name], f"{file}, <{name}>", used, (*inside, name))


def _distinct(entries: Iterable[str], place: str) -> list[Phrase]:
    parsed: dict[Phrase, str] = {}
    for entry in entries:
        phrase = phrases.parse(entry, place)
        if phrase in parsed:
            raise LexiconError(f"{place}: “{entry}” stands there twice: drop one.")
        parsed[phrase] = entry
    return list(parsed)


def _single_words(entries: Iterable[str], place: str) -> set[str]:
    words = [list(phrases.words(phrases.parse(entry, place))) for entry in entries]
    if long := next((each for each in words if len(each) != 1), None):
        raise LexiconError(f"{place}: “{' '.join(long)}” must be a single word.")
    return {word for (word,) in words}
