"""When patients are asked how a visit was, and what follows: `feedback.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, PositiveInt

from wardbell_dialogue import rule_files
from wardbell_dialogue.quiet import Quiet
from wardbell_events.patients import Hours
from wardbell_events.scheduling import Code

OURS = Path(__file__).parent / "feedback.yaml"
"""What counts where an installation names no file of its own."""
UNITS = {"d": "days", "h": "hours", "m": "minutes"}


def _span(text: Any) -> timedelta:
    found = re.fullmatch(r"([1-9]\d{0,3})([dhm])", str(text))
    if found is None:
        raise ValueError(f"{text} is no span: 3h, 90m or 7d")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


Span = Annotated[timedelta, BeforeValidator(_span)]
"""`7d`, `3h` or `90m`: time that passes, whatever clocks do."""


class Rule(BaseModel):
    """When patients of a service are asked."""

    model_config = {"frozen": True, "extra": "forbid"}

    ask: bool = True
    after: Span = timedelta(hours=3)
    """It is known that the visit took place."""
    stale_after: Span = timedelta(days=7)
    """Its beginning."""


class Rules(BaseModel):
    """The whole file."""

    model_config = {"frozen": True, "extra": "forbid"}

    quiet: Hours = "21:00-08:00"
    every: Span = timedelta(days=30)
    call_within: Span = timedelta(hours=4)
    hide_below: PositiveInt = 5
    default: Rule = Rule()
    services: Mapping[Code, Rule] = Field(default_factory=dict)

    @cached_property
    def quiet_hours(self) -> Quiet:
        """When nobody is asked."""
        return Quiet.parse(self.quiet)

    def of(self, service: str) -> Rule:
        """What counts for a service."""
        return self.services.get(service, self.default)


def load_rules(file: Path | None) -> Rules:
    """Read `feedback.yaml`; ours without a file. RulesError: it cannot be used."""
    return rule_files.read(Rules, file or OURS)
