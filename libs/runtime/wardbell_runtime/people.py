"""Who is behind a contact, as the service that keeps names tells operators of others.

It declares the entry point `wardbell.people`; the `wardbell` command hands it to all commands as
`ctx.obj`. So no service knows another, and who looked is noted where the names are.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from uuid import UUID

from wardbell_runtime.counter import Finding


class Unclear(Finding):
    """It is not said who: too little was given, or nobody can read it; the text says what."""

    def __init__(self, text: str) -> None:
        super().__init__(text, code=2)


@dataclass(frozen=True, slots=True)
class Found:
    """A contact and somebody behind it. Personal: for the operator's eyes, and for no log."""

    contact_id: UUID | None
    """None: they called and never wrote."""
    site: str | None
    number: str | None
    """Our phone_number_id that they wrote to."""
    language: str | None
    wa_id: str | None = field(repr=False)
    """Their phone number, digits only: with country code, or as a caller said it, with its 0."""
    person_id: UUID | None = None
    """None: nobody knows yet who they are."""
    name: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)

    def __str__(self) -> str:
        """What tells people apart."""
        name = self.name or "name not known"
        phone = f"+{self.wa_id}" if self.contact_id and self.wa_id else self.wa_id or ""
        born = f"born {self.birth_date}" if self.birth_date else ""
        site = f"site {self.site}" if self.site else ""
        facts = ", ".join(filter(None, (name, born, phone, site)))
        return f"{self.contact_id or 'never wrote'}  {facts}"


class People(Protocol):
    """Looking people up; whoever is shown leaves an audit line with the operator's name."""

    async def find(
        self,
        operator: str,
        *,
        contact: UUID | None = None,
        name: str = "",
        born: str = "",
        phone: str = "",
    ) -> list[Found]:
        """Who fits all that is given.

        Args:
            contact: the id it has now, not one of before a merge
            name: words that words of the name begin with
            born: date of birth, as people write it
            phone: as people write it; with a 0 it may be any country's, without its end counts

        Raises:
            Unclear: it says too little.
        """
        ...

    async def add(self, operator: str, site: str, *, name: str, born: str, phone: str) -> Found:
        """Keep somebody who called and never wrote.

        Raises:
            Unclear: name or date of birth is missing, or cannot be read.
        """
        ...

    async def names(
        self, operator: str, contacts: Iterable[UUID], people: Iterable[UUID] = ()
    ) -> dict[UUID, str]:
        """Names of those behind contacts and of callers, by id, as far as they are known."""
        ...
