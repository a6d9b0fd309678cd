"""Where an interview stands, and how that is kept. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal, Self
from uuid import UUID

import orjson

from wardbell_triage.conditions import Truth
from wardbell_triage.rulebook import Days, Level

Answer = Literal["yes", "no", "unsure"]

AGE, MEASURED, DANGER, DESCRIBE = "@age", "@measured", "@danger", "@describe"
WHOM = "@whom"
"""Questions that are not about one concept."""

_TRUTH = {"no": Truth.NO, "unsure": Truth.UNSURE, "yes": Truth.YES}


@dataclass(frozen=True, slots=True)
class Fact:
    """What is known of a concept."""

    answer: Answer
    because: str
    """"asked", "measured", or the lexicon's pattern; never the patient's words."""

    @property
    def truth(self) -> Truth:
        """How far it is so."""
        return _TRUTH[self.answer]


@dataclass(frozen=True, slots=True)
class Interview:
    """One run, as far as it is. The last question is open while `asking` is not empty."""

    run: UUID
    complaints: tuple[str, ...] = ()
    facts: Mapping[str, Fact] = field(default_factory=dict)
    age: Days | None = None
    """Days, from and below; None: not known."""
    other: bool = False
    """Somebody else than who writes is not well."""
    asking: str = ""
    asked: tuple[str, ...] = ()
    level: Level | None = None
    """The most urgent by now; only ever gets more urgent."""
    rule: str = ""
    """What decided it: a rule, or the `because` of a complaint."""
    done: bool = False
    missteps: int = 0
    """Messages in a row that did not answer."""
    earlier: Interview | None = None
    """The run before, while it is not known whether it was about the same person."""
    crisis: bool = False
    """Somebody thinks of harming themselves."""
    harmed: bool = False
    """In a crisis: it has happened, or the body is in danger too."""

    left: bool = False
    """Staff were told that nobody goes on with it."""

    @property
    def mark(self) -> str:
        """What its buttons carry: a "no" of another run counts for nothing."""
        return self.run.hex[-8:]

    def known(self, concept: str) -> Truth:
        """How far a concept is so."""
        fact = self.facts.get(concept)
        return Truth.UNKNOWN if fact is None else fact.truth

    def encode(self) -> str:
        """As JSON."""
        return orjson.dumps(
            {
                "run": str(self.run),
                "complaints": self.complaints,
                "facts": {c: [fact.answer, fact.because] for c, fact in self.facts.items()},
                "age": self.age and [self.age[0], None if self.age[1] == inf else self.age[1]],
                "other": self.other,
                "asking": self.asking,
                "asked": self.asked,
                "level": self.level,
                "rule": self.rule,
                "done": self.done,
                "missteps": self.missteps,
                "earlier": self.earlier and self.earlier.encode(),
                "crisis": self.crisis,
                "harmed": self.harmed,
                "left": self.left,
            }
        ).decode()

    @classmethod
    def decode(cls, text: str) -> Self:
        """The reverse of `encode`."""
        raw: dict[str, Any] = orjson.loads(text)
        return cls(
            run=UUID(raw["run"]),
            complaints=tuple(raw["complaints"]),
            facts={concept: Fact(*fact) for concept, fact in raw["facts"].items()},
            age=_age(raw["age"]),
            other=raw["other"],
            asking=raw["asking"],
            asked=tuple(raw["asked"]),
            level=raw["level"],
            rule=raw["rule"],
            done=raw["done"],
            missteps=raw["missteps"],
            earlier=cls.decode(raw["earlier"]) if raw.get("earlier") else None,
            crisis=raw.get("crisis", False),
            harmed=raw.get("harmed", False),
            left=raw.get("left", False),
        )


def _age(raw: list[float | None] | None) -> Days | None:
    if raw is None:
        return None
    least, most = raw
    return least or 0, inf if most is None else most
