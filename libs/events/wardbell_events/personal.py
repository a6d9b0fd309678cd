"""`Personal[...]`: data that names or describes a person, visible in the type.

Whatever carries this mark is left out of `repr`, of logs and of what operators' tools print, and
is marked `x-personal` in the JSON Schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import BaseModel, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")

HIDDEN = "•••"


class _PersonalMark:
    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {**handler(schema), "x-personal": True}

    def __repr__(self) -> str:
        return "Personal"


_MARK = _PersonalMark()

Personal = Annotated[T, _MARK]


def personal_fields(model: type[BaseModel]) -> frozenset[str]:
    """Names of the model's own fields that are `Personal[...]`."""
    return frozenset(name for name, field in model.model_fields.items() if _MARK in field.metadata)


class Masked(BaseModel):
    """A frozen model whose `repr` and `str` never show a personal field."""

    model_config = {"frozen": True, "extra": "ignore", "use_attribute_docstrings": True}

    def __repr_args__(self) -> Iterator[tuple[str | None, Any]]:
        hidden = personal_fields(type(self))
        for name, value in super().__repr_args__():
            yield name, HIDDEN if name in hidden and value is not None else value
