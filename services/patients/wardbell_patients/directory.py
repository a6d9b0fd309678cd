"""Looking people up for operators, of this service and of others: `wardbell_runtime.people`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from wardbell_dialogue.words import plain
from wardbell_patients import directory_rows, repository
from wardbell_patients.birth_dates import read_birth_date
from wardbell_runtime import Tx, aliases
from wardbell_runtime.counter import at_the_counter
from wardbell_runtime.people import Found, Unclear

MOST = 20
"""How many are shown."""
SHORTEST_PHONE = 6
"""Digits that say whose number it is."""


class Directory:
    """The people of `patients`."""

    async def find(
        self,
        operator: str,
        *,
        contact: UUID | None = None,
        name: str = "",
        born: str = "",
        phone: str = "",
    ) -> list[Found]:
        """Who fits all that is given; each contact that is shown leaves an audit line."""
        words, digits = plain(name).split(), _digits(phone)
        if phone and len(digits) < SHORTEST_PHONE:
            raise Unclear(f"a number has {SHORTEST_PHONE} digits at least")
        if not (contact or words or born or digits):
            raise Unclear("give a name, a date of birth or a number")
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            day = _birth_date(tx, born) if born else None
            found = await directory_rows.find(tx, contact, words, day, digits, MOST + 1)
            if len(found) > MOST:
                raise Unclear(f"more than {MOST} people fit: say more")
            for shown in {each.contact_id for each in found}:
                repository.audit_reveal(tx, operator, shown)
            return found

    async def names(self, operator: str, contacts: Iterable[UUID]) -> dict[UUID, str]:
        """Names of those behind contacts; each that is shown leaves an audit line."""
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            asked = set(contacts)
            now = await aliases.of(tx, asked)
            present = {id_: now.get(id_, id_) for id_ in asked}
            found = await directory_rows.names(tx, set(present.values()))
            for shown in found:
                repository.audit_reveal(tx, operator, shown)
            return {id_: found[known] for id_, known in present.items() if known in found}


def _birth_date(tx: Tx, text: str) -> date:
    # A command knows no site: the latest day that it is anywhere.
    day = read_birth_date(text, (tx.now + timedelta(hours=14)).date())
    if not isinstance(day, date):
        raise Unclear(f'"{text}" is no date of birth, or may be two: e.g. 12.03.1980')
    return day


def _digits(phone: str) -> str:
    """A number without what people write around it: `+49 170 …`, `0049 170 …`, `0170 …`."""
    return "".join(c for c in phone.replace("(0)", "") if c.isdecimal()).lstrip("0")


PEOPLE = Directory()
