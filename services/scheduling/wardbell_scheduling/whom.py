"""Whom staff mean: names and numbers are asked of the service that keeps them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wardbell_runtime import Running
from wardbell_runtime.counter import whole_id
from wardbell_runtime.people import People, TooMany
from wardbell_scheduling.appointment import Appointment, Patient
from wardbell_scheduling.staff import Operator, Refused

NOBODY = Patient(None, None, "", "en")
"""Somebody who cannot be told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What staff say of somebody; nothing: it is booked for nobody whom we could tell."""

    contact: str = ""
    """An id or a part of it."""
    person: str = ""
    born: date | None = None
    phone: str = ""


async def patient(
    desk: Running, people: People | None, site: str, wanted: Wanted, by: Operator
) -> Patient:
    """Who that is; Refused: nobody, or there are several, who are named."""
    if wanted.contact:
        known = await whole_id(desk, "conversation", wanted.contact, column="contact_id")
        return Patient(known, None, "", "en")
    if not (wanted.person or wanted.born or wanted.phone):
        return NOBODY
    try:
        everywhere = await _asked(people).find(
            by.name, name=wanted.person, born=wanted.born, phone=wanted.phone
        )
    except TooMany as unclear:
        raise Refused(str(unclear)) from unclear
    # Of who has not written for long the router has told no site yet.
    found = [each for each in everywhere if each.site in {site, None}]
    if not found:
        raise Refused("nobody is known by that; without it the visit is booked, and nobody told")
    if len({each.contact_id for each in found}) > 1:
        raise Refused("\n".join(["several fit; say more, or give --contact:", *map(str, found)]))
    who = found[0]
    person = who.person_id if len(found) == 1 else None
    return Patient(who.contact_id, person, who.number or "", who.language or "en")


async def names(
    people: People | None, appointments: Iterable[Appointment], by: Operator
) -> dict[UUID, str]:
    """Names of those who come, by contact."""
    contacts = {each.contact_id for each in appointments if each.contact_id}
    return await _asked(people).names(by.name, contacts)


def _asked(people: People | None) -> People:
    if people is None:
        raise Refused("no service is installed here that keeps names: give --contact")
    return people
