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
    """Service that free text is for."""
    floor_turn: datetime | None
    """WhatsApp's time of the patient's message that the floor follows from."""
    floor_asked: datetime | None
    """When that service spoke; None while it has not."""
    floor_until: datetime | None
    floor_before: str | None
    """Who had the floor until then."""
    created_at: datetime

    def take_turn(self, service: str | None, sent_at: datetime, until: datetime) -> None:
        """A message was routed: its service has the floor, unless a later message decided."""
        if self.floor_turn is None or sent_at >= self.floor_turn:
            self.floor_before, self.floor = self.floor, service
            self.floor_turn, self.floor_asked, self.floor_until = sent_at, None, until

    def was_asked(
        self, service: str | None, in_reply_to: datetime | None, at: datetime, until: datetime
    ) -> None:
        """A service spoke at `at` and expects an answer, or hands the floor back (None).

        What answers an older message than the last one comes too late to decide.
        """
        turn = in_reply_to or at
        if self.floor_turn is None or turn >= self.floor_turn:
            self.floor_before, self.floor = self.floor, service
            self.floor_turn, self.floor_asked, self.floor_until = turn, at, until

    def holder(self, sent_at: datetime, now: datetime) -> str | None:
        """Who answers free text that was written at `sent_at`.

        A text answers a question only if it was written after it: an older one goes to whoever
        held the floor then. WhatsApp's times are whole seconds, so the question's is cut to one.
        """
        if self.floor_until is None or (self.floor is not None and now >= self.floor_until):
            return None
        asked = self.floor_asked
        if asked is not None and sent_at < asked.replace(microsecond=0):
            return self.floor_before
        return self.floor

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
