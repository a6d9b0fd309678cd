"""What a template may look like when it is created.

Sources: Meta's template guides and the maxLengths of its OpenAPI description v23; subcodes as
public reports quote them. How many words a variable needs around it, Meta does not say: what is
checked is the rule that providers give, more than two of ours for each of theirs.
"""

from __future__ import annotations

import re
from collections import Counter

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.shape import (
    Json,
    choice_in_any_case_at,
    object_at,
    objects_at,
    string_at,
)
from wardbell_simulator.templates.variables import NAME, VARIABLE, variables_in

TEMPLATE_NAME = re.compile(rf"[a-z0-9_]{{1,{limits.TEMPLATE_NAME}}}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
CATEGORIES = ("authentication", "marketing", "utility")
COMPONENTS = ("header", "body", "footer", "buttons", "carousel", "limited_time_offer")
HEADERS = ("text", "image", "video", "document", "location", "product")
BUTTONS = (
    "quick_reply",
    "url",
    "phone_number",
    "copy_code",
    "flow",
    "otp",
    "catalog",
    "mpm",
    "spm",
    "order_details",
    "voice_call",
    "request_contact_info",
)
LABELLED = ("quick_reply", "url", "phone_number", "flow")
MOST_BUTTONS = {"url": 2, "phone_number": 1, "copy_code": 1}
AROUND = " \t\n.,;:!?()'\"-\N{EN DASH}\N{EM DASH}"  # does not count as text beside a variable
ADJACENT = re.compile(r"\}\}\s*\{\{")


def check_definition(definition: Json) -> None:
    """Raise Refused, with Meta's subcode, for what could not be created."""
    name = string_at(definition, "name", "name")
    if not TEMPLATE_NAME.fullmatch(name):
        raise errors.bad_template(
            2388037,
            "Invalid template name",
            "Message template name can only have lowercase letters, digits and underscores and at "
            f"most {limits.TEMPLATE_NAME} characters.",
        )
    if not LANGUAGE.fullmatch(string_at(definition, "language", "language")):
        raise errors.not_one_of("language", ("en_US", "de", "pt_BR"), definition["language"])
    category = choice_in_any_case_at(definition, "category", "category", CATEGORIES)
    _check_ttl(definition, category)
    how = {"parameter_format": "positional", **definition}
    style = choice_in_any_case_at(
        how, "parameter_format", "parameter_format", ("named", "positional")
    )
    is_named = style == "named"
    parts: dict[str, Json] = {}
    for index, part in enumerate(objects_at(definition, "components", "components")):
        kind = choice_in_any_case_at(part, "type", f"components[{index}]['type']", COMPONENTS)
        if kind in parts:
            raise errors.invalid_template(f"component of type {kind.upper()} is given twice")
        parts[kind] = part
    if "body" not in parts:
        raise errors.bad_template(
            2388043,
            'Message template "components" param is missing expected field(s)',
            "component of type BODY is missing",
        )
    if "header" in parts:
        _check_header(parts["header"], is_named=is_named)
    if category == "authentication":
        _check_no_text(parts["body"])
    else:
        _check_body(parts["body"], is_named=is_named)
    if "footer" in parts:
        _check_footer(parts["footer"])
    if "buttons" in parts:
        _check_buttons(parts["buttons"])


def _check_ttl(definition: Json, category: str) -> None:
    """How long an undelivered message is kept, in seconds."""
    ttl_s = definition.get("message_send_ttl_seconds")
    least, most = limits.TTL_S[category]
    if ttl_s is not None and (type(ttl_s) is not int or not least <= ttl_s <= most):
        raise errors.invalid_template(
            f"message_send_ttl_seconds of {category} is from {least} to {most}"
        )


def _check_no_text(body: Json) -> None:
    """Meta writes the body of authentication templates itself."""
    if "text" in body:
        raise errors.bad_template(
            2388042,
            'Message template "components" param has unexpected field(s)',
            "component of type BODY has unexpected field(s) (text)",
        )


def _check_header(header: Json, *, is_named: bool) -> None:
    kind = choice_in_any_case_at(header, "format", "components['HEADER']['format']", HEADERS)
    if kind in {"image", "video", "document"}:
        if not object_of(header, "example").get("header_handle"):
            raise _without_example("HEADER")
        return
    if kind != "text":
        return
    text = _text(header, "HEADER", limits.HEADER)
    variables = _check_variables(text, is_named=is_named, part="HEADER", subcode=2388047)
    if len(variables) > 1:
        raise errors.bad_template(
            2388047, "Message header format is incorrect", "A header has at most one variable."
        )
    if variables and not object_of(header, "example"):
        raise _without_example("HEADER")


def _check_body(body: Json, *, is_named: bool) -> None:
    text = _text(body, "BODY", limits.BODY)
    variables = _check_variables(text, is_named=is_named, part="BODY", subcode=2388072)
    if not variables:
        return
    bare = text.strip(AROUND)
    if bare.startswith("{{") or bare.endswith("}}"):
        raise errors.bad_template(
            2388299,
            "Variables can't be at the start or end of the template",
            "This template has variables at the start or end of the body. Add text around them.",
        )
    if ADJACENT.search(text):
        raise errors.bad_template(
            2388072, "Message body format is incorrect", "Two variables cannot stand side by side."
        )
    words = re.findall(r"\w+", VARIABLE.sub(" ", text))
    if len(words) <= 2 * len(variables):
        raise errors.bad_template(
            2388293,
            "This template has too many variables for its length",
            "Reduce the number of variables or increase the message length.",
        )
    if not object_of(body, "example"):
        raise _without_example("BODY")


def _check_footer(footer: Json) -> None:
    text = _text(footer, "FOOTER", limits.FOOTER) if "text" in footer else ""
    if variables_in(text):
        raise errors.bad_template(
            2388073, "Message footer format is incorrect", "A footer has no variables."
        )


def _check_buttons(part: Json) -> None:
    buttons = objects_at(part, "buttons", "components['BUTTONS']['buttons']")
    if not 1 <= len(buttons) <= limits.TEMPLATE_BUTTONS:
        raise errors.invalid_template(f"a template has 1 to {limits.TEMPLATE_BUTTONS} buttons")
    kinds = Counter(
        choice_in_any_case_at(button, "type", f"buttons[{index}]['type']", BUTTONS)
        for index, button in enumerate(buttons)
    )
    for kind, most in MOST_BUTTONS.items():
        if kinds[kind] > most:
            raise errors.invalid_template(f"a template has at most {most} {kind.upper()} buttons")
    for index, button in enumerate(buttons):
        _check_button(button, f"buttons[{index}]")


def _check_button(button: Json, param: str) -> None:
    kind = button["type"].lower()
    if kind in LABELLED:
        label = string_at(button, "text", f"{param}['text']")
        if len(label) > limits.TEMPLATE_BUTTON_TITLE or variables_in(label) or "\n" in label:
            raise errors.invalid_template(
                f"a button's text has at most {limits.TEMPLATE_BUTTON_TITLE} characters, no "
                "variables and no line breaks"
            )
    if kind == "url":
        url = string_at(button, "url", f"{param}['url']")
        if variables := variables_in(url):
            if len(variables) > 1 or not url.endswith("}}"):
                raise errors.invalid_template("a URL has at most one variable, at its end")
            if not button.get("example"):
                raise _without_example("BUTTONS")
    if kind == "phone_number":
        string_at(button, "phone_number", f"{param}['phone_number']")
    if kind == "copy_code" and not button.get("example"):
        raise _without_example("BUTTONS")


def _text(part: Json, kind: str, most: int) -> str:
    text = string_at(part, "text", f"components['{kind}']['text']")
    if len(text) > most:
        raise errors.bad_template(
            2388040,
            "Message template field exceeds its character limit",
            f"The {kind} has more than {most} characters.",
        )
    return text


def _check_variables(text: str, *, is_named: bool, part: str, subcode: int) -> list[str]:
    """Return the variables of a text; named ones have names, others count from 1."""
    variables = variables_in(text)
    if is_named:
        right = all(NAME.fullmatch(name) for name in variables)
    else:
        right = variables == [str(number) for number in range(1, len(variables) + 1)]
    if not right or "{{" in VARIABLE.sub("", text):
        raise errors.bad_template(
            subcode,
            f"Message {part.lower()} format is incorrect",
            f"The variables of the {part} are not written as {{{{1}}}}, {{{{2}}}} or, in a NAMED "
            "template, as {{first_name}}.",
        )
    return variables


def object_of(parent: Json, key: str) -> Json:
    return object_at(parent, key, key) if parent.get(key) else {}


def _without_example(kind: str) -> errors.Refused:
    return errors.bad_template(
        2388043,
        'Message template "components" param is missing expected field(s)',
        f"component of type {kind} is missing expected field(s) (example)",
    )
