"""Which form a message is sent in: as it is until 24 hours after the patient wrote, or a template.

Source: Meta, customer service window (docs/reference/whatsapp.md, outbound). Pure.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Literal

from pydantic import TypeAdapter

from wardbell_events.outbound import Content, Template
from wardbell_sender.ledger import Claimed

_CONTENT: TypeAdapter[Content] = TypeAdapter(Content)

MARGIN = timedelta(seconds=30)
"""A window is treated as closed so much earlier: WhatsApp takes a message when it arrives there."""

Withheld = Literal["window", "expired", "template"]
"""Why a message is not sent at all."""


def form(
    message: Claimed, now: datetime, kept_back: Collection[tuple[str, str]] = ()
) -> Content | Template | Withheld:
    """What is sent of a message, or why nothing is.

    Args:
        kept_back: templates, by name and language, that Meta does not let us send now

    Raises:
        ValidationError: this version cannot read it
    """
    if message.expires_at is not None and now >= message.expires_at:
        return "expired"
    if message.content is not None and not message.only_template and _is_open(message, now):
        return _CONTENT.validate_json(message.content)
    if message.template is not None:
        template = Template.model_validate_json(message.template)
        return "template" if (template.name, message.language) in kept_back else template
    return "window"


def _is_open(message: Claimed, now: datetime) -> bool:
    return message.window_until is not None and now < message.window_until - MARGIN
