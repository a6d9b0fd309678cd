"""The shape of a request to send a template, whatever the template says."""

from __future__ import annotations

import re

from wardbell_simulator.cloud_api import errors, limits
from wardbell_simulator.cloud_api.media import check_media
from wardbell_simulator.cloud_api.shape import (
    Json,
    choice_in_any_case_at,
    object_at,
    objects_at,
    optional_string_at,
    string_at,
)

NAME = re.compile(rf"[a-z0-9_]{{1,{limits.TEMPLATE_NAME}}}")
LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
COMPONENTS = (
    "header",
    "body",
    "button",
    "carousel",
    "limited_time_offer",
    "order_status",
    "tap_target_configuration",
)
BUTTONS = (
    "quick_reply",
    "url",
    "flow",
    "copy_code",
    "catalog",
    "mpm",
    "spm",
    "order_details",
    "voice_call",
)


def check_template(request: Json) -> None:
    template = object_at(request, "template", "template")
    name = string_at(template, "name", "template['name']")
    language = object_at(template, "language", "template['language']")
    code = string_at(language, "code", "template['language']['code']")
    if not NAME.fullmatch(name) or not LANGUAGE.fullmatch(code):
        raise errors.no_such_template(name, code)  # none can be created under such a name
    if "components" in template:
        for index, component in enumerate(
            objects_at(template, "components", "template['components']")
        ):
            _check_component(component, f"template['components'][{index}]")


def _check_component(component: Json, param: str) -> None:
    kind = choice_in_any_case_at(component, "type", f"{param}['type']", COMPONENTS)
    if kind == "button":
        choice_in_any_case_at(component, "sub_type", f"{param}['sub_type']", BUTTONS)
        _check_index(component, param)
    if kind == "carousel":
        for index, card in enumerate(objects_at(component, "cards", f"{param}['cards']")):
            inner = f"{param}['cards'][{index}]"
            for n, part in enumerate(objects_at(card, "components", f"{inner}['components']")):
                _check_component(part, f"{inner}['components'][{n}]")
    if "parameters" in component:
        for n, parameter in enumerate(
            objects_at(component, "parameters", f"{param}['parameters']")
        ):
            _check_parameter(parameter, f"{param}['parameters'][{n}]")


def _check_index(component: Json, param: str) -> None:
    index = component.get("index")  # seen as string and as number
    if index is None:
        raise errors.required(f"{param}['index']")
    if not str(index).isdigit() or int(index) > 9:
        raise errors.invalid("Button index must be from 0 to 9")


def _check_parameter(parameter: Json, param: str) -> None:
    kind = string_at(parameter, "type", f"{param}['type']")
    value = parameter.get(kind)
    if value is None or value == "":
        raise errors.missing(f"Parameter of type {kind} is missing its value")
    optional_string_at(parameter, "parameter_name", f"{param}['parameter_name']")
    if kind in {"text", "payload", "coupon_code"} and type(value) is not str:
        raise errors.wrong_kind(f"{param}['{kind}']", "a string")
    if kind in {"image", "video", "document"}:
        check_media(parameter, kind, f"{param}['{kind}']")
    if kind in {"currency", "date_time"}:
        localized = object_at(parameter, kind, f"{param}['{kind}']")
        string_at(localized, "fallback_value", f"{param}['{kind}']['fallback_value']")
    if kind == "text" and ("\n" in value or "\t" in value or "     " in value):
        raise errors.Refused(
            132018,
            "(#132018) There's an issue with the parameters in your template",
            details="Param text cannot have new-line/tab characters or more than 4 consecutive "
            "spaces",
        )
