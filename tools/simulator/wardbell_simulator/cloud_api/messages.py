"""What a request to send may look like, type by type."""

from __future__ import annotations

import re
from collections.abc import Callable

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.interactive import check_interactive
from wardbell_simulator.cloud_api.media import check_media
from wardbell_simulator.cloud_api.shape import (
    Json,
    choice_in_any_case_at,
    object_at,
    objects_at,
    only,
    optional_flag_at,
    optional_string_at,
    string_at,
)
from wardbell_simulator.cloud_api.template import check_template

USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
NUMBER = re.compile(r"\+?[0-9\s().-]+")
NUMBER_DIGITS = range(7, 16)  # E.164


def check_message(request: Json) -> str:
    """Return the type of a message that Meta would take; raises Refused for any other."""
    typed = {"type": "text", "recipient_type": "individual", **request}
    kind = choice_in_any_case_at(typed, "type", "type", _TYPES)
    recipient_type = choice_in_any_case_at(
        typed, "recipient_type", "recipient_type", ("individual", "group")
    )
    if recipient_type == "group":
        raise errors.unknown_object(str(request.get("to")))  # no groups in this world
    callback_data = optional_string_at(
        request, "biz_opaque_callback_data", "biz_opaque_callback_data"
    )
    if callback_data and len(callback_data) > limits.CALLBACK_DATA:
        raise errors.too_long("biz_opaque_callback_data", limits.CALLBACK_DATA)
    if "context" in request:
        context = object_at(request, "context", "context")
        string_at(context, "message_id", "context['message_id']")
        if kind == "reaction":
            raise errors.invalid("A reaction cannot be a contextual reply")
    _TYPES[kind](request)
    return kind


def number_in(request: Json) -> str | None:
    """Return the digits of `to`, None when the message goes to a user id instead."""
    if request.get("to") is None and request.get("recipient") is not None:
        return None
    written = string_at(request, "to", "to")
    digits = "".join(filter(str.isdigit, written))
    if not NUMBER.fullmatch(written) or len(digits) not in NUMBER_DIGITS:
        raise errors.invalid("The phone number is malformed: Please use the format: +1234567890.")
    return digits


def user_id_in(request: Json) -> str | None:
    if request.get("recipient") is None:
        return None
    user_id = string_at(request, "recipient", "recipient")
    if not USER_ID.fullmatch(user_id):
        raise errors.invalid("Recipient is not a valid user ID")
    return user_id


def _check_text(request: Json) -> None:
    text = object_at(request, "text", "text")
    only(text, ("body", "preview_url"), "text")
    body = string_at(text, "body", "text['body']")
    if len(body) > limits.TEXT:
        raise errors.too_long("text['body']", limits.TEXT)
    optional_flag_at(text, "preview_url", "text['preview_url']")


def _check_location(request: Json) -> None:
    location = object_at(request, "location", "location")
    only(location, ("latitude", "longitude", "name", "address"), "location")
    for key, most in (("latitude", 90), ("longitude", 180)):
        try:
            degrees = float(location[key])  # Meta's own examples have strings
        except KeyError:
            raise errors.required(f"location['{key}']") from None
        except (TypeError, ValueError):
            raise errors.wrong_kind(f"location['{key}']", "a number") from None
        if not -most <= degrees <= most:
            raise errors.invalid(f"{key.capitalize()} must be from -{most} to {most}")


def _check_contacts(request: Json) -> None:
    contacts = objects_at(request, "contacts", "contacts")
    if not 1 <= len(contacts) <= limits.CONTACTS:
        raise errors.invalid(f"Invalid contacts count. Min: 1, Max: {limits.CONTACTS}")
    for index, contact in enumerate(contacts):
        name = object_at(contact, "name", f"contacts[{index}]['name']")
        string_at(name, "formatted_name", f"contacts[{index}]['name']['formatted_name']")


def _check_reaction(request: Json) -> None:
    reaction = object_at(request, "reaction", "reaction")
    only(reaction, ("message_id", "emoji"), "reaction")
    string_at(reaction, "message_id", "reaction['message_id']")
    if optional_string_at(reaction, "emoji", "reaction['emoji']") is None:
        raise errors.required("reaction['emoji']")  # "" takes a reaction back


def _media(kind: str) -> Callable[[Json], None]:
    return lambda request: check_media(request, kind, kind)


_TYPES: dict[str, Callable[[Json], None]] = {
    "text": _check_text,
    "interactive": check_interactive,
    "template": check_template,
    "reaction": _check_reaction,
    "location": _check_location,
    "contacts": _check_contacts,
    "image": _media("image"),
    "video": _media("video"),
    "document": _media("document"),
    "audio": _media("audio"),
    "sticker": _media("sticker"),
}
