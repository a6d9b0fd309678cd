"""Identifiers: UUIDv7 for what we begin, UUIDv5 for what Meta may repeat."""

from __future__ import annotations

import os
import random
import time
from uuid import UUID

from wardbell_events.ids import derived

DOOR = UUID("6f1d5e0a-3f5b-5c1e-9a56-6d1b0f1a7c11")
"""Namespace of everything that enters through the webhook."""
_random = random.Random()  # noqa: S311  # seeded by the system; an id is unique, not secret
# Processes that are forked from one would draw the same ids, and an event whose id another one has
# is taken for its repeat.
os.register_at_fork(after_in_child=_random.seed)


def uuid7() -> UUID:
    """A UUIDv7 (RFC 9562): time-ordered to the millisecond, 74 random bits.

    Takes the machine's clock, not the stack's: an id must be new even when time is played.
    """
    value = (time.time_ns() // 1_000_000) << 80 | _random.getrandbits(80)
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return UUID(int=value)


def at_the_door(name: str) -> UUID:
    """The id of something Meta sent: the same for every repeat of it."""
    return derived(DOOR, name)
