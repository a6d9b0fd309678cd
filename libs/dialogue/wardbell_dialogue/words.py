"""Short answers and universal words, in every language that we speak.

A word list answers two questions: is the whole message one of these phrases (universal words,
yes, no, back), and does it contain one of them (intents).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from wardbell_dialogue.folding import plain
from wardbell_dialogue.phrases import Phrases
from wardbell_dialogue.word_lists import BEGIN, END, Words, all_words

Universal = Literal["menu", "human", "stop", "start", "language"]
YesNo = Literal["yes", "no", "unsure"]
Step = Literal["back", "drop"]
OfHelp = Literal["cleared", "help", "send", "doubt"]
Courtesy = Literal["thanks", "bye", "fine"]

KINDLY = {"human", "stop", "start"}
"""Universal words that are meant whatever kind words stand around them."""
LONGEST_ANSWER = 60
"""Letters of a message that may be nothing but an answer."""
LONG = 8
"""Letters from which a word is known with two typos; with one below."""

_SENTENCES = re.compile("[.,;:!?]")
_DIGITS = re.compile(r"^\s*\(?(\d{1,2})\s*(?:[.):]|\ufe0f?\u20e3)?\s*$")


@lru_cache(maxsize=256)
def bare(text: str) -> str:
    """A message, folded, without what is only kind in it: "Yes please, thank you" is "yes".

    Where nothing else is said, all of it.
    """
    said = f" {plain(text)} "
    return _fillers().sub("", said).strip() or plain(text)


@cache
def _fillers() -> re.Pattern[str]:
    """The longest first, each with the space after it: "please please stop" has two."""
    fillers = {f for words in all_words().values() for f in words.fillers}
    longest = sorted(sorted(fillers), key=len, reverse=True)
    return re.compile(rf"(?<= )(?:{'|'.join(map(re.escape, longest))}) ")


def universal(text: str) -> tuple[Universal, str] | None:
    """The universal word that a whole message is, and the language it was said in.

    "Stop now, please" is one too; of menu and language only the words themselves are.
    """
    said, kindly = plain(text), bare(text)
    for language, words in all_words().items():
        if said in words.universal:
            return words.universal[said], language  # type: ignore[return-value]
        if (word := words.universal.get(kindly)) in KINDLY:
            return word, language  # type: ignore[return-value]
    return None


def yes_or_no(text: str) -> YesNo | None:
    """Yes, no or not sure, in any language; None if it is none of them.

    However often it is said: "jo, passt" is a yes, "no no, not at all" a no.
    """
    for said in (plain(text), bare(text)):
        for words in all_words().values():
            if said in words.answers:
                return words.answers[said]  # type: ignore[return-value]
    if is_made_of(text, answers("yes")):
        return "yes"
    return "no" if is_made_of(text, answers("no")) else None


@cache
def answers(meaning: YesNo) -> frozenset[str]:
    """The words of an answer, in all languages."""
    known = (words.answers.items() for words in all_words().values())
    return frozenset(said for each in known for said, means in each if means == meaning)


def is_made_of(text: str, known: frozenset[str]) -> bool:
    """Whether a message is nothing but phrases that are known, and kind words around them."""
    said = plain(text)
    return len(said) <= LONGEST_ANSWER and bool(_made_of(known).fullmatch(f"{said} "))


@cache
def _made_of(known: frozenset[str]) -> re.Pattern[str]:
    kind = {f for words in all_words().values() for f in words.fillers}
    fillers = "|".join(map(re.escape, kind - known))  # a word in both has one way to be read
    phrases = "|".join(map(re.escape, known))
    return re.compile(rf"(?:(?:{fillers}) )*(?:{phrases}) (?:(?:{phrases}|{fillers}) )*")


def step(text: str) -> Step | None:
    """Whether a whole message goes back to the question before, or drops the matter."""
    said = plain(text)
    for words in all_words().values():
        if said in words.steps:
            return words.steps[said]  # type: ignore[return-value]
    return None


def courtesy(text: str) -> Courtesy | None:
    """Whether a whole message only thanks, says goodbye, or says that all is well."""
    said = plain(text)
    for words in all_words().values():
        if said in words.courtesies:
            return words.courtesies[said]  # type: ignore[return-value]
    return None


def greets(text: str) -> bool:
    """Whether a message is a greeting, or begins with one."""
    said = f"{plain(text)} "
    known = (phrase for words in all_words().values() for phrase in words.greetings)
    return any(said.startswith(f"{phrase} ") for phrase in known)


@lru_cache(maxsize=256)
def of_help(text: str) -> OfHelp | None:
    """What who was told to call for help says to it: that it found all well, is there or comes,
    or is to be sent from here, or a doubt.
    """
    said = f" {plain(text)} "

    def has(kind: str) -> bool:
        known = (phrase for words in all_words().values() for phrase in words.emergency[kind])
        return any(f" {phrase} " in said for phrase in known)

    looked, came = has("looked"), has("help")
    home = has("cleared") or (has("home") and (looked or came))
    well = has("well") and (looked or (has("they") and came))
    if (home or well) and not has("unwell"):
        return "cleared"
    if has("help") and not has("worse"):
        return "help"
    if has("send"):
        return "send"
    return "doubt" if has("doubt") else None


@lru_cache(maxsize=256)
def tells_symptoms(text: str) -> bool:
    """Whether a message tells that somebody has symptoms now, whatever else it asks for.

    "An appointment for my cough", "a sick note" only name one; so does who moves a visit.
    """
    said, known = f" {plain(text)} ", all_words().values()
    if any(words.told.visit.search(said) for words in known):
        return False
    for language in all_words():
        others = _spoken(said, language, {"appointment", "question"})
        for phrase, _ in sorted(others, key=lambda one: one[1].letters, reverse=True):
            said = said.replace(phrase, " | ")
    return any(
        words.told.itself.search(said)
        or any(
            words.told.before.search(said[: start + 1]) or words.told.after.search(said[end - 1 :])
            for start, end in _places(said, language, words)
        )
        for language, words in all_words().items()
    )


def _places(said: str, language: str, words: Words) -> Iterator[tuple[int, int]]:
    """Where symptoms are, each between spaces."""
    for phrase, _ in _spoken(said, language, {"symptoms"}):
        at = said.find(phrase)
        while at >= 0:
            yield at, at + len(phrase)
            at = said.find(phrase, at + 1)
    for pattern in words.patterns["symptoms"]:
        if pattern.part in said:
            yield from (found.span() for found in pattern.found.finditer(said))


def for_team(text: str) -> bool:
    """Whether a message asks for what only people can answer."""
    said = f" {plain(text)} "
    return any(words.team.search(said) for words in all_words().values())


def is_unsafe(text: str) -> bool:
    """Whether somebody says that they are not safe where they live."""
    said = f" {plain(text)} "
    return any(words.unsafe.search(said) for words in all_words().values())


def number(text: str) -> int | None:
    """A choice from 0 to 99: "2", "2.", "(2)", "２", "२", "2️⃣", "two", "the second"."""
    if found := _DIGITS.match(unicodedata.normalize("NFKC", text)):
        return int(found[1])
    for said in (plain(text), bare(text)):
        for words in all_words().values():
            if said in words.numbers:
                return words.numbers[said]
    return None


@lru_cache(maxsize=256)
def intent(text: str) -> tuple[str, str] | None:
    """What a message is about by its words, and in which language: the longest phrase wins.

    An outright wish for a visit wins over a question beside it, which would end nothing. Where
    there is none, what is said in passing counts ("when is it?"), and some words with typos
    ("apointmnet").
    """
    about = _about(text)
    if about is not None and about[0] == "question":
        wanted = next((lang for lang, words in all_words().items() if _wants(text, words)), None)
        return about if wanted is None else ("appointment", wanted)
    return about


def _wants(text: str, words: Words) -> bool:
    if words.wants.says.search(f" {plain(text)} "):
        return True
    sentences = [
        one for one in _SENTENCES.split(text) if words.wants.asks.search(f" {plain(one)} ")
    ]
    return any((_about(one) or ("",))[0] != "question" for one in sentences)


def _about(text: str) -> tuple[str, str] | None:
    said = f" {BEGIN} {plain(text)} {END} "
    phrases = sorted(meant for _, meant in _known("intents").found_in(said))
    found = [(one.letters, one.name, one.language) for one in phrases]
    found += [
        (pattern.letters, name, language)
        for language, words in all_words().items()
        for name, each in words.patterns.items()
        for pattern in each
        if pattern.part in said and pattern.found.search(said)
    ]
    if not found:
        phrases = sorted(meant for _, meant in _known("asides").found_in(said))
        found = [(one.letters, one.name, one.language) for one in phrases]
    # Of two that are as long, the one that comes first.
    best = max(found, key=lambda one: one[0], default=None)
    return (best[1], best[2]) if best else _misspelt(said.split())


class _Meaning(NamedTuple):
    place: int
    """Among all."""
    letters: int
    name: str
    language: str


def _spoken(said: str, language: str, names: AbstractSet[str]) -> Iterator[tuple[str, _Meaning]]:
    """Phrases of intents, of one language and some meanings, that a message has in it."""
    for phrase, meant in _known("intents").found_in(said):
        if meant.language == language and meant.name in names:
            yield phrase, meant


@cache
def _known(which: Literal["intents", "asides"]) -> Phrases[_Meaning]:
    meant = (
        (phrase, name, language)
        for language, words in all_words().items()
        for name, phrases in getattr(words, which).items()
        for phrase in phrases
    )
    return Phrases(
        (phrase, _Meaning(place, len(phrase), name, language))
        for place, (phrase, name, language) in enumerate(meant)
    )


def _misspelt(said: list[str]) -> tuple[str, str] | None:
    for language, words in all_words().items():
        for word, name in words.misspelt.items():
            typos = 2 if len(word) >= LONG else 1
            # Nearly nobody mistypes the first letter, and "looking" is no "booking".
            if any(
                token[0] == word[0] and OSA.distance(token, word, score_cutoff=typos) <= typos
                for token in said
            ):
                return name, language
    return None


def is_greeting(text: str) -> bool:
    """Whether a whole message is a greeting, in any language."""
    return any(plain(text) in words.greetings for words in all_words().values())


def greeting_language(text: str) -> str | None:
    """The one language in which a whole message is a greeting."""
    said = plain(text)
    return _only(lang for lang, words in all_words().items() if said in words.greetings)


def universal_language(text: str) -> str | None:
    """The one language in which a whole message is a universal word ("menu" is one in several)."""
    said = plain(text)
    return _only(lang for lang, words in all_words().items() if said in words.universal)


def _only(found: Iterable[str]) -> str | None:
    languages = list(found)
    return languages[0] if len(languages) == 1 else None
