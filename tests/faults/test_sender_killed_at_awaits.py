"""Kill -9 of the sender at each await of its send path, under load: nothing is lost, and nothing
leaves twice unless WhatsApp's answer was lost with the process.

A few points here; `make soak` takes all that a sender at work passes.
"""

import os
import random

from wardbell_faults.sending.checker import check
from wardbell_faults.sending.struck import points

KILLS = int(os.environ.get("KILLS_AT_AWAITS", "0"))
"""How many, of all the points that a sender at work passes; 0: at those that are named here."""
NAMED = (
    ("during", "batch.Batch._transact: conn.transaction()", "(left)"),  # being taken from Kafka
    ("after", "ledger.claim:"),  # claimed, not on its way
    ("during", "dispatch.", "_session.post", "(entered)"),  # on its way
    ("after", "dispatch.", "ledger.lock_messages"),  # answered, being written down
)
OFF_THE_WAY = (
    *("app.", "approvals.", "commands.", "counting.", "fallback."),
    *("inbox.keep_partitions", "inbox._make", "inbox._drop"),
    *("media_in.", "media_ledger.", "metrics.", "receipts.", "running.Running.repeat"),
)
AT_THE_END = ("repeat(", "join()", "gather(*self._calls", "stopping.wait()", "session(settings")
"""Awaits that are over only when the service stops."""


def named(begins, *has):
    """The one await of the product that is meant."""
    (point,) = [
        each for each in points() if each.startswith(begins) and all(word in each for word in has)
    ]
    return point


def some_of(passed):
    """When, where and at which time a sender is killed, of the awaits that one has passed."""
    all_ = [
        (when, point, 3 if hits > 30 else 1)
        for point, hits in sorted(passed.items())
        if not point.startswith(OFF_THE_WAY) and not any(words in point for words in AT_THE_END)
        for when in ("during", "after")
    ]
    return random.Random(7).sample(all_, min(KILLS, len(all_)))


async def test_nothing_is_lost_and_only_what_is_in_doubt_is_doubled(stage, tmp_path):
    async with stage() as (played, timeout):
        struck = []

        async def strikes():
            if KILLS:
                chosen = some_of(await played.passed(12, tmp_path / "passed.json"))
            else:
                chosen = [(when, named(*words), 3) for when, *words in NAMED]
            for when, point, hit in chosen:
                there = await played.strike(when, point, hit)
                print(f"{'killed' if there else 'never'} {when} {point}")
                struck.append((there, when, point))

        history = await played.play_until(strikes(), seed=7)

    verdict = check(history, timeout=timeout)
    print(verdict)
    assert not verdict.findings(), (struck, verdict)
    never = [(when, point) for there, when, point in struck if not there]
    assert len(never) <= len(struck) // 5, never
