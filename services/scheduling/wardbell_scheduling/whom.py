"""Whom staff mean: names and numbers are asked of the service that keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

import asyncpg

from wardbell_runtime import Running
from wardbell_runtime.people import Found, People, Unclear
from wardbell_scheduling import contacts
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.staff import Operator, Refused


@dataclass(frozen=True, slots=True)
class Wanted:
    """What staff say of somebody; nothing: it is booked for nobody whom we could tell."""

    contact: str = ""
    """An id or a part of it."""
    person: str = ""
    born: str = ""
    """As they type it: whoever keeps dates of birth reads it."""
    phone: str = ""
    new: bool = False
    """Whom nobody knows by that is kept."""

    @property
    def named(self) -> bool:
        """Whether only the service that keeps names can tell who it is."""
        return bool(self.person or self.born or self.phone)


async def patient(
    desk: Running, people: People | None, site: str, wanted: Wanted, by: Operator
) -> Patient:
    """Who that is; Refused: nobody, or there are several, who are named."""
    contact = await contacts.meant(desk, wanted.contact) if wanted.contact else None
    found: list[Found] = []
    if wanted.named or (contact and people):
        found = await _found(people, contact, wanted, by)
    if contact is None:  # an id is one site's already
        found = [each for each in found if each.site == site]
    if not found and wanted.new:
        await _must_not_write(people, site, wanted, by)
        found = [await _added(people, site, wanted, by)]
    if not found and wanted.named:
        raise Refused("nobody is known by that; --new keeps who calls for the first time")
    if not found:
        return Patient(contact, None, "", "en")
    if len({each.contact_id or each.person_id for each in found}) > 1:
        raise Refused("\n".join(["several fit; say more, or give --contact:", *map(str, found)]))
    if len(found) > 1:
        raise Refused("\n".join(["several speak there; say who, with --person:", *map(str, found)]))
    who = found[0]
    return Patient(who.contact_id, who.person_id, who.number or "", who.language or "en")


async def visitors(
    people: People | None, visits: Sequence[Appointment], by: Operator
) -> dict[UUID, str]:
    """Names of those who come, by contact, or by person where they never wrote."""
    contacts = {each.contact_id for each in visits if each.contact_id}
    callers = {each.person_id for each in visits if each.person_id and not each.contact_id}
    return await names(people, contacts, by, callers)


async def names(
    people: People | None, contacts: Iterable[UUID], by: Operator, callers: Iterable[UUID] = ()
) -> dict[UUID, str]:
    """Names by contact, and of callers by person."""
    with _theirs():
        return await _asked(people).names(by.name, contacts, callers)


async def _must_not_write(people: People | None, site: str, wanted: Wanted, by: Operator) -> None:
    """Refused: from that number somebody writes to us, who would not be told of the visit."""
    known = await _found(people, None, Wanted(phone=wanted.phone), by) if wanted.phone else []
    if writers := [each for each in known if each.site == site and each.contact_id]:
        why = "somebody writes to us from that number; they are told if --contact is given alone:"
        raise Refused("\n".join([why, *map(str, writers)]))


async def _found(
    people: People | None, contact: UUID | None, wanted: Wanted, by: Operator
) -> list[Found]:
    with _theirs():
        return await _asked(people).find(
            by.name,
            contact=contact,
            name=wanted.person,
            born=wanted.born,
            phone=wanted.phone,
        )


async def _added(people: People | None, site: str, wanted: Wanted, by: Operator) -> Found:
    with _theirs():
        return await _asked(people).add(
            by.name, site, name=wanted.person, born=wanted.born, phone=wanted.phone
        )


def _asked(people: People | None) -> People:
    if people is None:
        raise Refused("no service is installed here that keeps names: give --contact")
    return people


@contextmanager
def _theirs() -> Iterator[None]:
    """What is wrong with the service that keeps names is not said of this one."""
    try:
        yield
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear
    except asyncpg.UndefinedTableError as missing:
        text = "the service that keeps names has no tables here: `wardbell migrate` creates them"
        raise Refused(text) from missing
