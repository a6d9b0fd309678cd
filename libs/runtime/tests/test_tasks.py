"""Work in turns."""

from __future__ import annotations

import asyncio

from wardbell_runtime.tasks import TURN, in_turns


async def test_others_on_the_loop_have_their_turn_in_the_midst_of_a_batch() -> None:
    turns = 0

    async def emergency() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(emergency())
    done = [n async for n in in_turns(range(10 * TURN))]
    other.cancel()

    assert done == list(range(10 * TURN))
    assert turns >= 10
