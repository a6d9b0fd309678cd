"""What a message says of many things at once, by the same matcher as the emergency screen.

Who asks about symptoms brings own lexicons: for each concept the patterns that say it is so, in the
same small language. A pattern may use the concepts of the emergency lexicons as slots; what denies,
imagines or dates something is theirs too.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from wardbell_redflags import phrases
from wardbell_redflags.automaton import Span, read
from wardbell_redflags.circumstances import SAYS_NOTHING, Circumstances
from wardbell_redflags.compiler import compile_all
from wardbell_redflags.lexicon import (
    DEFAULT_WITHIN,
    Concept,
    Context,
    Lexicon,
    LexiconError,
    Rule,
    read_all,
)
from wardbell_redflags.normalise import tokens
from wardbell_redflags.patterns import Pattern, matches


@dataclass(frozen=True, slots=True)
class Words:
    """The lexicon of one language."""

    language: str
    concepts: Mapping[str, Sequence[str]]
    """Concept to the patterns that say it is so."""
    slots: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """More slots for patterns, beside those of the emergency lexicon."""
    asserts: Sequence[str] = ()
    """More words that say of what follows that it is there, even in an errand."""
    file: str = "lexicon"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something is said to be so, or not to be. Holds nothing of what the patient wrote."""

    concept: str
    denied: bool
    pattern: str
    """Language and pattern as in the lexicon: "en: <head> near <pain>"."""
    in_passing: bool = False
    """Only named, in a sentence about an errand ("the headache clinic")."""


_Spans = Callable[[int], Sequence[Span]]


class _Heard:
    """The same findings, of which others count."""

    def __init__(self, of: Circumstances, meant: _Spans, mentioned: _Spans) -> None:
        self._meant = meant
        self.mentioned = mentioned
        self.same_sentence = of.same_sentence
        self.says_only = of.says_only
        self.clause_says_only = of.clause_says_only
        self.ends_sentence = of.ends_sentence
        self.denied = of.denied

    def meant(self, concept: int, *, is_name: bool) -> Sequence[Span]:  # noqa: ARG002
        return self._meant(concept)


class Reader:
    """Reads every message in every language. Pure and deterministic; safe to share."""

    def __init__(self, lexicons: Iterable[Words]) -> None:
        """Compile. LexiconError, naming file and concept, if a pattern can never match."""
        ours = {lexicon.language: lexicon for lexicon in read_all()}
        compiled = compile_all(
            _with_rules(ours[words.language], words) for words in lexicons if _known(words, ours)
        )
        self._vocabulary = compiled.vocabulary
        self._start = compiled.start
        self._waiting = compiled.waiting
        self._rules = compiled.rules

    def __call__(self, text: str) -> dict[str, Mention]:
        """What a text says, by concept; that something is so counts more than that it is not."""
        words = [self._vocabulary[token] for token in tokens(text)]
        reading = read(self._start, words, says_nothing=SAYS_NOTHING)
        candidates = [
            pattern
            for concept in reading.found
            for needed, pattern in self._waiting.get(concept, ())
            if all(part in reading.found for part in needed)
        ]
        found: dict[str, Mention] = {}
        if not candidates:
            return found
        circumstances = Circumstances(reading)
        earnest = _Heard(circumstances, circumstances.in_earnest, circumstances.mentioned)
        spoken_of = _Heard(circumstances, circumstances.spoken_of, circumstances.spoken_of)
        for pattern in sorted(candidates, key=lambda each: each.order):
            rule = self._rules[pattern.order]
            known = found.get(rule.id)
            if known is not None and not known.denied and not known.in_passing:
                continue
            mention = self._mention(rule, pattern, circumstances, earnest, spoken_of)
            if mention is not None and (known is None or _tells_more(mention, known)):
                found[rule.id] = mention
        return found

    @staticmethod
    def _mention(
        rule: Rule,
        pattern: Pattern,
        circumstances: Circumstances,
        earnest: _Heard,
        spoken_of: _Heard,
    ) -> Mention | None:
        words = f"{rule.language}: {rule.signs[0]}"
        if matches(pattern, circumstances):
            passing = not matches(pattern, earnest)
            return Mention(rule.id, denied=False, pattern=words, in_passing=passing)
        if matches(pattern, spoken_of):
            return Mention(rule.id, denied=True, pattern=words)
        return None


def _tells_more(one: Mention, other: Mention) -> bool:
    return (one.denied, one.in_passing) < (other.denied, other.in_passing)


def _known(words: Words, ours: Mapping[str, Lexicon]) -> bool:
    if words.language not in ours:
        known = ", ".join(sorted(ours))
        raise LexiconError(f"{words.file}: no language “{words.language}”: there are {known}.")
    return True


def _with_rules(ours: Lexicon, words: Words) -> Lexicon:
    """A lexicon with one rule a pattern, and the slots that these and the context use."""
    known = {**ours.concepts} | {
        name: Concept(tuple(entries), words.file) for name, entries in words.slots.items()
    }
    lexicon = Lexicon(
        words.language,
        context={**ours.context, Context.ASSERTS: (*ours.context[Context.ASSERTS], *words.asserts)},
        numbers=ours.numbers,
        mistyped=ours.mistyped,
        plain=ours.plain,
    )
    for concept, patterns in words.concepts.items():
        lexicon.rules += [_rule(concept, text, words) for text in patterns]
    used: set[str] = set(words.slots)
    todo = [name for rule in lexicon.rules for name in phrases.slots(rule.signs[0])]
    for entries in (*lexicon.context.values(), *words.slots.values()):
        todo += phrases.slots("\n".join(entries))
    while todo:
        name = todo.pop()
        if name in used and name in lexicon.concepts:
            continue
        used.add(name)
        if name in known:
            lexicon.concepts[name] = known[name]
            todo += phrases.slots("\n".join(known[name].entries))
    return lexicon


def _rule(concept: str, pattern: str, words: Words) -> Rule:
    return Rule(
        id=concept,
        language=words.language,
        category=None,
        sources=(),
        signs=(pattern,),
        names=(),
        hits=(),
        misses=(),
        within=DEFAULT_WITHIN,
        file=words.file,
    )
