"""What a clinic offers, in FHIR's words: `clinic.yaml` (reference: docs/reference/clinic.md)."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo

from holidays import country_holidays
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from wardbell_dialogue.sites import DAYS, Day
from wardbell_events.ids import Language, SiteId
from wardbell_events.scheduling import Code
from wardbell_scheduling.names import Names

RowTitle = Annotated[str, StringConstraints(min_length=1, max_length=24, strip_whitespace=True)]
"""What a patient taps: WhatsApp's limit of a list row's title."""


def _calendar_address(value: str) -> str:
    if not re.fullmatch(r"(https?|webcal)://[^/\s]+\S*", value):
        raise ValueError("is no address of a calendar, e.g. https://calendar.example.org/weber.ics")
    return value


CalendarAddress = Annotated[str, AfterValidator(_calendar_address)]


class _Part(BaseModel):
    model_config = {"frozen": True, "extra": "forbid"}


class Location(_Part):
    """FHIR's Location: where a visit takes place."""

    name: str
    address: str
    time_zone: str | None = None
    """IANA zone, where it is not the clinic's."""


class Virtual(_Part):
    """A visit by video or phone."""

    kind: Literal["video", "phone"]
    link: Annotated[str, StringConstraints(pattern=r"^(https://\S+|tel:\+\d+)$")]
    minutes_before: Annotated[int, Field(ge=5, le=24 * 60)] = 30
    """When the link is sent."""


class HealthcareService(_Part):
    """FHIR's HealthcareService: what can be booked."""

    names: dict[Language, RowTitle]
    called: tuple[str, ...] = ()
    """What else patients call it, in any language."""
    minutes: Annotated[int, Field(ge=5, le=480)]
    buffer_before: Annotated[int, Field(ge=0, le=120)] = 0
    """Minutes that practitioner and room are taken before the visit."""
    buffer_after: Annotated[int, Field(ge=0, le=120)] = 0
    lead_hours: Annotated[float, Field(ge=0)] = 2
    """How long before its start a slot can be booked at the latest."""
    horizon_days: Annotated[int, Field(ge=1, le=365)] = 60
    cancel_until_hours: Annotated[float, Field(ge=0)] = 4
    """How long before its start a patient can move or cancel a visit."""
    confirmation: Literal["instant", "request"] = "instant"
    rooms: tuple[Code, ...] = ()
    """One of these is taken too: a room or a device."""
    virtual: Virtual | None = None
    unmarked: Literal["fulfilled", "unknown"] = "fulfilled"
    """What a visit becomes that nobody marked."""
    unmarked_after_hours: Annotated[float, Field(ge=0)] = 12


class ScheduleBlock(_Part):
    """Weekly hours of a practitioner at one place; FHIR's Schedule."""

    days: Annotated[tuple[Day, ...], Field(min_length=1)]
    from_: time = Field(alias="from")
    to: time
    location: Code
    services: tuple[Code, ...] | None = None
    """Only these; None: all of the practitioner's."""
    valid_from: date | None = None
    valid_until: date | None = None
    """Both included."""
    urgent_until_hours: float | None = None
    """Kept free for urgent cases until so many hours before: patients see it only then."""

    def holds_on(self, day: date) -> bool:
        """Whether it takes place on a day, holidays and absences aside."""
        return (
            DAYS[day.weekday()] in self.days
            and (self.valid_from is None or day >= self.valid_from)
            and (self.valid_until is None or day <= self.valid_until)
        )


class Absence(_Part):
    """Days on which a practitioner is away, both included."""

    from_: date = Field(alias="from")
    to: date


class Practitioner(_Part):
    """FHIR's Practitioner."""

    name: RowTitle
    services: tuple[Code, ...]
    """None: nobody new is booked with them."""
    schedule: tuple[ScheduleBlock, ...] = ()
    absences: tuple[Absence, ...] = ()
    busy: CalendarAddress | None = None
    """A calendar elsewhere: when it says busy, nobody is booked here. Secret, as its address is."""


class Holidays(_Part):
    """Public holidays, on which nobody works: ISO 3166 country and subdivision."""

    country: Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
    subdivision: str | None = None
    also: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _known(self) -> Self:
        try:
            country_holidays(self.country, subdiv=self.subdivision)
        except NotImplementedError as unknown:
            raise ValueError(f"no holidays are known for {self.country}: {unknown}") from unknown
        return self


class Waitlist(_Part):
    """How freed slots are offered to who waits for one."""

    offers_at_once: Annotated[int, Field(ge=1, le=100)] = 3
    """How many are asked at a time; the first who accepts has it."""
    offer_minutes: Annotated[int, Field(ge=5, le=12 * 60)] = 30
    """How long they are waited for before the next are asked."""


class Room(_Part):
    """A room or device that a service takes."""

    name: str


class Clinic(_Part):
    """One site's `clinic.yaml`, whole."""

    site: SiteId = "main"
    time_zone: str
    holidays: Holidays | None = None
    locations: Annotated[dict[Code, Location], Field(min_length=1)]
    rooms: dict[Code, Room] = Field(default_factory=dict)
    services: Annotated[dict[Code, HealthcareService], Field(min_length=1)]
    practitioners: Annotated[dict[Code, Practitioner], Field(min_length=1)]
    waitlist: Waitlist = Waitlist()

    @cached_property
    def service_names(self) -> Names:
        """To find a service in what a patient types, in any language."""
        offered = {id_ for person in self.practitioners.values() for id_ in person.services}
        services = self.services.items()
        return Names(
            (name, id_)
            for id_, service in services
            if id_ in offered
            for name in (*service.names.values(), *service.called)
        )

    @cached_property
    def people_names(self) -> Names:
        """To find a practitioner in what a patient types."""
        people = self.practitioners.items()
        return Names((person.name, id_) for id_, person in people if person.services)

    def zone(self, location: str) -> ZoneInfo:
        """The time zone of a place."""
        return ZoneInfo(self.locations[location].time_zone or self.time_zone)

    @property
    def own_zone(self) -> ZoneInfo:
        """The time zone of times that belong to no place."""
        return ZoneInfo(self.time_zone)

    def closed_on(self, day: date) -> bool:
        """Whether it is a public holiday."""
        if self.holidays is None:
            return False
        return day in self.holidays.also or day in self._public

    def who_offers(self, service: str) -> list[str]:
        """Practitioners of a service, in the file's order."""
        return self._who_offers.get(service, [])

    def horizon(self, service: str, now: datetime) -> datetime:
        """Until when a service can be booked."""
        return now + timedelta(days=self.services[service].horizon_days)

    def horizon_of(self, practitioner: str, now: datetime) -> datetime:
        """Until when anything of a practitioner's can be booked; of nobody known, anything."""
        person = self.practitioners.get(practitioner)
        offered = (person.services if person else ()) or tuple(self.services)
        return max(self.horizon(service, now) for service in offered)

    @cached_property
    def _who_offers(self) -> dict[str, list[str]]:
        people = self.practitioners.items()
        return {
            service: [id_ for id_, person in people if service in person.services]
            for service in self.services
        }

    @cached_property
    def _public(self) -> Container[date]:
        assert self.holidays is not None  # noqa: S101
        return country_holidays(self.holidays.country, subdiv=self.holidays.subdivision)


def name_in(names: dict[str, str], language: str) -> str:
    """A name in a language, else in English, else in any."""
    return names.get(language) or names.get("en") or next(iter(names.values()))
