"""Events in, beside appointments and answers: contacts, and what became of our questions."""

from __future__ import annotations

from collections.abc import Sequence

from wardbell_events import ContactMerged, DeliveryChanged, TaskClosed
from wardbell_feedback import repository
from wardbell_runtime import Incoming, Tx, aliases

REACHED, LOST = {"delivered", "read", "played"}, {"failed", "undeliverable"}


async def contact_merged(tx: Tx, event: ContactMerged) -> None:
    """Two contacts are one."""
    await repository.merge(tx, event.from_, await aliases.winner(tx, event))


def is_ours(event: DeliveryChanged) -> bool:
    """Whether it is about a message of ours."""
    return event.service == "feedback"


async def delivery_changed(tx: Tx, event: DeliveryChanged) -> None:
    """A question did not arrive: it counts neither as asked nor for the month. It may after all."""
    if event.state in LOST:
        repository.change_state(tx, event.message_id, "asked", "unreached")
    elif event.state in REACHED:
        repository.change_state(tx, event.message_id, "unreached", "asked")


async def load_closed(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Who tasks are about is locked as whoever they are by now: answers write whole rows."""
    told = {item.event.contact_id for item in batch if isinstance(item.event, TaskClosed)}
    await aliases.present(tx, told)


async def task_closed(tx: Tx, event: TaskClosed) -> None:
    """Whoever was to call has called, or need not: the next complaint is called about again."""
    repository.task_closed(tx, event.task_id)
