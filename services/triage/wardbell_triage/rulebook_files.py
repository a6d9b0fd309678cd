"""Reading the knowledge's files. What one says is checked here, what all say by `compiler`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import inf
from pathlib import Path
from typing import Any as Anything

from wardbell_redflags import Words
from wardbell_triage import marked
from wardbell_triage.ages import DAYS_IN_A_YEAR, Ages
from wardbell_triage.conditions import All, Any, Condition, Is
from wardbell_triage.marked import KnowledgeError, Marked, nearest
from wardbell_triage.measures import Measure, Measures, Pair
from wardbell_triage.rulebook import (
    LEVELS,
    Complaint,
    Concept,
    Days,
    Department,
    Rule,
)

RULE = ("id", "when", "who", "level", "department", "unsure", "sources", "note")
COMPLAINT = (
    *("complaint", "opens_with", "department", "otherwise", "rules", "crisis", "alone"),
    *("measured_with", "note"),
)
SOURCES = ("openem", "emcare", "page", "pmid", "url", "read", "note")
PROVEN_BY = ("openem", "emcare", "page", "url")
"""What names a source; an address also needs the day on which it was read."""
CONCEPT = ("is", "any_of", "asked", "note")


class Files:
    """Reads, and collects what is wrong."""

    def __init__(self, folder: Path) -> None:
        """Read below this folder."""
        self.folder = folder
        self.wrong: list[str] = []

    def read(self, name: str) -> Marked:
        """One file; an empty mapping where it cannot be read, which is noted."""
        try:
            return marked.read(self.folder / name, name)
        except KnowledgeError as error:
            self.wrong += error.found
            empty = Marked()
            empty.place, empty.places = name, {}
            return empty

    def names(self, folder: str) -> list[str]:
        """The YAML files of a folder."""
        return sorted(f"{folder}/{file.name}" for file in (self.folder / folder).glob("*.yaml"))

    def concepts(self) -> dict[str, Concept]:
        """`fever: {is: "..."}` each."""
        found: dict[str, Concept] = {}
        content = self.read("concepts.yaml")
        for id_, raw in content.items():
            if not isinstance(raw, Marked) or not isinstance(raw.get("is"), str):
                self.wrong.append(f'{content.at(id_)}: {id_} needs {{is: "what it means"}}')
                continue
            self._only(raw, CONCEPT)
            found[id_] = Concept(raw["is"], _list(raw.get("any_of")), bool(raw.get("asked", True)))
        return found

    def sources(self) -> dict[str, Marked]:
        """What was read: pages by key, and collections."""
        content = self.read("sources.yaml")
        pages = content.get("pages")
        found = {key: each for key, each in content.items() if key != "pages"}
        return {**found, **pages} if isinstance(pages, Marked) else found

    def complaint(self, name: str) -> Complaint | None:
        """One complaint's file; None where it is too wrong."""
        content = self.read(name)
        if not content:
            return None
        self._only(content, COMPLAINT)
        id_ = Path(name).stem
        if content.get("complaint") != id_:
            self.wrong.append(f"{content.at('complaint')}: complaint must be {id_}, as the file is")
        opens = _list(content.get("opens_with"))
        if not opens:
            self.wrong.append(f"{content.at('opens_with')}: opens_with needs at least one concept")
        departments = content.get("department")
        if not isinstance(departments, Marked) or set(departments) != {"adult", "child"}:
            self.wrong.append(f"{content.at('department')}: department needs adult and child")
            departments = {}
        otherwise = content.get("otherwise")
        if not isinstance(otherwise, Marked) or set(otherwise) != {"level", "because"}:
            self.wrong.append(f"{content.at('otherwise')}: otherwise needs level and because")
            return None
        if (level := otherwise["level"]) not in LEVELS[1:]:
            self.wrong.append(f"{otherwise.at('level')}: level must be 2 to 5")
            return None
        return Complaint(
            id=id_,
            opens_with=opens,
            departments=dict(departments),
            level=level,
            because=str(otherwise["because"]),
            rules=self.rules(content, id_),
            place=content.at("complaint"),
            crisis=bool(content.get("crisis")),
            alone=bool(content.get("alone")),
            measured_with=_list(with_)
            if (with_ := content.get("measured_with")) is not None
            else None,
        )

    def rules(self, content: Marked, complaint: str) -> tuple[Rule, ...]:
        """The rules of a file; those that are wrong are left out, and noted."""
        found = content.get("rules") or []
        if not isinstance(found, list):
            self.wrong.append(f"{content.at('rules')}: rules must be a list")
            return ()
        made = [self._rule(each, complaint, content) for each in found]
        return tuple(rule for rule in made if rule is not None)

    def _rule(self, raw: Anything, complaint: str, inside: Marked) -> Rule | None:
        if not isinstance(raw, Marked):
            self.wrong.append(f"{inside.at('rules')}: a rule is a mapping with an id")
            return None
        before = len(self.wrong)
        self._only(raw, RULE)
        if not isinstance(raw.get("id"), str):
            self.wrong.append(f"{raw.at()}: a rule has no id")
        when = self._condition(raw.get("when"), raw)
        who = _list(raw.get("who", "anyone"))
        if raw.get("level") not in LEVELS:
            self.wrong.append(f"{raw.at('level')}: level must be 1 to 5")
        if raw.get("unsure") and raw.get("level") != 1:
            self.wrong.append(f"{raw.at('unsure')}: unsure is for level 1; below it counts as yes")
        sources = self._sources(raw)
        if len(self.wrong) > before or when is None:
            return None
        return Rule(
            id=raw["id"],
            complaint=complaint,
            when=when,
            who=who,
            level=raw["level"],
            department=raw.get("department"),
            unsure=bool(raw.get("unsure")),
            sources=sources,
            place=raw.at("id"),
        )

    def _condition(self, raw: Anything, rule: Marked) -> Condition | None:
        if isinstance(raw, str):
            return Is(raw)
        if isinstance(raw, Marked) and len(raw) == 1 and set(raw) <= {"all", "any"}:
            ((kind, parts),) = raw.items()
            if isinstance(parts, list) and parts:
                made = [self._condition(part, rule) for part in parts]
                known = tuple(part for part in made if part is not None)
                if len(known) < len(made):
                    return None
                return All(known) if kind == "all" else Any(known)
        self.wrong.append(f"{rule.at('when')}: when is a concept, {{all: [...]}} or {{any: [...]}}")
        return None

    def _sources(self, rule: Marked) -> tuple[Mapping[str, str], ...]:
        raw = rule.get("sources")
        if not isinstance(raw, list) or not raw:
            self.wrong.append(f"{rule.at('sources')}: rule {rule.get('id')} has no source")
            return ()
        for each in raw:
            if not isinstance(each, Marked) or not set(PROVEN_BY) & set(each):
                self.wrong.append(
                    f"{rule.at('sources')}: a source names one of {', '.join(PROVEN_BY)}"
                )
                continue
            self._only(each, SOURCES)
            pages = [v for v in each.values() if isinstance(v, str) and v.startswith("http")]
            if pages and "read" not in each:
                self.wrong.append(f"{each.at()}: {pages[0]} needs `read:`, the day it was read")
        return tuple({k: str(v) for k, v in each.items()} for each in raw if isinstance(each, dict))

    def departments(self) -> dict[str, Department]:
        """Codes to names and services."""
        found: dict[str, Department] = {}
        content = self.read("departments.yaml")
        for code, raw in content.items():
            if not isinstance(raw, Marked) or set(raw) != {"names", "services"}:
                self.wrong.append(f"{content.at(code)}: {code} needs names and services")
                continue
            found[code] = Department(dict(raw["names"]), _list(raw["services"]))
        return found

    def measures(self) -> tuple[Measures, dict[str, float], dict[str, Days], tuple[int, ...]]:
        """Numbers into concepts; what lasts; whom an age makes what; choices of ages."""
        content = self.read("measures.yaml")
        try:
            return (
                Measures(
                    (_measure(id_, raw) for id_, raw in content["measures"].items()),
                    (_ages(raw) for raw in content["words"].values()),
                    shows=_phrases(content.get("shows")),
                ),
                {concept: float(bound["from"]) for concept, bound in content["lasts"].items()},
                {who: _span(raw) for who, raw in content["ages"].items()},
                tuple(content["rows"]),
            )
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            self.wrong.append(f"measures.yaml: {error!r} is missing or not as it must be")
            return Measures((), ()), {}, {}, ()

    def languages(self) -> list[str]:
        """That have a lexicon."""
        return sorted({Path(name).name.partition(".")[0] for name in self.names("lexicon")})

    def words(self, language: str) -> tuple[Words, Marked]:
        """One language's lexicon, and the mapping of its concepts.

        Parts of a long one (`en.injury.yaml`) have concepts only.
        """
        name = f"lexicon/{language}.yaml"
        content = self.read(name)
        parted = "concepts" in content and isinstance(content["concepts"], Marked)
        concepts = content["concepts"] if parted else content
        for part in self.names("lexicon"):
            if Path(part).name.startswith(f"{language}.") and part != name:
                try:
                    concepts = concepts.joined(self.read(part))
                except KnowledgeError as error:
                    self.wrong += error.found
        slots = content.get("slots") if parted else None
        made = Words(
            language=language,
            concepts={concept: _list(phrases) for concept, phrases in concepts.items()},
            slots={slot: _list(words) for slot, words in (slots or {}).items()},
            asserts=_list(content.get("asserts")) if parted else (),
            file=name,
        )
        return made, concepts

    def _only(self, content: Marked, known: Iterable[str]) -> None:
        known = tuple(known)
        for key in content:
            if key not in known:
                self.wrong.append(f"{content.at(key)}: unknown {key}{nearest(key, known)}")


def _list(raw: Anything) -> tuple[str, ...]:
    if raw is None:
        return ()
    return tuple(map(str, raw)) if isinstance(raw, list) else (str(raw),)


def _measure(id_: str, raw: Marked) -> Measure:
    alone = raw.get("alone")
    return Measure(
        id=id_,
        words=tuple(raw["words"]),
        units=frozenset(raw["units"]),
        keys=frozenset(raw["keys"]),
        least=float(raw["least"]),
        most=float(raw["most"]),
        fahrenheit=bool(raw.get("fahrenheit")),
        concepts={concept: _bound(bound) for concept, bound in raw["concepts"].items()},
        alone=(float(alone["from"]), float(alone["below"])) if alone else None,
        not_alone=frozenset(alone["not_before"] if alone else ()),
        asked_together=bool(raw.get("asked_together")),
        devices=_phrases(raw.get("devices")),
        shown_of=frozenset(_list(raw.get("shown_of"))),
        pair=_pair(raw["pair"]) if "pair" in raw else None,
    )


def _pair(raw: Marked) -> Pair:
    return Pair(
        upper=(float(raw["upper"]["from"]), float(raw["upper"]["below"])),
        lower=(float(raw["lower"]["from"]), float(raw["lower"]["below"])),
        apart=float(raw["apart"]),
        over=frozenset(raw["over"]),
    )


def _phrases(raw: Anything) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(phrase.split()) for phrase in _list(raw))


def _bound(raw: Marked) -> Anything:
    ((kind, value),) = raw.items()
    if kind not in {"from", "below"}:
        raise ValueError(f"{raw.at()}: a bound is from or below")
    return kind, float(value)


def _span(raw: Marked) -> Days:
    unit = {"years": DAYS_IN_A_YEAR, "days": 1}[raw.get("unit", "years")]
    return raw.get("from", 0) * unit, raw.get("below", inf) * unit


def _ages(raw: Marked) -> Ages:
    return Ages(
        units={word: float(days) for word, days in raw["units"].items()},
        old=frozenset(raw["old"]),
        joined={word: float(days) for word, days in raw["joined"].items()},
        am=tuple(tuple(phrase.split()) for phrase in raw["am"]),
        born=frozenset(raw["born"]),
        people=frozenset(raw["people"]),
        children=frozenset([*raw["children"], *raw["babies"]]),
        babies=frozenset(raw["babies"]),
        is_=frozenset(raw["is"]),
        goes_on=frozenset(raw["goes_on"]),
        no_age=frozenset(raw["no_age"]),
        was=frozenset(raw["was"]),
        things=frozenset(raw["things"]),
        since=frozenset(raw["since"]),
        about=frozenset(raw["about"]),
        lasting=frozenset(raw["lasting"]),
        sexes=frozenset(_list(raw.get("sexes"))),
        habits=frozenset(_list(raw.get("habits"))),
        errands=frozenset(_list(raw.get("errands"))),
        to_come=frozenset(raw["to_come"]),
        said=_times(raw["said"]),
        alone=_times(raw["alone"]),
        weekdays=tuple(raw["weekdays"]),
        spelled=_spelled(raw),
        tens={word: int(n) for word, n in raw["tens"].items()},
        decades={word: int(n) for word, n in (raw.get("decades") or {}).items()},
        decade_ends=frozenset(_list(raw.get("decade_ends"))),
        stretches={
            word: (int(least), int(below))
            for word, (least, below) in (raw.get("stretches") or {}).items()
        },
    )


def _times(raw: Marked) -> dict[tuple[str, ...], float]:
    return {tuple(phrase.split()): float(days) for phrase, days in raw.items()}


def _spelled(raw: Marked) -> dict[str, int]:
    """Also "fünfundsechzig", where a language writes it in one word."""
    spelled = {word: int(n) for word, n in raw["spelled"].items()}
    if (between := raw.get("joins")) is not None:
        ones = [(word, n) for word, n in spelled.items() if n < min(raw["tens"].values()) // 2]
        spelled |= {
            f"{one}{between}{word}": n + int(ten)
            for one, n in ones
            for word, ten in raw["tens"].items()
        }
    return spelled
