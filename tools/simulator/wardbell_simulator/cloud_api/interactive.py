"""Interactive messages: reply buttons, lists, link buttons and the rest of their family."""

from __future__ import annotations

from collections.abc import Callable, Collection
from urllib.parse import urlsplit

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.media import check_media
from wardbell_simulator.cloud_api.shape import (
    Json,
    array_at,
    choice_at,
    object_at,
    objects_at,
    only,
    optional_string_at,
    string_at,
    text_within,
)

ACTION = "interactive['action']"
MEDIA_HEADERS = ("text", "image", "video", "document")


def check_interactive(request: Json) -> None:
    interactive = object_at(request, "interactive", "interactive")
    only(interactive, ("type", "header", "body", "footer", "action"), "interactive")
    kind = choice_at(interactive, "type", "interactive['type']", _ACTIONS)
    _check_body(interactive, kind)
    _check_header(interactive, kind)
    if "footer" in interactive:
        if kind in FOOTERLESS:
            raise errors.invalid(f"Footer is not allowed for interactive type {kind}")
        footer = object_at(interactive, "footer", "interactive['footer']")
        param = "interactive['footer']['text']"
        text_within(footer, "text", param, "Footer text", 0, limits.FOOTER)
    _ACTIONS[kind](object_at(interactive, "action", ACTION))


def _check_body(interactive: Json, kind: str) -> None:
    if kind in BODY_OPTIONAL and "body" not in interactive:
        return
    body = object_at(interactive, "body", "interactive['body']")
    only(body, ("text",), "interactive['body']")
    most = limits.LIST_BODY if kind == "list" else limits.BODY
    text_within(body, "text", "interactive['body']['text']", "Body text", 1, most)


def _check_header(interactive: Json, kind: str) -> None:
    if "header" not in interactive:
        return
    param = "interactive['header']"
    header = object_at(interactive, "header", param)
    allowed = _HEADERS.get(kind, MEDIA_HEADERS)
    what = choice_at(header, "type", f"{param}['type']", MEDIA_HEADERS)
    if what not in allowed:
        raise errors.invalid(f"Header type {what} is not allowed for interactive type {kind}")
    if what == "text":
        text_within(header, "text", f"{param}['text']", "Header text", 1, limits.HEADER)
    else:
        check_media(header, what, f"{param}['{what}']")


def _check_buttons(action: Json) -> None:
    buttons = objects_at(action, "buttons", f"{ACTION}['buttons']")
    if not 1 <= len(buttons) <= limits.BUTTONS:
        raise errors.invalid(
            f"Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: {limits.BUTTONS}"
        )
    titles, button_ids = [], []
    for index, button in enumerate(buttons):
        param = f"{ACTION}['buttons'][{index}]"
        only(button, ("type", "reply"), param)
        choice_at(button, "type", f"{param}['type']", ("reply",))
        reply = object_at(button, "reply", f"{param}['reply']")
        only(reply, ("id", "title"), f"{param}['reply']")
        titles.append(
            _stated(reply, "title", f"{param}['reply']", "Button title", limits.BUTTON_TITLE)
        )
        button_ids.append(_stated(reply, "id", f"{param}['reply']", "Button ID", limits.BUTTON_ID))
    _refuse_twins(titles, "Button title")
    _refuse_twins(button_ids, "Button ID")


def _check_list(action: Json) -> None:
    text_within(action, "button", f"{ACTION}['button']", "Button text", 1, limits.LIST_BUTTON)
    sections = objects_at(action, "sections", f"{ACTION}['sections']")
    if not 1 <= len(sections) <= limits.SECTIONS:
        raise errors.invalid(
            "Invalid sections count. "
            f"Min allowed sections: 1, Max allowed sections: {limits.SECTIONS}"
        )
    row_ids: list[str] = []
    for index, section in enumerate(sections):
        param = f"{ACTION}['sections'][{index}]"
        only(section, ("title", "rows"), param)
        if len(sections) > 1 and not section.get("title"):
            raise errors.missing("Section title is required when there is more than one section")
        text_within(section, "title", f"{param}['title']", "Section title", 0, limits.SECTION_TITLE)
        rows = objects_at(section, "rows", f"{param}['rows']")
        if not rows:
            raise errors.invalid("Section must have at least one row")
        row_ids += [_row_id(row, f"{param}['rows'][{n}]") for n, row in enumerate(rows)]
    if len(row_ids) > limits.ROWS:
        raise errors.invalid(f"Total row count exceed max allowed count: {limits.ROWS}")
    _refuse_twins(row_ids, "Row ID")


def _row_id(row: Json, param: str) -> str:
    only(row, ("id", "title", "description"), param)
    row_id = _stated(row, "id", param, "Row ID", limits.ROW_ID)
    if not row.get("title"):
        raise errors.missing("Row title is required")
    title = string_at(row, "title", f"{param}['title']")
    if len(title) > limits.ROW_TITLE:
        raise errors.invalid(f"Row title is too long. Max length is {limits.ROW_TITLE}")
    description = optional_string_at(row, "description", f"{param}['description']")
    if description and len(description) > limits.ROW_DESCRIPTION:
        raise errors.invalid(f"Row description is too long. Max length is {limits.ROW_DESCRIPTION}")
    return row_id


def _check_link(action: Json) -> None:
    _check_name(action, "cta_url")
    param = f"{ACTION}['parameters']"
    parameters = object_at(action, "parameters", param)
    only(parameters, ("display_text", "url"), param)
    title = f"{param}['display_text']"
    text_within(parameters, "display_text", title, "Display text", 1, limits.LINK_TITLE)
    if not _is_web_address(string_at(parameters, "url", f"{param}['url']")):
        raise errors.invalid("URL is not valid. It must be an absolute http or https address")


def _is_web_address(text: str) -> bool:
    try:
        url = urlsplit(text)
    except ValueError:  # such as an unfinished IPv6 address
        return False
    return url.scheme in {"http", "https"} and bool(url.hostname)


def _check_flow(action: Json) -> None:
    _check_name(action, "flow")
    param = f"{ACTION}['parameters']"
    parameters = object_at(action, "parameters", param)
    for name, allowed in FLOW_CHOICES.items():
        if name in parameters or name == "flow_message_version":
            choice_at(parameters, name, f"{param}['{name}']", allowed)
    string_at(parameters, "flow_cta", f"{param}['flow_cta']")
    if not (parameters.get("flow_id") or parameters.get("flow_name")):
        raise errors.missing("Either flow_id or flow_name is required")
    if "flow_action_payload" in parameters:
        payload = object_at(parameters, "flow_action_payload", f"{param}['flow_action_payload']")
        if "data" in payload and not (type(payload["data"]) is dict and payload["data"]):
            raise errors.invalid("flow_action_payload data must be dynamic_object")


def _check_carousel(action: Json) -> None:
    cards = array_at(action, "cards", f"{ACTION}['cards']")
    least, most = limits.CARDS
    if not least <= len(cards) <= most:
        raise errors.invalid(f"Invalid cards count. Min cards: {least}, Max cards: {most}")


def _check_name(action: Json, name: str) -> None:
    choice_at(action, "name", f"{ACTION}['name']", (name,))


def _named(name: str) -> Callable[[Json], None]:
    return lambda action: _check_name(action, name)


def _any_action(_action: Json) -> None:
    """Accept the products of shops: a hospital sells nothing, so only their shape is known."""


def _stated(parent: Json, key: str, param: str, what: str, most: int) -> str:
    """Return a text that WhatsApp, not the Graph API, misses when it is not there."""
    if parent.get(key) is None:
        raise errors.missing(f"{what} is required")
    return text_within(parent, key, f"{param}['{key}']", what, 1, most)


def _refuse_twins(values: Collection[str], what: str) -> None:
    if len(set(values)) < len(values):
        raise errors.invalid(f"{what} must be unique within the message")


BODY_OPTIONAL = {"product"}
FOOTERLESS = {"location_request_message"}
FLOW_CHOICES = {
    "flow_message_version": ("3",),
    "mode": ("draft", "published"),
    "flow_action": ("navigate", "data_exchange"),
}
_HEADERS = {"list": ("text",), "product_list": ("text",), "location_request_message": ()}
_ACTIONS: dict[str, Callable[[Json], None]] = {
    "button": _check_buttons,
    "list": _check_list,
    "cta_url": _check_link,
    "flow": _check_flow,
    "location_request_message": _named("send_location"),
    "request_contact_info": _named("request_contact_info"),
    "address_message": _named("address_message"),
    "catalog_message": _named("catalog_message"),
    "call_permission_request": _named("call_permission_request"),
    "carousel": _check_carousel,
    "product": _any_action,
    "product_list": _any_action,
}
