"""One webhook body into records: each message, status and other change on its own topic.

Whatever is not recognised is kept raw on `whatsapp.account`: an unknown shape is never refused.
Source: Meta, WhatsApp Cloud API webhooks (reference in docs/reference/whatsapp.md).
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

import orjson

from wardbell_events import (
    AccountChanged,
    Envelope,
    MessageArrived,
    RedFlag,
    StatusChanged,
    UserChanged,
)
from wardbell_events.envelope import Headers
from wardbell_events.topics import WHATSAPP_URGENT, Topic
from wardbell_runtime import at_the_door

Screen = Callable[[str], RedFlag | None]
"""The emergency screen."""
SiteOf = Callable[[str], str]
"""The site of one of our numbers, `` for a number that is not ours."""

UNDATED = datetime(1970, 1, 1, tzinfo=UTC)
"""Time of an update that carries none: a repeat must have the same time, so not that of arrival."""
AROUND = {"messaging_product", "metadata", "contacts"}
"""What a value says around its updates."""
USER_FIELDS = {
    "user_id_update": "user_id_update",
    "user_preferences": "user_preferences",
    "calls": "calls",
}
"""Webhook fields that name a user, and the list that holds them."""


class Update(NamedTuple):
    """What becomes one Kafka record."""

    topic: Topic
    key: bytes
    time: datetime
    headers: Headers
    value: bytes


@dataclass(frozen=True, slots=True)
class Door:
    """What the door knows: it has no database."""

    contact_key: bytes
    screen: Screen
    site_of: SiteOf

    def updates(self, body: Any, received_at: datetime) -> Iterator[Update]:
        """All updates of a webhook's parsed body, in its order."""
        entries = body.get("entry") if isinstance(body, dict) else None
        if not isinstance(entries, list):
            yield self._account({"body": body}, "", None, None, received_at)
            return
        for entry in entries:
            changes = entry.get("changes") if isinstance(entry, dict) else None
            if not isinstance(changes, list):
                yield self._account({"entry": entry}, "", None, None, received_at)
                continue
            for change in changes:
                yield from self._change(change, entry, received_at)

    def _change(
        self, change: Any, entry: dict[str, Any], received_at: datetime
    ) -> Iterator[Update]:
        value = change.get("value") if isinstance(change, dict) else None
        waba = _text(entry.get("id"))
        if not isinstance(value, dict):
            yield self._account({"change": change}, "", waba, entry.get("time"), received_at)
            return
        field = _text(change.get("field")) or ""
        around = _Around.of(field, waba, value)
        rest = dict(value)
        nothing = not rest.keys() - AROUND
        if field == "messages":
            for message in _objects(rest, "messages"):
                yield self._message(message, around, received_at)
            for status in _objects(rest, "statuses"):
                yield self._status(status, around, received_at)
        elif field in USER_FIELDS:
            for about in _objects(rest, field):
                yield self._user(about, around, received_at)
        if nothing or rest.keys() - AROUND:
            yield self._account(rest, field, waba, entry.get("time"), received_at, around)

    def _message(self, message: dict[str, Any], around: _Around, received_at: datetime) -> Update:
        profile = around.profile_of(message)
        wamid = message.get("id")
        text = free_text(message)
        red_flag = self.screen(text) if text else None
        return self._update(
            MessageArrived.type,
            WHATSAPP_URGENT if red_flag else MessageArrived.topic,
            around,
            message,
            id_=at_the_door(f"message/{wamid}") if isinstance(wamid, str) and wamid else None,
            time=message.get("timestamp"),
            received_at=received_at,
            key=self._user_key(around, message, profile),
            profile=profile,
            red_flag=red_flag.model_dump() if red_flag else None,
        )

    def _status(self, status: dict[str, Any], around: _Around, received_at: datetime) -> Update:
        wamid, state, time = status.get("id"), status.get("status"), status.get("timestamp")
        contact = str(status.get("biz_opaque_callback_data") or "").split(".")[0]
        try:
            key = str(UUID(contact))
        except ValueError:
            key = self._user_key(around, {"from": status.get("recipient_id")}, None)
        return self._update(
            StatusChanged.type,
            StatusChanged.topic,
            around,
            status,
            id_=at_the_door(f"status/{wamid}/{state}/{time}") if wamid and state else None,
            time=time,
            received_at=received_at,
            key=key,
        )

    def _user(self, about: dict[str, Any], around: _Around, received_at: datetime) -> Update:
        profile = around.profile_of(about)
        return self._update(
            UserChanged.type,
            UserChanged.topic,
            around,
            about,
            id_=None,
            time=about.get("timestamp"),
            received_at=received_at,
            key=self._user_key(around, about, profile),
            profile=profile,
        )

    def _account(
        self,
        raw: dict[str, Any],
        field: str,
        waba: str | None,
        time: Any,
        received_at: datetime,
        around: _Around | None = None,
    ) -> Update:
        return self._update(
            AccountChanged.type,
            AccountChanged.topic,
            around or _Around(field, waba, None, None, ()),
            raw,
            id_=None,
            time=time,
            received_at=received_at,
            key=waba or "",
        )

    def _user_key(
        self, around: _Around, message: dict[str, Any], profile: dict[str, Any] | None
    ) -> str:
        """The user id where Meta sent one, else the number: what a user's messages share."""
        user = (
            _text(message.get("from_user_id"))
            or _text((profile or {}).get("user_id"))
            or _text(message.get("from"))
            or _text(message.get("wa_id"))
            or _text((profile or {}).get("wa_id"))
            or ""
        )
        said = f"{around.number or ''}/{user}".encode()
        return hmac.digest(self.contact_key, said, "sha256").hex()[:32]

    def _update(
        self,
        type_: str,
        topic: Topic,
        around: _Around,
        raw: dict[str, Any],
        *,
        id_: UUID | None,
        time: Any,
        received_at: datetime,
        key: str,
        **more: Any,
    ) -> Update:
        number = around.number or ""
        value = orjson.dumps(
            {
                "field": around.field,
                "waba_id": around.waba,
                "phone_number_id": number or None,
                "display_phone_number": around.display,
                "contact_key": key,
                "raw": raw,
                **more,
            }
        )
        if id_ is None:
            id_ = at_the_door(hashlib.sha256(topic.name.encode() + value).hexdigest())
        envelope = Envelope(
            id=id_,
            type=type_,
            source="wardbell/gateway",
            time=moment(time),
            subject=key,
            site=self.site_of(number),
            number=number,
            received_at=received_at,
            correlation_id=str(id_),
            causation_id="",
            traceparent=f"00-{id_.hex}-{id_.hex[16:]}-01",
        )
        return Update(topic, key.encode(), envelope.time, envelope.headers(), value)


class _Around(NamedTuple):
    """What Meta said once for all updates of a change."""

    field: str
    waba: str | None
    number: str | None
    display: str | None
    profiles: tuple[dict[str, Any], ...]

    @classmethod
    def of(cls, field: str, waba: str | None, value: dict[str, Any]) -> _Around:
        metadata = value.get("metadata")
        metadata = metadata if isinstance(metadata, dict) else {}
        contacts = value.get("contacts")
        return cls(
            field,
            waba,
            _text(metadata.get("phone_number_id")),
            _text(metadata.get("display_phone_number")),
            tuple(c for c in contacts if isinstance(c, dict)) if isinstance(contacts, list) else (),
        )

    def profile_of(self, message: dict[str, Any]) -> dict[str, Any] | None:
        """The `contacts[]` block of the same user."""
        for profile in self.profiles:
            for here, there in (("user_id", "from_user_id"), ("wa_id", "from"), ("wa_id", "wa_id")):
                if profile.get(here) is not None and profile.get(here) == message.get(there):
                    return profile
        if len(self.profiles) == 1 and not (message.get("from") or message.get("from_user_id")):
            return self.profiles[0]
        return None


def free_text(message: dict[str, Any]) -> str:
    """Everything in a message that a patient may have written, for the emergency screen.

    Taps on our own buttons and lists are left out: their words are ours.
    """
    parts: list[Any] = []
    for kind in ("text", "image", "video", "document", "location", "button"):
        inner = message.get(kind)
        if isinstance(inner, dict):
            parts += [inner.get("body"), inner.get("caption"), inner.get("text"), inner.get("name")]
    edit = message.get("edit")
    if isinstance(edit, dict) and isinstance(edit.get("message"), dict):
        parts.append(free_text(edit["message"]))
    return " ".join(part for part in parts if isinstance(part, str))


def moment(seconds: Any) -> datetime:
    """Meta's time: Unix seconds as text or number."""
    try:
        return datetime.fromtimestamp(int(seconds), tz=UTC)
    except (TypeError, ValueError, OverflowError, OSError):
        return UNDATED


def _text(value: Any) -> str | None:
    """Meta's ids come as text or number."""
    if isinstance(value, str):
        return value or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _objects(value: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """Take the objects of a list out of `value`; what is not an object stays in it."""
    found = value.get(name)
    if not isinstance(found, list):
        return []
    rest = [item for item in found if not isinstance(item, dict)]
    if rest:
        value[name] = rest
    else:
        del value[name]
    return [item for item in found if isinstance(item, dict)]
