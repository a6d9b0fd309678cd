"""What WhatsApp says became of what was sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from wardbell_events import StatusChanged
from wardbell_runtime import Incoming, Tx
from wardbell_sender import campaigns, ledger, once_more, pace, pauses, uploads
from wardbell_sender.deliveries import tell, tell_price
from wardbell_sender.fallback import Fallback
from wardbell_sender.metrics import SenderMetrics
from wardbell_sender.outcome import POLICIES, Policy, is_a_code, wamid_of

RANK = {
    "deferred": 0,
    "ready": 0,
    "claimed": 0,
    "unclear": 0,
    "undeliverable": 0,
    "accepted": 0,
    "sent": 1,
    "failed": 2,
    "delivered": 3,
    "read": 4,
    "played": 5,
}
"""States only go up: read implies delivered, and webhooks come in any order.

What reached the phone did, whoever took it for lost; nothing is said of what is `undeliverable`,
unless an earlier try was taken though its answer left that open. So the
highest state is where all orders end, with repeats and without those that never come.
"""


class Statuses:
    """The handler of statuses."""

    def __init__(
        self, metrics: SenderMetrics, fallback: Fallback, campaign_pause: timedelta
    ) -> None:
        self._metrics = metrics
        self._fallback = fallback
        self._campaign_pause = campaign_pause

    async def changed(self, tx: Tx, event: StatusChanged) -> None:
        """WhatsApp says what became of a message. States never go backwards."""
        row = tx.loaded.get(tx.cause.id)
        status = event.raw.get("status")
        if row is None or not isinstance(status, str):
            return
        wamid = wamid_of(event.raw)
        if wamid in row["refused_wamids"]:
            return  # another try is under way instead
        self._price(tx, row, event.raw)
        if RANK.get(status, 0) <= RANK.get(row["state"], 9):
            return
        code = _error_code(event.raw) if status == "failed" else None
        if code is not None:
            tx.after_commit.append(partial(self._metrics.refused, code))
        policy = POLICIES.get(code) if code is not None else None
        if policy == Policy.WINDOW and row["templated"] and not row["only_template"]:
            _was_refused(row, wamid)
            row |= {"state": "ready", "only_template": True}
            ledger.close_window(tx, row["contact_id"], row["id"], refused=wamid)
            return
        if policy == Policy.MEDIA:
            uploads.forget_all(tx, row["number"])
        if policy == Policy.NUMBER and code is not None:
            pauses.pause_number(tx, row["number"], code)
        at = _moment(event.raw)
        if code == pace.TOO_FAST:
            pace.slow_down(tx, row["number"], at)
        if code is not None:
            campaigns.hold(tx, row, code, self._campaign_pause, at)
        address = _address(event.raw)
        if status == "failed" and _goes_on(tx, row, policy, code, wamid, address):
            return
        if policy == Policy.WINDOW and not row["templated"]:
            _has_no_window(tx, row, code, wamid, at)
            return
        row["state"] = status
        ledger.set_state(
            tx,
            row["id"],
            status,
            wamid=wamid,
            error_code=code,
            delivered_at=(at or tx.now) if RANK[status] >= RANK["delivered"] else None,
        )
        tell(tx, row, status, code, at=at)
        if status == "failed":
            self._fallback.failed(tx, row, code)

    def _price(self, tx: Tx, row: dict[str, Any], raw: dict[str, Any]) -> None:
        """It comes with `sent` and with one of the later ones, so it is taken once."""
        told = raw.get("pricing")
        pricing: dict[str, Any] = told if isinstance(told, dict) else {}
        category = pricing.get("category")
        if row["category"] is not None or not isinstance(category, str):
            return
        # `billable` is on its way out at Meta; `type` says the same.
        billable = pricing.get("billable", pricing.get("type") == "regular") is True
        row["category"] = category
        ledger.set_category(tx, row["id"], category, billable=billable)
        tell_price(tx, row, category, _moment(raw), billable=billable)
        priced = self._metrics.priced.labels(row["purpose"], category, str(billable).lower())
        tx.after_commit.append(priced.inc)


def _goes_on(
    tx: Tx,
    row: dict[str, Any],
    policy: Policy | None,
    code: int | None,
    wamid: str | None,
    address: str | None,
) -> bool:
    """Whether only a try has failed: there is another one, or will be."""
    state = row["state"]
    passes = policy in once_more.PASSES or once_more.may_be_elsewhere(row, code, address)
    if state == "sent" and None not in {wamid, row["wamid"]} and wamid != row["wamid"]:
        another = True  # that was an earlier one, which was in doubt
    elif not passes:
        return False
    else:
        # Of one under way its answer tells whether it was this one (`settling.py`); of earlier
        # ones that were in doubt nothing may be known yet.
        another = state in {"deferred", "ready", "claimed", "undeliverable"} or (
            state == "unclear" and len(row["refused_wamids"]) + 1 < row["doubts"]
        )
    if not another:
        if not once_more.put_back(tx, row, code, wamid, address):
            return False
        row["state"] = "ready"
        if policy == Policy.ADDRESS:
            row["unreached"] = address
    elif wamid is not None:
        ledger.try_was_refused(tx, row["id"], wamid, code)
    _was_refused(row, wamid)
    return True


def _has_no_window(
    tx: Tx, row: dict[str, Any], code: int | None, wamid: str | None, at: datetime | None
) -> None:
    """As where WhatsApp says so at once: it was never sent, and what is said of the try is over."""
    if wamid is not None:
        ledger.try_was_refused(tx, row["id"], wamid, code)
    _was_refused(row, wamid)
    if row["state"] != "undeliverable":
        row["state"] = "undeliverable"
        ledger.set_state(tx, row["id"], "undeliverable", error_code=code)
        tell(tx, row, "undeliverable", code, at=at, reason="window")


def _was_refused(row: dict[str, Any], wamid: str | None) -> None:
    if wamid is not None:
        row["refused_wamids"] = [*row["refused_wamids"], wamid]


async def load_statuses(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The ledger's rows that a batch of statuses is about, locked, for `tx.loaded`."""
    by_wamid = []
    named: dict[UUID, UUID] = {}
    for item in batch:
        event = item.event
        assert isinstance(event, StatusChanged)  # noqa: S101
        if (id_ := _our_id(event)) is not None:
            named[item.envelope.id] = id_
        elif (wamid := wamid_of(event.raw)) is not None:
            by_wamid.append((item.envelope.id, wamid))
    if by_wamid:
        found = await ledger.ids_by_wamid(tx, [wamid for _, wamid in by_wamid])
        named |= {event: found[wamid] for event, wamid in by_wamid if wamid in found}
    rows = {row["id"]: dict(row) for row in await ledger.lock_messages(tx, named.values())}
    tx.loaded = {event: rows[id_] for event, id_ in named.items() if id_ in rows}


def _our_id(event: StatusChanged) -> UUID | None:
    try:
        return UUID(str(event.raw.get("biz_opaque_callback_data", "")).split(".")[1])
    except (IndexError, ValueError):
        return None


def _error_code(raw: dict[str, Any]) -> int | None:
    errors = raw.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    code = first.get("code") if isinstance(first, dict) else None
    return code if is_a_code(code) else None


def _address(raw: dict[str, Any]) -> str | None:
    """Where what failed went: then a user id is named only where it went to one."""
    found = raw.get("recipient_user_id") or raw.get("recipient_id")
    return found if isinstance(found, str) else None


def _moment(raw: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromtimestamp(int(raw["timestamp"]), UTC)
    except (KeyError, TypeError, ValueError, OverflowError, OSError):
        return None
