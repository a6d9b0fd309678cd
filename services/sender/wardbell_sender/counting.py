"""Delivered messages, day by day: what Meta counts and bills, beside what its webhooks told us.

Source: Meta, analytics: `pricing_analytics` and `template_analytics` of the account; days are UTC.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import NamedTuple

import httpx

from wardbell_runtime import Running, warn
from wardbell_runtime.clock import ago
from wardbell_sender import meta
from wardbell_sender.meta import Json, RefusedError
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.settings import SenderSettings

LOOK_SECONDS = 3600.0
DAYS = 3
"""How many finished days are asked for again each day: Meta's counts, and phones, come late."""
TEMPLATES_AT_ONCE = 10
"""In one question to Meta."""


class Line(NamedTuple):
    """What is counted apart."""

    day: date
    about: str
    """`price` or `template`."""
    detail: str
    """`utility/billed`, or `appointment_moved/en`."""


Counts = Counter[Line]


class Counting:
    """Asks Meta once a day, and shows the last day of which both have counts."""

    def __init__(self, settings: SenderSettings, metrics: SenderMetrics) -> None:
        self._settings = settings
        self._metrics = metrics

    async def run(self, running: Running) -> None:
        """Look once an hour until the service stops, where the account is known."""
        if self._settings.whatsapp_business_account_id:
            look = partial(self._look, running)
            await running.repeat("Meta's counts", look, seconds=LOOK_SECONDS)

    async def _look(self, running: Running) -> None:
        async with running.alone("Meta's counts") as alone:
            now = running.clock.now()
            last = await running.pool.fetchval("select max(at) from counted")
            if alone and (last is None or last < ago(now, hours=23)):
                await self._compare(running, now)
        rows = await running.pool.fetch(
            "select about, detail, meta, us from counted where day = (select max(day) from counted)"
        )
        self._metrics.show_counted(tuple(row) for row in rows)

    async def _compare(self, running: Running, now: datetime) -> None:
        until = datetime(now.year, now.month, now.day, tzinfo=UTC)
        since = until - timedelta(days=DAYS)
        async with meta.account(self._settings) as client:
            theirs = await self._prices(client, since, until)
            theirs += await _templates(client, since, until)
        ours = await _ours(running, since, until)
        # A day without any message is a line too: the next look knows that it was asked for.
        quiet = Line(ago(until, days=1).date(), "price", "any/billed")
        lines = sorted({*theirs, *ours, quiet})
        await running.pool.executemany(
            "insert into counted (day, about, detail, meta, us, at) values ($1, $2, $3, $4, $5, $6)"
            " on conflict (day, about, detail) do update"
            " set meta = excluded.meta, us = excluded.us, at = excluded.at",
            [(*line, theirs[line], ours[line], now) for line in lines],
        )

    async def _prices(self, client: httpx.AsyncClient, since: datetime, until: datetime) -> Counts:
        field = (
            f"pricing_analytics.start({_unix(since)}).end({_unix(until)}).granularity(DAILY)"
            '.metric_types(["VOLUME"]).dimensions(["PRICING_CATEGORY","PRICING_TYPE"])'
        )
        account = meta.address(self._settings, self._settings.whatsapp_business_account_id)
        told = meta.checked(await client.get(account, params={"fields": field}))
        counts: Counts = Counter()
        for point in _points(told.get("pricing_analytics", {})):
            billed = point["pricing_type"] == "REGULAR"
            detail = _price(point["pricing_category"], billed=billed)
            counts[Line(_day(point), "price", detail)] += int(point["volume"])
        return counts


async def _templates(client: httpx.AsyncClient, since: datetime, until: datetime) -> Counts:
    """Of all templates. Meta has no counts unless the account has said yes to them."""
    names = {
        str(each["id"]): f"{each['name']}/{each['language']}"
        for each in await meta.templates(client)
    }
    counts: Counts = Counter()
    for first in range(0, len(names), TEMPLATES_AT_ONCE):
        query: Json = {
            "start": _unix(since),
            "end": _unix(until),
            "granularity": "DAILY",
            "metric_types": "DELIVERED",
            "template_ids": json.dumps(list(names)[first : first + TEMPLATES_AT_ONCE]),
        }
        try:
            told = meta.checked(await client.get("template_analytics", params=query))
        except RefusedError as refused:
            warn("Meta does not count our templates", error=refused)
            return Counter()
        for point in _points(told):
            line = Line(_day(point), "template", names[str(point["template_id"])])
            counts[line] += int(point["delivered"])
    return counts


async def _ours(running: Running, since: datetime, until: datetime) -> Counts:
    rows = await running.pool.fetch(
        """
        select (delivered_at at time zone 'UTC')::date as day, category, billable,
               -- What went out as it was said has a template too, that was not needed.
               case when category <> 'service'
                    then template_name || '/' || language end as template,
               count(*) as count
          from message
         where delivered_at >= $1 and delivered_at < $2 and category is not null
         group by 1, 2, 3, 4
        """,
        since,
        until,
    )
    counts: Counts = Counter()
    for day, category, billable, template, count in rows:
        counts[Line(day, "price", _price(category, billed=billable))] += count
        if template is not None:
            counts[Line(day, "template", template)] += count
    return counts


def _price(category: str, *, billed: bool) -> str:
    """Statuses say `authentication-international`, analytics `AUTHENTICATION_INTERNATIONAL`."""
    return f"{category.lower().replace('-', '_')}/{'billed' if billed else 'free'}"


def _points(told: Json) -> list[Json]:
    return [point for part in told.get("data", []) for point in part.get("data_points", [])]


def _day(point: Json) -> date:
    return datetime.fromtimestamp(point["start"], UTC).date()


def _unix(at: datetime) -> int:
    return int(at.timestamp())
