"""Grafana's dashboards as code: `make docs` writes them to deploy/dashboards.

The first row of each answers one question: is anything stuck, is anybody waiting. Every expression
is run in a test against a Prometheus that scrapes the real services.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from grafana_foundation_sdk.builders import common, dashboard, prometheus, stat, timeseries
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.models.common import BigValueColorMode, BigValueGraphMode
from grafana_foundation_sdk.models.dashboard import DataSourceRef, Threshold, ThresholdsMode

from wardbell_cli.environment import ROOT

FOLDER = ROOT / "deploy" / "dashboards"
SOURCE = DataSourceRef(type_val="prometheus", uid="prometheus")
LATENCY = "wardbell_event_latency_seconds_bucket"
PUBLISHED = "wardbell_outbox_published_total"

REPLIES = 'consumer="sender.outbound.replies"'
SCREENED = 'consumer="triage.inbound.triage.urgent",outcome="handled"'
NOT_SENT = "wardbell_sender_oldest_seconds"
UNCLAIMED = "max(wardbell_desk_oldest_unclaimed_urgent_seconds)"

Panel = stat.Panel | timeseries.Panel


def pipeline() -> dashboard.Dashboard:
    """For whoever runs it: is anything stuck, and where."""
    rows: dict[str, list[Panel]] = {
        "Is anything stuck?": [
            _number("Consumers stopped", "sum(wardbell_breaker_open)", 1),
            _number("Records put aside", "sum(wardbell_parked)", 1),
            _number("Records waiting", "sum(wardbell_consumer_lag)", 1000),
            _number("Oldest unpublished", "max(wardbell_outbox_oldest_seconds)", 60, "s"),
            _number("Oldest message not sent", f'max({NOT_SENT}{{lane!="notice"}})', 120, "s"),
            _number("Due jobs late", "max(wardbell_timers_overdue_seconds)", 120, "s"),
            _number("Processes seen", 'sum(up{job="wardbell"})'),
        ],
        "Emergencies": [
            _lines("Arrival to done, p99", _p99(LATENCY, 'consumer=~".*urgent"'), "s"),
            _lines("Waiting", 'sum by (consumer) (wardbell_consumer_lag{consumer=~".*urgent"})'),
        ],
        "Everything else": [
            _lines("Webhook answers", _rate("wardbell_webhook_requests_total", "status"), "reqps"),
            _lines("Arrival to done, p99", _p99(LATENCY, 'consumer!~".*urgent"'), "s"),
            _lines("Handled", _rate("wardbell_events_handled_total", "consumer"), "ops"),
            _lines("Tried again", _rate("wardbell_events_retried_total", "consumer"), "ops"),
            _lines("Waiting on Kafka", "sum by (consumer) (wardbell_consumer_lag)"),
            _lines("Waiting for Kafka", "sum by (service, lane) (wardbell_outbox_pending)"),
            _lines("Batches, p99", _p99("wardbell_batch_seconds_bucket"), "s"),
            _lines("Memory", "sum by (service) (process_resident_memory_bytes)", "bytes"),
        ],
        "The way out": [
            _lines("Billed as", _rate("wardbell_sender_priced_total", "category"), "ops"),
            _lines("Read receipts", _rate("wardbell_sender_receipts_total", "outcome"), "ops"),
        ],
    }
    return _filled(dashboard.Dashboard("Wardbell: pipeline").uid("wardbell-pipeline"), rows)


def journey() -> dashboard.Dashboard:
    """For whoever answers for patients: is anybody waiting, and what do patients do."""
    rows: dict[str, list[Panel]] = {
        "Is anybody waiting?": [
            _number("Oldest emergency nobody took", UNCLAIMED, 300, "s"),
            _number("Oldest emergency not sent", f'max({NOT_SENT}{{lane="urgent"}})', 5, "s"),
            _number("Tasks past their time", "sum(wardbell_desk_tasks_overdue)", 1),
            _number("Tasks open", "sum(wardbell_desk_tasks_open)"),
            _number("Answered within, p99", _p99(LATENCY, REPLIES), 2, "s"),
            _number("Emergencies a second", _rate("wardbell_events_handled_total", "", SCREENED)),
        ],
        "What patients do": [
            _lines("Messages in", _rate("wardbell_webhook_updates_total", "lane"), "ops"),
            _lines("Appointments", _rate(PUBLISHED, "type", 'type=~"scheduling.app.*"'), "ops"),
            _lines("Stars for visits", _rate("wardbell_feedback_ratings_total", "stars"), "ops"),
            _lines("Answers, by service", _rate(PUBLISHED, "service", 'type=~"outb.*"'), "ops"),
        ],
        "What waits for a human": [
            _lines("Tasks open", "sum by (kind) (wardbell_desk_tasks_open)"),
            _lines("Tasks opened", _rate(PUBLISHED, "service", 'type=~"desk.task.op.*"'), "ops"),
        ],
    }
    return _filled(dashboard.Dashboard("Wardbell: patient journey").uid("wardbell-journey"), rows)


ALL = {"pipeline": pipeline, "patient-journey": journey}


def text(name: str) -> str:
    """A dashboard as its file has it."""
    return json.dumps(ALL[name]().build(), cls=JSONEncoder, indent=2, sort_keys=True) + "\n"


def write() -> None:
    """Renew the files."""
    for name in ALL:
        (FOLDER / f"{name}.json").write_text(text(name))


def expressions(panels: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """Every expression of a dashboard, with its panel's title."""
    for panel in panels:
        yield from expressions(panel.get("panels") or [])
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]


def _filled(made: dashboard.Dashboard, rows: dict[str, list[Panel]]) -> dashboard.Dashboard:
    made = made.tags(["wardbell"]).refresh("10s").time("now-1h", "now").readonly()
    for title, panels in rows.items():
        made = made.with_row(dashboard.Row(title))
        for panel in panels:
            made = made.with_panel(panel)
    return made


def _number(title: str, expr: str, red: float | None = None, unit: str = "short") -> stat.Panel:
    steps = [Threshold(value=None, color="green" if red is not None else "text")]
    if red is not None:
        steps.append(Threshold(value=red, color="red"))
    thresholds = dashboard.ThresholdsConfig().mode(ThresholdsMode.ABSOLUTE).steps(steps)
    return (
        stat.Panel()
        .title(title)
        .datasource(SOURCE)
        .with_target(prometheus.Dataquery().expr(expr))
        .unit(unit)
        .thresholds(thresholds)
        .color_mode(BigValueColorMode.BACKGROUND if red is not None else BigValueColorMode.VALUE)
        .graph_mode(BigValueGraphMode.AREA)
        .reduce_options(common.ReduceDataOptions().calcs(["lastNotNull"]))
        .span(4)
        .height(4)
    )


def _lines(title: str, expr: str, unit: str = "short") -> timeseries.Panel:
    return (
        timeseries.Panel()
        .title(title)
        .datasource(SOURCE)
        .with_target(prometheus.Dataquery().expr(expr))
        .unit(unit)
        .min(0)
        .span(12)
        .height(8)
    )


def _rate(metric: str, by: str, where: str = "") -> str:
    return f"sum by ({by}) (rate({metric}{{{where}}}[$__rate_interval]))"


def _p99(buckets: str, where: str = "") -> str:
    return f"histogram_quantile(0.99, {_rate(buckets, 'le, consumer', where)})"
