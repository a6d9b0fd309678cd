"""What we say to patients. Limits are WhatsApp's (Cloud API, messages, 2026)."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import (
    AwareDatetime,
    Base64Bytes,
    Field,
    PositiveInt,
    StringConstraints,
    model_validator,
)

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, Language, MessageId, ServiceName
from wardbell_events.inbound import Address
from wardbell_events.personal import Masked, Personal

ButtonId = Annotated[str, StringConstraints(min_length=1, max_length=200)]
"""`service:action:argument`; a list row's id may have 200 characters, a button's 256."""
Body = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
"""A body of a list may be longer; 1,024 fits every interactive type."""


class Button(Masked):
    """A reply button."""

    id: ButtonId
    title: Annotated[str, StringConstraints(min_length=1, max_length=20)]


class Row(Masked):
    """A row of a list."""

    id: ButtonId
    title: Annotated[str, StringConstraints(min_length=1, max_length=24)]
    description: Annotated[str, StringConstraints(max_length=72)] = ""


class TextContent(Masked):
    """Plain text."""

    kind: Literal["text"] = "text"
    body: Personal[Annotated[str, StringConstraints(min_length=1, max_length=4096)]]


class ButtonsContent(Masked):
    """A question with up to three buttons."""

    kind: Literal["buttons"] = "buttons"
    body: Personal[Body]
    buttons: Annotated[tuple[Button, ...], Field(min_length=1, max_length=3)]


class ListContent(Masked):
    """A question with up to ten rows behind one button."""

    kind: Literal["list"] = "list"
    body: Personal[Body]
    button: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    rows: Annotated[tuple[Row, ...], Field(min_length=1, max_length=10)]


class LinkContent(Masked):
    """A text with one button that opens a page."""

    kind: Literal["link"] = "link"
    body: Personal[Body]
    button: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    url: Personal[Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)]]


MAX_FILE = 256 * 1024
"""Bytes of a file: it travels in the event itself. What is larger, or clinical, goes by link."""


class FileContent(Masked):
    """A PDF or a picture, with words beside it where there are any.

    WhatsApp would take documents of 100 MB and images of 5 MB.
    """

    kind: Literal["document", "image"]
    mime_type: Literal["application/pdf", "image/jpeg", "image/png"]
    data: Personal[Annotated[Base64Bytes, Field(min_length=1, max_length=MAX_FILE)]]
    """The file; given, and encoded, as base64."""
    filename: Personal[Annotated[str, StringConstraints(max_length=240)]] = ""
    """Of a document: what the patient sees."""
    body: Personal[Annotated[str, StringConstraints(max_length=1024)]] = ""
    """WhatsApp's caption."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.kind == "image") != self.mime_type.startswith("image/"):
            raise ValueError(f"{self.mime_type} is not sent as {self.kind}")
        return self


Content = Annotated[
    TextContent | ButtonsContent | ListContent | LinkContent | FileContent,
    Field(discriminator="kind"),
]


Purpose = Literal["care", "reminder", "survey", "campaign", "security"]
"""What a message is for: consent and quiet hours go by it."""


class Template(Masked):
    """The form that may be sent when the patient has not written for 24 hours.

    Its text and languages stand in `libs/dialogue/wardbell_dialogue/templates`; no clinical word.
    """

    name: Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]{1,512}$")]
    parameters: Personal[dict[str, str]] = Field(default_factory=dict)
    """Of the body, by name."""
    payloads: tuple[ButtonId, ...] = ()
    """Of its quick replies, in their order."""


class Expects(Masked):
    """Who has the floor for free text after this message. `service` None releases it."""

    service: ServiceName | None = None
    minutes: PositiveInt = 30


class Consent(Masked):
    """What a patient allows of what we begin, whole; security codes and answers always pass."""

    notices: bool
    """False: nothing."""
    refused: tuple[Purpose | str, ...] = ()
    """What they do not want of the rest."""
    in_part: bool = False
    """They never spoke of everything: whoever refused all, before it was kept so, still does."""


class MessageRequested(Event, type="outbound.message.requested.v1", topic=topics.OUTBOUND_REPLIES):
    """A message that WhatsApp is to deliver.

    Emitted by every service that speaks, on `outbound.urgent`, `.replies` or `.notices`.
    Key: `contact_id`. The sender sends a contact's messages in this order; urgent ones overtake.
    """

    contact_id: ContactId
    message_id: MessageId
    """Ours; travels to Meta and back in `biz_opaque_callback_data`."""
    language: Language
    content: Content
    template: Template | None = None
    """What is sent instead of `content` outside the window; None: it is undeliverable there."""
    purpose: Purpose | str = "care"
    campaign: Annotated[str, StringConstraints(min_length=1, max_length=64)] | None = None
    """Which one, where `purpose` is `campaign`: what it cost is told by it."""
    not_before: AwareDatetime | None = None
    """It is sent then at the earliest; what is said later does not wait for it."""
    expires_at: AwareDatetime | None = None
    """When it is too late to be of use: it is not sent any more."""
    in_reply_to: AwareDatetime | None = None
    """WhatsApp's time of the patient's message that this answers: opens the 24 hours' window."""
    address: Address | None = None
    """As the patient's message had it; used until the sender knows the contact from `contacts`."""
    expects: Expects | None = None
    consent: Consent | None = None
    """What holds from this message on: it rides in the acknowledgement."""


class ConsentChanged(Event, type="patients.consent.changed.v1", topic=topics.OUTBOUND_REPLIES):
    """What a patient allows has changed without a word to us that could be answered.

    Emitted by patients, of what was chosen in WhatsApp itself. Key: `contact_id`. It shares the
    topic with the acknowledgements that carry a consent: the last one holds.
    """

    contact_id: ContactId
    consent: Consent
    changed_at: AwareDatetime
