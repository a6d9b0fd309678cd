"""Reading `clinic.yaml`: what is wrong is said with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from wardbell_scheduling.clinic import Clinic


class ClinicFileError(ValueError):
    """A clinic file that cannot be used; one line of text for each thing to mend."""


def read(file: Path) -> Clinic:
    """A clinic from its file.

    Raises:
        ClinicFileError: it cannot be read, or says something that cannot be.
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise ClinicFileError(f"{file.name} cannot be read: {wrong}") from wrong
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        content = yaml.safe_load(text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(wrong, "problem", None) or wrong
        raise ClinicFileError(f"{file.name}{line}: {problem}") from wrong
    if root is None or not isinstance(content, dict):
        raise ClinicFileError(f"{file.name}: a clinic file is a mapping; see examples/clinic.yaml")
    try:
        return Clinic.model_validate(content)
    except ValidationError as wrong:
        found = [
            (_line(root, error["loc"]), ".".join(map(str, error["loc"])), error["msg"])
            for error in wrong.errors()
        ]
        raise ClinicFileError(
            "\n".join(
                f"{file.name}:{line}: {f'{where}: ' if where else ''}{what}"
                for line, where, what in sorted(found, key=lambda f: f[0])
            )
        ) from wrong


def _line(node: Any, place: tuple[int | str, ...]) -> int:
    """The line on which a place of the document stands, or the nearest that is there."""
    line: int = node.start_mark.line + 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = [(key, value) for key, value in node.value if key.value == str(step)]
            if not found:
                return line
            key, node = found[0]
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                return line
            node = node.value[step]
            line = node.start_mark.line + 1
        else:
            return line
    return line
