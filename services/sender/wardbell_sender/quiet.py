"""Quiet hours: whoever has asked for nothing is not woken, by the clock of their site."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from wardbell_dialogue.quiet import Quiet
from wardbell_dialogue.sites import Sites


class QuietHours:
    """The last look at them; who plans a message for later avoids them by itself."""

    def __init__(self, hours: str, sites: Sites) -> None:
        self._hours = Quiet.parse(hours)
        self._sites = sites

    def over(self, number: str, now: datetime) -> datetime | None:
        """When they end for patients of one of our numbers; None: it is not quiet there."""
        site = self._sites.get(number)
        if site is None:
            return None
        zone = ZoneInfo(site.time_zone)
        return self._hours.over(now, zone) if self._hours.at(now, zone) else None
