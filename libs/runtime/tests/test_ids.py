import os
from uuid import UUID

from wardbell_runtime.ids import uuid7

RANDOM = (1 << 62) - 1
"""Bits of a UUIDv7 that say nothing of the time or the version."""


def test_processes_that_are_forked_from_one_make_ids_of_their_own():
    uuid7()
    told, telling = os.pipe()
    if (child := os.fork()) == 0:
        os.write(telling, uuid7().bytes)
        os._exit(0)
    os.waitpid(child, 0)
    theirs = UUID(bytes=os.read(told, 16))
    os.close(told)
    os.close(telling)

    assert theirs.int & RANDOM != uuid7().int & RANDOM
