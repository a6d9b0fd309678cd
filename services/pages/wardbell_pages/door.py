"""Where links are answered: `/c/<token>.ics`, and nothing else.

Bare ASGI. Whoever has no valid link learns nothing: unknown, expired, changed and malformed ones
get the same answer. A path is a secret: it stands in no log line, and no metric counts by it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from prometheus_client import CollectorRegistry, Counter

from wardbell_dialogue.links import NotThisPage, link, page_id, read_token, unseal
from wardbell_pages import repository
from wardbell_pages.settings import PagesSettings
from wardbell_runtime import Running, log
from wardbell_runtime.errors import is_transient
from wardbell_runtime.http import serve
from wardbell_runtime.running import Background

PATH_LIMIT = 200
ARRIVAL_SECONDS = 2.0
"""How long a page may come after its link: the two travel on different topics."""
LOOK_SECONDS = 0.05
"""From the first look to the second; doubles, since strangers' links are waited for, too."""
WAITING_AT_MOST = 100
"""Requests; past it an unknown page is not waited for."""
ANSWER_SECONDS = 5.0
"""After which Postgres is not waited for any more."""
CONNECTIONS_AT_MOST = 1000

CALENDAR = "text/calendar"
PLAIN = b"text/plain; charset=utf-8"
ALWAYS = (
    (b"cache-control", b"private, no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)


@dataclass(frozen=True)
class Answer:
    """Status, headers beside those that every answer has, and body."""

    status: int
    body: bytes
    headers: tuple[tuple[bytes, bytes], ...] = ((b"content-type", PLAIN),)


NOT_FOUND = Answer(404, b"This link is not valid, or no longer. Please ask in the chat again.\n")
NOT_ALLOWED = Answer(405, b"", ((b"content-type", PLAIN), (b"allow", b"GET, HEAD")))
NOT_NOW = Answer(
    503,
    b"This does not work at the moment. Please try again in a minute.\n",
    ((b"content-type", PLAIN), (b"retry-after", b"60")),
)
FILE_HEADERS = (
    (b"content-type", b"text/calendar; charset=utf-8"),
    (b"content-disposition", b'attachment; filename="appointment.ics"'),
)


class Metrics:
    """The door's metrics."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.served = Counter("wardbell_pages_served", "Links answered", registry=registry)
        self.not_found = Counter(
            "wardbell_pages_not_found",
            "Requests with an unknown, expired, changed or malformed link",
            registry=registry,
        )


class Door:
    """The ASGI application behind the links."""

    def __init__(self, running: Running) -> None:
        self._running = running
        self._metrics = Metrics(running.metrics.registry)
        self._waiting = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG002
        """ASGI entry."""
        if scope["type"] != "http":
            return
        answer = await self._answer(scope["method"], scope["path"])
        length = (b"content-length", b"%d" % len(answer.body))
        headers = [*answer.headers, length, *ALWAYS]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        body = b"" if scope["method"] == "HEAD" else answer.body
        await send({"type": "http.response.body", "body": body})

    async def _answer(self, method: str, path: str) -> Answer:
        if method not in ("GET", "HEAD"):
            return NOT_ALLOWED
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                content = await self._content(path)
        except Exception as error:
            if not is_transient(error):
                raise
            return NOT_NOW
        if content is None:
            self._metrics.not_found.inc()
            return NOT_FOUND
        self._metrics.served.inc()
        return Answer(200, content, FILE_HEADERS)

    async def _content(self, path: str) -> bytes | None:
        """What the link of a path shows, waited for if it is not there yet; None: nothing.

        An expired or changed page is waited for like an unknown one: a newer version may be on its
        way, and nobody can tell them apart.
        """
        token = _token(path)
        if token is None:
            return None
        content = await self._shown(token)
        if content is not None or self._waiting >= WAITING_AT_MOST:
            return content
        self._waiting += 1
        try:
            time = asyncio.get_running_loop().time
            deadline, pause = time() + ARRIVAL_SECONDS, LOOK_SECONDS
            while content is None and (left := deadline - time()) > 0:
                await asyncio.sleep(min(pause, left))
                pause *= 2
                content = await self._shown(token)
            return content
        finally:
            self._waiting -= 1

    async def _shown(self, token: bytes) -> bytes | None:
        """What a token shows now."""
        page = await repository.find(self._running.pool, page_id(token))
        # Another type under a calendar's name would be opened as what it is not.
        if page is None or page.content_type != CALENDAR:
            return None
        if page.expires_at <= self._running.clock.now():
            return None
        try:
            return unseal(page.sealed, token)
        except NotThisPage:
            return None


def _token(path: str) -> bytes | None:
    """The token of a link's path; None if it is not a link's path."""
    if len(path) > PATH_LIMIT:
        return None
    token = read_token(path.removeprefix("/c/").removesuffix(".ics"))
    return token if token is not None and link("", token) == path else None


def serving(settings: PagesSettings) -> Background:
    """Work that answers links until the service stops; OSError if the port is taken."""

    async def work(running: Running) -> None:
        async with serve(
            Door(running),
            settings.pages_host,
            settings.pages_port,
            http="httptools",
            proxy_headers=False,
            limit_concurrency=CONNECTIONS_AT_MOST,
        ) as port:
            log("serves pages", port=port)
            await running.stopping.wait()

    return work
