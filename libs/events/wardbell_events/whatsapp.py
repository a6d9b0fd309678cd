"""Meta's webhook updates, one record each, kept raw: an unknown shape is never refused."""

from __future__ import annotations

from typing import Any

from wardbell_events import topics
from wardbell_events.event import Event
from wardbell_events.inbound import RedFlag
from wardbell_events.personal import Personal

Json = dict[str, Any]


class _Update(Event, type="whatsapp.update", topic=topics.WHATSAPP_MESSAGES):
    """One element of a webhook's `value`, with what Meta said around it."""

    field: str
    """`changes[].field`, e.g. `messages`."""
    waba_id: str | None = None
    phone_number_id: str | None = None
    display_phone_number: str | None = None
    contact_key: str
    """HMAC of our number and the user: the key of `whatsapp.*`, since the door has no database."""
    raw: Personal[Json]

    @property
    def key(self) -> str:
        return self.contact_key


class MessageArrived(_Update, type="whatsapp.message.arrived.v1", topic=topics.WHATSAPP_MESSAGES):
    """A patient's message (`messages[]`). Emitted by the ingress; key: `contact_key`.

    A message in which the emergency screen found something travels on `whatsapp.urgent`.
    """

    profile: Personal[Json | None] = None
    """The `contacts[]` block that names the same user, where Meta sent one."""
    red_flag: RedFlag | None = None


class UserChanged(_Update, type="whatsapp.user.changed.v1", topic=topics.WHATSAPP_MESSAGES):
    """Another change that names a user, e.g. `user_id_update`. From the ingress, as above."""

    profile: Personal[Json | None] = None


class StatusChanged(_Update, type="whatsapp.status.changed.v1", topic=topics.WHATSAPP_STATUSES):
    """A delivery status (`statuses[]`). Emitted by the ingress.

    Key: the contact in `biz_opaque_callback_data`, which keeps one contact's statuses in order.
    """


class AccountChanged(_Update, type="whatsapp.account.changed.v1", topic=topics.WHATSAPP_ACCOUNT):
    """Whatever names no user: templates, quality, account. Emitted by the ingress."""
