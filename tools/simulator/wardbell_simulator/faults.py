"""What goes wrong on purpose. Settable while running; the same seed makes the same choices."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from wardbell_simulator import injected
from wardbell_simulator.injected import Injected, WrongErrorError


@dataclass(slots=True)
class Switches:
    """Every fault with its value when nothing goes wrong. Probabilities are 0 to 1."""

    answer_lost: float = 0.0  # accepted and delivered, but the connection is cut unanswered
    error_5xx: float = 0.0  # refused with HTTP 500, nothing happened
    error_5xx_accepted: float = 0.0  # HTTP 500 although accepted and delivered
    delay_s: float = 0.0  # every answer comes this many seconds late
    delay_number: str = ""  # only those to this number of ours (`phone_number_id`); empty: to all
    status_delay_s: float = 0.0  # every status webhook comes this many seconds late
    no_statuses: bool = False  # no status webhook at all
    duplicate_webhooks: float = 0.0  # the update is also sent a second time, concurrently
    shuffle_webhooks: float = 0.0  # the update is held back up to half a second: later ones pass
    batch_webhooks: int = 1  # how many waiting updates may share one POST (Meta: up to 1000)
    skip_statuses: float = 0.0  # a status webhook never comes
    skip_delivered: float = 0.0  # the status `delivered` is left out, as when it is read at once
    undeliverable_at_once: bool = False  # what cannot be delivered is refused, not failed later
    hold_templates: bool = False  # templates are `held_for_quality_assessment` while it is on
    outage: bool = False  # the whole API answers 503
    raw_utf8: bool = False  # webhook bodies with bare UTF-8 instead of \uXXXX
    seed: int = 0


PROBABILITIES = {
    "answer_lost",
    "error_5xx",
    "error_5xx_accepted",
    "duplicate_webhooks",
    "shuffle_webhooks",
    "skip_statuses",
    "skip_delivered",
}
SHUFFLE_WITHIN_S = 0.5
LARGEST_BATCH = 1000


class WrongSwitchError(ValueError):
    """A fault that does not exist, or a value it cannot have."""


class Faults:
    def __init__(self, seed: int) -> None:
        self._first_seed = seed
        self.reset()

    def reset(self) -> None:
        self.now = Switches(seed=self._first_seed)
        self._random = random.Random(self._first_seed)
        self._errors: list[Injected] = []

    def set(self, wanted: Mapping[str, object]) -> None:
        """Change the switches named, all or none; WrongSwitchError says which one is wrong.

        `errors` is the list of errors by code, in place of the one before.
        """
        checked = {
            name: _checked(name, value) for name, value in wanted.items() if name != "errors"
        }
        try:
            errors = injected.parsed(wanted["errors"]) if "errors" in wanted else self._errors
        except WrongErrorError as error:
            raise WrongSwitchError(str(error)) from None
        self._errors = errors
        for name, value in checked.items():
            setattr(self.now, name, value)
        if "seed" in checked:
            self._random = random.Random(self.now.seed)

    def as_json(self) -> dict[str, object]:
        return {**asdict(self.now), "errors": [error.as_json() for error in self._errors]}

    def error_for(self, number: str, wa_id: str | None, *, later: bool) -> int | None:
        """Return the code of an injected error that strikes a message now, or `later`."""
        return injected.drawn(self._errors, self._random, number, wa_id, later=later)

    def happens(self, probability: float) -> bool:
        return probability > 0 and self._random.random() < probability

    def delay(self, number: str) -> float:
        """Return how many seconds late an answer to a number of ours comes."""
        return self.now.delay_s if self.now.delay_number in {"", number} else 0.0

    def shuffle_delay(self) -> float:
        """Return how long to hold an update back, in seconds; 0 for most."""
        if not self.happens(self.now.shuffle_webhooks):
            return 0.0
        return self._random.uniform(0, SHUFFLE_WITHIN_S)

    def jitter(self) -> float:
        """Return a factor from 0.75 to 1.25, so that retries do not come all at once."""
        return self._random.uniform(0.75, 1.25)


_DEFAULTS: dict[str, object] = asdict(Switches())


def _checked(name: str, value: object) -> object:
    if name not in _DEFAULTS:
        raise WrongSwitchError(f"there is no fault {name!r}; there are: {', '.join(_DEFAULTS)}")
    default = _DEFAULTS[name]
    if isinstance(default, bool):
        if not isinstance(value, bool):
            raise WrongSwitchError(f"{name} is true or false, not {value!r}")
        return value
    if isinstance(default, str):
        if not isinstance(value, str):
            raise WrongSwitchError(f"{name} is a text, not {value!r}")
        return value
    if isinstance(value, bool) and name in PROBABILITIES:
        return float(value)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongSwitchError(f"{name} is a number, not {value!r}")
    if isinstance(default, int) and not isinstance(value, int):
        raise WrongSwitchError(f"{name} is a whole number, not {value!r}")
    if name in PROBABILITIES and not 0 <= value <= 1:
        raise WrongSwitchError(f"{name} is a probability from 0 to 1, not {value!r}")
    if name == "batch_webhooks" and not 1 <= value <= LARGEST_BATCH:
        raise WrongSwitchError(f"{name} is from 1 to {LARGEST_BATCH}, not {value!r}")
    if name.endswith("_s") and value < 0:
        raise WrongSwitchError(f"{name} is not negative, as {value!r} is")
    return value
