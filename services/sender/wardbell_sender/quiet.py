"""Quiet hours: whoever has asked for nothing is not woken, by their site's clock or their own."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from wardbell_dialogue.local_time import known_zone
from wardbell_dialogue.quiet import Quiet
from wardbell_dialogue.sites import Sites


class QuietHours:
    """The last look at them; who plans a message for later avoids them by itself."""

    def __init__(self, hours: str, sites: Sites) -> None:
        self._hours = Quiet.parse(hours)
        self._sites = sites

    def over(
        self, number: str, now: datetime, hours: str | None = None, zone: str | None = None
    ) -> datetime | None:
        """When they end for a patient of one of our numbers; None: it is not quiet there.

        Args:
            hours: the patient's own; None: as everywhere
            zone: where the patient lives, if that is known; None, or one that we do not know: the
                site's
        """
        site = self._sites.get(number)
        if site is None:
            return None
        quiet = Quiet.parse(hours) if hours else self._hours
        clock = known_zone(zone or site.time_zone) or ZoneInfo(site.time_zone)
        return quiet.over(now, clock) if quiet.at(now, clock) else None
