"""Looking people up for operators, of this service and of others: `wardbell_runtime.people`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from wardbell_dialogue.words import plain
from wardbell_patients import directory_rows, repository
from wardbell_runtime.counter import at_the_counter
from wardbell_runtime.people import Found, TooMany

MOST = 20
"""How many are shown."""
SHORTEST_PHONE = 6
"""Digits that say whose number it is."""


class Directory:
    """The people of `patients`."""

    async def find(
        self, operator: str, *, name: str = "", born: date | None = None, phone: str = ""
    ) -> list[Found]:
        """Who fits all that is given; each contact that is shown leaves an audit line."""
        words, digits = plain(name).split(), _digits(phone)
        if phone and len(digits) < SHORTEST_PHONE:
            raise TooMany(f"a number has {SHORTEST_PHONE} digits at least")
        if not (words or born or digits):
            raise TooMany("give a name, a date of birth or a number")
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            found = await directory_rows.find(tx, words, born, digits, MOST + 1)
            if len(found) > MOST:
                raise TooMany(f"more than {MOST} people fit: say more")
            for contact in {each.contact_id for each in found}:
                repository.audit_reveal(tx, operator, contact)
            return found

    async def names(self, operator: str, contacts: Iterable[UUID]) -> dict[UUID, str]:
        """Names of those behind contacts; each that is shown leaves an audit line."""
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            found = await directory_rows.names(tx, contacts)
            for contact in found:
                repository.audit_reveal(tx, operator, contact)
            return found


def _digits(phone: str) -> str:
    """A number without what people write around it: `+49 170 …`, `0049 170 …`, `0170 …`."""
    return "".join(c for c in phone.replace("(0)", "") if c.isdecimal()).lstrip("0")


PEOPLE = Directory()
