"""Our WhatsApp numbers and the sites behind them: `numbers.yaml`."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, field_validator

from wardbell_dialogue import rule_files
from wardbell_dialogue.local_time import known_zone
from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.texts import FALLBACK
from wardbell_dialogue.word_lists import languages
from wardbell_events.ids import Language, SiteId

Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAYS: tuple[Day, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Span = Annotated[str, StringConstraints(pattern=r"^\d\d:\d\d-\d\d:\d\d$")]
Phone = Annotated[str, StringConstraints(min_length=2, max_length=30, pattern=r"^[+\d ()/-]+$")]


class Site(BaseModel):
    """One place that patients write to."""

    model_config = {"frozen": True, "extra": "forbid"}

    site: SiteId
    name: str
    languages: Annotated[tuple[Language, ...], Field(min_length=1)] = ("en", "de")
    """The first one is spoken until the patient's is known."""
    time_zone: str = "Europe/Berlin"
    emergency_number: Phone = "112"
    crisis_line: Phone = "116 123"
    """For people who think of harming themselves; free and at any hour."""
    phone: Phone | None = None
    """The site's own telephone, offered at every dead end."""
    messages_per_second: float | None = Field(default=None, ge=1)
    """What Meta takes from this number; None: as from all, `SEND_PER_SECOND`."""
    office_hours: dict[Day, Span] = Field(
        default_factory=lambda: dict.fromkeys(DAYS[:5], "08:00-18:00")
    )

    @field_validator("languages")
    @classmethod
    def _spoken(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if missing := [language for language in value if language not in languages()]:
            raise ValueError(
                f"no texts in {', '.join(missing)}; there are {', '.join(languages())}"
            )
        return value

    @field_validator("time_zone")
    @classmethod
    def _known(cls, value: str) -> str:
        if known_zone(value) is None:
            raise ValueError(f"{value} is not an IANA time zone, e.g. Europe/Berlin")
        return value

    def open_at(self, moment: datetime) -> bool:
        """Whether somebody is there."""
        local = moment.astimezone(ZoneInfo(self.time_zone))
        span = self.office_hours.get(DAYS[local.weekday()])
        if span is None:
            return False
        opens, closes = (time.fromisoformat(t) for t in span.split("-"))
        return opens <= local.time() < closes

    def next_opening(self, moment: datetime) -> datetime | None:
        """When somebody is there again, in the site's zone; None without office hours."""
        if not self.office_hours:
            return None
        local = moment.astimezone(ZoneInfo(self.time_zone))
        for ahead in range(8):
            day = local + timedelta(days=ahead)
            span = self.office_hours.get(DAYS[day.weekday()])
            if span is None:
                continue
            opens = datetime.combine(
                day.date(), time.fromisoformat(span.split("-")[0]), ZoneInfo(self.time_zone)
            )
            if opens > moment:
                return opens
        return None


def deadline(site: Site | None, start: datetime, within: timedelta) -> datetime:
    """The moment `within` after `start`; one when nobody is there counts from the next opening.

    Without a site or without office hours every hour counts.
    """
    moment = start + within
    if site is None or site.open_at(moment):
        return moment
    opening = site.next_opening(moment)
    # In UTC: an hour added to a local time would be none when the clocks change.
    return moment if opening is None else opening.astimezone(UTC) + within


class Sites:
    """All numbers of an installation, by `phone_number_id`."""

    def __init__(self, by_number: dict[str, Site]) -> None:
        self._by_number = by_number

    def get(self, number: str) -> Site | None:
        """The site of one of our numbers."""
        return self._by_number.get(number)

    def __getitem__(self, number: str) -> Site:
        return self._by_number[number]

    def language(self, number: str, told: Language | None) -> Language:
        """What is spoken with a contact: theirs as far as it was told, else the site's first."""
        site = self.get(number)
        return told or (site.languages[0] if site else FALLBACK)

    @property
    def rates(self) -> dict[str, float]:
        """Messages a second of the numbers that have a pace of their own."""
        sites = self._by_number.items()
        return {n: s.messages_per_second for n, s in sites if s.messages_per_second is not None}

    @property
    def numbers(self) -> list[str]:
        """Our `phone_number_id`s."""
        return list(self._by_number)


class _Numbers(BaseModel):
    """The file; what stands beside the numbers may be YAML's own, such as anchors."""

    numbers: Annotated[dict[Annotated[str, BeforeValidator(str)], Site], Field(min_length=1)]
    """By `phone_number_id`, which may stand there without quotes."""


def load_sites(file: Path | None, numbers: str) -> Sites:
    """Read `numbers.yaml`, or take the numbers given alone with the defaults above.

    Args:
        file: `WARDBELL_NUMBERS_FILE`; wins
        numbers: `WHATSAPP_PHONE_NUMBER_ID`, one or several separated by commas

    Raises:
        RulesError: neither is given, or the file cannot be used.
    """
    if file is None:
        ids = [number.strip() for number in numbers.split(",") if number.strip()]
        if not ids:
            raise RulesError(
                "No WhatsApp number is set: give WHATSAPP_PHONE_NUMBER_ID, or a numbers.yaml by"
                " WARDBELL_NUMBERS_FILE (docs/reference/numbers.md)"
            )
        return Sites({number: Site(site="main", name="Wardbell Clinic") for number in ids})
    return Sites(rule_files.read(_Numbers, file).numbers)


def sites_if_named(file: Path | None, numbers: str) -> Sites:
    """As `load_sites`; none where that raises: for commands of staff, who may not have the file."""
    try:
        return load_sites(file, numbers)
    except RulesError:
        return Sites({})
