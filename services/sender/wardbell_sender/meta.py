"""Calls to Meta's Graph API, as all of the sender makes them: aiohttp where they are many."""

from __future__ import annotations

from typing import Any

import aiohttp
import httpx

from wardbell_sender.connection import proxy, trusted
from wardbell_sender.settings import SenderSettings

Json = dict[str, Any]

CONNECT_SECONDS = 5.0
"""What a connection may take, and the wait for one of ours to come free; half a call at most. Until
there is one nothing has gone out, so it is told apart from the time of the whole call."""


class RefusedError(Exception):
    """Meta refuses what was asked of our account; says why in its words."""


def session(
    settings: SenderSettings, *, connections: int = 0, seconds: float
) -> aiohttp.ClientSession:
    """A client with our token.

    Args:
        connections: at once; 0: as many as there are calls
        seconds: total time of one call
    """
    return aiohttp.ClientSession(
        timeout=aiohttp.ClientTimeout(total=seconds, connect=min(CONNECT_SECONDS, seconds / 2)),
        connector=aiohttp.TCPConnector(
            limit=connections, keepalive_timeout=60, ssl=trusted(settings.whatsapp_ca_file)
        ),
        proxy=proxy(settings.whatsapp_api_url),
        headers=_token(settings),
    )


def address(settings: SenderSettings, path: str) -> str:
    """Where something of Meta's is, e.g. `106540352242922/messages`."""
    return f"{settings.whatsapp_api_url}/{settings.whatsapp_api_version}/{path}"


async def parsed(answer: aiohttp.ClientResponse) -> Any:
    """An answer's JSON; None where it is none."""
    try:
        return await answer.json(content_type=None)
    except ValueError:
        return None


def account(settings: SenderSettings) -> httpx.AsyncClient:
    """A client for our WhatsApp Business Account; paths are below it."""
    return httpx.AsyncClient(
        base_url=address(settings, f"{settings.whatsapp_business_account_id}/"),
        headers=_token(settings),
        timeout=settings.send_timeout_seconds,
        verify=trusted(settings.whatsapp_ca_file),
    )


def checked(answer: httpx.Response) -> Any:
    """What Meta answers.

    Raises:
        RefusedError: it refuses.
        JSONDecodeError: it is not Meta who answers.
    """
    body = answer.json()
    if answer.is_error:
        error = body.get("error", {})
        details = error.get("error_user_msg") or error.get("error_data", {}).get("details", "")
        raise RefusedError(f"{error.get('message', answer.status_code)} {details}".strip())
    return body


async def templates(client: httpx.AsyncClient) -> list[Json]:
    """All templates of the account. Raises as `checked`, and HTTPError."""
    found: list[Json] = []
    query: Json = {"limit": 100, "fields": "name,language,status,category,quality_score,components"}
    while True:
        page = checked(await client.get("message_templates", params=query))
        found += page["data"]
        if "next" not in page.get("paging", {}):
            return found
        query["after"] = page["paging"]["cursors"]["after"]


def _token(settings: SenderSettings) -> dict[str, str]:
    return {"Authorization": f"Bearer {settings.whatsapp_access_token.get_secret_value()}"}
