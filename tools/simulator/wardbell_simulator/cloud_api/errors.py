"""Refusals in Meta's shape, with Meta's codes and, where public reports quote them, its words.

Three layers answer differently. The Graph API checks names and JSON types of parameters (code
100, which parameter stands in the message). WhatsApp behind it checks what is there: something
required is missing (131008) or a value is not allowed (131009), and says which in
`error_data.details`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from wardbell_simulator import ids


class Refused(Exception):
    """The Cloud API says no."""

    def __init__(
        self,
        code: int,
        message: str,
        *,
        details: str | None = None,
        subcode: int | None = None,
        said: tuple[str, str] | None = None,
        kind: str = "OAuthException",
        status: int = 400,
        transient: bool | None = None,
    ) -> None:
        super().__init__(details or message)
        self.status = status
        self.code = code
        error: dict[str, Any] = {"message": message, "type": kind, "code": code}
        if transient is not None:
            error["is_transient"] = transient
        if details is not None:
            error["error_data"] = {"messaging_product": "whatsapp", "details": details}
        if subcode is not None:
            error["error_subcode"] = subcode
        if said is not None:  # to the person who made the template
            error["error_user_title"], error["error_user_msg"] = said
        self.error = error

    def body(self) -> bytes:
        return json.dumps({"error": {**self.error, "fbtrace_id": ids.fbtrace_id()}}).encode()


# The Graph API: the parameter


def required(param: str) -> Refused:
    return Refused(100, f"(#100) The parameter {param} is required.")


def wrong_kind(param: str, kind: str) -> Refused:
    return Refused(100, f"(#100) Param {param} must be {kind}.")


def too_long(param: str, limit: int) -> Refused:
    return Refused(100, f"(#100) Param {param} must be at most {limit} characters long.")


def not_one_of(param: str, allowed: Iterable[str], got: object) -> Refused:
    names = ", ".join(sorted(name.upper() for name in allowed))
    return Refused(100, f'(#100) Param {param} must be one of {{{names}}} - got "{got}".')


def unexpected_key(key: str, param: str) -> Refused:
    return Refused(100, f'(#100) Unexpected key "{key}" on param "{param}".')


def no_attachment(kind: str) -> Refused:
    return Refused(
        100,
        f"(#100) Param {kind}['id'] is not a valid whatsapp business account media attachment ID",
    )


def wrong_file_type(allowed: Iterable[str], got: str) -> Refused:
    return Refused(
        100,
        "(#100) Param file must be a file with one of the following types: "
        f"{', '.join(sorted(allowed))}. Received file of type '{got}'.",
    )


def bad_token() -> Refused:
    message = "Invalid OAuth access token - Cannot parse access token"
    return Refused(190, message, status=401)


def unknown_object(object_id: str, method: str = "post") -> Refused:
    return Refused(
        100,
        f"Unsupported {method} request. Object with ID '{object_id}' does not exist, cannot be "
        "loaded due to missing permissions, or does not support this operation. Please read the "
        "Graph API documentation at https://developers.facebook.com/docs/graph-api",
        kind="GraphMethodException",
        subcode=33,
    )


# Templates: how they are defined, how they are filled in


def bad_template(subcode: int, title: str, sentence: str) -> Refused:
    said = (title, sentence)
    return Refused(100, "Invalid parameter", subcode=subcode, said=said, transient=False)


def invalid_template(sentence: str) -> Refused:
    return Refused(100, "Invalid parameter", said=("Invalid template", sentence))


def no_such_template(name: str, language: str) -> Refused:
    return Refused(
        132001,
        "(#132001) Template name does not exist in the translation",
        details=f"template name ({name}) does not exist in {language}",
        status=404,
    )


def parameter_count(part: str, given: int, expected: int) -> Refused:
    return Refused(
        132000,
        "(#132000) Number of parameters does not match the expected number of params",
        details=f"{part}: number of localizable_params ({given}) does not match the expected "
        f"number of params ({expected})",
    )


def parameter_format(details: str) -> Refused:
    message = "(#132012) Parameter format does not match format in the created template"
    return Refused(132012, message, details=details)


def nameless_parameter() -> Refused:
    return Refused(100, "(#100) Invalid parameter", details="Parameter name is missing or empty")


def translated_too_long(part: str, most: int) -> Refused:
    message = "(#132005) Translated text too long"
    return Refused(
        132005, message, details=f"{part}: translated text has more than {most} characters"
    )


# WhatsApp: the content


def missing(details: str) -> Refused:
    return Refused(131008, "(#131008) Required parameter is missing", details=details)


def invalid(details: str) -> Refused:
    return Refused(131009, "(#131009) Parameter value is not valid", details=details)


def length(what: str, least: int, most: int) -> Refused:
    return invalid(f"{what} length invalid. Min length: {least}, Max length: {most}")
