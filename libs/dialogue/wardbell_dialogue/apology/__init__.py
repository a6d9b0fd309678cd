"""What a patient reads whose message could not be handled: an apology, and a way on."""

from __future__ import annotations

from uuid import UUID

from wardbell_dialogue.messages import ask, say
from wardbell_dialogue.sites import Site, Sites
from wardbell_dialogue.texts import texts
from wardbell_events import Envelope, MessageRequested
from wardbell_events.ids import ContactId, MessageId, ServiceName, derived
from wardbell_events.outbound import Content

SAY = texts("wardbell_dialogue.apology")


def apology(
    cause: Envelope, contact: UUID | None, sites: Sites, service: ServiceName, *, told: bool = False
) -> MessageRequested | None:
    """The answer of a service to what it could not read. None: nobody is known to have sent it.

    Args:
        cause: of what could not be read
        contact: whom its key names
        told: whether a task was opened, so that the patient need not write again
    """
    site = sites.get(cause.number)
    if contact is None or site is None:
        return None
    return MessageRequested(
        contact_id=ContactId(contact),
        message_id=MessageId(derived(cause.id, service)),
        language=site.languages[0],
        content=sorry(site, told=told),
        in_reply_to=cause.time,
    )


def sorry(site: Site, *, told: bool) -> Content:
    """In all languages of the site, since the patient's is not known."""
    body = " / ".join(_sentences(language, site, told=told) for language in site.languages)
    if told:
        return say(body)
    language = site.languages[0]
    return ask(
        body,
        [
            ("desk:call_back:human", SAY(language, "human")),
            ("gateway:menu", SAY(language, "menu")),
        ],
    )


def _sentences(language: str, site: Site, *, told: bool) -> str:
    said = [
        SAY(language, "unreadable"),
        SAY(language, "emergency", number=site.emergency_number),
        SAY(language, "told" if told else "again"),
    ]
    if site.phone is not None:
        said.append(SAY(language, "call", phone=site.phone))
    return " ".join(said)
