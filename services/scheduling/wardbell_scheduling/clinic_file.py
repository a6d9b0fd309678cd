"""Reading `clinic.yaml`: what is wrong is said with its line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from wardbell_scheduling.clinic import Clinic
from wardbell_scheduling.clinic_check import Wrong, contradictions


class ClinicFileError(ValueError):
    """A clinic file that cannot be used; one line of text for each thing to mend."""


class _Loader(yaml.SafeLoader):
    """Days and times stay as they are written: YAML takes 10:30 for the number 630.

    What is written twice is refused: YAML takes the second, and the first is gone unseen.
    """

    def compose_mapping_node(self, anchor: Any) -> yaml.MappingNode:
        node = super().compose_mapping_node(anchor)
        first: dict[str, int] = {}
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                mark = key.start_mark
                if key.value in first:
                    again = f"{key.value} is there already, on line {first[key.value]}"
                    raise yaml.MarkedYAMLError(problem=again, problem_mark=mark)
                first[key.value] = mark.line + 1
        return node


_TIMESTAMP, _INT = "tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:int"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag not in {_TIMESTAMP, _INT}]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver(_INT, re.compile(r"[-+]?(0|[1-9]\d*)$"), list("-+0123456789"))


def read(file: Path) -> Clinic:
    """A clinic from its file.

    Raises:
        ClinicFileError: it cannot be read, or says something that cannot be.
    """
    root, content = _parsed(file)
    try:
        clinic = Clinic.model_validate(content)
    except ValidationError as wrong:
        found = [(error["loc"], _sentence(error)) for error in wrong.errors()]
        raise _error(file, root, found) from wrong
    if found := list(contradictions(clinic)):
        raise _error(file, root, found)
    return clinic


def _parsed(file: Path) -> tuple[yaml.Node, Any]:
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise ClinicFileError(f"{file.name} cannot be read: it is not UTF-8 text") from wrong
    except OSError as wrong:
        raise ClinicFileError(f"{file} cannot be read: {wrong.strerror}") from wrong
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
        content = loader.construct_document(root) if root else None
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(wrong, "problem", None) or wrong
        raise ClinicFileError(f"{file.name}{line}: {problem}") from wrong
    if root is None or not isinstance(content, dict):
        raise ClinicFileError(f"{file.name}: a clinic file is a mapping; see examples/clinic.yaml")
    return root, content


def _sentence(error: ErrorDetails) -> str:
    """Without what pydantic writes before a text of our own."""
    return str(error["ctx"]["error"]) if error["type"] == "value_error" else error["msg"]


def _error(file: Path, root: yaml.Node, found: Sequence[Wrong]) -> ClinicFileError:
    lines = sorted((_line(root, place), ".".join(map(str, place)), what) for place, what in found)
    return ClinicFileError(
        "\n".join(f"{file.name}:{line}: {where}: {what}" for line, where, what in lines)
    )


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
