"""What became of our messages."""

from __future__ import annotations

from typing import Literal

from pydantic import AwareDatetime

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.ids import ContactId, MessageId, ServiceName
from wardbell_events.outbound import Expects, Purpose

State = Literal["sent", "delivered", "read", "played", "failed", "undeliverable"]


class DeliveryChanged(Event, type="whatsapp.delivery.changed.v1", topic=topics.WHATSAPP_DELIVERIES):
    """A message of ours went one state on. States never go backwards.

    Emitted by the sender in the transaction that records the state. Key: `contact_id`.
    `failed` is WhatsApp's word, or ours where none came; it may prove wrong: `delivered` follows
    then. `undeliverable` is ours (`reason`). `played` goes beyond `read`,
    of a voice message.
    """

    contact_id: ContactId
    message_id: MessageId
    service: ServiceName | str
    """Who asked for the message."""
    state: State | str
    at: AwareDatetime
    """WhatsApp's time, where it said so; else ours."""
    reason: Literal["window", "consent", "expired", "template"] | str | None = None
    """Why it was not sent, where `state` is `undeliverable`; `template`: Meta keeps it back."""
    error_code: int | None = None
    """Meta's code (whatsapp.md section 4) where `state` is `failed`."""
    expects: Expects | None = None
    """Of a notice: its floor opens when it was sent."""


class MessagePriced(Event, type="whatsapp.message.priced.v1", topic=topics.WHATSAPP_DELIVERIES):
    """WhatsApp says what a message of ours is billed as.

    Emitted by the sender once a message, with whichever status tells it first. Key: `contact_id`.
    """

    contact_id: ContactId
    message_id: MessageId
    service: ServiceName | str
    """Who asked for the message."""
    purpose: Purpose | str
    campaign: str | None = None
    """Which one, as it was asked for."""
    category: str
    """Meta's: `utility`, `marketing`, `authentication`, `service`, …"""
    billable: bool
    """False: free, inside the window or after a click on an advertisement."""
    at: AwareDatetime


class FallbackWanted(Event, type="whatsapp.delivery.fallback.v1", topic=topics.WHATSAPP_DELIVERIES):
    """WhatsApp does not reach a patient: another channel is to.

    Emitted by the sender once a message, if it is set to name a channel. Key: `contact_id`. Says
    nothing of what the patient wants: who is not reached has not opted out.
    """

    contact_id: ContactId
    message_id: MessageId
    service: ServiceName | str
    """Who asked for the message."""
    purpose: Purpose | str
    channel: Literal["sms", "call_list"] | str
    reason: Literal["not_reached", "not_delivered"] | str
    """WhatsApp says that it cannot be delivered, or has not said that it was, for too long."""
    at: AwareDatetime
