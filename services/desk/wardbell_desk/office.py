"""Office hours: when a deadline falls that a human has to keep."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from wardbell_dialogue.sites import Site


def deadline(site: Site | None, start: datetime, within: timedelta) -> datetime:
    """The moment `within` after `start`; one when nobody is there counts from the next opening.

    Without a site or without office hours every hour counts.
    """
    moment = start + within
    if site is None or site.open_at(moment):
        return moment
    opening = site.next_opening(moment)
    # In UTC: an hour added to a local time would be none when the clocks change.
    return moment if opening is None else opening.astimezone(UTC) + within
