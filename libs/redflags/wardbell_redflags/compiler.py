"""Turns lexicons into something that reads a message in microseconds.

All phrases of a language become one automaton; concepts become numbers; every pattern waits at its
rarest concept. What can never match is refused here, with file and rule.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from wardbell_redflags import phrases
from wardbell_redflags.automaton import Automaton, State
from wardbell_redflags.lexicon import Context, Lexicon, LexiconError, Rule
from wardbell_redflags.patterns import Pattern, parse
from wardbell_redflags.phrases import Phrase
from wardbell_redflags.vocabulary import LONG_ENOUGH_FOR_TYPOS, SHORTEST_WITH_TYPO, Vocabulary

Waiting = tuple[tuple[int, ...], Pattern]
"""What must be mentioned before it is worth looking at a pattern, and the pattern."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """All languages, ready to read. `waiting`: patterns by the concept they wait at."""

    vocabulary: Vocabulary
    start: State
    waiting: Mapping[int, tuple[Waiting, ...]]
    rules: tuple[Rule, ...]


def compile_all(lexicons: Iterable[Lexicon]) -> Compiled:
    """Raises LexiconError naming file and rule if something can never match."""
    drafts: list[_Draft] = []
    outputs, rules = len(Context), 0
    for lexicon in lexicons:
        drafts.append(_Draft(lexicon, outputs, rules))
        outputs += len(drafts[-1].numbers)
        rules += len(lexicon.rules)
    words = {word for draft in drafts for word in draft.words()}
    mistyped = {word for draft in drafts for word in draft.mistyped | draft.long_words()}
    automaton = Automaton(words, {word for draft in drafts for word in draft.number_words})
    for draft in drafts:
        draft.teach(automaton)
    return Compiled(
        # sorted: where two beginnings or typos could be meant, every process must choose the same
        Vocabulary(sorted(words), mistyped=sorted(mistyped)),
        automaton.start(),
        _waiting([pattern for draft in drafts for pattern in draft.patterns]),
        tuple(rule for draft in drafts for rule in draft.rules),
    )


def _waiting(patterns: Sequence[Pattern]) -> dict[int, tuple[Waiting, ...]]:
    popularity = Counter(part for pattern in patterns for part in pattern.needed)
    waiting: dict[int, list[Waiting]] = {}
    for pattern in patterns:
        rarest = min(pattern.needed, key=lambda part: (popularity[part], part))
        waiting.setdefault(rarest, []).append((pattern.needed, pattern))
    return {number: tuple(patterns) for number, patterns in waiting.items()}


class _Draft:
    """One language while it is being compiled. Circumstances are shared between languages, so
    that what one denies is denied for all ("keine chest pain"); concepts are not.
    """

    def __init__(self, lexicon: Lexicon, first_output: int, first_rule: int) -> None:
        self._lexicon = lexicon
        self._first_output = first_output
        self.rules = lexicon.rules
        place = f"{lexicon.language}/context.toml"
        self._concepts = {
            name: _distinct(concept.entries, f"{concept.file}, <{name}>")
            for name, concept in lexicon.concepts.items()
        }
        self._context = {
            kind: _distinct(entries, f"{place}, {kind.name.lower()}")
            for kind, entries in lexicon.context.items()
        }
        self.number_words = _single_words(lexicon.numbers, place)
        self._plain = _single_words(lexicon.plain, place)
        self.mistyped = _single_words(lexicon.mistyped, place)
        if short := [word for word in self.mistyped if len(word) < SHORTEST_WITH_TYPO]:
            raise LexiconError(
                f"{place}, mistyped: {', '.join(short)}: too much else is one letter away from "
                f"less than {SHORTEST_WITH_TYPO} letters. Write usual typos into the concept."
            )
        self.numbers: dict[Phrase, int] = {}
        self.patterns = [
            pattern
            for order, rule in enumerate(lexicon.rules, first_rule)
            for pattern in self._rule_patterns(order, rule)
        ]
        self._refuse_unreachable(place)
        entries = [p for ps in self._concepts.values() for p in ps] + list(self.numbers)
        self._concept_words = {word for phrase in entries for word in phrases.words(phrase)}

    def words(self) -> set[str]:
        context = {word for ps in self._context.values() for p in ps for word in phrases.words(p)}
        return context | self._concept_words | self.number_words | self._plain | self.mistyped

    def long_words(self) -> set[str]:
        """Words of concepts, not of circumstances: a typo must not invent a "nobody"."""
        return {
            word
            for word in self._concept_words
            if word.isalpha() and len(word) >= LONG_ENOUGH_FOR_TYPOS
        }

    def teach(self, automaton: Automaton) -> None:
        for kind, entries in self._context.items():
            for phrase in entries:
                automaton.add(phrase, self._concepts, kind)
        for phrase, number in self.numbers.items():
            automaton.add(phrase, self._concepts, number)

    def _rule_patterns(self, order: int, rule: Rule) -> list[Pattern]:
        patterns: dict[Pattern, str] = {}
        for text, is_name in [(t, False) for t in rule.signs] + [(t, True) for t in rule.names]:
            written = parse(text, str(rule))
            pattern = Pattern(
                tuple(self._part(phrases.parse(part, str(rule))) for part, _ in written.parts),
                tuple(manner for _, manner in written.parts),
                written.relations,
                written.frame,
                rule.within,
                is_name,
                order,
            )
            if pattern in patterns:
                raise LexiconError(f"{rule}: “{text}” stands there twice: drop one.")
            patterns[pattern] = text
        return list(patterns)

    def _part(self, phrase: Phrase) -> int:
        return self.numbers.setdefault(phrase, self._first_output + len(self.numbers))

    def _refuse_unreachable(self, place: str) -> None:
        known = self._lexicon.concepts
        used: set[str] = set()
        for rule in self._lexicon.rules:
            self._use((*rule.signs, *rule.names), str(rule), used, ())
        for texts in self._lexicon.context.values():
            self._use(texts, place, used, ())
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
        self, texts: Iterable[str], place: str, used: set[str], inside: tuple[str, ...]
    ) -> None:
        """Follows slots, refusing unknown concepts and circles."""
        for name in dict.fromkeys(phrases.slots("\n".join(texts))):
            if name not in self._concepts:
                near = get_close_matches(name, self._concepts, 1)
                hint = f" Is it <{near[0]}>?" if near else " Define it or mend the name."
                raise LexiconError(f"{place}: there is no concept <{name}>.{hint}")
            if name in inside:
                raise LexiconError(f"{place}: <{name}> contains itself: take the circle out.")
            if name not in used:
                used.add(name)
                concept = self._lexicon.concepts[name]
                self._use(concept.entries, f"{concept.file}, <{name}>", used, (*inside, name))


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
