"""When patients are reminded, and of which visits with which words: `reminders.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, model_validator

from wardbell_dialogue import rule_files
from wardbell_dialogue.quiet import Quiet
from wardbell_dialogue.texts import texts
from wardbell_events.patients import Hours
from wardbell_events.scheduling import Code
from wardbell_reminders.times import Ahead

OURS = Path(__file__).parent / "reminders.yaml"
"""What counts where an installation names no file of its own."""
SAY = texts("wardbell_reminders")
FACTS = ("practitioner", "day", "time", "place")
"""What a reminder's text may name."""


def _span(text: str) -> str:
    if re.fullmatch(r"[1-9]\d{0,3}[dhm]", text) is None:
        raise ValueError(f"{text} is no span: 1d, 2h or 90m")
    return text


Span = Annotated[str, AfterValidator(_span)]
"""`1d`, `2h` or `90m`."""


class Rule(BaseModel):
    """One reminder of a visit."""

    model_config = {"frozen": True, "extra": "forbid"}

    before: Span
    text: str
    stale_after: Span

    @cached_property
    def ahead(self) -> Ahead:
        """How long before the visit."""
        return Ahead.parse(self.before)

    @cached_property
    def late(self) -> timedelta:
        """How late it is still of use."""
        return Ahead.parse(self.stale_after).span

    @model_validator(mode="after")
    def _can_be_said(self) -> Rule:
        for language in SAY.languages:
            try:
                SAY(language, self.text, **dict.fromkeys(FACTS, ""))
            except LookupError as missing:
                raise ValueError(
                    f"there is no text {self.text} in {language}, or it wants more than"
                    f" {', '.join(FACTS)}: see texts/{language}.ftl"
                ) from missing
        return self


class Plan(BaseModel):
    """The reminders of a service, and until when an answer is waited for."""

    model_config = {"frozen": True, "extra": "forbid"}

    reminders: tuple[Rule, ...]
    answer_by: Span | None = None

    @model_validator(mode="after")
    def _different(self) -> Plan:
        named = [rule.before for rule in self.reminders]
        if len(set(named)) < len(named):
            raise ValueError("two reminders have the same `before`")
        return self


class Rules(BaseModel):
    """The whole file."""

    model_config = {"frozen": True, "extra": "forbid"}

    quiet: Hours = "21:00-08:00"
    default: Plan
    services: Mapping[Code, Plan] = Field(default_factory=dict)

    @cached_property
    def quiet_hours(self) -> Quiet:
        """When nobody is written to."""
        return Quiet.parse(self.quiet)

    def of(self, service: str) -> Plan:
        """What counts for a service."""
        return self.services.get(service, self.default)

    def rule(self, service: str, before: str) -> Rule | None:
        """One reminder of a service; None: the file does not have it any more."""
        return next((r for r in self.of(service).reminders if r.before == before), None)


def load_rules(file: Path | None) -> Rules:
    """Read `reminders.yaml`; ours without a file. RulesError: it cannot be used."""
    return rule_files.read(Rules, file or OURS)
