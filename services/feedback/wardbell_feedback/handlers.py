"""Events in, beside appointments and answers: contacts, and what became of our questions."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from wardbell_events import ContactChanged, ContactMerged, DeliveryChanged
from wardbell_feedback import repository
from wardbell_feedback.survey import Survey
from wardbell_runtime import Incoming, Tx

REACHED, LOST = {"delivered", "read"}, {"failed", "undeliverable"}


async def contact_changed(tx: Tx, event: ContactChanged) -> None:
    """In which language a contact is written to."""
    repository.set_language(tx, event.contact_id, event.version, event.language)


async def contact_merged(tx: Tx, event: ContactMerged) -> None:
    """Two contacts are one."""
    await repository.merge(tx, event.from_, event.into)


async def load_deliveries(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The surveys whose questions a batch is about, for `tx.loaded`."""
    ids = {
        item.event.message_id
        for item in batch
        if isinstance(item.event, DeliveryChanged)
        and item.event.service == "feedback"
        and item.event.state in REACHED | LOST
    }
    tx.loaded = await repository.by_message(tx, ids) if ids else {}


async def delivery_changed(tx: Tx, event: DeliveryChanged) -> None:
    """A question did not arrive: it counts neither as asked nor for the month. It may after all."""
    surveys: dict[UUID, Survey] = tx.loaded
    survey = surveys.get(event.message_id)
    if survey is None:
        return
    if event.state in LOST and survey.state == "asked":
        survey.state = "unreached"
    elif event.state in REACHED and survey.state == "unreached":
        survey.state = "asked"
    else:
        return
    repository.save(tx, survey)
