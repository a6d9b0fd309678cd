"""Looking people up for operators, of this service and of others: `wardbell_runtime.people`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from wardbell_dialogue.folding import plain
from wardbell_patients import directory_rows, repository
from wardbell_patients.birth_dates import read_birth_date
from wardbell_patients.phone_numbers import phone_number
from wardbell_runtime import Tx, aliases, uuid7
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
        words, number = plain(name).split(), phone_number(phone) if phone else None
        if number and len(number.digits) < SHORTEST_PHONE:
            raise Unclear(f"a number has {SHORTEST_PHONE} digits at least")
        if not (contact or words or born or number):
            raise Unclear("give a name, a date of birth or a number")
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            day = _birth_date(tx, born) if born else None
            found = await directory_rows.find(tx, contact, words, day, number, MOST + 1)
            if len(found) > MOST:
                raise Unclear(f"more than {MOST} people fit: say more")
            for contact_id in {each.contact_id for each in found if each.contact_id}:
                repository.audit(tx, operator, "reveal", contact_id)
            for person_id in [e.person_id for e in found if e.person_id and not e.contact_id]:
                repository.audit_caller(tx, operator, person_id)
            return found

    async def add(self, operator: str, site: str, *, name: str, born: str, phone: str) -> Found:
        """Keep somebody who called and never wrote."""
        name, digits = " ".join(name.split()), phone_number(phone).digits
        if not name or not born:
            raise Unclear("whom nobody knows yet needs --person and --born")
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            person, day = uuid7(), _birth_date(tx, born)
            await directory_rows.add(tx, person, name, day, digits or None, site)
            repository.audit_caller(tx, operator, person)
            return Found(None, site, None, None, digits or None, person, name, day)

    async def names(
        self, operator: str, contacts: Iterable[UUID], people: Iterable[UUID] = ()
    ) -> dict[UUID, str]:
        """Names by contact and by caller; each that is shown leaves an audit line."""
        async with at_the_counter("patients") as patients, patients.transaction() as tx:
            asked = set(contacts)
            merged = await aliases.of(tx, asked)
            present = {id_: merged.get(id_, id_) for id_ in asked}
            found = await directory_rows.names(tx, set(present.values()))
            for shown in found:
                repository.audit(tx, operator, "reveal", shown)
            called = await directory_rows.callers(tx, set(people))
            for person in called:
                repository.audit_caller(tx, operator, person)
            return called | {id_: found[now] for id_, now in present.items() if now in found}


def _birth_date(tx: Tx, text: str) -> date:
    # A command knows no site: the latest day that it is anywhere.
    day = read_birth_date(text, (tx.now + timedelta(hours=14)).date())
    if not isinstance(day, date):
        raise Unclear(f'"{text}" is no date of birth, or may be two: e.g. 12.03.1980')
    return day


PEOPLE = Directory()
