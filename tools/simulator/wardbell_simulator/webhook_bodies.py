"""Webhook bodies in Meta's shape (webhook reference, 2026): one change per update."""

from __future__ import annotations

import hmac
import json
from dataclasses import dataclass
from typing import Any

from wardbell_simulator.cloud_api import codes
from wardbell_simulator.phones import ChatMessage, Phone
from wardbell_simulator.templates.registry import Template


@dataclass(frozen=True, slots=True)
class BusinessNumber:
    phone_number_id: str
    display_phone_number: str

    def value(self, contact: dict[str, Any] | None = None) -> dict[str, Any]:
        about = {
            "messaging_product": "whatsapp",
            "metadata": {
                "display_phone_number": self.display_phone_number,
                "phone_number_id": self.phone_number_id,
            },
        }
        return {**about, "contacts": [contact]} if contact else about


def message_change(number: BusinessNumber, message: ChatMessage) -> dict[str, Any]:
    """Return the change that tells of a patient's message."""
    phone = message.phone
    value = number.value(_contact(phone))
    value["messages"] = [
        {
            **sender_of(phone),
            "id": message.id,
            "timestamp": str(message.timestamp),
            **message.content,
        }
    ]
    return {"value": value, "field": "messages"}


def sender_of(phone: Phone) -> dict[str, str]:
    if phone.hides_number:
        return {"from_user_id": phone.user_id}
    return {"from": phone.wa_id, "from_user_id": phone.user_id}


def status_change(
    number: BusinessNumber, message: ChatMessage, status: str, timestamp: int
) -> dict[str, Any]:
    """Return the change that tells how far a message to a patient came."""
    phone = message.phone
    about: dict[str, Any] = {"id": message.id, "status": status, "timestamp": str(timestamp)}
    if not phone.hides_number:  # left out, not empty, as for users who have a username
        about["recipient_id"] = phone.wa_id
    if status != "failed" or message.to_user_id:
        about["recipient_user_id"] = phone.user_id
    if message.callback_data is not None:
        about["biz_opaque_callback_data"] = message.callback_data
    if message.error is not None:
        about["errors"] = [codes.in_webhook(message.error)]
    elif message.terms and not message.priced:  # on sent, and on one of those after it
        about |= message.terms.in_status(message.timestamp)
    value = number.value(None if status == "failed" else _contact(phone))
    value["statuses"] = [about]
    return {"value": value, "field": "messages"}


def template_change(template: Template, reason: str) -> dict[str, Any]:
    """Return the change that tells what became of a template."""
    value: dict[str, Any] = {
        "event": template.status,
        **_about(template),
        "message_template_category": template.category,
        "reason": reason,
    }
    if template.status == "REJECTED":
        value["rejection_info"] = {"reason": reason, "recommendation": "Edit and resubmit it."}
    if template.status == "PAUSED":
        value["other_info"] = {"title": "FIRST_PAUSE", "description": "Paused for low quality."}
    return {"value": value, "field": "message_template_status_update"}


def category_change(template: Template, before: str) -> dict[str, Any]:
    """Return the change that tells of a template's new category."""
    value = {**_about(template), "previous_category": before, "new_category": template.category}
    return {"value": value, "field": "template_category_update"}


def quality_change(template: Template, before: str) -> dict[str, Any]:
    """Return the change that tells of a template's new quality."""
    scores = {"previous_quality_score": before, "new_quality_score": template.quality}
    return {"value": {**scores, **_about(template)}, "field": "message_template_quality_update"}


def _about(template: Template) -> dict[str, Any]:
    return {
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
    }


def system_change(
    number: BusinessNumber, sender: dict[str, str], wamid: str, at: int, system: dict[str, str]
) -> dict[str, Any]:
    """Return the change that tells of a user's new number or id; it has no contacts."""
    message = {**sender, "id": wamid, "timestamp": str(at), "system": system, "type": "system"}
    return {"value": {**number.value(), "messages": [message]}, "field": "messages"}


def user_id_change(number: BusinessNumber, phone: Phone, previous: str, at: int) -> dict[str, Any]:
    about: dict[str, Any] = {
        "detail": f"User id for {phone.name} has been updated.",
        "user_id": {"previous": previous, "current": phone.user_id},
        "timestamp": str(at),
    }
    if not phone.hides_number:
        about["wa_id"] = phone.wa_id
    value = {**number.value(_contact(phone)), "user_id_update": [about]}
    return {"value": value, "field": "user_id_update"}


def call_change(number: BusinessNumber, phone: Phone, call_id: str, at: int) -> dict[str, Any]:
    """Return the change that tells of a user's call, as far as a business without calling sees."""
    call: dict[str, Any] = {
        "id": call_id,
        "to": number.display_phone_number,
        "event": "connect",
        "direction": "USER_INITIATED",
        "timestamp": str(at),
    }
    if not phone.hides_number:
        call["from"] = phone.wa_id
    call["from_user_id"] = phone.user_id
    return {"value": {**number.value(_contact(phone)), "calls": [call]}, "field": "calls"}


def preference_change(number: BusinessNumber, phone: Phone, at: int) -> dict[str, Any]:
    """Return the change that tells whether a user takes marketing messages."""
    verb = "resume" if phone.takes_marketing else "stop"
    about: dict[str, Any] = {
        "detail": f"User requested to {verb} marketing messages",
        "category": "marketing_messages",
        "value": verb,
        "timestamp": at,
        "user_id": phone.user_id,
    }
    if not phone.hides_number:
        about["wa_id"] = phone.wa_id
    value = {**number.value(_contact(phone)), "user_preferences": [about]}
    return {"value": value, "field": "user_preferences"}


def _contact(phone: Phone) -> dict[str, Any]:
    contact: dict[str, Any] = {"profile": {"name": phone.name}, "user_id": phone.user_id}
    if not phone.hides_number:
        contact["wa_id"] = phone.wa_id
    return contact


def encoded(change: dict[str, Any], *, ascii_only: bool) -> bytes:
    r"""Return a change as bytes; Meta escapes what is not ASCII as \uXXXX."""
    return json.dumps(change, ensure_ascii=ascii_only, separators=(",", ":")).encode()


def entry(waba_id: str, changes: list[bytes], time: int | None = None) -> bytes:
    return b'{"id":"%b",%b"changes":[%b]}' % (
        waba_id.encode(),
        b"" if time is None else b'"time":%d,' % time,
        b",".join(changes),
    )


def body(entries: list[bytes]) -> bytes:
    return b'{"object":"whatsapp_business_account","entry":[%b]}' % b",".join(entries)


def signature(app_secret: bytes, raw: bytes) -> str:
    """Return `X-Hub-Signature-256` for the bytes as they are sent."""
    return f"sha256={hmac.digest(app_secret, raw, 'sha256').hex()}"
