"""`python -m wardbell_simulator`: run until interrupted."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys

import uvloop

from wardbell_simulator.settings import Settings, read_settings
from wardbell_simulator.simulator import start


async def _run(settings: Settings) -> None:
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    simulator = await start(settings)
    print(f"SIMULATOR_URL={simulator.url}", flush=True)
    await stopped.wait()
    await simulator.close()


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = read_settings()
    try:
        uvloop.run(_run(settings))
    except OSError as error:
        sys.exit(
            f"The simulator cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Choose another --port, or 0 for a free one."
        )


if __name__ == "__main__":
    main()
