"""A running simulator, the product's side of it (webhook, sender) and patients."""

import asyncio
import hmac
import json
from io import BytesIO
from pathlib import Path

import pytest
from aiohttp import ClientSession, FormData, web
from playwright.async_api import async_playwright, expect

from wardbell_simulator import NO_TRAFFIC_LIMITS, Settings, start
from wardbell_simulator.browser import FLAGS, chromium

DATA = Path(__file__).parent / "data"
WITHIN_S = 10


class Webhook:
    """A real receiver: keeps what it accepted, and can be told to refuse or to hold on."""

    def __init__(self):
        self.requests = []  # (headers, raw body) of every try
        self.connections = set()
        self.answers = []  # statuses to give before it says 200 for good
        self.busy = []  # what the quiet address still answers before it says 200
        self.quiet_questions = 0
        self.open = asyncio.Event()  # cleared: requests wait
        self.open.set()
        self.handshakes = []
        self.changes = []
        self._news = asyncio.Condition()

    async def post(self, request):
        raw = await request.read()
        self.connections.add(request.transport.get_extra_info("peername"))
        self.requests.append((request.headers.copy(), raw))
        await self._tell()
        await self.open.wait()
        status = self.answers.pop(0) if self.answers else 200
        if status == 200:
            for entry in json.loads(raw)["entry"]:
                self.changes += [change["value"] for change in entry["changes"]]
            await self._tell()
        return web.Response(status=status)

    async def get(self, request):
        self.handshakes.append(dict(request.query))
        if request.query["hub.verify_token"] != "verify-me":
            return web.Response(status=403)
        return web.Response(text=request.query["hub.challenge"])

    async def quiet(self, _request):
        self.quiet_questions += 1
        await self._tell()
        return web.Response(status=self.busy.pop(0) if self.busy else 200)

    async def _tell(self):
        async with self._news:
            self._news.notify_all()

    async def until(self, fact):
        async with asyncio.timeout(WITHIN_S), self._news:
            await self._news.wait_for(fact)

    @property
    def messages(self):
        return [m for value in self.changes for m in value.get("messages", [])]

    def statuses(self, wamid=None):
        every = [s for value in self.changes for s in value.get("statuses", [])]
        return [s for s in every if wamid in (None, s["id"])]

    async def told(self, wamid, *statuses):
        """Wait until exactly these statuses of a message have come, in this order."""
        await self.until(lambda: len(self.statuses(wamid)) >= len(statuses))
        assert [s["status"] for s in self.statuses(wamid)] == list(statuses)


class Hospital:
    """The business's side: sends through the Cloud API."""

    def __init__(self, session, simulator):
        self.session = session
        self.url = simulator.url
        self.number = simulator.settings.phone_number_ids[0]
        self.token = simulator.settings.access_token
        self.account = simulator.settings.waba_id

    async def request(self, body, *, token=None, number=None, version="v23.0"):
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token or self.token}"}
        url = f"{self.url}/{version}/{number or self.number}/messages"
        async with self.session.post(url, data=raw, headers=headers) as response:
            assert response.content_type == "application/json"
            return response.status, await response.json()

    async def manages(self, method, path, body=None, *, token=None):
        """Call the management API; returns status and answer."""
        headers = {"Authorization": f"Bearer {token or self.token}"}
        url = f"{self.url}/v23.0/{path}"
        async with self.session.request(method, url, json=body, headers=headers) as response:
            return response.status, await response.json()

    async def defines(self, name, body, *, language="en", category="UTILITY", **more):
        """Create a template; `more` is its ttl, its parameter_format, or other components."""
        style = {"parameter_format": more.pop("parameter_format", "positional")}
        if "ttl" in more:
            style["message_send_ttl_seconds"] = more.pop("ttl")
        components = [{"type": "BODY", "text": body, "example": {"body_text": [["x"]]}}]
        components += [{"type": kind.upper(), **part} for kind, part in more.items()]
        definition = {"name": name, "language": language, "category": category, **style}
        return await self.manages(
            "POST", f"{self.account}/message_templates", {**definition, "components": components}
        )

    async def has_template(self, name, body, **more):
        """Create a template and have it approved."""
        status, answer = await self.defines(name, body, **more)
        assert status == 200, answer
        decided = {"name": name, "language": more.get("language", "en"), "status": "APPROVED"}
        async with self.session.post(f"{self.url}/sim/templates", json=decided) as response:
            assert response.status == 200

    async def asks_with(self, to, name, *texts, language="en", components=()):
        """Send a template whose body has these texts; returns status and answer."""
        body = {"type": "body", "parameters": [{"type": "text", "text": text} for text in texts]}
        parts = [*([body] if texts else []), *components]
        template = {"name": name, "language": {"code": language}, "components": parts}
        message = {"messaging_product": "whatsapp", "to": to, "type": "template"}
        return await self.request({**message, "template": template})

    async def uploads(self, content, mime_type, *, number=None):
        """Upload a file; returns status and answer."""
        form = FormData({"messaging_product": "whatsapp", "type": mime_type})
        form.add_field("file", BytesIO(content), content_type=mime_type, filename="file")
        headers = {"Authorization": f"Bearer {self.token}"}
        url = f"{self.url}/v23.0/{number or self.number}/media"
        async with self.session.post(url, data=form, headers=headers) as response:
            return response.status, await response.json()

    async def fetches(self, url, *, token=None):
        headers = {"Authorization": f"Bearer {token or self.token}"}
        async with self.session.get(url, headers=headers) as response:
            return response.status, await response.read()

    async def send(self, to, **message):
        """Send and return the wamid."""
        status, body = await self.request({"messaging_product": "whatsapp", "to": to, **message})
        assert status == 200, body
        return body["messages"][0]["id"]

    async def writes(self, to, text, **more):
        return await self.send(to, type="text", text={"body": text}, **more)

    async def offers(self, to, *titles):
        buttons = [{"type": "reply", "reply": {"id": t.lower(), "title": t}} for t in titles]
        action = {"buttons": buttons}
        interactive = {"type": "button", "body": {"text": "Which?"}, "action": action}
        return await self.send(to, type="interactive", interactive=interactive)

    async def marks_read(self, wamid, *, typing=False):
        body = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}
        if typing:
            body["typing_indicator"] = {"type": "text"}
        return await self.request(body)


class World:
    """The simulator's own addresses."""

    def __init__(self, session, simulator):
        self.session = session
        self.url = f"{simulator.url}/sim"

    async def get(self, path):
        async with self.session.get(f"{self.url}/{path}") as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def post(self, path, body=None, expect=200):
        raw = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        async with self.session.post(f"{self.url}/{path}", data=raw) as response:
            answer = await response.json()
            assert response.status == expect, answer
            return answer

    async def goes_wrong(self, **faults):
        return await self.post("faults", faults)

    async def reset(self):
        await self.post("reset")


class Patient:
    def __init__(self, world, wa_id, name):
        self.world = world
        self.wa_id = wa_id
        self.name = name

    async def sends(self, content, query=""):
        return await self.world.post(f"users/{self.wa_id}/messages{query}", content)

    async def writes(self, text, query=""):
        return await self.sends({"type": "text", "text": {"body": text}}, query)

    async def sends_file(self, content, mime_type, query=""):
        url = f"{self.world.url}/users/{self.wa_id}/files{query}"
        headers = {"Content-Type": mime_type}
        async with self.world.session.post(url, data=content, headers=headers) as response:
            assert response.status == 200, await response.text()
            return await response.json()

    async def taps(self, button_id):
        reply = {"type": "button_reply", "button_reply": {"id": button_id}}
        return await self.sends({"type": "interactive", "interactive": reply})

    async def opens_the_chat(self):
        await self.world.post(f"users/{self.wa_id}/read")

    async def goes_offline(self):
        await self.world.post(f"users/{self.wa_id}/offline", {"offline": True})

    async def comes_back(self):
        await self.world.post(f"users/{self.wa_id}/offline", {"offline": False})

    async def chat(self):
        return (await self.world.get(f"users/{self.wa_id}/chat"))["messages"]

    async def states(self):
        return [message["state"] for message in await self.chat()]


@pytest.fixture(scope="session")
def data():
    def read(name):
        return json.loads((DATA / f"{name}.json").read_text())

    return read


@pytest.fixture
def signed():
    return lambda secret, raw: f"sha256={hmac.digest(secret.encode(), raw, 'sha256').hex()}"


@pytest.fixture
async def webhook():
    receiver = Webhook()
    app = web.Application()
    app.router.add_post("/webhook", receiver.post)
    app.router.add_get("/webhook", receiver.get, allow_head=False)
    app.router.add_get("/quiet", receiver.quiet)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.root = f"http://127.0.0.1:{runner.addresses[0][1]}"
    receiver.url = f"{receiver.root}/webhook"
    yield receiver
    receiver.open.set()
    await runner.cleanup()


@pytest.fixture(scope="module")
async def browser(request):
    """A headless Chromium."""
    capture = request.config.pluginmanager.getplugin("capturemanager")
    with capture.global_and_fixture_disabled():  # an installation says what it does
        path = chromium()
    expect.set_options(timeout=15_000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def open_at(browser, simulator):
    """Opens a page of the simulator by its path; one that breaks fails the test."""
    contexts = []

    async def open_it(path, **options):
        context = await browser.new_context(**options)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: pytest.fail(f"the page broke: {error}"))
        await page.goto(f"{simulator.url}/{path}")
        return page

    yield open_it
    for context in contexts:
        await context.close()


@pytest.fixture
async def session():
    async with ClientSession() as session:
        yield session


@pytest.fixture
async def run(webhook):
    """Start simulators with other settings; they are stopped with the test."""
    running = []

    async def begin(**changed):
        simulator = await start(
            Settings(
                **{
                    "app_secret": "the-app-secret",
                    "access_token": "the-token",
                    "phone_number_ids": ("106540352242922", "106540352242923"),
                    "webhook_url": webhook.url,
                    "webhook_retry_s": 0.01,
                    "waba_id": "419561257915477",
                    "traffic": NO_TRAFFIC_LIMITS,
                    **changed,
                }
            )
        )
        running.append(simulator)
        return simulator

    yield begin
    for simulator in running:
        await simulator.close()


@pytest.fixture
async def simulator(run):
    return await run()


@pytest.fixture
def people(session):
    """Hospital, world, Ada and Ben of any simulator."""

    def of(simulator):
        world = World(session, simulator)
        ada = Patient(world, "15550100101", "Ada")
        ben = Patient(world, "15550100102", "Ben")
        return Hospital(session, simulator), world, ada, ben

    return of


@pytest.fixture
def hospital(people, simulator):
    return people(simulator)[0]


@pytest.fixture
def world(people, simulator):
    return people(simulator)[1]


@pytest.fixture
def ada(people, simulator):
    return people(simulator)[2]


@pytest.fixture
def ben(people, simulator):
    return people(simulator)[3]


@pytest.fixture
def is_refused(hospital, ada):
    """Expect Meta's code and words: the message for code 100, else the details."""

    async def expect(request, code, words):
        status, body = await hospital.request(request)
        error = body["error"]
        assert (status, error["code"]) == (404 if code == 132001 else 400, code), error
        assert (error["message"] if code == 100 else error["error_data"]["details"]) == words
        assert await ada.chat() == []

    return expect
