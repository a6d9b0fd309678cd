"""What passed between the business and WhatsApp: requests to send, and webhooks with their tries.

The newest are kept, for whoever watches and for tests that hold the product to its promises.
"""

from __future__ import annotations

import json
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Json = dict[str, Any]


@dataclass(slots=True, eq=False)
class Request:
    """A POST to `messages`: what it asked for as far as that was read, and what it got."""

    number: str  # the business's
    virtual: float  # virtual epoch seconds at its arrival
    at: float = field(default_factory=time.time)  # real epoch seconds
    kind: str | None = None  # `text`, `template`, …; `read` marks a message as read
    to: str | None = None
    callback_data: str | None = None
    wamid: str | None = None  # of the message it became
    status: int | None = None  # HTTP; None: under way, or cut
    cut: bool = False  # accepted, and the connection cut before an answer
    code: int | None = None  # Meta's, of a refusal
    took_s: float | None = None  # until the answer

    def answered(self, status: int | None, code: int | None) -> None:
        self.status, self.code, self.cut = status, code, status is None
        self.took_s = round(time.time() - self.at, 3)

    def as_json(self) -> Json:
        return {
            "at": self.at,
            "virtual": self.virtual,
            "phone_number_id": self.number,
            "kind": self.kind,
            "to": self.to,
            "biz_opaque_callback_data": self.callback_data,
            "id": self.wamid,
            "status": self.status,
            "cut": self.cut,
            "code": self.code,
            "took_s": self.took_s,
        }


@dataclass(slots=True, eq=False)
class Posted:
    """A webhook's body, however often it was tried."""

    changes: Sequence[bytes]
    virtual: float
    at: float = field(default_factory=time.time)
    tries: int = 0
    answer: str = ""  # of the last try: a status, or the error's name
    state: Literal["waiting", "accepted", "lost"] = "waiting"
    ended: float | None = None  # real epoch seconds

    def end(self, *, accepted: bool) -> None:
        self.state, self.ended = ("accepted" if accepted else "lost"), time.time()

    def as_json(self) -> Json:
        return {
            "at": self.at,
            "virtual": self.virtual,
            "tries": self.tries,
            "answer": self.answer,
            "state": self.state,
            "ended": self.ended,
            "updates": [told for change in self.changes for told in _updates(change)],
        }


class Journal:
    """The newest requests and webhooks, oldest first; `limit` is of requests, and of updates."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._updates = 0
        self.requests: deque[Request] = deque(maxlen=limit)
        self.webhooks: deque[Posted] = deque()

    def post(self, posted: Posted) -> None:
        self.webhooks.append(posted)
        self._updates += len(posted.changes)
        while self._updates > self._limit and len(self.webhooks) > 1:
            self._updates -= len(self.webhooks.popleft().changes)

    def forget_all(self) -> None:
        self.requests.clear()
        self.webhooks.clear()
        self._updates = 0

    def as_json(self, limit: int) -> Json:
        """The newest of each, up to `limit`."""
        return {
            "requests": [request.as_json() for request in _last(self.requests, limit)],
            "webhooks": [posted.as_json() for posted in _last(self.webhooks, limit)],
        }


def _last(entries: deque[Any], limit: int) -> list[Any]:
    return list(entries)[-limit:] if limit else []


def _updates(change: bytes) -> list[Json]:
    """What a change tells of, shortly: it is read only when somebody looks."""
    told = json.loads(change)
    field_name, value = told["field"], told["value"]
    if "statuses" in value:
        return [
            {"what": status["status"], "id": status["id"]}
            | {
                key: status[key]
                for key in ("recipient_id", "biz_opaque_callback_data")
                if key in status
            }
            for status in value["statuses"]
        ]
    if "messages" in value:
        return [
            {"what": f"message: {message['type']}", "id": message["id"]}
            | ({"from": message["from"]} if "from" in message else {})
            for message in value["messages"]
        ]
    event = value.get("event")
    return [{"what": f"{field_name}: {event}" if event else field_name}]
