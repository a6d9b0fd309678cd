"""A scenario: what patients do, and what goes wrong, at times of the virtual clock; from YAML.

start: 2026-05-04T08:00:00+02:00        # the clock jumps there; without it: now
rate: 60                                # of the clock
patients:
  ada: {wa_id: "15550100101", name: Ada}
steps:
  - {at: 0m, ada: {says: Hello}}
  - {at: 5m, ada: {taps: "scheduling:book"}}          # the id of a button or row
  - {at: 6m, ada: {sends: {type: location, location: {latitude: 51.5, longitude: -0.1}}}}
  - {at: 1h, ada: reads}                              # calls, goes offline, comes online
  - {at: 1h, faults: {outage: true}}
  - {at: 1h 10m, faults: {outage: false}}
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

Json = dict[str, Any]

UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
OFFSET = re.compile(r"(\d+)\s*([smhd])")
DEEDS: dict[str, tuple[str, Json]] = {
    "reads": ("read", {}),
    "calls": ("call", {}),
    "goes offline": ("offline", {"offline": True}),
    "comes online": ("offline", {"offline": False}),
    "stops marketing": ("preferences", {"marketing": "stop"}),
}


class ScenarioError(Exception):
    """A scenario that cannot be played, said in a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """A request to /sim. `taps` is an id that some message offers: the reply depends on it."""

    after_s: float  # the start, in virtual time
    path: str
    body: Json
    taps: str | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    start: datetime | None
    rate: float | None
    patients: dict[str, Json]
    steps: list[Step]


def read(path: Path) -> Scenario:
    """Read a scenario; ScenarioError says where it is wrong."""
    try:
        whole = yaml.safe_load(path.read_text())
    except (OSError, yaml.YAMLError) as error:
        raise ScenarioError(f"{path} cannot be read: {error}") from None
    if not isinstance(whole, dict) or not isinstance(whole.get("steps"), list):
        raise ScenarioError(f"{path} has no steps")
    if unknown := whole.keys() - {"start", "rate", "patients", "steps"}:
        raise ScenarioError(f"{path} has an unknown {', '.join(map(str, sorted(unknown)))}")
    start = whole.get("start")
    if start is not None and (not isinstance(start, datetime) or start.tzinfo is None):
        raise ScenarioError("start is a time with its zone, as in 2026-05-04T08:00:00+02:00")
    rate = whole.get("rate")
    if rate is not None and (not isinstance(rate, (int, float)) or rate <= 0):
        raise ScenarioError(f"rate is a number above 0, not {rate!r}")
    patients = whole.get("patients") or {}
    for name, patient in patients.items():
        if not isinstance(patient, dict) or not isinstance(patient.get("wa_id"), str):
            raise ScenarioError(f'{name} has no wa_id in quotes, as in wa_id: "15550100101"')
    steps = [_step(step, patients, f"step {n}") for n, step in enumerate(whole["steps"], 1)]
    return Scenario(start, rate, patients, sorted(steps, key=lambda step: step.after_s))


def _step(step: object, patients: dict[str, Json], where: str) -> Step:
    if not isinstance(step, dict) or len(step) != 2 or "at" not in step:
        raise ScenarioError(f"{where} has two parts: at, and a patient or faults")
    after_s = _offset(step["at"], where)
    [(who, what)] = ((key, value) for key, value in step.items() if key != "at")
    if who == "faults":
        if not isinstance(what, dict):
            raise ScenarioError(f"{where}: faults are switches, as in {{outage: true}}")
        return Step(after_s, "faults", what)
    if who not in patients:
        raise ScenarioError(f"{where}: nobody is called {who}; there are {', '.join(patients)}")
    user = f"users/{patients[who]['wa_id']}"
    match what:
        case str() if what in DEEDS:
            deed, body = DEEDS[what]
            return Step(after_s, f"{user}/{deed}", body)
        case {"says": str(text)}:
            return Step(after_s, f"{user}/messages", {"type": "text", "text": {"body": text}})
        case {"sends": dict(content)}:
            return Step(after_s, f"{user}/messages", content)
        case {"taps": str(option)}:
            return Step(after_s, f"{user}/messages", {}, option)
    raise ScenarioError(f"{where}: {who} says, sends or taps something, or {', '.join(DEEDS)}")


def _offset(at: object, where: str) -> float:
    parts = OFFSET.findall(at) if isinstance(at, str) else []
    if not parts or OFFSET.sub("", str(at)).strip():
        raise ScenarioError(f"{where}: at is how long after the start, as in 1h 30m, not {at!r}")
    return float(sum(int(number) * UNITS[unit] for number, unit in parts))
