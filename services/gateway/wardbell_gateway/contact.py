"""A contact as the router sees it: who, in which language, who has the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wardbell_events import Address, ContactChanged
from wardbell_events.ids import ContactId

FLOOR = timedelta(minutes=30)


@dataclass(slots=True)
class Contact:
    """One WhatsApp user on one of our numbers."""

    id: UUID
    number: str
    wa_id: str | None
    user_id: str | None
    language: str | None
    version: int
    welcomed: bool
    floor: str | None
    floor_since: datetime | None
    floor_until: datetime | None
    floor_before: str | None
    floor_before_since: datetime | None
    created_at: datetime

    def give_floor(self, service: str | None, since: datetime, until: datetime) -> None:
        """From WhatsApp's time `since` on, free text is for `service`."""
        if service != self.floor:
            self.floor_before, self.floor_before_since = self.floor, self.floor_since
            self.floor, self.floor_since = service, since
        self.floor_until = until

    def renew_floor(self, until: datetime) -> None:
        """The same service goes on."""
        self.floor_until = until

    def holder(self, sent_at: datetime, now: datetime) -> str | None:
        """Who answers free text that was written at `sent_at`.

        A text answers a question only if it was written after it: an older one goes to whoever
        held the floor then. WhatsApp's times are whole seconds, so are these comparisons.
        """
        if not self.is_current(sent_at):
            before = self.floor_before_since
            return self.floor_before if before and sent_at >= _second(before) else None
        return self.floor if self.floor_until is not None and now < self.floor_until else None

    def is_current(self, sent_at: datetime) -> bool:
        """Whether a message was written since the floor was last given."""
        return self.floor_since is None or sent_at >= _second(self.floor_since)

    @property
    def address(self) -> Address:
        """Where WhatsApp reaches the user."""
        return Address(wa_id=self.wa_id, user_id=self.user_id)

    def changed(self, now: datetime, language: str) -> ContactChanged:
        """The event that tells this state."""
        return ContactChanged(
            contact_id=ContactId(self.id),
            version=self.version,
            address=self.address,
            language=self.language or language,
            changed_at=now,
        )


def _second(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
