"""How much, and when, WhatsApp lets a business send."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrafficLimits:
    """Meta's limits, in virtual time; 0 takes one away.

    Sources: Meta's pages on throughput, on the pair rate limit (about the platform), on messaging
    limits and on customer service windows, read 2026.
    """

    window_hours: float = 24.0  # after a user's message or call; outside it only templates
    throughput_per_s: float = 80.0  # of a number, inbound and outbound together
    pair_burst: int = 45  # messages to one user at once, then
    pair_every_s: float = 6.0  # one in this many seconds
    unique_users: int = 2_000  # of the portfolio outside windows in 24 hours


NO_TRAFFIC_LIMITS = TrafficLimits(0, 0, 0, 0, 0)
