"""What WhatsApp answered, written into the ledger and told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wardbell_runtime import Tx, warn
from wardbell_sender import campaigns, contacts, ledger, once_more, pair, pauses
from wardbell_sender.deliveries import tell
from wardbell_sender.fallback import Fallback
from wardbell_sender.ledger import Claimed
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.outcome import (
    POLICIES,
    Accepted,
    Again,
    NotSent,
    NotTried,
    NotYet,
    Nowhere,
    Outcome,
    Policy,
    Refused,
    Unclear,
)

BREATH = timedelta(seconds=0.5)
"""After what kept a message from being sent, before it is tried again."""

IN_A_HURRY = 1
"""4^1 seconds at most between two tries of what may not wait; Meta sets the pace of one patient."""


def settle(
    tx: Tx,
    row: Any,
    message: Claimed,
    result: Outcome,
    fallback: Fallback,
    metrics: SenderMetrics,
    campaign_pause: timedelta,
) -> None:
    """Write down WhatsApp's answer, unless a status webhook was quicker."""
    if (spent := pair.spent(result, message.attempts, tx.now)) is not None:
        contacts.was_sent(tx, row["contact_id"], *spent)
    if isinstance(result, Accepted):
        pauses.number_accepted(tx, message.number)
    if isinstance(result, Accepted) and result.wamid in row["refused_wamids"]:
        # Of this try a status has said already that it failed.
        if row["state"] in {"claimed", "unclear"} and row["attempts"] == message.attempts:
            code = row["error_code"]
            if not once_more.put_back(tx, row, code, None, message.address):
                _lose(tx, row, code, fallback)
        return
    overtaken = row["attempts"] != message.attempts and not isinstance(result, Accepted)
    if overtaken or row["state"] not in {"claimed", "unclear"}:
        if isinstance(result, Accepted):
            ledger.set_wamid(tx, message.id, result.wamid)
        return
    match result:
        case Accepted(wamid, held=True):
            ledger.set_state(tx, message.id, "accepted", wamid=wamid)
        case Accepted(wamid):
            ledger.set_state(tx, message.id, "sent", wamid=wamid)
            tell(tx, row, "sent")
        case Again(code, pauses_number):
            longest = 3 if message.may_wait else IN_A_HURRY
            wait = pair.backoff(message.attempts, pair.LONGEST if code == pair.LIMIT else longest)
            if pauses_number and code is not None:
                wait = timedelta()  # the number is waited for, and this message no longer
                pauses.pause_number(tx, message.number, code)
            aside = code is not None and POLICIES.get(code) == Policy.LATER
            wait = once_more.LATER if aside else wait
            ledger.try_again(tx, message.id, tx.now + wait, code, aside=aside)
        case Unclear(code):
            ledger.doubt(tx, message.id, code)
            tx.after_commit.append(metrics.doubts.labels("unclear").inc)
        case NotSent(reason):
            ledger.set_state(tx, message.id, "undeliverable")
            tell(tx, row, "undeliverable", reason=reason)
        case NotYet(until, alone):
            ledger.defer(tx, message.id, until, alone=alone)
        case NotTried():
            ledger.not_tried(tx, message.id, tx.now + BREATH)
        case Refused(code) if POLICIES.get(code) == Policy.WINDOW:
            _has_no_window(tx, row, message, code, fallback)
        case Refused(code) if once_more.may_be_elsewhere(row, code, message.address):
            once_more.put_back(tx, row, code, None, message.address)
        case Nowhere():
            _lose(tx, row, row["error_code"], fallback)
        case Refused(code):
            _lose(tx, row, code, fallback)
            campaigns.hold(tx, row, code, campaign_pause)
            warn("WhatsApp refused a message", code=code, message_id=message.id)


def _has_no_window(tx: Tx, row: Any, message: Claimed, code: int, fallback: Fallback) -> None:
    if message.only_template:
        _lose(tx, row, code, fallback)
    elif message.template is not None:
        ledger.close_window(tx, message.contact_id, message.id)
    else:
        ledger.set_state(tx, message.id, "undeliverable", error_code=code)
        tell(tx, row, "undeliverable", code, reason="window")


def _lose(tx: Tx, row: Any, code: int | None, fallback: Fallback) -> None:
    ledger.set_state(tx, row["id"], "failed", error_code=code)
    tell(tx, row, "failed", code)
    fallback.failed(tx, row, code)
