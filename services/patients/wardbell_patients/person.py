"""A contact with the people behind it, and what they are being asked."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Literal, Self
from uuid import UUID

from wardbell_dialogue.texts import FALLBACK
from wardbell_events import Person, ProfileChanged
from wardbell_events.ids import ContactId, ServiceName
from wardbell_events.outbound import Consent
from wardbell_patients.consent import Words, allowed, last_of_both
from wardbell_patients.names import same_name

Step = Literal["name", "birth_date", "done"]


@dataclass(frozen=True, slots=True)
class Asking:
    """A service's wish to know who somebody is."""

    wanted_by: ServiceName
    asked_at: datetime
    """WhatsApp's time of the latest message that a question met: what is older answers none."""
    step: Step = "name"
    """What is asked now; `done`: `wanted_by` has the word."""
    name: str | None = None
    misunderstandings: int = 0
    born: date | None = None
    """Read with day before month, while the patient is asked whether it is the other way round."""

    @property
    def open(self) -> bool:
        """Whether an answer is waited for."""
        return self.step != "done"

    def again(self, wanted_by: ServiceName, at: datetime) -> Self:
        """The same open question, for whoever wants to know now."""
        asked_at = max(at, self.asked_at)
        return replace(self, wanted_by=wanted_by, asked_at=asked_at, misunderstandings=0)

    def from_the_name(self) -> Self:
        """Who it is has to be said once more."""
        return replace(self, step="name", name=None, born=None)

    def done(self, wanted_by: ServiceName | None = None) -> Self:
        """Nothing is asked any more; what was said so far is not kept here."""
        return type(self)(wanted_by or self.wanted_by, self.asked_at, "done")


@dataclass(slots=True)
class Contact:
    """One WhatsApp user on one of our numbers."""

    id: UUID
    language: str | None = None
    heard: int = 0
    """Version of `contacts` that told language and address."""
    version: int = 0
    """Of the profile."""
    wa_id: str | None = None
    number: str | None = None
    """Ours that they wrote to."""
    site: str | None = None
    people: list[Person] = field(default_factory=list)
    asking: Asking | None = None
    words: Words = ()
    """About what they want to be sent."""
    quiet_hours: str | None = None
    """When they are sent nothing that they have not asked for; None: their site's."""
    time_zone: str | None = None
    """By whose clock; None: their site's."""

    @property
    def consent(self) -> Consent:
        """What they allow."""
        return allowed(self.words)

    @property
    def oneself(self) -> Person | None:
        """The person who writes, if that is known."""
        return next((person for person in self.people if person.is_self), None)

    @property
    def told(self) -> bool:
        """Whether others know anything of it but the language."""
        return bool(self.people or self.quiet_hours or self.time_zone)

    def changed(self, now: datetime) -> ProfileChanged:
        """The next version of the profile, as the event that tells it."""
        self.version += 1
        return ProfileChanged(
            contact_id=ContactId(self.id),
            version=self.version,
            language=self.language or FALLBACK,
            people=tuple(self.people),
            quiet_hours=self.quiet_hours,
            time_zone=self.time_zone,
            changed_at=now,
        )

    def take_over(self, other: Contact) -> list[Person]:
        """The other proved to be this one: its people, its wish and its hours are taken over.

        Returns:
            People of the other who are known here already, under another id.
        """
        known: list[Person] = []
        for person in other.people:
            mine = next((mine for mine in self.people if same_person(person, mine)), None)
            if mine is not None:
                known.append(person)
                self.people[self.people.index(mine)] = _known_as(mine, person)
            else:
                is_self = person.is_self and self.oneself is None
                self.people.append(person.model_copy(update={"is_self": is_self}))
        # The profile that was the other's ends below this one's version.
        self.version = max(self.version, other.version + 1)
        if other.heard > self.heard:
            self.language, self.heard = other.language, other.heard
        self.quiet_hours = self.quiet_hours or other.quiet_hours
        self.time_zone = self.time_zone or other.time_zone
        self.words = last_of_both(self.words, other.words)
        self.asking = max(filter(None, (self.asking, other.asking)), key=_urgency, default=None)
        return known


def same_person(one: Person, other: Person) -> bool:
    """Whether two are one, as far as names and dates of birth can tell."""
    return one.birth_date == other.birth_date and same_name(one.name, other.name)


def _known_as(person: Person, other: Person) -> Person:
    """A person with all ids under which another one was known, who proved to be them."""
    ids = {*person.formerly, other.person_id, *other.formerly} - {person.person_id}
    return person.model_copy(update={"formerly": tuple(sorted(ids))})


def _urgency(asking: Asking) -> tuple[bool, datetime]:
    return asking.open, asking.asked_at
