"""The patients' phones and what stands in their chats."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import dropwhile
from typing import Any, Literal

from wardbell_simulator import ids
from wardbell_simulator.pricing import Terms

State = Literal["sent", "delivered", "read", "played", "held", "failed", "dropped"]
Content = dict[str, Any]  # as in WhatsApp's JSON: `type`, the key it names, maybe `context`


@dataclass(slots=True, eq=False)
class ChatMessage:
    """One message as it stands in a chat.

    `state` is what ticks show: an `in` message is delivered once a webhook was accepted and read
    once the business marked it; an `out` message as its statuses say.
    """

    phone: Phone
    direction: Literal["in", "out"]
    id: str
    phone_number_id: str  # of the business
    content: Content
    timestamp: int  # virtual epoch seconds
    at: float  # real epoch seconds
    callback_data: str | None = None
    terms: Terms | None = None  # of an `out` message
    to_user_id: bool = False  # and not to the number
    ends: float = math.inf  # when an undelivered one is dropped, in virtual epoch seconds
    state: State = "sent"
    error: int | None = None  # why it failed
    priced: bool = False  # a status after `sent` told the price

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "direction": self.direction,
            "timestamp": str(self.timestamp),
            "at": self.at,
            "state": self.state,
            "phone_number_id": self.phone_number_id,
            **({"biz_opaque_callback_data": self.callback_data} if self.callback_data else {}),
            **({"error": self.error} if self.error is not None else {}),
            **self.content,
        }


@dataclass(slots=True, eq=False)
class Phone:
    """A WhatsApp user: `wa_id` is the number, `user_id` what one business knows the user by."""

    wa_id: str
    user_id: str
    name: str
    hides_number: bool = False  # has a username: webhooks carry no number
    online: bool = True
    on_whatsapp: bool = True
    takes_marketing: bool = True
    typing_until: float = 0.0  # the business, as this phone shows it
    windows: dict[str, float] = field(default_factory=dict)  # number: when last opened
    chat: dict[str, ChatMessage] = field(default_factory=dict)  # by id, oldest first

    @property
    def address(self) -> str:
        """What the ids of this user's messages are made from."""
        return self.user_id if self.hides_number else self.wa_id

    def keep(self, message: ChatMessage, limit: int) -> None:
        self.chat[message.id] = message
        if len(self.chat) > limit:
            del self.chat[next(iter(self.chat))]

    def received(self, state: State) -> list[ChatMessage]:
        """Return the messages to this phone that are in a state, oldest first."""
        return [m for m in self.chat.values() if m.direction == "out" and m.state == state]

    def written_until(self, last: ChatMessage) -> Iterator[ChatMessage]:
        """Return what the patient wrote up to a message, newest first."""
        newest_first = dropwhile(lambda m: m is not last, reversed(self.chat.values()))
        return (m for m in newest_first if m.direction == "in")

    def offer_of(self, reply: str, option_id: object) -> ChatMessage | None:
        """Return the newest message that offers a button or row with this id."""
        for message in reversed(self.chat.values()):
            if message.direction == "out" and option_id in options(message.content, reply):
                return message
        return None

    def as_json(self) -> dict[str, Any]:
        return {
            "wa_id": self.wa_id,
            "user_id": self.user_id,
            "name": self.name,
            "no_wa_id": self.hides_number,
            "offline": not self.online,
        }


def options(content: Content, reply: str) -> dict[str, dict[str, str]]:
    """Return what a message offers for `button_reply`, `list_reply` or `button`, by option id."""
    if reply == "button":
        buttons = content.get("hydrated", {}).get("buttons", [])
        replies = [button for button in buttons if button["type"] == "quick_reply"]
        return {button["payload"]: {"text": button["text"]} for button in replies}
    interactive = content.get("interactive", {})
    offered: list[dict[str, str]] = []
    if (reply, interactive.get("type")) == ("button_reply", "button"):
        offered = [button["reply"] for button in interactive["action"]["buttons"]]
    if (reply, interactive.get("type")) == ("list_reply", "list"):
        offered = [row for part in interactive["action"]["sections"] for row in part["rows"]]
    return {option["id"]: option for option in offered}


class Phones:
    """Every phone of the simulated world; one is made up when first written to or from."""

    def __init__(self) -> None:
        self._by_number: dict[str, Phone] = {}
        self._by_user_id: dict[str, Phone] = {}
        self._left: dict[str, Phone] = {}  # by a number that its user gave up

    def __iter__(self) -> Iterator[Phone]:
        return iter(self._by_number.values())

    def get(self, wa_id: str) -> Phone:
        phone = self._by_number.get(wa_id) or self._left.get(wa_id)
        if phone is None:
            phone = Phone(wa_id, ids.user_id_of(wa_id), name=f"Patient {wa_id[-4:]}")
            self._by_number[wa_id] = self._by_user_id[phone.user_id] = phone
        return phone

    def known(self, wa_id: str) -> Phone | None:
        return self._by_number.get(wa_id)

    def with_user_id(self, user_id: str) -> Phone | None:
        phone = self._by_user_id.get(user_id)
        return phone if phone and phone.user_id == user_id else None

    def change_user_id(self, phone: Phone, user_id: str) -> None:
        """Give a phone another user id; ValueError if somebody else has it.

        The old one no longer reaches the phone, but still leads to its older messages.
        """
        if self._by_user_id.get(user_id, phone) is not phone:
            raise ValueError(f"another phone has or had the user id {user_id}")
        phone.user_id = user_id
        self._by_user_id[user_id] = phone

    def change_number(self, phone: Phone, wa_id: str) -> None:
        """Give a phone another number and with it another user id; ValueError if it is taken.

        Whoever writes to the old number reaches nobody on WhatsApp.
        """
        if wa_id in self._by_number or wa_id in self._left:
            raise ValueError(f"another phone has or had the number {wa_id}")
        del self._by_number[phone.wa_id]
        self._left[phone.wa_id] = replace(phone, on_whatsapp=False)  # with the same chat
        self.change_user_id(phone, ids.user_id_of(wa_id))
        phone.wa_id = wa_id
        self._by_number[wa_id] = phone

    def message(self, wamid: str) -> ChatMessage | None:
        address = ids.address_in(wamid) or ""
        places = (self._by_number, self._left, self._by_user_id)
        phone = next((place[address] for place in places if address in place), None)
        return phone.chat.get(wamid) if phone else None

    def forget_all(self) -> None:
        self._by_number.clear()
        self._by_user_id.clear()
        self._left.clear()
