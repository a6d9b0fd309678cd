"""What one service needs in a container of its own: `service_mb`, of the one that needs most.

`memory_mb` counts a whole system on one machine, whose processes share what they import.
"""

from __future__ import annotations

from wardbell_bench.ground import ground, process_of, room, service
from wardbell_bench.rows import Row
from wardbell_cli.services import process_names

LISTENING_ONLY = {"ingress": {"WEBHOOK_PORT": "0"}, "pages": {"PAGES_PORT": "0"}}


def services() -> Row:
    """Private memory of each process once it is ready, started as `wardbell run` does."""
    with ground():
        room()
        return Row("service_mb", max(map(_private_mb, process_names())), "MB", None, None)


def _private_mb(name: str) -> float:
    with service(name, **LISTENING_ONLY.get(name, {})):
        return float(process_of(name).memory_full_info().uss) / 2**20
