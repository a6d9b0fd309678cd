"""Every metric of the runtime, once, with its unit."""

from __future__ import annotations

from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

SECONDS: Final = (0.005, 0.01, 0.02, 0.04, 0.08, 0.15, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3600)


class Metrics:
    """The runtime's metrics, labelled by consumer; one registry a process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.registry = registry
        ProcessCollector(registry=registry)  # process_…: memory, processor time, open files
        self.received = Counter(
            "wardbell_events_received", "Records taken from Kafka", ["consumer"], registry=registry
        )
        self.handled = Counter(
            "wardbell_events_handled",
            "Records done with, by outcome: handled, duplicate, skipped, parked",
            ["consumer", "outcome"],
            registry=registry,
        )
        self.retried = Counter(
            "wardbell_events_retried",
            "Records tried again after a passing fault",
            ["consumer"],
            registry=registry,
        )
        self.latency = Histogram(
            "wardbell_event_latency_seconds",
            "From the webhook's arrival to this consumer's commit",
            ["consumer"],
            buckets=SECONDS,
            registry=registry,
        )
        self.batch = Histogram(
            "wardbell_batch_seconds",
            "One batch transaction",
            ["consumer"],
            buckets=SECONDS,
            registry=registry,
        )
        self.lag = Gauge(
            "wardbell_consumer_lag", "Records not yet done with", ["consumer"], registry=registry
        )
        self.assigned = Gauge(
            "wardbell_consumer_partitions", "Partitions assigned", ["consumer"], registry=registry
        )
        self.drain_timeouts = Counter(
            "wardbell_drain_timeouts",
            "Rebalances that did not wait for an open batch",
            ["consumer"],
            registry=registry,
        )
        self.outbox_pending = Gauge(
            "wardbell_outbox_pending", "Rows waiting to be published", ["lane"], registry=registry
        )
        self.outbox_oldest = Gauge(
            "wardbell_outbox_oldest_seconds", "Age of the oldest row", ["lane"], registry=registry
        )
        self.published = Counter(
            "wardbell_outbox_published",
            "Rows given to Kafka, by type of event",
            ["lane", "type"],
            registry=registry,
        )
        self.parked = Gauge(
            "wardbell_parked", "Records parked and not yet replayed", registry=registry
        )
        self.breaker = Gauge(
            "wardbell_breaker_open", "1 while a breaker is open", ["consumer"], registry=registry
        )
        self.timers_overdue = Gauge(
            "wardbell_timers_overdue_seconds",
            "How long the oldest due job has been waiting",
            ["timer"],
            registry=registry,
        )
        self.timers = Counter(
            "wardbell_timers_handled", "Due jobs done with", ["timer", "outcome"], registry=registry
        )
