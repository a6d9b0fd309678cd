"""Asking a calendar server for a calendar, if it has changed."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta

import httpx

LARGEST = 5 * 1024 * 1024
"""Bytes of a calendar that is taken."""
WITHIN = timedelta(seconds=20)
"""For all of it, redirects included; shorter than the time between two looks."""
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """A calendar as it is now, and what its server calls this version."""

    file: bytes
    etag: str
    modified: str


@dataclass(frozen=True, slots=True)
class Same:
    """It has not changed."""


@dataclass(frozen=True, slots=True)
class Away:
    """There is none to be had now; `why` in words that name no address."""

    why: str


def client() -> httpx.AsyncClient:
    """Connections for many calls of `fetch`."""
    # Compressed a small answer could become a very large one.
    headers = {"accept": "text/calendar", "accept-encoding": "identity"}
    return httpx.AsyncClient(
        headers=headers, timeout=10, follow_redirects=True, max_redirects=REDIRECTS
    )


async def fetch(
    http: httpx.AsyncClient, address: str, etag: str, modified: str
) -> Fetched | Same | Away:
    """Ask for a calendar.

    Args:
        address: `webcal://` is calendars' word for `https://`
        etag: with `modified`, what the server called the version that is known; empty: none is
    """
    known = {"if-none-match": etag, "if-modified-since": modified}
    headers = {name: value for name, value in known.items() if value}
    if address.startswith("webcal://"):
        address = "https://" + address.removeprefix("webcal://")
    try:
        async with (
            asyncio.timeout(WITHIN.total_seconds()),
            http.stream("GET", address, headers=headers) as answer,
        ):
            if answer.status_code == httpx.codes.NOT_MODIFIED:
                return Same()
            if answer.status_code != httpx.codes.OK:
                return Away(f"status {answer.status_code}")
            if answer.headers.get("content-encoding", "identity") != "identity":
                return Away("compressed though it was not asked for")
            file = bytearray()
            async for part in answer.aiter_raw():
                file += part
                if len(file) > LARGEST:
                    return Away("larger than 5 MB")
            return Fetched(
                bytes(file),
                answer.headers.get("etag", ""),
                answer.headers.get("last-modified", ""),
            )
    except TimeoutError:
        return Away("no answer in time")
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        return Away(type(error).__name__)
