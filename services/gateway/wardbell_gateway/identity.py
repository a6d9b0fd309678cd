"""Which contact a message is from.

Meta names a user by `user_id` (BSUID), by `wa_id` (phone number), or by both; either may be
missing, and both may change. Rules, safest first:

* The user id decides. A number that comes with another user id than ours belongs to somebody
  else now, unless Meta says that the id was renewed: the old contact loses the number.
* Two contacts that one message names together are one: the older lives on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from wardbell_events import (
    ContactMerged,
    DeliveryChanged,
    MessageArrived,
    MessageRequested,
    UserChanged,
)
from wardbell_events.ids import ContactId
from wardbell_gateway import repository
from wardbell_gateway.contact import Contact
from wardbell_gateway.repository import Identity
from wardbell_runtime import Incoming, Tx


def identity(event: MessageArrived | UserChanged) -> Identity | None:
    """Who Meta says it is from; None if nobody is named."""
    raw, profile = event.raw, event.profile or {}
    wa_id = _text(raw.get("from")) or _text(raw.get("wa_id")) or _text(profile.get("wa_id"))
    user_id = _text(raw.get("from_user_id")) or _text(profile.get("user_id"))
    if not (wa_id or user_id) or not event.phone_number_id:
        return None
    return event.phone_number_id, wa_id, user_id


def renewal(event: MessageArrived | UserChanged) -> tuple[Identity, Identity] | None:
    """Old and new identity, where the update says that one became the other."""
    number = event.phone_number_id
    if not number:
        return None
    raw = event.raw
    if event.field == "user_id_update":
        ids = raw.get("user_id")
        if isinstance(ids, dict) and _text(ids.get("previous")) and _text(ids.get("current")):
            wa_id = _text(raw.get("wa_id"))
            return (number, None, _text(ids["previous"])), (number, wa_id, _text(ids["current"]))
    system = raw.get("system")
    if raw.get("type") == "system" and isinstance(system, dict):
        old = (number, _text(raw.get("from")), _text(raw.get("from_user_id")))
        new = (number, _text(system.get("wa_id")), _text(system.get("user_id")))
        if system.get("type") in {"user_changed_number", "user_changed_user_id"} and any(new[1:]):
            return old, new
    return None


class Contacts:
    """The contacts of one batch, found or made, locked."""

    def __init__(self, found: list[Contact]) -> None:
        self._by_wa_id = {(c.number, c.wa_id): c for c in found if c.wa_id}
        self._by_user_id = {(c.number, c.user_id): c for c in found if c.user_id}

    def _lookup(self, who: Identity) -> tuple[Contact | None, Contact | None]:
        number, wa_id, user_id = who
        return (
            self._by_user_id.get((number, user_id)) if user_id else None,
            self._by_wa_id.get((number, wa_id)) if wa_id else None,
        )

    async def resolve(self, tx: Tx, who: Identity) -> Contact:
        """The contact of an identity; learns, separates and merges as the rules say."""
        by_user, by_number = self._lookup(who)
        _, wa_id, user_id = who
        if by_user is not None and by_number is not None and by_user is not by_number:
            if by_number.user_id is None:
                one = await self._merge(tx, by_user, by_number)
                return await self._learn(tx, one, wa_id, user_id)
            await self._lose_number(tx, by_number)
            return await self._learn(tx, by_user, wa_id, user_id)
        if by_user is not None:
            return await self._learn(tx, by_user, wa_id, user_id)
        if by_number is not None and user_id and by_number.user_id not in {None, user_id}:
            await self._lose_number(tx, by_number)
            return await self._create(tx, who)
        if by_number is not None:
            return await self._learn(tx, by_number, wa_id, user_id)
        return await self._create(tx, who)

    async def renew(self, tx: Tx, old: Identity, new: Identity) -> Contact | None:
        """Meta says that one identity became the other. None: neither is known here."""
        contact: Contact | None = None
        for who, by in ((old, 0), (old, 1), (new, 0), (new, 1)):
            # Looked up each time: a merge changes who is who.
            other = self._lookup(who)[by]
            if other is None or other is contact:
                continue
            if contact is None:
                contact = other
            elif other.user_id in {None, old[2], new[2]} or contact.user_id is None:
                contact = await self._merge(tx, contact, other)
            else:
                # The number was somebody else's before it became this user's.
                await self._lose_number(tx, other)
        return contact and await self._learn(tx, contact, new[1], new[2])

    async def _learn(
        self, tx: Tx, contact: Contact, wa_id: str | None, user_id: str | None
    ) -> Contact:
        new = (wa_id or contact.wa_id, user_id or contact.user_id)
        if new != (contact.wa_id, contact.user_id):
            self._forget(contact)
            contact.wa_id, contact.user_id = new
            contact.version += 1
            self._remember(contact)
            await repository.save_at_once(tx, contact)
            tx.emit(contact.changed(tx.now))
        return contact

    async def _lose_number(self, tx: Tx, contact: Contact) -> None:
        self._forget(contact)
        contact.wa_id = None
        contact.version += 1
        await repository.save_at_once(tx, contact)
        self._remember(contact)
        tx.emit(contact.changed(tx.now))

    async def _merge(self, tx: Tx, one: Contact, other: Contact) -> Contact:
        winner, loser = sorted((one, other), key=lambda c: (c.created_at, c.id.int))
        self._forget(winner)
        self._forget(loser)
        await repository.merge(tx, loser, winner)
        winner.wa_id = winner.wa_id or loser.wa_id
        winner.user_id = winner.user_id or loser.user_id
        winner.welcomed = winner.welcomed or loser.welcomed
        winner.version = max(winner.version, loser.version) + 1
        self._remember(winner)
        await repository.save_at_once(tx, winner)
        tx.emit(
            ContactMerged(from_=ContactId(loser.id), into=ContactId(winner.id), merged_at=tx.now)
        )
        tx.emit(winner.changed(tx.now))
        return winner

    async def _create(self, tx: Tx, who: Identity) -> Contact:
        await repository.create(tx, [who])
        for contact in await repository.find(tx, [who]):
            self._remember(contact)
        by_user, by_number = self._lookup(who)
        found = by_user or by_number
        assert found is not None, "just made, or found by whoever was quicker"  # noqa: S101
        return found

    def _remember(self, contact: Contact) -> None:
        if contact.wa_id:
            self._by_wa_id[contact.number, contact.wa_id] = contact
        if contact.user_id:
            self._by_user_id[contact.number, contact.user_id] = contact

    def _forget(self, contact: Contact) -> None:
        if contact.wa_id:
            self._by_wa_id.pop((contact.number, contact.wa_id), None)
        if contact.user_id:
            self._by_user_id.pop((contact.number, contact.user_id), None)


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """Read, lock and where needed make the contacts of a batch, for `tx.loaded`."""
    named: list[Identity] = []
    senders: list[Identity] = []
    renewed: list[Identity] = []
    for item in batch:
        event = item.event
        assert isinstance(event, MessageArrived | UserChanged)  # noqa: S101
        if (changed := renewal(event)) is not None:
            named += changed
            renewed += changed
        elif (who := identity(event)) is not None:
            named.append(who)
            if isinstance(event, MessageArrived):
                senders.append(who)
    found = await repository.find(tx, named) if named else []
    contacts = Contacts(found)
    # Most newcomers are made in one statement. A number or id that the batch names in two ways, or
    # in a renewal too, is left to `resolve`: who has it depends on the order.
    ways = Counter(
        (number, id_) for number, *ids in [*set(senders), *renewed] for id_ in ids if id_
    )
    new = [
        who
        for who in senders
        if contacts._lookup(who) == (None, None)  # noqa: SLF001
        and all(ways[who[0], id_] == 1 for id_ in who[1:] if id_)
    ]
    if new:
        await repository.create(tx, new)
        contacts = Contacts([*found, *await repository.find(tx, new)])
    tx.loaded = contacts


async def load_addressed(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The contacts that a batch of our own messages may give the floor to, for `tx.loaded`."""
    asked = [
        item.event.contact_id
        for item in batch
        if isinstance(item.event, MessageRequested | DeliveryChanged)
    ]
    tx.loaded = await repository.by_ids(tx, asked)


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and 0 < len(value) <= 256 else None
