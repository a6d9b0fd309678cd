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
        raise _error(file, root, [*found, *_besides(content, found)]) from wrong
    if found := list(contradictions(clinic)):
        raise _error(file, root, found)
    return clinic


_PROBLEMS = {
    "mapping values are not allowed here": "a colon too many, or spaces before it that differ",
    "could not find expected ':'": "a colon is missing",
    "found character '\\t' that cannot start any token": "a tab; write spaces instead",
    "expected <block end>, but found '<block mapping start>'": "spaces before it that differ",
}
"""What the reader of YAML says, in words."""


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
        known = _PROBLEMS.get(str(problem), problem)
        raise ClinicFileError(f"{file.name}{line}: {known}") from wrong
    if root is None or not isinstance(content, dict):
        raise ClinicFileError(
            f"{file.name}: a clinic file has lines such as `time_zone: …`; see examples/clinic.yaml"
        )
    return root, content


_SENTENCES = {
    "missing": "this is missing",
    "extra_forbidden": "nothing is called so here",
    "model_type": "here belong lines with names and colons",
    "model_attributes_type": "here belong lines with names and colons",
    "dict_type": "here belong lines with names and colons",
    "tuple_type": "here belongs a list, such as [one, two]",
    "too_short": "at least {min_length} is needed",
    "string_type": "here belongs a text",
    "string_too_long": "longer than {max_length} characters",
    "string_too_short": "shorter than {min_length} characters",
    "int_type": "here belongs a whole number",
    "int_parsing": "here belongs a whole number",
    "int_from_float": "here belongs a whole number",
    "float_type": "here belongs a number",
    "float_parsing": "here belongs a number",
    "greater_than_equal": "less than {ge}",
    "less_than_equal": "more than {le}",
    "time_parsing": "here belongs a time, such as 08:30",
    "time_type": "here belongs a time, such as 08:30",
    "date_from_datetime_parsing": "here belongs a day, such as 2026-11-26",
    "date_parsing": "here belongs a day, such as 2026-11-26",
    "date_type": "here belongs a day, such as 2026-11-26",
    "literal_error": "here belongs {expected}",
    "string_pattern_mismatch": "this is not written as it has to be",
}
"""What is wrong by pydantic's name for it; our own texts are sentences already."""


def _sentence(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(context["error"])
    sentence = _SENTENCES.get(error["type"])
    return sentence.format(**context) if sentence else error["msg"]


def _besides(content: dict[str, Any], found: Sequence[Wrong]) -> list[Wrong]:
    """What is wrong in the rest of a file, so that all is mended in one round."""
    wrong = {(str(place[0]), str(place[1])) for place, _ in found if len(place) > 1}
    if any(len(place) < 2 for place, _ in found):
        return []
    rest = {
        part: {id_: value for id_, value in those.items() if (part, str(id_)) not in wrong}
        if isinstance(those, dict)
        else those
        for part, those in content.items()
    }
    try:
        clinic = Clinic.model_validate(rest)
    except ValidationError:
        return []
    left_out = tuple(f"{id_} is none of" for _, id_ in wrong)
    return [one for one in contradictions(clinic) if not one[1].startswith(left_out)]


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
