"""Notices as signed POSTs, for a hospital's own systems."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial

import httpx
import orjson

from wardbell_desk.courier import NotSent, Send
from wardbell_desk.notices import Channel, Notice
from wardbell_desk.settings import DeskSettings

SIGNATURE = "X-Wardbell-Signature"


class Webhook:
    """The channel `webhook`. Anything but a 2xx is tried again; redirects are not followed."""

    name: Channel = "webhook"

    def __init__(self, settings: DeskSettings) -> None:
        self._url = settings.desk_webhook_url
        self._timeout = settings.desk_notice_timeout_seconds
        self._secret = settings.desk_webhook_secret.get_secret_value().encode()

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Send]:
        """Connections are kept while the service runs."""
        async with httpx.AsyncClient(timeout=self._timeout) as client:
            yield partial(self._send, client)

    async def _send(self, client: httpx.AsyncClient, notice: Notice, now: datetime) -> None:
        raw = body(notice, now)
        headers = {"Content-Type": "application/json", SIGNATURE: sign(raw, self._secret)}
        try:
            answer = await client.post(self._url, content=raw, headers=headers)
        except httpx.HTTPError as error:
            raise NotSent from error
        if not answer.is_success:
            raise NotSent(answer.status_code)


def body(notice: Notice, now: datetime) -> bytes:
    """What is posted: ids, codes and times only. `id` is the same however often it comes."""
    return orjson.dumps(
        {
            "id": notice.id,
            "timestamp": now,
            "type": "task.unclaimed" if notice.level else "task.opened",
            "level": notice.level,
            "task_id": notice.task_id,
            "contact_id": notice.contact_id,
            "kind": notice.kind,
            "priority": notice.priority,
            "site": notice.site,
            "due": notice.due,
            "opened_at": notice.opened_at,
            "look": f"wardbell tasks show {notice.task_id}",
        },
        # asyncpg has a UUID of its own
        default=str,
        option=orjson.OPT_UTC_Z,
    )


def sign(raw: bytes, secret: bytes) -> str:
    """`sha256=` and the HMAC-SHA256 of the raw body, in hex."""
    return "sha256=" + hmac.new(secret, raw, hashlib.sha256).hexdigest()
