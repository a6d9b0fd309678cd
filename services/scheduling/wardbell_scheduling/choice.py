"""What a patient has chosen so far, and how it travels in the id of a button."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple, Self
from uuid import UUID

ANY = "any"
"""Practitioner of who wants the first free time, whoever it is with."""
_INSTANT = "%Y%m%dT%H%MZ"


class Choice(NamedTuple):
    """A booking as far as it is decided; the first thing that is None is asked next."""

    service: str | None = None
    practitioner: str | None = None
    """An id, or `ANY`."""
    day: date | None = None
    """Where the visit is."""
    start: datetime | None = None
    """UTC; with it `practitioner` is an id."""
    moving: UUID | None = None
    """The appointment that is moved, where one is."""

    def encode(self) -> str:
        """`service/practitioner/when/moving`, what is open left empty; at most 130 characters."""
        when = self.start.strftime(_INSTANT) if self.start else str(self.day or "")
        moving = self.moving.hex if self.moving else ""
        return "/".join((self.service or "", self.practitioner or "", when, moving))

    @classmethod
    def decode(cls, text: str) -> Self | None:
        """The reverse; None for what is none, e.g. from a button of an older version."""
        try:
            service, practitioner, when, moving = text.split("/")
            start = day = None
            if "T" in when:
                start = datetime.strptime(when, _INSTANT).replace(tzinfo=UTC)
            elif when:
                day = date.fromisoformat(when)
            return cls(
                service or None,
                practitioner or None,
                day,
                start,
                UUID(moving) if moving else None,
            )
        except ValueError:
            return None

    def with_(self, **changes: Any) -> Choice:
        """The same with something decided otherwise."""
        return self._replace(**changes)
