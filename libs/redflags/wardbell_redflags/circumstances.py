"""Is what a message mentions really there, and now?

Negation, hypothesis, talk about a topic, the past and errands take a finding's alarm away. Each is
a scope over words, laid out once per message; every scope has a bounded reach, so the work is
linear in the message.
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate

from wardbell_redflags.lexicon import Context
from wardbell_redflags.normalise import CLAUSE_END, SENTENCE_END
from wardbell_redflags.automaton import Span

_REACH = {
    Context.NEGATION: 6,
    Context.HYPOTHETICAL: 6,
    Context.TOPIC: 5,
    Context.PAST_OF: 4,
    Context.ASSERTS: 3,
}
_REACH_BACK = 4
_LIST_REACH = 30  # "no fever, cough, chest pain, rash or vomiting"
_AFTER_OR = 5


class Circumstances:
    """One message's findings in one language, and which of them count."""

    def __init__(self, words: Sequence[str], found: Mapping[int, Sequence[Span]]) -> None:
        """`found`: spans by output number; the first numbers are those of Context."""
        self._words = words
        self._found = found
        self._counted: dict[tuple[int, bool], list[Span]] = {}
        self._sentence = list(accumulate(word == SENTENCE_END for word in words))
        self._covered = [0] * len(words)
        self._ignored = [0] * len(words)
        for spans in found.values():
            _lengthen(self._covered, spans)
        _lengthen(self._ignored, found.get(Context.IGNORE, ()))
        self._stops = {span[0] for span in self._triggers(Context.STOP)}
        self._joins = {span[0] for span in self._triggers(Context.JOIN)}
        self._ors = {span[0] for span in self._triggers(Context.OR)}
        self._clause = list(
            accumulate(
                word in {SENTENCE_END, CLAUSE_END} or i in self._joins
                for i, word in enumerate(words)
            )
        )
        self._lay_out()

    def spans(self, concept: int, *, is_name: bool) -> list[Span]:
        """Where the concept is meant as happening, in order."""
        if (known := self._counted.get((concept, is_name))) is not None:
            return known
        barred = self._barred_name if is_name else self._barred
        counted = [
            (start, end)
            for start, end in self._found[concept]
            if not (barred[start] or barred[end - 1])
            and max(self._ignored[start], self._ignored[end - 1]) < end - start
        ]
        self._counted[concept, is_name] = counted
        return counted

    def same_sentence(self, one: int, other: int) -> bool:
        return self._sentence[one] == self._sentence[other]

    def says_only(self, spans: Sequence[Span]) -> bool:
        """Nothing in the message but these and words of courtesy."""
        said = {i for span in (*spans, *self._found.get(Context.COURTESY, ())) for i in range(*span)}
        return all(
            i in said or word in {SENTENCE_END, CLAUSE_END} for i, word in enumerate(self._words)
        )

    def _triggers(self, kind: Context) -> list[Span]:
        """Unless they are part of a longer phrase: the "not" of "not breathing" denies nothing."""
        return [
            (start, end)
            for start, end in self._found.get(kind, ())
            if min(self._covered[start], self._covered[end - 1]) <= end - start
        ]

    def _lay_out(self) -> None:
        size = len(self._words)
        self._barred = barred = bytearray(size)
        compared = self._clauses(Context.COMPARES)
        for kind in (Context.NEGATION, Context.HYPOTHETICAL, Context.TOPIC, Context.PAST_OF):
            for start, end in self._triggers(kind):
                if kind is Context.NEGATION and self._clause[start] in compared:
                    continue
                for i in range(end, self._scope_end(end, _REACH[kind])):
                    barred[i] = 1
        for start, end in self._triggers(Context.NEGATION_AFTER):
            for i in self._scope_back(start, end):
                barred[i] = 1
        asserted = bytearray(size)
        for _, end in self._triggers(Context.ASSERTS):
            for i in range(end, min(end + _REACH[Context.ASSERTS], size)):
                asserted[i] = 1

        clause, sentence = self._clause, self._sentence
        past = self._clauses(Context.PAST)
        past |= {clause[end] for start, end in self._triggers(Context.PAST) if self._opens(start, end)}
        past_sentences = {sentence[start] for start, _ in self._triggers(Context.PAST)}
        errands = {sentence[start] for start, _ in self._triggers(Context.ERRAND)}
        had, now = self._clauses(Context.HAD), self._clauses(Context.NOW)
        if not (past or errands):
            self._barred_name = barred
            return
        self._barred_name = bytearray(barred)
        for i in range(size):
            if clause[i] in now:
                continue
            long_ago = sentence[i] in past_sentences
            if clause[i] in past or (long_ago and clause[i] in had):
                barred[i] = 1
            if barred[i] or long_ago or (sentence[i] in errands and not asserted[i]):
                self._barred_name[i] = 1

    def _clauses(self, kind: Context) -> set[int]:
        return {self._clause[start] for start, _ in self._triggers(kind)}

    def _opens(self, start: int, end: int) -> bool:
        """ "Last year, ..." also dates the clause behind the comma."""
        begins = start == 0 or self._clause[start - 1] != self._clause[start] or (
            self._words[start - 1] in {SENTENCE_END, CLAUSE_END}
        )
        return begins and end < len(self._words) and self._words[end] == CLAUSE_END

    def _scope_end(self, start: int, reach: int) -> int:
        words, limit = self._words, min(start + reach, len(self._words))
        in_list = False
        i = start
        while i < limit:
            if words[i] == SENTENCE_END or i in self._stops or i in self._joins:
                break
            if words[i] == CLAUSE_END and not in_list:
                last = self._list_end(i) if i > start else 0
                if not last:
                    break
                in_list, limit = True, last
            i += 1
        return i

    def _list_end(self, comma: int) -> int:
        """Where "..., chest pain or rash" ends if an "or" closes the list, else 0."""
        size = len(self._words)
        end = 0
        for i in range(comma, min(comma + _LIST_REACH, size)):
            if i in self._ors:
                end = min(i + _AFTER_OR, size)
            if self._words[i] == SENTENCE_END or i in self._stops:
                break
        return end

    def _scope_back(self, start: int, end: int) -> range:
        """What "... I do not have" at the end of a clause denies."""
        words = self._words
        if end < len(words) and words[end] not in {SENTENCE_END, CLAUSE_END} and (
            end not in self._joins
        ):
            return range(0)
        last = start - 1 if start and words[start - 1] == CLAUSE_END else start
        first = last
        while first and last - first < _REACH_BACK and words[first - 1] not in {
            SENTENCE_END,
            CLAUSE_END,
        }:
            first -= 1
        return range(first, last)


def _lengthen(longest: list[int], spans: Sequence[Span]) -> None:
    for start, end in spans:
        for i in range(start, end):
            longest[i] = max(longest[i], end - start)
