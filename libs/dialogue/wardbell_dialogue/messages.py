"""Building what we say, within WhatsApp's limits (they stand in `wardbell_events.outbound`)."""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_events import MessageReceived, MessageRequested
from wardbell_events.ids import MessageId, ServiceName, derived
from wardbell_events.outbound import (
    Button,
    ButtonsContent,
    Consent,
    Content,
    Expects,
    ListContent,
    Row,
    TextContent,
)


def say(body: str) -> TextContent:
    """Plain text."""
    return TextContent(body=body)


def ask(body: str, buttons: Sequence[tuple[str, str]]) -> ButtonsContent:
    """A question with one to three buttons, each `(service:action:argument, title)`."""
    return ButtonsContent(
        body=body, buttons=tuple(Button(id=id_, title=title) for id_, title in buttons)
    )


def choose(body: str, button: str, rows: Sequence[tuple[str, str, str]]) -> ListContent:
    """A question with one to ten rows, each `(service:action:argument, title, description)`."""
    return ListContent(
        body=body,
        button=button,
        rows=tuple(Row(id=id_, title=title, description=more) for id_, title, more in rows),
    )


def answer(
    event: MessageReceived,
    service: ServiceName,
    content: Content,
    *,
    expects: Expects | None = None,
    consent: Consent | None = None,
    language: str | None = None,
) -> MessageRequested:
    """The one answer of a service to a patient's message.

    Its id follows from the message's, so a handler that runs again asks for the same message.
    """
    return MessageRequested(
        contact_id=event.contact_id,
        message_id=MessageId(derived(event.message_id, service)),
        language=language or event.language,
        content=content,
        in_reply_to=event.sent_at,
        address=event.address,
        expects=expects,
        consent=consent,
    )
