"""Who is behind an address."""

from __future__ import annotations

from pydantic import AwareDatetime, ConfigDict, Field

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, Language
from wardbell_events.inbound import Address


class ContactChanged(Event, type="contacts.contact.changed.v1", topic=topics.CONTACTS):
    """A contact's whole public state: address, our number, language as heard.

    Emitted by the router whenever one of them changes; compacted by `contact_id`. A consumer that
    knows a higher `version` drops the event.
    """

    contact_id: ContactId
    version: int
    address: Address
    language: Language
    changed_at: AwareDatetime
    written_at: AwareDatetime | None = None
    """WhatsApp's time of a message that nobody answers: it opens the 24 hours, too."""


class ContactMerged(Event, type="contacts.contact.merged.v1", topic=topics.CONTACTS_MERGES):
    """Two contacts proved to be one WhatsApp user: `from` lives on as an alias of `into`.

    Emitted by the router; compacted by `from`, which is the key. Every service moves what it
    keeps of `from` to `into`.
    """

    model_config = ConfigDict(populate_by_name=True)

    from_: ContactId = Field(alias="from")
    into: ContactId
    merged_at: AwareDatetime

    @property
    def key(self) -> str:
        return str(self.from_)

    @property
    def others(self) -> tuple[str, ...]:
        return (str(self.into),)
