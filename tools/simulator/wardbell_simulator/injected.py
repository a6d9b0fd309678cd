"""Errors on purpose, code by code: how often, at once or later, for whom."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wardbell_simulator.cloud_api.codes import CODES

SHAPE: dict[str, type | tuple[type, ...]] = {
    "code": int,
    "rate": (int, float),
    "times": int,
    "async": bool,
    "to": str,
    "phone_number_id": str,
}


class WrongErrorError(ValueError):
    """An error that cannot be injected."""


@dataclass(slots=True)
class Injected:
    """`later`: the message is accepted, and a `failed` status follows. None is everybody."""

    code: int
    rate: float = 1.0
    times: int | None = None  # None: until it is taken away
    later: bool = False
    to: str | None = None  # a wa_id
    phone_number_id: str | None = None

    def concerns(self, number: str, wa_id: str | None) -> bool:
        return self.phone_number_id in {None, number} and self.to in {None, wa_id}

    def as_json(self) -> dict[str, Any]:
        told = {
            "code": self.code,
            "rate": self.rate,
            "times": self.times,
            "async": self.later,
            "to": self.to,
            "phone_number_id": self.phone_number_id,
        }
        return {key: value for key, value in told.items() if value is not None}


def parsed(wanted: object) -> list[Injected]:
    """Return what a list of objects asks for; WrongErrorError says what is wrong with it."""
    if not isinstance(wanted, list) or not all(isinstance(one, Mapping) for one in wanted):
        raise WrongErrorError('errors are a list, as in [{"code": 131026, "times": 1}]')
    return [_one(one) for one in wanted]


def _one(wanted: Mapping[str, Any]) -> Injected:
    for key, value in wanted.items():
        if key not in SHAPE:
            raise WrongErrorError(f"an error has {', '.join(SHAPE)}, but no {key}")
        if not isinstance(value, SHAPE[key]) or (isinstance(value, bool) and key != "async"):
            raise WrongErrorError(f"{key} of an error cannot be {value!r}")
    if wanted.get("code") not in CODES:
        raise WrongErrorError(f"code is one of {', '.join(map(str, CODES))}")
    if not 0 <= wanted.get("rate", 1) <= 1 or wanted.get("times", 1) < 1:
        raise WrongErrorError("rate is from 0 to 1, times is 1 or more")
    return Injected(
        wanted["code"],
        float(wanted.get("rate", 1)),
        wanted.get("times"),
        wanted.get("async", False),
        wanted.get("to"),
        wanted.get("phone_number_id"),
    )


def drawn(
    errors: list[Injected], chance: random.Random, number: str, wa_id: str | None, *, later: bool
) -> int | None:
    """Return the code that strikes this time; one that struck its last time leaves the list."""
    for error in errors:
        if error.later != later or not error.concerns(number, wa_id):
            continue
        if chance.random() >= error.rate:
            continue
        if error.times is not None:
            error.times -= 1
            if not error.times:
                errors.remove(error)
        return error.code
    return None
