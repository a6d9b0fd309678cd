"""Reads what came of a script from where it is kept: phones, journal, Kafka, the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from uuid import UUID

import asyncpg

from wardbell_events import DeliveryChanged, Envelope, topics
from wardbell_faults.collect import records
from wardbell_faults.history import message_id_of
from wardbell_faults.phones import Json, Phones
from wardbell_faults.sending.history import Entry, History, Status, Told, Try


async def collect(
    history: History,
    env: Mapping[str, str],
    phones: Phones,
    conn: asyncpg.Connection,
    wa_ids: Iterable[str],
) -> None:
    """Complete a history once all is at rest."""
    for wa_id in wa_ids:
        for shown in await phones.chat(wa_id):
            if "error" in shown:
                history.errors[shown["id"]] = shown["error"]
    journal = await phones.journal()
    history.tries += [found for entry in journal["requests"] if (found := _try(entry))]
    history.statuses += [
        Status(update["id"], update["what"], posted["ended"])
        for posted in journal["webhooks"]
        for update in posted["updates"]
        if posted["state"] == "accepted" and "biz_opaque_callback_data" in update
    ]
    for row in await conn.fetch(
        "select id, seq, state, doubts, refused_wamids, held,"
        " coalesce(extract(epoch from unclear_since), 0)::float8 as unclear_since from message"
    ):
        history.ledger.append(Entry(**row))
    seen: set[UUID] = set()
    name = env["WARDBELL_TOPIC_PREFIX"] + topics.WHATSAPP_DELIVERIES.name
    async for record in records(env["KAFKA_BOOTSTRAP_SERVERS"], [name]):
        envelope = Envelope.parse(record.headers)
        if envelope.id in seen or envelope.type != DeliveryChanged.type:
            continue
        seen.add(envelope.id)
        told = DeliveryChanged.model_validate_json(record.value)
        history.told.append(Told(told.message_id, told.state, told.reason))


def _try(entry: Json) -> Try | None:
    if not entry["biz_opaque_callback_data"] or (id_ := message_id_of(entry)) is None:
        return None
    return Try(
        id_,
        entry["at"],
        entry["virtual"],
        entry["kind"],
        entry["id"],
        entry["status"],
        entry["code"],
        entry["took_s"],
    )
