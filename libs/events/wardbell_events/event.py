"""What all events share: a type with a version, a topic, a key."""

from __future__ import annotations

from typing import Any, ClassVar

from wardbell_events.personal import Masked
from wardbell_events.topics import Topic

registry: dict[str, type[Event]] = {}
"""Event type (`scheduling.appointment.booked.v1`) to its model."""


class Event(Masked):
    """A fact that crosses services.

    Readers ignore fields they do not know. Within a version only optional fields are added.
    """

    type: ClassVar[str]
    topic: ClassVar[Topic]

    def __init_subclass__(cls, type: str = "", topic: Topic | None = None, **kwargs: Any) -> None:  # noqa: A002
        super().__init_subclass__(**kwargs)
        if not type or topic is None:
            raise TypeError(f"{cls.__name__}: an event declares its type and its topic")
        if type in registry and registry[type].__qualname__ != cls.__qualname__:
            raise TypeError(f"{type} is declared twice")
        cls.type, cls.topic = type, topic
        registry[type] = cls

    @property
    def key(self) -> str:
        """The Kafka key: what must stay in order shares it."""
        return str(self.contact_id)  # type: ignore[attr-defined]

    @property
    def others(self) -> tuple[str, ...]:
        """Keys of whom else it changes: who handles it locks them together with its own."""
        return ()

    def encode(self) -> bytes:
        """The record's value: JSON, absent options left out."""
        return self.__pydantic_serializer__.to_json(self, exclude_none=True, by_alias=True)
