"""`wardbell run ingress`: the webhook's door as a process."""

from __future__ import annotations

import asyncio
import signal

from prometheus_client import CollectorRegistry

from wardbell_dialogue.sites import Sites, load_sites
from wardbell_events import RedFlag
from wardbell_gateway.ingress import Ingress, Metrics
from wardbell_gateway.settings import GatewaySettings
from wardbell_gateway.updates import Door
from wardbell_redflags import screen
from wardbell_runtime import log, warn
from wardbell_runtime.clock import open_clock
from wardbell_runtime.errors import pauses
from wardbell_runtime.health import health_app
from wardbell_runtime.http import serve


def red_flag(text: str) -> RedFlag | None:
    """What the emergency screen finds in a text."""
    found = screen(text)
    if found is None:
        return None
    return RedFlag(rule=found.rule, crisis=found.mental_health, harmed=found.harmed)


def make_door(settings: GatewaySettings, sites: Sites) -> Door:
    """The door of an installation."""

    def site_of(number: str) -> str:
        site = sites.get(number)
        return site.site if site else ""

    return Door(settings.contact_key, red_flag, site_of)


async def main() -> None:
    """Serve webhooks until SIGTERM or SIGINT; open ones are finished."""
    settings = GatewaySettings()
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    sites = load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    clock, following = await open_clock(settings.wardbell_clock)
    registry = CollectorRegistry()
    ingress = Ingress(settings, make_door(settings, sites), clock, Metrics(registry))

    async def live() -> str | None:
        return None

    checks = {"live": live, "ready": ingress.ready, "idle": live}
    # The screen makes its automaton when it is first used: before the first patient writes.
    red_flag("warm up 1")
    for pause in pauses(float("inf")):
        try:
            await ingress.start()
            break
        except Exception as error:  # noqa: BLE001  # whatever it is: not ready yet
            warn("Kafka is away, trying again", error=error)
            await asyncio.sleep(pause)
    async with (
        serve(health_app(checks, registry), settings.health_host, settings.health_port),
        serve(
            ingress,
            settings.webhook_host,
            settings.webhook_port,
            loop="uvloop",
            http="httptools",
            proxy_headers=False,
            timeout_keep_alive=65,
            limit_concurrency=2000,
            backlog=1024,
        ) as port,
    ):
        log("started", port=port)
        await stop.wait()
    await ingress.stop()
    if following is not None:
        following.cancel()
