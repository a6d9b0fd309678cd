"""JSON as it really arrives: lone surrogates and NUL characters are made harmless, not refused."""

from __future__ import annotations

import json
import re
from typing import Any

import orjson

_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_NUL = b"\\u0000"


class NotJsonError(ValueError):
    """The body is not JSON."""


def parse(body: bytes) -> Any:
    """Parse a body.

    NUL becomes U+FFFD: Postgres' text and jsonb refuse it. Lone surrogates become U+FFFD too:
    they cannot be encoded again.

    Raises:
        NotJsonError: it is not JSON, or nested too deep to be a webhook.
    """
    try:
        if _ESCAPED_NUL not in body:
            return orjson.loads(body)
    except orjson.JSONDecodeError:
        pass
    try:
        return _clean(json.loads(body))
    except (ValueError, RecursionError) as wrong:
        raise NotJsonError from wrong


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value).replace("\0", "\ufffd")
    if isinstance(value, dict):
        return {_clean(key): _clean(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_clean(inner) for inner in value]
    if isinstance(value, float) and not abs(value) < float("inf"):
        return None
    if isinstance(value, int) and abs(value) >= 1 << 63:
        return str(value)
    return value
