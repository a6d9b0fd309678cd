"""What a patient said, as services read it: WhatsApp's shapes are left behind at the router."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, Language, MessageId, ServiceName
from wardbell_events.personal import Masked, Personal


class Address(Masked):
    """Where WhatsApp reaches a user. At least one of the two is set."""

    wa_id: Personal[str | None] = None
    """Phone number, digits only, with country code."""
    user_id: Personal[str | None] = None
    """Business-scoped user id (BSUID), `CC.` and up to 128 characters."""


class Text(Masked):
    """Free text."""

    kind: Literal["text"] = "text"
    body: Personal[str]


class Tap(Masked):
    """A tapped button or list row: `service:action:argument`, which names the owner."""

    kind: Literal["tap"] = "tap"
    service: ServiceName
    action: str
    argument: str = ""
    title: Personal[str] = ""


MediaKind = Literal["image", "audio", "document", "video", "sticker"]


class Media(Masked):
    """A photo, voice note, document, video or sticker. The file stays with Meta for 7 days."""

    kind: Literal["media"] = "media"
    media: MediaKind
    media_id: Personal[str]
    caption: Personal[str] = ""


class Location(Masked):
    """A shared place, degrees in WGS 84."""

    kind: Literal["location"] = "location"
    latitude: Personal[float]
    longitude: Personal[float]


class Other(Masked):
    """Anything else that WhatsApp can send. `what` is Meta's type.

    `not_fetched`: a file that WhatsApp could not fetch.
    """

    kind: Literal["other"] = "other"
    what: str


class RedFlag(Masked):
    """What the emergency screen found."""

    rule: str
    """Language and rule, e.g. `de/chest-pain`."""
    crisis: bool = False
    """Somebody thinks of harming themselves."""
    harmed: bool = False
    """In a crisis: it has happened, so an ambulance comes first."""


class UnknownSaid(Masked):
    """A kind that this reader does not know yet."""

    kind: str


Said = Annotated[
    Annotated[Text | Tap | Media | Location | Other, Field(discriminator="kind")] | UnknownSaid,
    Field(union_mode="left_to_right"),
]


class FloorEnded(Event, type="inbound.floor.ended.v1", topic=topics.INBOUND_SCHEDULING):
    """The patient turned to something else: what a service kept for them meanwhile is free.

    Emitted by the router, in the order of the patient's messages, to a service that keeps things
    (a slot, say) while it has the floor, or while patients has it on its behalf. Key: `contact_id`.
    """

    contact_id: ContactId
    ended_at: AwareDatetime
    """WhatsApp's time of the message that went elsewhere."""


class MessageReceived(Event, type="inbound.message.received.v1", topic=topics.INBOUND_TRIAGE):
    """A patient's message, routed to the service that has to answer it.

    Emitted by the router in the transaction that gives that service the floor; travels on
    `inbound.<service>`. When the emergency screen matched, on `inbound.triage.urgent`, whose
    reader answers, and on `inbound.desk.urgent`, where staff read it; triage puts there what is
    written on in an emergency. Key: `contact_id`.
    """

    contact_id: ContactId
    message_id: MessageId
    wamid: Personal[str]
    sent_at: AwareDatetime
    """WhatsApp's time of the message: opens the 24 hours' window."""
    language: Language
    address: Address
    said: Said
    intent: str | None = None
    """What the router understood, where free text led here by its words."""
    red_flag: RedFlag | None = None
    """Set where the emergency screen matched."""
    broke_off: ServiceName | None = None
    """With a red flag: the service whose talk about a booking ends by it, unfinished."""


class MediaArrived(Event, type="inbound.media.arrived.v1", topic=topics.INBOUND_MEDIA):
    """A patient sent a file, which has to be fetched from Meta within 7 days.

    Emitted by the router beside the message that brought it. Key: `contact_id`.
    """

    contact_id: ContactId
    message_id: MessageId
    """Of that message."""
    media: MediaKind | str
    media_id: Personal[str]


class MediaSettled(Event, type="whatsapp.media.settled.v1", topic=topics.WHATSAPP_MEDIA):
    """A file of a patient is here, or never will be.

    Emitted by the sender, which keeps it for `MEDIA_KEPT_DAYS`. Key: `contact_id`.
    """

    contact_id: ContactId
    message_id: MessageId
    """Of the patient's message that brought it."""
    media: MediaKind | str
    state: Literal["stored", "refused"] | str
    reason: Literal["gone", "too_large", "type", "malware"] | str | None = None
    """Why it was refused; `type`: it is not what it says, or of a type that is not kept."""
    mime_type: str | None = None
    size: int | None = None
    """Bytes."""
    at: AwareDatetime
