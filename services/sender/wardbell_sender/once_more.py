"""What WhatsApp refused, at once or afterwards, for a reason that passes: it is sent once more.

Source: Meta, errors come "synchronously, asynchronously, or both" (docs/reference/whatsapp.md).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wardbell_runtime import Tx
from wardbell_sender import contacts, ledger, pair
from wardbell_sender.outcome import POLICIES, Again, Policy

PASSES = frozenset({Policy.REPLAY, Policy.PAIR, Policy.AMBIGUOUS, Policy.NUMBER, Policy.LATER})
"""What is no fault of the message. A try that failed did not arrive, so nothing is ambiguous."""
MOST = 5
"""Refusals of a message after which it is lost, unless it is the number that is refused."""
KEPT_DAYS = 3
"""How long what was said is kept for it."""
LATER = timedelta(minutes=15)
"""How long what is throttled waits: Meta takes so many of a Flow an hour."""
WAIT_FOR_ADDRESS = timedelta(seconds=20)
"""How long what WhatsApp did not find the patient for waits for another address of theirs.

An answer to who has changed their number may be quicker than `contacts`, which tells us of it. So a
loss is told only then, once: what another channel was told of cannot be taken back. Nothing is sent
twice, since what failed did not arrive, nor anything to an address that WhatsApp has refused.
"""


def put_back(tx: Tx, row: Any, code: int | None, wamid: str | None, address: str | None) -> bool:
    """Put a message back into the line, of whose last try WhatsApp says that it failed.

    Args:
        wamid: WhatsApp's id of the try; None: it is known, or was not said
        address: where the try went, as far as that is known

    Returns:
        False: it was tried too often, or nothing is left that could be said
    """
    policy = POLICIES.get(code) if code is not None else None
    if policy == Policy.ADDRESS:
        return _elsewhere(tx, row, code, wamid, address)
    tries = len(row["refused_wamids"]) + (wamid is not None)
    if not row["kept"] or (tries >= MOST and policy != Policy.NUMBER):
        return False
    wait = pair.backoff(max(1, tries), pair.LONGEST if policy == Policy.PAIR else 3)
    if policy == Policy.PAIR and (spent := pair.spent(Again(code), tries, tx.now)) is not None:
        contacts.was_sent(tx, row["contact_id"], *spent)
    if policy == Policy.NUMBER:
        wait = timedelta()  # the number is waited for, and this message no longer
    aside = policy == Policy.LATER
    wait = LATER if aside else wait
    ledger.put_back(tx, row["id"], tx.now + wait, code, wamid, aside=aside)
    return True


def may_be_elsewhere(row: Any, code: int | None, address: str | None) -> bool:
    """Whether WhatsApp says, for the first time, that the patient is not at this address."""
    policy = POLICIES.get(code) if code is not None else None
    return policy == Policy.ADDRESS and address is not None and row["unreached"] is None


def _elsewhere(tx: Tx, row: Any, code: int | None, wamid: str | None, address: str | None) -> bool:
    if not row["kept"] or not may_be_elsewhere(row, code, address):
        return False
    ledger.put_back(tx, row["id"], tx.now + WAIT_FOR_ADDRESS, code, wamid, unreached=address)
    ledger.moved(tx, row["contact_id"])
    return True
