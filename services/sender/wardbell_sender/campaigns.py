"""What a refusal says of campaigns to come: to a patient, or from a number."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from wardbell_runtime import Tx
from wardbell_sender import contacts, pauses
from wardbell_sender.deliveries import tell_no_campaigns
from wardbell_sender.outcome import POLICIES, Policy


def hold(tx: Tx, row: Any, code: int, pause: timedelta, at: datetime | None = None) -> None:
    """Hold back what WhatsApp would refuse as well.

    Args:
        pause: how long a number sends none
        at: WhatsApp's time, where it said so
    """
    match POLICIES.get(code):
        case Policy.OPT_OUT:
            contacts.wants_no_campaigns(tx, row["contact_id"])
            tell_no_campaigns(tx, row, at)
        case Policy.ENOUGH:
            contacts.had_enough(tx, row["contact_id"])
        case Policy.CAMPAIGN:
            pauses.pause_campaigns(tx, row["number"], tx.now + pause, code)
