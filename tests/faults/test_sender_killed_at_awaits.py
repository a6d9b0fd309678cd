"""Kill -9 of the sender at each await of its send path, under load: nothing is lost, and nothing
leaves twice unless WhatsApp's answer was lost with the process.

A few points here; `make soak` takes all that a sender at work passes.
"""

import os

from wardbell_faults.sending.checker import check
from wardbell_faults.sending.struck import points

ALL = "KILLS_AT_AWAITS" in os.environ
SOME = (
    ("during", "batch.Batch._transact: conn.transaction()", "(left)"),  # being taken from Kafka
    ("after", "ledger.claim:"),  # claimed, not on its way
    ("during", "dispatch.", "_session.post", "(entered)"),  # on its way
    ("after", "dispatch.", "ledger.lock_messages"),  # answered, being written down
)


def found(begins, *has):
    """The one await of the product that is meant."""
    (point,) = [
        each for each in points() if each.startswith(begins) and all(word in each for word in has)
    ]
    return point


async def test_nothing_is_lost_and_only_what_is_in_doubt_is_doubled(stage, tmp_path):
    async with stage() as (played, timeout):
        struck = []

        async def strikes():
            if ALL:
                passed = await played.passed(12, tmp_path / "passed.json")
                chosen = [
                    (when, point, min(hits, 20))
                    for point, hits in passed.items()
                    for when in ("during", "after")
                ]
            else:
                chosen = [(when, found(*words), 3) for when, *words in SOME]
            for when, point, hit in chosen:
                there = await played.strike(when, point, hit)
                print(f"{'killed' if there else 'never'} {when} {point}")
                struck.append((there, when, point))

        history = await played.play_until(strikes(), seed=7)

    verdict = check(history, timeout=timeout)
    print(verdict)
    assert not verdict.findings(), (struck, verdict)
    never = [(when, point) for there, when, point in struck if not there]
    assert len(never) <= len(struck) // 10, never
