"""A template with its parameters filled in, as a phone shows it.

Codes as Meta documents them: 132000 the number of parameters, 132012 their format, 132005 the text
is too long with them; 131008 a button that needs a parameter has none.
"""

from __future__ import annotations

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.shape import Json
from wardbell_simulator.templates.registry import Template
from wardbell_simulator.templates.variables import filled, variables_in

TEXTUAL = ("text", "currency", "date_time")
SENT_AS = {"otp": "url"}  # sub_type of a send, where it is not the button's type


def hydrated(template: Template, components: list[Json]) -> Json:
    """Return header, body, footer and buttons; raises Refused if the parameters do not fit.

    `components` are those of a request whose shape was checked.
    """
    given = {part["type"].lower(): part.get("parameters", []) for part in components}
    shown: Json = {}
    if header := _header(template, given.get("header", [])):
        shown["header"] = header
    body = template.component("BODY") or {}
    shown["body"] = _filled(template, body["text"], given.get("body", []), "body", limits.BODY)
    if footer := (template.component("FOOTER") or {}).get("text"):
        shown["footer"] = footer
    if buttons := _buttons(template, components):
        shown["buttons"] = buttons
    return shown


def _header(template: Template, parameters: list[Json]) -> Json | None:
    header = template.component("HEADER")
    if header is None:
        if parameters:
            raise errors.parameter_count("header", len(parameters), 0)
        return None
    kind = header["format"].lower()
    if kind == "text":
        text = _filled(template, header["text"], parameters, "header", limits.HEADER)
        return {"type": "text", "text": text}
    received = parameters[0]["type"] if len(parameters) == 1 else "unknown"
    if received != kind:
        raise errors.parameter_format(
            f"header: Format mismatch, expected {kind.upper()}, received {received.upper()}"
        )
    return {"type": kind, kind: parameters[0][kind]}


def _filled(template: Template, text: str, given: list[Json], part: str, most: int) -> str:
    wanted = variables_in(text)
    if template.is_named and any(not parameter.get("parameter_name") for parameter in given):
        raise errors.nameless_parameter()
    if len(given) != len(wanted):
        raise errors.parameter_count(part, len(given), len(wanted))
    texts = [_text_of(parameter, part) for parameter in given]
    names = [parameter["parameter_name"] for parameter in given] if template.is_named else wanted
    if set(names) != set(wanted):
        raise errors.parameter_format(
            f"{part}: parameter names ({', '.join(map(str, names))}) do not match the template's "
            f"({', '.join(wanted)})"
        )
    whole = filled(text, dict(zip(names, texts, strict=True)))
    if len(whole) > most:
        raise errors.translated_too_long(part, most)
    return whole


def _text_of(parameter: Json, part: str) -> str:
    kind = parameter["type"]
    if kind not in TEXTUAL:
        raise errors.parameter_format(
            f"{part}: Format mismatch, expected TEXT, received {kind.upper()}"
        )
    text: str = parameter[kind] if kind == "text" else parameter[kind]["fallback_value"]
    return text


def _buttons(template: Template, components: list[Json]) -> list[Json]:
    given = {int(part["index"]): part for part in components if part["type"].lower() == "button"}
    for index, part in given.items():
        kind = template.buttons[index]["type"].lower() if index < len(template.buttons) else "none"
        if SENT_AS.get(kind, kind) != part["sub_type"].lower():
            raise errors.parameter_format(
                f"buttons: Button at index {index} is of type {kind.upper()}, not "
                f"{part['sub_type'].upper()}"
            )
    return [
        _button(index, button, given.get(index, {}).get("parameters", []))
        for index, button in enumerate(template.buttons)
    ]


def _button(index: int, button: Json, parameters: list[Json]) -> Json:
    kind = button["type"].lower()
    label = button.get("text", kind.replace("_", " ").capitalize())
    shown = {"type": kind, "text": label}
    if kind == "quick_reply":
        payload = next((p["payload"] for p in parameters if p["type"] == "payload"), label)
        return {**shown, "payload": payload}
    if kind == "url":
        wanted = variables_in(button["url"])
        if wanted and not parameters:
            raise errors.missing(
                f"buttons: Button at index {index} of type Url requires a parameter"
            )
        if len(parameters) != len(wanted):
            raise errors.parameter_count("buttons", len(parameters), len(wanted))
        texts = [_text_of(parameter, "buttons") for parameter in parameters]
        values = dict(zip(wanted, texts, strict=True))
        return {**shown, "url": filled(button["url"], values)}
    if kind == "phone_number":
        return {**shown, "phone_number": button["phone_number"]}
    return shown
