"""WhatsApp itself, between a business number and the patients' phones."""

from __future__ import annotations

import time
from typing import Any

from wardbell_simulator import ids, webhook_bodies
from wardbell_simulator.clock import Clock
from wardbell_simulator.faults import Faults
from wardbell_simulator.live import Live
from wardbell_simulator.phones import (
    ChatMessage,
    Content,
    Phone,
    Phones,
    State,
    options,
)
from wardbell_simulator.settings import Settings
from wardbell_simulator.templates.registry import Template
from wardbell_simulator.webhook_bodies import BusinessNumber
from wardbell_simulator.webhooks import STATUSES, Webhooks


class OfflineError(Exception):
    """A phone without a connection was asked to send."""


class WhatsApp:
    def __init__(
        self, settings: Settings, clock: Clock, faults: Faults, webhooks: Webhooks, live: Live
    ) -> None:
        self.phones = Phones()
        self.numbers = {
            number: BusinessNumber(number, settings.display_phone_number(number))
            for number in settings.phone_number_ids
        }
        self._default_number = settings.phone_number_ids[0]
        self._limit = settings.chat_limit
        self._clock = clock
        self._faults = faults
        self._webhooks = webhooks
        self._live = live

    # What the business does

    def send(
        self, phone_number_id: str, phone: Phone, content: Content, callback_data: str | None
    ) -> ChatMessage:
        """Take a message from the business and deliver it if the phone is online."""
        message = ChatMessage(
            phone=phone,
            direction="out",
            id=ids.outbound_wamid(phone.address),
            phone_number_id=phone_number_id,
            content=content,
            timestamp=int(self._clock.now()),
            at=time.time(),
            callback_data=callback_data,
        )
        phone.keep(message, self._limit)
        self._reach(message, "sent")
        if phone.online:
            self._reach(message, "delivered")
        self._show(message)
        return message

    def mark_read(self, message: ChatMessage, *, typing: bool) -> None:
        """Mark a patient's message and all before it as read by the business."""
        for earlier in message.phone.written_until(message):
            if earlier.state == "read":
                break  # and so are all before it
            earlier.state = "read"
            self._show_state(earlier)
        if typing:
            self._live.publish("typing", message.phone.wa_id, {})

    def template_changed(self, template: Template, reason: str) -> None:
        """Tell the business what became of one of its templates."""
        change = webhook_bodies.template_change(template, reason)
        self._webhooks.send(template, self._encoded(change), time=int(self._clock.now()))

    # What the patient does

    def receive(
        self, phone: Phone, content: Content, phone_number_id: str | None = None
    ) -> ChatMessage:
        """Take a message from a patient and tell the business of it."""
        if not phone.online:
            raise OfflineError
        number = self.numbers[phone_number_id or self._default_number]
        self._complete_reply(phone, content, number)
        message = ChatMessage(
            phone=phone,
            direction="in",
            id=ids.inbound_wamid(phone.address),
            phone_number_id=number.phone_number_id,
            content=content,
            timestamp=int(self._clock.now()),
            at=time.time(),
        )
        phone.keep(message, self._limit)
        self._show(message)
        change = webhook_bodies.message_change(number, message)
        self._webhooks.send(
            phone, self._encoded(change), on_accepted=lambda: self._accepted(message)
        )
        return message

    def open_chat(self, phone: Phone) -> None:
        """Let the patient look at the chat: what is delivered becomes read."""
        for message in phone.received("delivered"):
            if message.content["type"] != "reaction":  # those only ever get `sent`
                self._reach(message, "read")
                self._show_state(message)

    def go_offline(self, phone: Phone) -> None:
        phone.online = False
        self._live.publish("user", phone.wa_id, phone.as_json())

    def come_online(self, phone: Phone) -> None:
        phone.online = True
        self._live.publish("user", phone.wa_id, phone.as_json())
        for message in phone.received("sent"):
            self._reach(message, "delivered")
            self._show_state(message)

    # How it travels

    def _reach(self, message: ChatMessage, state: State) -> None:
        message.state = state
        is_quiet_reaction = state != "sent" and message.content["type"] == "reaction"
        if self._faults.now.no_statuses or is_quiet_reaction:
            return
        change = webhook_bodies.status_change(
            self.numbers[message.phone_number_id], message, state, int(self._clock.now())
        )
        self._webhooks.send(
            message,
            self._encoded(change),
            delay_s=self._faults.now.status_delay_s,
            rank=STATUSES,
        )

    def _accepted(self, message: ChatMessage) -> None:
        if message.state == "sent":  # not if the business was quick to mark it read
            message.state = "delivered"
            self._show_state(message)

    def _encoded(self, change: dict[str, Any]) -> bytes:
        return webhook_bodies.encoded(change, ascii_only=not self._faults.now.raw_utf8)

    def _complete_reply(self, phone: Phone, content: Content, number: BusinessNumber) -> None:
        """Fill in what a phone knows of a tapped button or row: its text, and where it stood."""
        kind, chosen, option_id = _tapped(content)
        if offer := phone.offer_of(kind, option_id):
            for key, text in options(offer.content, kind)[str(option_id)].items():
                chosen.setdefault(key, text)
            content.setdefault("context", {"id": offer.id})
        if "id" in content.get("context", {}):
            content["context"].setdefault("from", number.display_phone_number)

    def _show(self, message: ChatMessage) -> None:
        if self._live.watched:
            self._live.publish("message", message.phone.wa_id, {"message": message.as_json()})

    def _show_state(self, message: ChatMessage) -> None:
        self._live.publish("state", message.phone.wa_id, {"id": message.id, "state": message.state})


def _tapped(content: Content) -> tuple[str, dict[str, Any], object]:
    """Return the kind of a reply, what it holds, and the id of the option it takes."""
    if content["type"] == "button":  # a template's quick reply
        return "button", content["button"], content["button"].get("payload")
    if content["type"] == "interactive":
        kind = content["interactive"]["type"]
        chosen = content["interactive"].get(kind, {})
        return kind, chosen, chosen.get("id")
    return "", {}, None
