"""WhatsApp itself, between a business number and the patients' phones."""

from __future__ import annotations

import time
from typing import Any

from wardbell_simulator import ids, webhook_bodies
from wardbell_simulator.clock import Clock
from wardbell_simulator.delivery import Delivery
from wardbell_simulator.faults import Faults
from wardbell_simulator.live import Live
from wardbell_simulator.phones import ChatMessage, Content, Phone, Phones, options
from wardbell_simulator.pricing import Terms
from wardbell_simulator.settings import Settings
from wardbell_simulator.templates.registry import Template
from wardbell_simulator.traffic import Traffic
from wardbell_simulator.webhook_bodies import BusinessNumber
from wardbell_simulator.webhooks import Webhooks

TYPING_S = 25  # Meta's guide to typing indicators


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
        self.traffic = Traffic(settings.traffic, clock)
        self.delivery = Delivery(self.numbers, clock, faults, webhooks, live)
        self._default_number = settings.phone_number_ids[0]
        self._limit = settings.chat_limit
        self._clock = clock
        self._live = live

    def forget_all(self) -> None:
        self.phones.forget_all()
        self.traffic.forget_all()
        self.delivery.forget_all()

    # What the business does

    def send(
        self,
        phone_number_id: str,
        phone: Phone,
        content: Content,
        *,
        callback_data: str | None,
        terms: Terms,
        to_user_id: bool,
        ttl_s: int,
        held: bool,
        error: int | None,
    ) -> ChatMessage:
        """Take a message from the business and send, hold or fail it."""
        message = ChatMessage(
            phone=phone,
            direction="out",
            id=ids.outbound_wamid(phone.address),
            phone_number_id=phone_number_id,
            content=content,
            timestamp=int(self._clock.now()),
            at=time.time(),
            callback_data=callback_data,
            terms=terms,
            to_user_id=to_user_id,
            ends=self._clock.now() + ttl_s,
        )
        phone.keep(message, self._limit)
        phone.typing_until = 0.0
        if error is not None:
            self.delivery.fail(message, error)
        elif held:
            self.delivery.hold(message)
        else:
            self.delivery.send(message)
        self.delivery.show(message)
        return message

    def mark_read(self, message: ChatMessage, *, typing: bool) -> None:
        """Mark a patient's message and all before it as read by the business."""
        for earlier in message.phone.written_until(message):
            if earlier.state == "read":
                break  # and so are all before it
            earlier.state = "read"
            self.delivery.show_state(earlier)
        if typing:
            message.phone.typing_until = self._clock.now() + TYPING_S
            self._live.publish("typing", message.phone.wa_id, {})

    def shows_typing(self, phone: Phone) -> bool:
        """Whether a phone shows that the business is typing: until a message of it, or for 25 s."""
        return self._clock.now() < phone.typing_until

    def template_changed(self, template: Template, reason: str) -> None:
        """Tell the business what became of one of its templates."""
        if template.status == "PAUSED":
            self.delivery.drop_held(template.name, template.language)
        self.tell_of_template(template, webhook_bodies.template_change(template, reason))

    def tell_of_template(self, template: Template, change: dict[str, Any]) -> None:
        self.delivery.update(template, change, time=int(self._clock.now()))

    # What the patient does

    def receive(
        self, phone: Phone, content: Content, phone_number_id: str | None = None
    ) -> ChatMessage:
        """Take a message from a patient and tell the business of it."""
        is_users = content["type"] != "system"  # those are WhatsApp's
        number = self._reached(phone, phone_number_id, opens_window=is_users)
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
        self.delivery.show(message)
        change = webhook_bodies.message_change(number, message)
        self.delivery.update(phone, change, on_accepted=lambda: self._accepted(message))
        return message

    def call(self, phone: Phone, phone_number_id: str | None = None) -> str:
        """Let a patient call the business; returns the call's id."""
        number = self._reached(phone, phone_number_id)
        call_id = ids.call_id(phone.address)
        now = int(self._clock.now())
        self.delivery.update(phone, webhook_bodies.call_change(number, phone, call_id, now))
        return call_id

    def prefer(self, phone: Phone, *, marketing: bool) -> None:
        """Let a patient stop or resume marketing messages, and tell the business."""
        phone.takes_marketing = marketing
        number, now = self.numbers[self._default_number], int(self._clock.now())
        self.delivery.update(phone, webhook_bodies.preference_change(number, phone, now))

    def change_number(self, phone: Phone, wa_id: str) -> None:
        """Give a patient another number, and tell every number of ours they wrote to.

        With the number changes the id: a system message for each, and `user_id_update`.
        """
        sender, before = webhook_bodies.sender_of(phone), phone.wa_id
        previous, now = phone.user_id, int(self._clock.now())
        self.phones.change_number(phone, wa_id)
        body = f"User {phone.name} changed from"
        changed = (
            {
                "body": f"{body} {before} to {wa_id}",
                "wa_id": wa_id,
                "type": "user_changed_number",
            },
            {
                "body": f"{body} {previous} to {phone.user_id}",
                "wa_id": wa_id,
                "user_id": phone.user_id,
                "type": "user_changed_user_id",
            },
        )
        for number in map(self.numbers.__getitem__, phone.windows or [self._default_number]):
            for system in changed:
                wamid = ids.inbound_wamid(before)
                change = webhook_bodies.system_change(number, sender, wamid, now, system)
                self.delivery.update(phone, change)
            update = webhook_bodies.user_id_change(number, phone, previous, now)
            self.delivery.update(phone, update)
        self._live.publish("reset", None, {})  # whoever shows phones by number starts anew

    def open_chat(self, phone: Phone) -> None:
        """Let the patient look at the chat: what is delivered becomes read."""
        for message in phone.received("delivered"):
            if message.content["type"] != "reaction":  # those only ever get `sent`
                self.delivery.reach(message, "read")
                self.delivery.show_state(message)

    def play(self, message: ChatMessage) -> None:
        """Let the patient listen to a voice message: the first time is told."""
        self.open_chat(message.phone)
        if message.state == "read":
            self.delivery.reach(message, "played")
            self.delivery.show_state(message)

    def go_offline(self, phone: Phone) -> None:
        phone.online = False
        self._live.publish("user", phone.wa_id, phone.as_json())

    def come_online(self, phone: Phone) -> None:
        phone.online = True
        self._live.publish("user", phone.wa_id, phone.as_json())
        for message in phone.received("sent"):
            if self._clock.now() < message.ends:
                self.delivery.reach(message, "delivered")
            else:
                message.state = "dropped"  # of which no status tells
            self.delivery.show_state(message)

    def _reached(
        self, phone: Phone, phone_number_id: str | None, *, opens_window: bool = True
    ) -> BusinessNumber:
        """Return the number a phone gets through to; that opens the user's window."""
        if not (phone.online and phone.on_whatsapp):
            state = "offline" if phone.on_whatsapp else "not on WhatsApp"
            raise OfflineError(f"the phone {phone.wa_id} is {state}: it cannot send")
        number = self.numbers[phone_number_id or self._default_number]
        self.traffic.arrived(number.phone_number_id)
        if opens_window:
            phone.windows[number.phone_number_id] = self._clock.now()
        return number

    def _accepted(self, message: ChatMessage) -> None:
        if message.state == "sent":  # not if the business was quick to mark it read
            message.state = "delivered"
            self.delivery.show_state(message)

    def _complete_reply(self, phone: Phone, content: Content, number: BusinessNumber) -> None:
        """Fill in what a phone knows of a tapped button or row: its text, and where it stood."""
        kind, chosen, option_id = _tapped(content)
        if offer := phone.offer_of(kind, option_id):
            for key, text in options(offer.content, kind)[str(option_id)].items():
                chosen.setdefault(key, text)
            content.setdefault("context", {"id": offer.id})
        if "id" in content.get("context", {}):
            content["context"].setdefault("from", number.display_phone_number)


def _tapped(content: Content) -> tuple[str, dict[str, Any], object]:
    """Return the kind of a reply, what it holds, and the id of the option it takes."""
    if content["type"] == "button":  # a template's quick reply
        return "button", content["button"], content["button"].get("payload")
    if content["type"] == "interactive":
        kind = content["interactive"]["type"]
        chosen = content["interactive"].get(kind, {})
        return kind, chosen, chosen.get("id")
    return "", {}, None
