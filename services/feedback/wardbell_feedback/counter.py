"""What staff look at, in transactions beside those of the running service."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from wardbell_feedback import repository
from wardbell_feedback.figures import Count
from wardbell_runtime import Running


async def counts(running: Running, since: datetime | None) -> list[Count]:
    """What was asked and said of each service's visits.

    Args:
        since: the beginning of the first visit; None: of all that are kept
    """
    async with running.transaction() as tx:
        return await repository.counts(tx, since)


async def show(running: Running, appointment: UUID, who: str) -> dict[str, Any] | None:
    """What a patient said of a visit, in their words; that somebody looked is noted."""
    async with running.transaction() as tx:
        found = await repository.shown(tx, appointment)
        if found is not None:
            repository.audit(tx, who, "show", appointment)
        return found
