"""What the simulator's own addresses under /sim have in common."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from wardbell_simulator.whatsapp import OfflineError

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WrongRequest(Exception):
    """A request under /sim that cannot be done, said in a sentence."""


async def body_of(request: web.Request) -> dict[str, Any]:
    """Return the JSON object of a request; an empty body is an empty object."""
    raw = await request.read()
    try:
        value = json.loads(raw or b"{}")
    except ValueError as error:
        raise WrongRequest(f"the body is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise WrongRequest("the body must be a JSON object, as in {}")
    return value


def number_in(body: dict[str, Any], key: str) -> float:
    value = body[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise WrongRequest(f"{key} is a number, not {value!r}")
    return float(value)


def flag_in(body: dict[str, Any], key: str) -> bool:
    value = body[key]
    if not isinstance(value, bool):
        raise WrongRequest(f"{key} is true or false, not {value!r}")
    return value


def text_in(body: dict[str, Any], key: str) -> str:
    value = body[key]
    if not isinstance(value, str) or not value:
        raise WrongRequest(f"{key} is a text, not {value!r}")
    return value


def refusal(status: int, sentence: str, **more: object) -> web.Response:
    return web.json_response({"error": sentence, **more}, status=status)


@web.middleware
async def say_what_is_wrong(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except WrongRequest as wrong:
        return refusal(400, str(wrong))
    except OfflineError as offline:
        return refusal(409, str(offline))
