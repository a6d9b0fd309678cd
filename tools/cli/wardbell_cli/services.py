"""What services declare by entry points; this package imports none of them.

`wardbell.processes`: an async function that runs until SIGTERM. `wardbell.migrations`: the folder
of a schema's migrations. `wardbell.commands`: a group of commands. `wardbell.people`: who looks up
names for the commands of all.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.metadata import entry_points
from pathlib import Path
from typing import cast

import typer

from wardbell_runtime.people import People


def process_names() -> list[str]:
    """Everything that `wardbell run` can run."""
    return sorted(entry_points(group="wardbell.processes").names)


def process(name: str) -> Callable[[], Awaitable[None]]:
    """The main function of a process. KeyError: there is none of that name."""
    point = entry_points(group="wardbell.processes")[name]
    return cast("Callable[[], Awaitable[None]]", point.load())


def schema_names() -> list[str]:
    """The schemas of all services."""
    return sorted(entry_points(group="wardbell.migrations").names)


def migrations() -> dict[str, Path]:
    """Schema to folder of migrations."""
    return {point.name: point.load() for point in entry_points(group="wardbell.migrations")}


def add_commands(app: typer.Typer, called: str) -> None:
    """Hang in the group of commands that is called; all that services bring along if it is none."""
    groups = entry_points(group="wardbell.commands")
    for point in sorted(groups.select(name=called) or groups, key=lambda p: p.name):
        app.add_typer(point.load(), name=point.name)


def people() -> People | None:
    """Who is behind contacts, if a service is installed that knows."""
    for point in entry_points(group="wardbell.people"):
        return cast("People", point.load())
    return None
