"""Files of rules, such as `reminders.yaml`: what is wrong is said with its line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)

_SENTENCES = {
    "missing": "this is missing",
    "extra_forbidden": "nothing is called so here",
    "model_type": "here belong lines with names and colons",
    "dict_type": "here belong lines with names and colons",
    "tuple_type": "here belongs a list",
    "string_type": "here belongs a text, if need be in quotes",
    "string_pattern_mismatch": "this is not written as it has to be",
    "int_type": "here belongs a whole number",
    "int_parsing": "here belongs a whole number",
    "int_from_float": "here belongs a whole number",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be {ge} at least",
    "less_than_equal": "must be {le} at most",
    "bool_parsing": "here belongs true or false",
    "bool_type": "here belongs true or false",
}
"""What is wrong by pydantic's name for it; our own texts are sentences already."""


class RulesError(ValueError):
    """A file that cannot be used; a line "file:line: where: what" for each thing to mend."""


def read(model: type[Model], file: Path) -> Model:
    """A file as a model; an empty one is all defaults.

    Raises:
        RulesError: it cannot be read, or says something that cannot be.
    """
    root: yaml.Node | None = None
    try:
        loader = yaml.SafeLoader(file.read_text(encoding="utf-8"))
        root = loader.get_single_node()
        return model.model_validate(loader.construct_document(root) if root else {})
    except UnicodeDecodeError as wrong:
        raise RulesError(f"{file.name} cannot be read: it is not UTF-8 text") from wrong
    except OSError as wrong:
        raise RulesError(f"{file.name} cannot be read: {wrong.strerror}") from wrong
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        raise RulesError(f"{file.name}{line}: {getattr(wrong, 'problem', wrong)}") from wrong
    except ValidationError as wrong:
        found = sorted((_line(root, e["loc"]), _said(e)) for e in wrong.errors())
        lines = (f"{file.name}:{line}: {said}" for line, said in found)
        raise RulesError("\n".join(lines)) from wrong


def _said(error: ErrorDetails) -> str:
    context = error.get("ctx", {})
    what = _SENTENCES.get(error["type"], error["msg"]).format(**context)
    if error["type"] == "value_error":
        what = str(context["error"])
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {what}" if where else what


def _line(node: Any, place: tuple[int | str, ...]) -> int:
    """The line on which a place of the document stands, or the nearest that is there."""
    line: int = node.start_mark.line + 1 if node else 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(step)), None)
            if found is None:
                return line
            key, node = found
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            node = node.value[step]
            line = node.start_mark.line + 1
    return line
