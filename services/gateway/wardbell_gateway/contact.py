"""A contact as the router sees it: who, in which language, who has the floor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from wardbell_dialogue.texts import FALLBACK
from wardbell_events import Address, ContactChanged
from wardbell_events.ids import ContactId

FLOOR = timedelta(minutes=30)
FADES = timedelta(hours=2)
"""From then on an answer to what we began is still one, unless it is about something else."""
MENU = "gateway"
"""Has the floor while the menu was said last: nobody answers free text, but numbers choose."""


class Turn(NamedTuple):
    """What decides about the floor: the later one does."""

    sent_at: datetime
    """WhatsApp's time of a patient's message, in whole seconds; of a notice, ours."""
    heard_at: datetime
    """When its webhook reached us: the order of what was sent within one second."""


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
    """Service that free text is for, or `MENU`; None: nobody's."""
    floor_since: datetime | None
    """From when on: a patient's message by WhatsApp's time, or the moment of a question."""
    floor_before: str | None
    """Who had it until then."""
    floor_before_since: datetime | None
    floor_turn: datetime | None
    """WhatsApp's time of the last message of the patient that decided about the floor."""
    floor_heard: datetime | None
    """When that message reached us."""
    floor_until: datetime | None
    created_at: datetime

    def take_turn(self, service: str | None, turn: Turn, until: datetime) -> None:
        """A message was routed: its service has the floor, unless a later message decided."""
        self._give(service, turn, since=turn.sent_at, until=until)

    def was_asked(self, service: str | None, turn: Turn, at: datetime, until: datetime) -> None:
        """A service spoke at `at` and expects an answer, or hands the floor back (None).

        What answers an older message than the last one comes too late to decide. WhatsApp's times
        are whole seconds, so that of the question is cut to one.
        """
        self._give(service, turn, since=at.replace(microsecond=0), until=until)

    def holder(self, sent_at: datetime) -> str | None:
        """Who answers free text that was written at `sent_at`.

        A text answers a question only if it was written after it: an older one goes to whoever
        held the floor then. Only WhatsApp's times count: what waits behind an outage is in time.
        """
        if self.floor_until is None or sent_at >= self.floor_until:
            return None
        if self.floor_since is None or sent_at >= self.floor_since:
            return self.floor
        if self.floor_before_since is not None and sent_at >= self.floor_before_since:
            return self.floor_before
        return None

    @property
    def is_unprompted(self) -> bool:
        """Whether whoever has the floor began by itself, and the patient has not answered it."""
        # Of a message they differ: WhatsApp's time is whole seconds, and before ours.
        return self.floor_turn is not None and self.floor_turn == self.floor_heard

    def faded(self, sent_at: datetime) -> bool:
        """Whether whoever has the floor was answered last, or began, long ago."""
        return self.floor_turn is not None and sent_at - self.floor_turn > FADES

    def _give(self, service: str | None, turn: Turn, since: datetime, until: datetime) -> None:
        # What an older version of the router wrote has no `floor_heard`.
        before = self.floor_turn and (self.floor_turn, self.floor_heard or self.floor_turn)
        if before and turn < before:
            return
        if service != self.floor:
            self.floor_before, self.floor_before_since = self.floor, self.floor_since
            self.floor, self.floor_since = service, since
        self.floor_turn, self.floor_heard = turn
        self.floor_until = until

    @property
    def address(self) -> Address:
        """Where WhatsApp reaches the user."""
        return Address(wa_id=self.wa_id, user_id=self.user_id)

    def changed(self, now: datetime) -> ContactChanged:
        """The event that tells this state."""
        return ContactChanged(
            contact_id=ContactId(self.id),
            version=self.version,
            address=self.address,
            language=self.language or FALLBACK,
            changed_at=now,
        )
