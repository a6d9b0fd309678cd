"""Patients of a year: they book, move, cancel and confirm late, whatever fails meanwhile."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Sequence
from typing import Any

from wardbell_cli.demo import choices
from wardbell_faults.moods import HELLO, first_choice, text
from wardbell_faults.phones import Json
from wardbell_faults.talk import Talk
from wardbell_faults.year import Doing

PATIENCE = 30.0
"""Seconds that a patient waits for an answer while something is away; then they go on."""
TURNS = 14
MINE = {"en": "my appointments", "de": "meine Termine"}
WAYS = {
    "book": ("scheduling:book:", "scheduling:more:"),
    "dawdle": ("scheduling:book:", "scheduling:more:"),
    "move": ("scheduling:open:", "scheduling:move:", "scheduling:book:"),
    "cancel": ("scheduling:open:", "scheduling:cancel:", "scheduling:cancelled:"),
}
"""Choices that lead to the end, by what is wanted."""
CONFIRM = "scheduling:confirm:"


class Visitor:
    """A patient, and the question about a slot that they left open."""

    def __init__(self, talk: Talk) -> None:
        self.talk = talk
        self.left: Json | None = None

    async def does(self, doing: Doing, rng: random.Random) -> None:
        """Talk until there is nothing more to choose for what is wanted."""
        words = HELLO if doing in {"book", "dawdle"} else MINE
        shown = await self.asks(text(words[self.talk.language]))
        for _ in range(TURNS):
            if (confirm := _choice(shown, (CONFIRM,), lambda found: found[0])) is not None:
                if doing == "dawdle":
                    self.left = confirm
                    return
                await self.asks(confirm)
                return
            said = _choice(shown, WAYS[doing], rng.choice) if choices(shown) else None
            if said is None and choices(shown):
                return
            shown = await self.asks(said or first_choice(shown))

    async def asks(self, message: Json) -> Json:
        """Say something; what stands on the phone last, if the answer takes too long."""
        try:
            return await self.talk.asks(message, PATIENCE)
        except TimeoutError:
            return (
                self.talk.shown[-1] if self.talk.shown else {"type": "text", "text": {"body": ""}}
            )


async def race(visitors: Sequence[Visitor]) -> None:
    """Everybody takes the first of everything, in step: all want the same slot at once."""
    for visitor in visitors:
        visitor.left = None
    shown = await asyncio.gather(
        *(visitor.asks(text(HELLO[visitor.talk.language])) for visitor in visitors)
    )
    for _ in range(9):
        said = [_onward(one) for one in shown]
        if not any(said):
            return
        shown = await asyncio.gather(
            *(
                visitor.asks(message) if message else _same(before)
                for visitor, message, before in zip(visitors, said, shown, strict=True)
            )
        )


def _onward(shown: Json) -> Json | None:
    """The first choice; None at the end."""
    offered = [id_ for _, id_, _ in choices(shown)]
    if offered and not offered[0].startswith(("scheduling:book:", CONFIRM)):
        return None
    said = first_choice(shown)
    return None if said == text("menu") else said


async def _same(shown: Json) -> Json:
    return shown


def _choice(shown: Json, ways: tuple[str, ...], pick: Callable[[list[Any]], Any]) -> Json | None:
    """One of the choices that lead somewhere."""
    found = [choice for choice in choices(shown) if choice[1].startswith(ways)]
    if not found:
        return None
    kind, id_, title = pick(found)
    return {"type": "interactive", "interactive": {"type": kind, kind: {"id": id_, "title": title}}}
