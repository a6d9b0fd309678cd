"""Wiring: one simulator, its server and its client."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import ClientSession, DummyCookieJar, TCPConnector, web

from wardbell_simulator.answers import say_what_is_wrong
from wardbell_simulator.clock import Clock
from wardbell_simulator.cloud_api.access import Access
from wardbell_simulator.cloud_api.analytics import Analytics
from wardbell_simulator.cloud_api.flows import Flows
from wardbell_simulator.cloud_api.handler import CloudApi
from wardbell_simulator.cloud_api.media_files import MediaFiles
from wardbell_simulator.cloud_api.message_templates import MessageTemplates
from wardbell_simulator.cloud_api.routes import cloud_routes
from wardbell_simulator.faults import Faults
from wardbell_simulator.flow_client import FlowClient
from wardbell_simulator.journal import Journal
from wardbell_simulator.live import Live
from wardbell_simulator.media_store import MediaStore
from wardbell_simulator.patients_api import PatientsApi
from wardbell_simulator.patients_files import PatientsFiles
from wardbell_simulator.patients_flows import PatientsFlows
from wardbell_simulator.quiet import Quiet
from wardbell_simulator.settings import Settings
from wardbell_simulator.templates.registry import Templates
from wardbell_simulator.templates.review import ReviewApi
from wardbell_simulator.watch_api import WatchApi
from wardbell_simulator.webhooks import Webhooks
from wardbell_simulator.whatsapp import WhatsApp
from wardbell_simulator.world_api import WorldApi

PAGE = Path(__file__).parent / "page"
ONLY_FROM_HERE = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "Cache-Control": "no-cache",
}
STOP_WITHIN_S = 2.0


class Simulator:
    """A running simulator; `url` is its address without a slash at the end."""

    def __init__(self, settings: Settings, url: str, runner: web.AppRunner) -> None:
        self.settings = settings
        self.url = url
        self._runner = runner

    async def close(self) -> None:
        """Stop listening, let go who waits, give up undelivered webhooks."""
        await self._runner.cleanup()


async def start(settings: Settings) -> Simulator:
    """Start a simulator and return when it answers. OSError: the port is taken."""
    # The access log and cookies would cost more than the request itself.
    runner = web.AppRunner(_application(settings), access_log=None, shutdown_timeout=STOP_WITHIN_S)
    await runner.setup()
    try:
        await web.TCPSite(runner, settings.host, settings.port, backlog=1024).start()
    except OSError:
        await runner.cleanup()
        raise
    host, port = runner.addresses[0][:2]
    return Simulator(settings, f"http://{host}:{port}", runner)


def _application(settings: Settings) -> web.Application:
    # Hosts are local and known: no cookies, and connections as many as may be under way.
    session = ClientSession(
        connector=TCPConnector(limit=settings.webhook_connections + 16),
        cookie_jar=DummyCookieJar(),
    )
    clock, live, faults = Clock(settings.clock_file), Live(), Faults(settings.seed)
    journal = Journal(settings.journal_limit)
    webhooks = Webhooks(settings, clock, faults, session, journal)
    whatsapp = WhatsApp(settings, clock, faults, webhooks, live)
    templates = Templates(approves=settings.approves_templates)
    access = Access(settings.access_token, faults)
    store = MediaStore(clock)
    cloud_api = CloudApi(access, whatsapp, templates, store, faults, clock, journal)
    message_templates = MessageTemplates(settings.waba_id, templates)

    def unfinished() -> list[str]:
        work = {
            "updates not delivered to the webhook": webhooks.undelivered,
            "requests to send under way": cloud_api.under_way,
        }
        return [f"the simulator has {count} {what}" for what, count in work.items() if count]

    quiet = Quiet(session, settings.quiet_urls, unfinished)
    flows = Flows(settings.waba_id)
    kept = (webhooks, whatsapp, templates, store, journal, flows)
    forgetting = [*(each.forget_all for each in kept), faults.reset]
    world = WorldApi(settings, session, clock, quiet, faults, webhooks, whatsapp, live, forgetting)

    async def begin(_app: web.Application) -> None:
        webhooks.start()

    async def release(_app: web.Application) -> None:
        live.close()
        clock.release()

    async def end(_app: web.Application) -> None:
        clock.close()
        await webhooks.close()
        await session.close()

    sim = web.Application(middlewares=[say_what_is_wrong])
    sim.add_routes(
        [
            *PatientsApi(whatsapp, live).routes(),
            *PatientsFiles(whatsapp, store).routes(),
            *PatientsFlows(whatsapp, flows, FlowClient(session, settings.app_secret)).routes(),
            *ReviewApi(templates, whatsapp).routes(),
            *WatchApi(whatsapp, templates, journal).routes(),
            *world.routes(),
        ]
    )
    app = web.Application()
    files = MediaFiles(settings, access, store)
    analytics = Analytics(settings.waba_id, whatsapp, templates)
    app.add_routes(cloud_routes(access, cloud_api, message_templates, files, analytics, flows))
    app.add_subapp("/sim", sim)
    app.router.add_get("/", _page("index.html"))
    app.router.add_get("/watch", _page("watch.html"))
    app.router.add_static("/page", PAGE)
    app.on_startup.append(begin)
    app.on_shutdown.append(release)
    app.on_cleanup.append(end)
    return app


def _page(name: str) -> Callable[[web.Request], Awaitable[web.FileResponse]]:
    async def page(_request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / name, headers=ONLY_FROM_HERE)

    return page
