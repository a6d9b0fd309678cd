"""`python -m wardbell_simulator`: run until interrupted."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys

import uvloop

from wardbell_simulator.scenario import Scenario, ScenarioError, read
from wardbell_simulator.scenario_play import play
from wardbell_simulator.settings import Settings, read_settings
from wardbell_simulator.simulator import start


async def _run(settings: Settings) -> None:
    stopped = asyncio.Event()
    for sign in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(sign, stopped.set)
    scenario = read(settings.scenario) if settings.scenario else None
    simulator = await start(settings)
    print(f"SIMULATOR_URL={simulator.url}", flush=True)
    waiting = asyncio.create_task(stopped.wait())
    try:
        if scenario is not None:
            playing = asyncio.create_task(_play(scenario, simulator.url))
            await asyncio.wait((playing, waiting), return_when=asyncio.FIRST_COMPLETED)
            if playing.done():
                await playing
            else:
                playing.cancel()
        await waiting
    finally:
        await simulator.close()


async def _play(scenario: Scenario, url: str) -> None:
    await play(scenario, url)
    print("The scenario is over.", flush=True)


def main() -> None:
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    settings = read_settings()
    try:
        uvloop.run(_run(settings))
    except ScenarioError as error:
        sys.exit(f"The scenario stopped: {error}.")
    except OSError as error:
        sys.exit(
            f"The simulator cannot listen on {settings.host}:{settings.port}: {error.strerror}. "
            "Choose another --port, or 0 for a free one."
        )


if __name__ == "__main__":
    main()
