"""Where it is day: a clinic of a test works at whatever hour the test runs."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_HOURS_AHEAD = 11 - datetime.now(UTC).hour

HERE = ZoneInfo(f"Etc/GMT{-_HOURS_AHEAD:+d}")  # POSIX signs: Etc/GMT-2 is ahead of Greenwich
"""The time zone where it is between eleven and noon: today still has free times, and nobody's
quiet hours are near."""
