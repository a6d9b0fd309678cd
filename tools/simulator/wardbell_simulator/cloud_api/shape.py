"""Small checks that every part of a request is made of. `param` is the path Meta would name."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wardbell_simulator.cloud_api import errors

Json = dict[str, Any]


def object_at(parent: Json, key: str, param: str) -> Json:
    value = parent.get(key)
    if value is None:
        raise errors.required(param)
    if type(value) is not dict:
        raise errors.wrong_kind(param, "a JSON object")
    return value


def array_at(parent: Json, key: str, param: str) -> list[Any]:
    value = parent.get(key)
    if value is None:
        raise errors.required(param)
    if type(value) is not list:
        raise errors.wrong_kind(param, "an array")
    return value


def objects_at(parent: Json, key: str, param: str) -> list[Json]:
    values = array_at(parent, key, param)
    for index, value in enumerate(values):
        if type(value) is not dict:
            raise errors.wrong_kind(f"{param}[{index}]", "a JSON object")
    return values


def string_at(parent: Json, key: str, param: str) -> str:
    """Return a string that is there and not empty."""
    value = parent.get(key)
    if value is None or value == "":
        raise errors.required(param)
    if type(value) is not str:
        raise errors.wrong_kind(param, "a string")
    return value


def optional_string_at(parent: Json, key: str, param: str) -> str | None:
    value = parent.get(key)
    if value is not None and type(value) is not str:
        raise errors.wrong_kind(param, "a string")
    return value


def optional_flag_at(parent: Json, key: str, param: str) -> bool:
    value = parent.get(key, False)
    if type(value) is not bool:
        raise errors.wrong_kind(param, "a boolean")
    return value


def choice_at(parent: Json, key: str, param: str, allowed: Collection[str]) -> str:
    value = string_at(parent, key, param)
    if value not in allowed:
        raise errors.not_one_of(param, allowed, value)
    return value


def choice_in_any_case_at(parent: Json, key: str, param: str, allowed: Collection[str]) -> str:
    """Return one of the allowed words in lower case, where Meta's examples have both."""
    value = string_at(parent, key, param)
    if value.lower() not in allowed:
        raise errors.not_one_of(param, allowed, value)
    return value.lower()


def only(value: Json, keys: Collection[str], param: str) -> None:
    """Refuse keys that Meta does not know there."""
    for key in value:
        if key not in keys:
            raise errors.unexpected_key(key, param)


def text_within(parent: Json, key: str, param: str, what: str, least: int, most: int) -> str:
    """Return a text whose length WhatsApp allows; `what` is its name in Meta's details."""
    value = optional_string_at(parent, key, param)
    if value is None:
        if least:
            raise errors.required(param)
        return ""
    if not least <= len(value) <= most:
        raise errors.length(what, least, most)
    return value
