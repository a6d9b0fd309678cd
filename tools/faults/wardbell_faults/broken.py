"""`python -m wardbell_faults.broken inbox|ack run <process>`: a process without one of its guards.

For proving the checker: the product has no such switch.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from faststream import AckPolicy

from wardbell_cli.main import cli
from wardbell_runtime import inbox
from wardbell_runtime.kafka import consumer


async def everything_is_new(
    conn: Any,  # noqa: ARG001
    events: Sequence[tuple[UUID, datetime]],
    now: datetime,  # noqa: ARG001
) -> set[UUID]:
    """In the place of `inbox.claim`."""
    return {id_ for id_, _ in events}


def main() -> None:
    """Take the guard away, then run the command."""
    match sys.argv.pop(1):
        case "inbox":
            inbox.claim = everything_is_new
        case "ack":
            consumer.ACK_POLICY = AckPolicy.ACK_FIRST
        case other:
            sys.exit(f"there is no guard {other}: it can be inbox or ack")
    cli()


if __name__ == "__main__":
    main()
