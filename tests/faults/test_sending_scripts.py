"""Random scripts of sends, errors, statuses and kill -9: each message leaves once, by the rules.

Short here; `make soak` plays many.
"""

import os

import pytest

from wardbell_faults.sending.checker import check
from wardbell_faults.sending.plan import ASKS, make_plan

SCRIPTS = int(os.environ.get("SENDING_SCRIPTS", "1"))


@pytest.mark.parametrize("seed", range(SCRIPTS))
async def test_every_message_leaves_once_and_within_the_rules(stage, seed):
    """Meta: no idempotency key, 24 hours' window, no promised order of statuses (whatsapp.md)."""
    days = 1 + seed % 2
    async with stage() as (played, timeout):
        history = await played.play(make_plan(seed, days=days, kills=1 + seed % 3))

    verdict = check(history, timeout=timeout)
    print(verdict)
    assert not verdict.findings(), (seed, verdict)
    assert verdict.asked == days * ASKS
    assert verdict.reached > verdict.asked / 3, verdict
