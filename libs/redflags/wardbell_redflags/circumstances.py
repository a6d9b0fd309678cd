"""Is what a message mentions really there, and now?

Negation, hypothesis, talk about a topic, the past and errands take a finding's alarm away. Each is
a scope over words, laid out once per message; every scope has a bounded reach, so the work is
linear in the message.
"""

from collections.abc import Iterable, Sequence
from itertools import accumulate

from wardbell_redflags.automaton import Reading, Span
from wardbell_redflags.lexicon import Context
from wardbell_redflags.normalise import CLAUSE_END, QUESTION, SENTENCE_END

_REACH = {  # words
    Context.NEGATION: 6,
    Context.CANNOT: 5,
    Context.HYPOTHETICAL: 6,
    Context.TOPIC: 5,
    Context.PAST_OF: 4,
    Context.ASSERTS: 3,
}
_REACH_DENIED = 5  # "can't seem to be able to breathe"
_REACH_BACK = 4
_REACH_BEFORE = 4
_LIST_REACH = 30  # "no fever, cough, chest pain, rash or vomiting"
_AFTER_OR = 5
SAYS_NOTHING = frozenset(
    {Context.NEGATION_AFTER, Context.FETCHED, Context.FETCHES, Context.FETCHING}
)
"""Makes no phrase that could cover another: "I don't have" stays a "don't"."""
_SENTENCE_ENDS = {SENTENCE_END, QUESTION}
_ENDS = {CLAUSE_END, *_SENTENCE_ENDS}


class Circumstances:
    """One message's findings, and which of them count."""

    def __init__(self, reading: Reading) -> None:
        self._words = words = reading.words
        self._found = reading.found
        self._meant: dict[tuple[int, bool], list[Span]] = {}
        self._phrase = _longest(len(words), reading.phrases)
        self._ignored = _longest(len(words), self._found.get(Context.IGNORE, ()))
        fixed = (*self._found.get(Context.DENIES_NOTHING, ()), *self._found.get(Context.IGNORE, ()))
        self._fixed = _longest(len(words), fixed)
        self._stops = {start for start, _ in self._unfixed(Context.STOP)}
        self._joins = {start for start, _ in self._unfixed(Context.JOIN)}
        self._ors = {start for start, _ in self._unfixed(Context.OR)}
        self._sentence = list(accumulate(word in _SENTENCE_ENDS for word in words))
        breaks = [word in _ENDS for word in words]
        for i in self._joins:
            breaks[i] = True
        self._clause = list(accumulate(breaks))
        self._lay_out_denials()
        self._lay_out_distance()

    def meant(self, concept: int, *, is_name: bool) -> list[Span]:
        """Where the concept is said to be happening, in order."""
        if (known := self._meant.get((concept, is_name))) is not None:
            return known
        away, negated = self._name_away if is_name else self._away, self._negated
        self._meant[concept, is_name] = meant = [
            (start, end)
            for start, end in self._found.get(concept, ())
            if not (away[start] or away[end - 1] or negated[start] or negated[end - 1])
            and max(_length(self._ignored[start]), _length(self._ignored[end - 1])) < end - start
        ]
        return meant

    def denied(self, concept: int) -> list[Span]:
        """Where it is said not to be, or not to be possible. "No trouble breathing" denies the
        trouble, not the breathing.
        """
        return [
            (start, end)
            for start, end in self._found[concept]
            if (denial := self._denied[start])
            and not self._away[start]
            and (_length(self._phrase[start]) <= end - start or self._phrase[start][0] < denial)
        ]

    def mentioned(self, concept: int) -> list[Span]:
        """Where the concept is said to be so now or to have been so once, in order."""
        return [span for span in self._found.get(concept, ()) if not self._negated[span[0]]]

    def spoken_of(self, concept: int) -> list[Span]:
        """Where it is said to be so now or not to be so: neither imagined nor long past."""
        return [
            (start, end)
            for start, end in self._found.get(concept, ())
            if not (self._away[start] or self._away[end - 1])
            and max(_length(self._ignored[start]), _length(self._ignored[end - 1])) < end - start
        ]

    def in_earnest(self, concept: int) -> list[Span]:
        """Where it is said to be happening, and not only named in an errand."""
        meant = self.meant(concept, is_name=False)
        return [span for span in meant if not self._passing[span[0]]]

    def same_sentence(self, one: int, other: int) -> bool:
        return self._sentence[one] == self._sentence[other]

    def only_fetches(self) -> bool:
        """A paper or medicine is asked for by what it is for, and not one word more is said: then
        nobody tells that it is so now.
        """
        fetched, fetches = (self._found.get(c, ()) for c in (Context.FETCHED, Context.FETCHES))
        if not fetched or not fetches:
            return False
        heard = (*fetched, *fetches, *self._found.get(Context.FETCHING, ()))
        return not self._left_over(heard)

    def says_only(self, spans: Sequence[Span]) -> bool:
        """Nothing in the message but these and words of courtesy."""
        return not self._unsaid(spans)

    def clause_says_only(self, spans: Sequence[Span]) -> bool:
        """Nothing in the clause of one of them but these and words of courtesy."""
        more = {self._clause[i] for i in self._unsaid(spans)}
        return any(self._clause[start] not in more for start, _ in spans)

    def ends_sentence(self, spans: Sequence[Span]) -> bool:
        """One of them is the last that its sentence says."""
        words = self._words
        return any(end == len(words) or words[end] in _SENTENCE_ENDS for _, end in spans)

    def _unsaid(self, spans: Sequence[Span]) -> list[int]:
        return self._left_over((*spans, *self._found.get(Context.COURTESY, ())))

    def _left_over(self, heard: Iterable[Span]) -> list[int]:
        said = {i for span in heard for i in range(*span)}
        return [i for i, word in enumerate(self._words) if word not in _ENDS and i not in said]

    def _unfixed(self, kind: Context) -> list[Span]:
        """Unless they belong to a fixed phrase: the "not" of "not sure" denies nothing."""
        return [
            (start, end)
            for start, end in self._found.get(kind, ())
            if _length(self._fixed[start]) <= end - start
        ]

    def _free(self, kind: Context) -> list[Span]:
        """Unless they belong to any longer phrase: the "last week" of "born last week"."""
        return [
            (start, end)
            for start, end in self._found.get(kind, ())
            if min(_length(self._phrase[start]), _length(self._phrase[end - 1])) <= end - start
        ]

    def _lay_out_denials(self) -> None:
        size = len(self._words)
        compared = self._clauses(Context.COMPARES)
        self._negated = bytearray(size)
        self._denied = [0] * size  # where the denying words end
        for kind in (Context.NEGATION, Context.CANNOT):
            for start, end in self._unfixed(kind):
                scope = self._scope_end(end, _REACH[kind])
                for i in (*range(end, min(scope, end + _REACH_DENIED)), *self._back(start, end)):
                    self._denied[i] = end
                if kind is Context.CANNOT or self._clause[start] in compared:
                    continue
                if _length(self._phrase[start]) <= end - start:
                    _mark(self._negated, range(end, scope))
        for start, end in self._unfixed(Context.DENIES_BEFORE):
            for i in self._back_from(start, _REACH_BEFORE):
                self._denied[i] = end
        for start, end in self._free(Context.NEGATION_AFTER):
            _mark(self._negated, self._back(start, end))

    def _lay_out_distance(self) -> None:
        """What is only imagined, talked about, long past or part of an errand."""
        size = len(self._words)
        self._away = self._name_away = away = bytearray(size)
        self._passing = bytearray(size)
        for kind in (Context.HYPOTHETICAL, Context.TOPIC, Context.PAST_OF):
            for _, end in self._free(kind):
                _mark(away, range(end, self._scope_end(end, _REACH[kind])))
        pasts = self._free(Context.PAST)
        clause, sentence = self._clause, self._sentence
        errands = {sentence[start] for start, _ in self._free(Context.ERRAND)}
        if not (pasts or errands):
            return
        past_sentences = {sentence[start] for start, _ in pasts}
        past_clauses = {clause[start] for start, _ in pasts}
        past_clauses |= {clause[end] for start, end in pasts if self._opens(start, end)}
        had, now = self._clauses(Context.HAD), self._clauses(Context.NOW)
        asserted = bytearray(size)
        for _, end in self._unfixed(Context.ASSERTS):
            _mark(asserted, range(end, min(end + _REACH[Context.ASSERTS], size)))
        self._name_away = name_away = bytearray(away)
        for i in range(size):
            if clause[i] in now:
                continue
            self._passing[i] = sentence[i] in errands and not asserted[i]
            long_ago = sentence[i] in past_sentences
            if clause[i] in past_clauses or (long_ago and clause[i] in had):
                away[i] = 1
            if away[i] or long_ago or self._passing[i]:
                name_away[i] = 1

    def _clauses(self, kind: Context) -> set[int]:
        return {self._clause[start] for start, _ in self._free(kind)}

    def _opens(self, start: int, end: int) -> bool:
        """As in “Last year, ...”: it also dates the clause behind the comma."""
        begins = start == 0 or self._clause[start - 1] != self._clause[start]
        begins = begins or self._words[start - 1] in _ENDS
        return begins and end < len(self._words) and self._words[end] == CLAUSE_END

    def _scope_end(self, start: int, reach: int) -> int:
        words, stops, joins = self._words, self._stops, self._joins
        limit = min(start + reach, len(words))
        in_list = False
        i = start
        while i < limit:
            if i in stops or i in joins or words[i] in _SENTENCE_ENDS:
                break
            if not in_list and words[i] == CLAUSE_END:
                last = self._list_end(i) if i > start else 0
                if not last:
                    break
                in_list, limit = True, last
            i += 1
        return i

    def _list_end(self, comma: int) -> int:
        """Where "..., chest pain or rash" ends if an "or" closes the list, else 0."""
        if not self._ors:
            return 0
        size = len(self._words)
        end = 0
        for i in range(comma, min(comma + _LIST_REACH, size)):
            if i in self._ors:
                end = min(i + _AFTER_OR, size)
            if self._words[i] in _SENTENCE_ENDS or i in self._stops:
                break
        return end

    def _back(self, start: int, end: int) -> range:
        """What "... I do not have", "... geht nicht" at the end of a clause denies, and what "no"
        alone behind a question or colon does.
        """
        words = self._words
        if end < len(words) and words[end] not in _ENDS and end not in self._joins:
            return range(0)
        behind = start and words[start - 1] in {CLAUSE_END, QUESTION}
        return self._back_from(start - 1 if behind else start, _REACH_BACK)

    def _back_from(self, last: int, reach: int) -> range:
        first = last
        while first and last - first < reach and self._words[first - 1] not in _ENDS:
            first -= 1
        return range(first, last)


def _mark(flags: bytearray, indices: Iterable[int]) -> None:
    for i in indices:
        flags[i] = 1


def _longest(size: int, spans: Iterable[Span]) -> list[Span]:
    """For each word the longest of `spans` that it belongs to."""
    longest: list[Span] = [(0, 0)] * size
    for span in spans:
        for i in range(*span):
            if _length(longest[i]) < _length(span):
                longest[i] = span
    return longest


def _length(span: Span) -> int:
    return span[1] - span[0]
