"""What Meta says of our templates: one that it does not let us send is not tried.

Webhooks tell, and once an hour Meta is asked, since one that got lost would keep a template back
for ever.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Literal, NamedTuple

from wardbell_events import AccountChanged
from wardbell_runtime import Running, Tx, log
from wardbell_sender import meta, portfolio
from wardbell_sender.meta import Json
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.settings import SenderSettings

LOOK_SECONDS = 5.0
ASK_SECONDS = 3600.0
"""Between two looks at Meta, whose limit is 200 calls an hour of an account's management."""

STATUSES = {
    **{
        status: status
        for status in (
            *("APPROVED", "PENDING", "IN_APPEAL", "LIMIT_EXCEEDED"),
            *("PAUSED", "DISABLED", "REJECTED", "ARCHIVED", "PENDING_DELETION", "DELETED"),
        )
    },
    "REINSTATED": "APPROVED",
}
"""Meta's events, and the status they lead to. Others, as FLAGGED or LOCKED, leave it as it is."""
KEPT_BACK = frozenset({"PAUSED", "DISABLED", "REJECTED", "ARCHIVED", "PENDING_DELETION", "DELETED"})
"""Statuses in which a template surely cannot be sent. Where we know less, Meta decides."""

Fact = Literal["status", "category", "quality"]
Template = tuple[str, str]
"""Name and language."""


class Said(NamedTuple):
    """One thing that Meta says of a template."""

    name: str
    language: str
    fact: Fact
    value: str


class Approvals:
    """What this process knows of it: five seconds old at most."""

    def __init__(self, settings: SenderSettings, metrics: SenderMetrics) -> None:
        self._settings = settings
        self._metrics = metrics
        self.kept_back: frozenset[Template] = frozenset()
        """Templates that cannot be sent now."""

    async def watch(self, running: Running) -> None:
        """Read what is known again and again until the service stops."""
        look = partial(self._look, running)
        await running.repeat("templates", look, seconds=LOOK_SECONDS)

    async def ask(self, running: Running) -> None:
        """Ask Meta once an hour until the service stops, where the account is known."""
        if self._settings.whatsapp_business_account_id:
            look = partial(self._ask, running)
            await running.repeat("templates at Meta", look, seconds=ASK_SECONDS)

    async def _look(self, running: Running) -> None:
        rows = await running.pool.fetch("select name, language, fact, value from template_said")
        known: dict[Template, dict[str, str]] = defaultdict(dict)
        for name, language, fact, value in rows:
            known[name, language][fact] = value
        self.kept_back = frozenset(
            template for template, facts in known.items() if facts.get("status") in KEPT_BACK
        )
        self._metrics.show_templates(known)

    async def _ask(self, running: Running) -> None:
        asked_at = running.clock.now()
        async with meta.account(self._settings) as client:
            theirs = await meta.templates(client)
        async with running.transaction() as tx:
            _learn(tx, (said for each in theirs for said in _listed(each)), asked_at)


async def account_changed(tx: Tx, event: AccountChanged) -> None:
    """Something of our account is not as it was: templates and limits are kept, the rest noted."""
    log("account changed", field=event.field, event_id=tx.cause.id)
    portfolio.learn(tx, event.raw)
    # Meta's own time; where it gave none, the door has put 1970.
    at = tx.cause.time if tx.cause.time.year > 1970 else tx.cause.received_at
    _learn(tx, _told(event.raw), at)


def _told(raw: Json) -> Iterator[Said]:
    """What a webhook says; by its keys, since Meta's own examples disagree about `field`."""
    name, language = raw.get("message_template_name"), raw.get("message_template_language")
    if not (isinstance(name, str) and isinstance(language, str)):
        return
    if (status := STATUSES.get(str(raw.get("event")))) is not None:
        yield Said(name, language, "status", status)
    keys: dict[str, Fact] = {"new_category": "category", "new_quality_score": "quality"}
    for key, fact in keys.items():
        if isinstance(raw.get(key), str):
            yield Said(name, language, fact, raw[key])


def _listed(theirs: Json) -> Iterator[Said]:
    """What Meta says when it is asked."""
    score = theirs.get("quality_score")
    facts: dict[Fact, object] = {
        "status": STATUSES.get(str(theirs.get("status"))),
        "category": theirs.get("category"),
        "quality": score.get("score") if isinstance(score, dict) else None,
    }
    for fact, value in facts.items():
        if isinstance(value, str):
            yield Said(theirs["name"], theirs["language"], fact, value)


def _learn(tx: Tx, said: Iterable[Said], at: datetime) -> None:
    for each in said:
        tx.later(
            "insert into template_said (name, language, fact, value, at)"
            " values ($1, $2, $3, $4, $5)"
            " on conflict (name, language, fact) do update"
            " set value = excluded.value, at = excluded.at where template_said.at <= excluded.at",
            *each,
            at,
        )
