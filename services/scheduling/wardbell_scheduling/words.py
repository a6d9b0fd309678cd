"""Words about appointments, as data per language: `words/en.toml`, `words/de.toml`, …"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import dropwhile, pairwise
from typing import Literal, NamedTuple, get_args

from rapidfuzz.distance import OSA

from wardbell_dialogue.folding import plain
from wardbell_dialogue.phrases import Phrases
from wardbell_dialogue.words import answers, bare, is_made_of, step, yes_or_no

Whole = Literal[
    "back", "drop", "more", "earlier", "later", "take", "come", "coming", "absent",
    "none", "first", "last", "last_shown",
    "any", "sure", "keep",
]  # fmt: skip
Phrase = Literal[
    "leave", "listed", "wait", "cancel", "move", "earlier_then", "later_then", "freed", "earlier",
    "asks", "mine", "too_early", "too_late", "other_doctor", "whenever", "any", "soonest",
]  # fmt: skip
Bound = Literal["until", "before", "since", "after"]
PHRASES: tuple[Phrase, ...] = get_args(Phrase)


_CLAUSES = re.compile(r"(?<!\d)[.;:!?]|,(?!\s*\d)")  # not "Saturday, 28. November"
BETWEEN = 6
"""Words between how a sentence begins and what it names."""
CONDITION = 6
"""Words of a condition: "if Dr Anna Weber is not there"."""
SHORTEST = 5
"""Letters, and one more, of a word that may have a typo."""


@dataclass(frozen=True, slots=True)
class _Words:
    whole: dict[str, str]
    take: frozenset[str]
    """Of the whole messages, those that may mean something else as well."""
    phrases: Phrases[str]
    asks_own: re.Pattern[str]
    asks_new: re.Pattern[str]
    denials: frozenset[str]
    refusals: frozenset[str]
    """The same, and what else says before a name that it is not to be theirs: "anyone but"."""
    turns_down: Phrases[None]
    """They, and `conditions`: without one of them nobody is refused."""
    conditions: frozenset[str]
    absent: frozenset[str]
    """Said of whoever is not there."""
    passed: frozenset[str]
    """Between a denial and what it is about."""
    before_name: frozenset[str]
    titles: frozenset[str]
    everyday: frozenset[str]
    itself: frozenset[str]
    bounds: dict[str, str]
    denied_bounds: dict[str, str]
    no_bounds: frozenset[str]
    before_bounds: frozenset[str]
    away: frozenset[str]
    """Said of who is not there on some days."""
    not_away: frozenset[str]
    begins_away: frozenset[str]
    month_start: tuple[str, ...]
    day_article: tuple[str, ...]
    up_to: frozenset[str]
    day_before: tuple[str, ...]
    day_after: tuple[str, ...]
    after: frozenset[str]
    each: frozenset[str]
    joined: frozenset[str]
    """Between two things that are told: "and"."""
    days: dict[str, tuple[int, ...]]
    instead: frozenset[str]
    begins_instead: frozenset[str]
    this_week: frozenset[str]
    misspelt: dict[str, str]
    no_typos: frozenset[str]


@cache
def _read() -> _Words:
    folder = files("wardbell_scheduling") / "words"
    ordered = sorted(folder.iterdir(), key=lambda file: file.name)
    languages = [tomllib.loads(file.read_text(encoding="utf-8")) for file in ordered]

    def listed(section: str, key: str = "words") -> frozenset[str]:
        return frozenset(plain(p) for raw in languages for p in raw[section][key])

    def meanings(section: str) -> dict[str, str]:
        return {
            plain(p): meaning
            for raw in languages
            for meaning, ps in raw[section].items()
            for p in ps
        }

    def named(section: str) -> re.Pattern[str]:
        """What begins so and soon names it."""
        begins, names, breaks = (
            "|".join(map(re.escape, listed(section, key))) for key in ("begins", "names", "breaks")
        )
        between = rf"(?: (?!(?:{breaks}) )\w+){{0,{BETWEEN}}}"
        return re.compile(rf"(?:{begins}){between} (?:{names}) ")

    phrases = Phrases(
        (plain(p), meaning)
        for raw in languages
        for meaning, ps in raw["phrases"].items()
        for p in ps
    )
    refusals = listed("denials") | listed("denials", "of_people")
    conditions = listed("denials", "conditions")
    return _Words(
        whole=meanings("whole"),
        take=listed("whole", "take"),
        phrases=phrases,
        asks_own=named("asks_own"),
        asks_new=named("asks_new"),
        denials=listed("denials"),
        refusals=refusals,
        turns_down=Phrases((p, None) for p in sorted(refusals | conditions)),
        conditions=conditions,
        absent=listed("denials", "absent"),
        passed=listed("denials", "passed") | listed("before_name"),
        before_name=listed("before_name"),
        titles=listed("before_name", "titles"),
        everyday=listed("everyday"),
        itself=listed("itself"),
        bounds=meanings("bounds"),
        denied_bounds=meanings("denied_bounds"),
        no_bounds=listed("no_bounds"),
        before_bounds=listed("no_bounds", "small"),
        away=listed("away"),
        not_away=listed("away", "passed"),
        begins_away=listed("away", "begins"),
        month_start=tuple(p for raw in languages for p in raw["month_start"]["words"]),
        day_article=tuple(p for raw in languages for p in raw["day_article"]["words"]),
        up_to=listed("up_to"),
        day_before=tuple(p for raw in languages for p in raw["day_before"]["words"]),
        day_after=tuple(p for raw in languages for p in raw["day_after"]["words"]),
        after=listed("after"),
        each=listed("each"),
        joined=listed("joined"),
        days={said: tuple(map(int, numbers)) for said, numbers in meanings("days").items()},
        instead=listed("instead", "anywhere"),
        begins_instead=listed("instead", "begins"),
        this_week=listed("this_week"),
        misspelt=meanings("misspelt"),
        no_typos=listed("no_typos"),
    )


def whole(text: str) -> Whole | None:
    """What a whole message means."""
    known = _read().whole
    return step(text) or known.get(plain(text)) or known.get(bare(text))  # type: ignore[return-value]


def anything(text: str) -> bool:
    """Whether a message says that all of what was listed would do: "whatever", "any day"."""
    return whole(text) == "any" or phrase(text) == "whenever"


def accepts(text: str) -> bool:
    """Whether a message takes what is offered, and says nothing else: "oh yes, I'll have it"."""
    return yes_or_no(text) not in {"no", "unsure"} and is_made_of(text, _acceptance())


def coming(text: str) -> bool:
    """Whether a whole message says that its writer comes, after a yes: "yes ok I'll come"."""
    rest = list(dropwhile(lambda word: word in _acceptance(), plain(text).split()))
    return whole(" ".join(rest)) in {"come", "coming"}


@cache
def _acceptance() -> frozenset[str]:
    return answers("yes") | _read().take


def asked_back(text: str) -> Literal["yes", "no"] | None:
    """An answer to "really?": "yes I am sure", "no, keep it", "keep it please"."""
    answer = yes_or_no(text)
    first, _, behind = bare(text).partition(" ")
    begins = yes_or_no(first)
    known = _read().whole
    said = known.get(bare(behind if begins else text))
    if answer is None and said == "sure" and begins != "no":
        answer = "yes"
    elif answer is None and said in {"keep", "come", "coming"} and begins != "yes":
        answer = "no"
    return None if answer == "unsure" else answer


def phrase(text: str) -> Phrase | None:
    """What a message speaks of; what is to be done counts before what it is about."""
    found = _phrases(text)
    return next((meaning for meaning in PHRASES if meaning in found), None)


def of_own(text: str) -> bool:
    """Whether a message speaks of a visit that its writer has: "my appointment"."""
    return "mine" in _phrases(text)


def asks_own(text: str) -> bool:
    """Whether a sentence asks for a visit that there is: "do I have an appointment on Monday"."""
    clauses = _CLAUSES.split(text)
    return any(_read().asks_own.match(f"{bare(clause)} ") for clause in clauses)


def asks_new(text: str) -> bool:
    """Whether a message asks for a visit that there is not yet: "I need an appointment"."""
    return _read().asks_new.search(f"{plain(text)} ") is not None


def unable(text: str) -> bool:
    """Whether a message says that its writer cannot: "geht leider nicht"."""
    return "unable" in _phrases(bare(text))


def running_late(text: str) -> bool:
    """Whether a message says that its writer is late for a visit there is."""
    found = _phrases(text)
    new = not _read().itself.isdisjoint(plain(text).split()) and "mine" not in found
    return "running_late" in found and not new


def no_link(text: str) -> bool:
    """Whether a message says that the link to a visit does not work."""
    return "no_link" in _phrases(text)


def looks_up(text: str) -> bool:
    """Whether a message says that its writer looks into their calendar, or has written there."""
    return _phrases(text) >= {"looks_up", "calendar_named"}


def calendar(text: str) -> bool:
    """Whether a message asks for a visit in its writer's calendar."""
    return "calendar" in _phrases(text)


@lru_cache(maxsize=256)
def _phrases(text: str) -> frozenset[str]:
    """What a message speaks of; cached, since it is asked several times about one message."""
    said = plain(text)
    found = frozenset(meaning for _, meaning in _read().phrases.found_in(said))
    return found if {"cancel", "move"} & found else found | _misspelt(said.split())


def _misspelt(said: Sequence[str]) -> set[str]:
    """What is to be done with a visit, with one typo; the first letter is right."""
    known = _read()
    return {
        meaning
        for token in said
        if len(token) > SHORTEST and token not in known.no_typos
        for word, meaning in known.misspelt.items()
        if token[0] == word[0] and OSA.distance(token, word, score_cutoff=1) == 1
    }


def beside(text: str) -> Literal["earlier", "later"] | None:
    """Whether an earlier or a later time of the same day is wanted."""
    match whole(text), phrase(text):
        case ("earlier", _) | (_, "earlier_then" | "too_late" | "earlier"):
            return "earlier"
        case ("later", _) | (_, "later_then" | "too_early"):
            return "later"
    return None


def beside_what_was(text: str, is_past: Callable[[str], bool]) -> str | None:
    """What is said beside a day that is over: "my dad died last year, need a check-up".

    None where that says nothing of its own.
    """
    joined = "|".join(map(re.escape, _read().joined))
    clauses = re.split(rf"{_CLAUSES.pattern}|\b(?:{joined})\b", text)
    rest = [clause.strip() for clause in clauses if not is_past(clause)]
    said = [clause for clause in rest if len(bare(clause).split()) > 1]
    return ", ".join(rest) if said and len(rest) < len(clauses) else None


def asking(text: str) -> bool:
    """Whether a message asks for something, rather than telling it: "can we …"."""
    return "asking" in _phrases(text)


def none_suits(text: str) -> bool:
    """Whether a message says no to all that was offered."""
    if (answer := yes_or_no(text)) is not None:
        return answer == "no"
    return not {"none_suits", "unable"}.isdisjoint(_phrases(bare(text)))


def not_this_week(text: str) -> bool:
    """Whether a message says that no day of this week would do."""
    return "not_this_week" in _phrases(text)


def same_hour(text: str) -> bool:
    """Whether a message speaks of the hour that its writer has already."""
    return "same_hour" in _phrases(text)


def denies(text: str, phrase: Phrase) -> bool:
    """Whether a message says no to what it speaks of: "do not cancel", but not "cannot come"."""
    return not _read().denials.isdisjoint(beside_it(text, phrase).split())


def beside_it(text: str, phrase: Phrase) -> str:
    """What a message says beside what it speaks of: "den zweiten", of "den zweiten absagen"."""
    rest = f" {plain(text)} "
    for p in (p for p, means in _read().phrases if means == phrase):
        rest = rest.replace(p, " ")
    return rest.strip()


def several_days(text: str) -> tuple[int, ...]:
    """Weekdays that one word stands for, Monday 0; empty: none."""
    said = f" {plain(text)} "
    return next((days for p, days in _read().days.items() if f" {p} " in said), ())


class Bounding(NamedTuple):
    """Where a day may bound those that suit."""

    head: str
    """What is said before it."""
    word: str
    """What says so."""
    meaning: Bound
    tail: str
    """It, and what is said behind it."""
    is_denied: bool


def bounds(text: str) -> Iterator[Bounding]:
    """Where days may bound those that suit."""
    known, said = _read(), text.split()
    places = [(at, length) for at in range(len(said)) for length in (2, 1)]
    for at, length in places:
        name = plain(" ".join(said[at : at + length]))
        two = plain(" ".join(said[at : at + 2]))
        if name in known.bounds and two not in known.no_bounds:
            head, tail = " ".join(said[:at]), " ".join(said[at + length :])
            meaning = known.bounds[name]
            denied = _is_denied(head, tail)
            if denied:
                meaning = known.denied_bounds.get(name, meaning)
            yield Bounding(head, name, meaning, tail, denied)  # type: ignore[arg-type]


def before_bounds() -> frozenset[str]:
    """What may stand before the day of a first one: "from the", "ab dem"."""
    return _read().before_bounds


def _is_denied(head: str, tail: str) -> bool:
    """Whether a bound is one of days that do not suit: "not before", "before the 10th I can't"."""
    before = head.rpartition(",")[2]
    return refuses(before) or refuses(tail.partition(",")[0])


def refuses(clause: str) -> bool:
    """Whether a clause says that something is not to be: "I cannot", "besser nicht", "away"."""
    last = plain(clause).split()[-1:]
    return not _read().denials.isdisjoint(last) or unable(clause) or _is_away(clause)


def _is_away(clause: str) -> bool:
    """Whether somebody is not there: "I'm away", "im Urlaub"."""
    said = f" {plain(clause)} "
    for p in _read().not_away:
        said = said.replace(f" {p} ", " ")
    if any(f" {p} " in said for p in _read().begins_away):
        return False  # "before the 20th because I'm away then"
    return any(f" {p} " in said for p in _read().away)


def up_to(text: str) -> str | None:
    """What stands behind the "to" of a span."""
    said = text.split()
    at = next((n for n, word in enumerate(said) if plain(word) in _read().up_to), None)
    return None if at is None else " ".join(said[at + 1 :])


def day_article() -> Sequence[str]:
    """What makes a bare number behind it a day: "dem 10.", where "vom 10." was said."""
    return _read().day_article


def month_start() -> Sequence[str]:
    """What is said before a month for its first day: "the beginning of"."""
    return _read().month_start


def day_before() -> Sequence[str]:
    """What is said before a feast for the last day that is not its own: "the day before"."""
    return _read().day_before


def day_after() -> Sequence[str]:
    """The same for the first day behind it: "the day after"."""
    return _read().day_after


def after(text: str) -> str | None:
    """What stands behind an "after"."""
    said = text.split()
    at = next((n for n, word in enumerate(said) if plain(word) in _read().after), None)
    return None if at is None else " ".join(said[at + 1 :])


def instead(text: str) -> str | None:
    """What is asked for behind what cannot be: "I can't make it, is there something on Monday?"."""
    known, padded = _read(), f" {plain(text)} "
    if not any(f" {p} " in padded for p in known.instead | known.begins_instead):
        return None
    said = text.split()
    for at in range(1, len(said)):
        head, tail = " ".join(said[:at]), " ".join(said[at:])
        begins = head[-1] in ",.;!?" and plain(said[at]) in known.begins_instead
        asked = begins or any(f"{plain(tail)} ".startswith(f"{p} ") for p in known.instead)
        if asked and _cannot(head) and phrase(tail) != "cancel":
            return tail
    return None


def _cannot(text: str) -> bool:
    return phrase(text) == "cancel" or whole(text) == "absent" or unable(text)


def of_this_week(text: str) -> bool:
    """Whether a message says of which week a day is: "this Friday"."""
    return not _read().this_week.isdisjoint(plain(text).split())


def each(text: str) -> bool:
    """Whether a message speaks of every day of a kind: "any Saturday"."""
    return not _read().each.isdisjoint(plain(text).split())


def without_refused(text: str, find: Callable[[str], str | None]) -> tuple[str | None, str]:
    """Whom a message refuses, and what it says beside that.

    "Not with Dr Weber", "anyone but Weber", "only if Dr Weber is not there".

    Args:
        find: the id of who is named, if anybody
    """
    known = _read()
    if not any(known.turns_down.found_in(plain(text))):
        return None, text  # as nearly always
    said = text.split()
    words_ = [plain(word) for word in said]
    for at in range(len(said)):
        ahead = ((n, " ".join(words_[at : at + n])) for n in (2, 1) if at + n <= len(said))
        denial = next((n for n, said_ in ahead if said_ in known.refusals), 0)
        first = at + denial
        while denial and first < len(said) and words_[first] in known.passed:
            first += 1
        if not denial or any(map(_ends, said[at + denial - 1 : first])):  # "no, with Dr Weber"
            continue
        for end in (first + 1, first + 2):
            name = find(" ".join(words_[first:end]))
            if name is not None and not any(map(_ends, said[first : end - 1])):
                last = end + (find(" ".join(words_[end : end + 1])) == name)  # "Anna Weber"
                return name, " ".join([*said[:at], ",", *said[last:]])
    clauses = re.split("[,;!?]", text)
    absent = next((name for clause in clauses if (name := _absent_in(clause, find))), None)
    return absent, text


def _ends(word: str) -> bool:
    """Whether a thought ends with a word: a title's point ends none."""
    return word[-1] in ",;:!?" or (word[-1] == "." and plain(word) not in _read().before_name)


def _absent_in(clause: str, find: Callable[[str], str | None]) -> str | None:
    """Who must not be there for a visit to be wanted."""
    said = plain(clause).split()
    for at, pair in enumerate(pairwise(said)):
        ahead = said[at + 2 : at + 2 + CONDITION]
        if " ".join(pair) in _read().conditions and not _read().absent.isdisjoint(ahead):
            return find(" ".join(ahead))
    return None


def before_name() -> frozenset[str]:
    """Words after which a name is expected: "Dr", "with"."""
    return _read().before_name


def names_a_doctor(text: str) -> bool:
    """Whether a title stands right before a name, which is written as one: "with Dr. House"."""
    return any(
        plain(title) in _read().titles
        and title[-1] not in "!?,;"
        and name.rstrip(".,!?").istitle()
        and plain(name) not in _read().everyday
        for title, name in pairwise(text.split())
    )


def everyday() -> frozenset[str]:
    """Words in names of services that are said for other reasons too: "visit", "neu"."""
    return _read().everyday
