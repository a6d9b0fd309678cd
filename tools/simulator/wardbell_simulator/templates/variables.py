"""`{{1}}` and `{{first_name}}` in the texts of templates."""

from __future__ import annotations

import re

VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
NAME = re.compile(r"[a-z][a-z0-9_]*")


def variables_in(text: str) -> list[str]:
    """Return what stands in the braces, in order, each once."""
    return list(dict.fromkeys(VARIABLE.findall(text)))


def filled(text: str, values: dict[str, str]) -> str:
    return VARIABLE.sub(lambda found: values[found[1]], text)
