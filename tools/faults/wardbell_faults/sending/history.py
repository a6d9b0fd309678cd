"""What came of a script, as plain facts: asked, tried at WhatsApp, told by it, in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wardbell_faults.sending.plan import Lane


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, in the order of publication. Times are of the virtual clock."""

    id: UUID
    contact: UUID
    lane: Lane
    at: float
    templated: bool = False
    expires: bool = False
    purpose: str = "care"
    not_before: float | None = None
    notices: bool | None = None
    refused: tuple[str, ...] = ()
    in_reply_to: float | None = None
    """When the patient wrote what it answers."""
    quiet: bool = False
    """Quiet hours hold for the patient's site."""

    @property
    def unasked(self) -> bool:
        """Nobody has asked for it: consent and quiet hours apply."""
        return self.lane == "notice" and self.purpose != "security"

    @property
    def may_wait(self) -> bool:
        """The users' limit applies."""
        return self.lane != "urgent" and self.purpose != "security"

    def forbids(self, asked: Asked) -> bool:
        """It says that the patient does not want the other one."""
        if self.notices is None or self.contact != asked.contact or not asked.unasked:
            return False
        return not self.notices or asked.purpose in self.refused


@dataclass(frozen=True, slots=True)
class Try:
    """A request that reached WhatsApp. `at` is in real epoch seconds, `virtual` of its clock."""

    id: UUID
    at: float
    virtual: float
    kind: str | None
    wamid: str | None = None
    """Of the message that it became."""
    status: int | None = 200
    """HTTP; None: nothing was answered."""
    code: int | None = None
    took: float | None = 0.0


@dataclass(frozen=True, slots=True)
class Status:
    """What WhatsApp said of a message, and when the webhook took it, in real epoch seconds."""

    wamid: str
    what: str
    taken: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A message in the sender's ledger."""

    id: UUID
    seq: int
    state: str
    doubts: int = 0
    unclear_since: float = 0.0
    """Of the last doubt, by the virtual clock."""
    refused_wamids: Sequence[str] = ()
    """Of tries that WhatsApp refused after it had taken them."""
    held: bool = False
    """A night or the users' limit held it."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event on `whatsapp.deliveries`, each once, in order."""

    id: UUID
    state: str
    reason: str | None = None


@dataclass(slots=True)
class History:
    """A whole script."""

    asked: list[Asked] = field(default_factory=list)
    tries: list[Try] = field(default_factory=list)
    errors: dict[str, int] = field(default_factory=dict)
    """By wamid: why it failed after all."""
    statuses: list[Status] = field(default_factory=list)
    ledger: list[Entry] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    written: dict[UUID, list[float]] = field(default_factory=dict)
    """When each contact's patient wrote, by the virtual clock."""
    nights: list[tuple[float, float]] = field(default_factory=list)
    """Quiet hours, by the virtual clock."""
    users: int = 0
    """Whom Meta lets us reach outside their window in 24 hours; 0: all."""
    kills: list[float] = field(default_factory=list)
    """In real epoch seconds."""
    busy: list[str] = field(default_factory=list)
    """What did not come to rest."""
