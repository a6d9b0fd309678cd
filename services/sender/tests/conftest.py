"""A sender at work, and the WhatsApp it sends to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from wardbell_dialogue import templates
from wardbell_dialogue.messages import say
from wardbell_events import Address, MessageRequested, StatusChanged, topics
from wardbell_runtime import database
from wardbell_runtime.counter import at_the_counter
from wardbell_sender.app import MIGRATIONS, service
from wardbell_simulator import NO_TRAFFIC_LIMITS, start
from wardbell_simulator import Settings as SimulatorSettings

WABA_ID = "102290129340398"
OTHER_NUMBER = "106540352242923"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture
def traffic():
    """What Meta limits."""
    return NO_TRAFFIC_LIMITS


@pytest.fixture
async def whatsapp(room, traffic):
    """The simulator; tests put its statuses onto our topic themselves."""
    simulator = await start(
        SimulatorSettings(
            app_secret=room.env["WHATSAPP_APP_SECRET"],
            access_token=room.env["WHATSAPP_ACCESS_TOKEN"],
            phone_number_ids=(room.env["WHATSAPP_PHONE_NUMBER_ID"], OTHER_NUMBER),
            traffic=traffic,
        )
    )
    async with httpx.AsyncClient(base_url=simulator.url, timeout=20) as client:
        yield client
    await simulator.close()


class Clock:
    """The simulator's clock as a sender sees it that was started after it."""

    def __init__(self, whatsapp):
        self._whatsapp = whatsapp

    async def now(self):
        state = (await self._whatsapp.get("/sim/clock")).json()
        return datetime.fromtimestamp(state["now"], UTC)

    async def set(self, **to):
        answer = await self._whatsapp.post("/sim/clock", json=to)
        assert answer.status_code == 200, answer.text

    async def forward(self, **units):
        await self.set(jump_s=timedelta(**units).total_seconds())

    async def comes_to(self, hour, zone):
        """The next time that clocks there show this hour."""
        local = (await self.now()).astimezone(zone)
        wanted = local.replace(hour=hour, minute=0, second=0, microsecond=0)
        wanted += timedelta(days=wanted <= local)
        await self.set(jump_s=(wanted.astimezone(UTC) - await self.now()).total_seconds())


@pytest.fixture
async def clock(whatsapp, monkeypatch):
    """Time that stands still until a test moves it."""
    monkeypatch.setenv("WARDBELL_CLOCK", f"{whatsapp.base_url}/sim/clock")
    monkeypatch.setenv("SEND_PER_SECOND", "100000")  # its bucket is not filled again
    clock = Clock(whatsapp)
    await clock.set(rate=0)
    return clock


@pytest.fixture
async def prepared(room, whatsapp, monkeypatch):
    """Kafka, tables and settings; a test starts the sender."""
    env = {
        **room.env,
        "WHATSAPP_API_URL": str(whatsapp.base_url).rstrip("/"),
        "SEND_TIMEOUT_SECONDS": "1",
        "UNCLEAR_WAIT_SECONDS": "1.5",
        "QUIET_HOURS": "00:00-00:00",
    }
    for key, value in env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*topics.ALL)
    await room.schema("sender", MIGRATIONS)
    return room


@pytest.fixture
def twenty_a_second(prepared, monkeypatch):
    """A slow number: what waits does so for long."""
    del prepared
    monkeypatch.setenv("SEND_PER_SECOND", "20")


@pytest.fixture
async def running(prepared):
    """The sender itself."""
    made = service()
    async with made.running():
        yield made


@pytest.fixture
def sender(room, running):
    """Its Kafka and its tables."""
    return room


@pytest.fixture
async def replica(prepared):
    """What background work sees, beside the sender if there is one."""
    async with at_the_counter("sender") as running:
        pool = await database.open_pool(prepared.env["DATABASE_URL"], running.schema, 8)
        yield replace(running, pool=pool)
        await pool.close()


@pytest.fixture
async def gone(whatsapp, room):
    """A template without values that Meta has approved."""
    definition = templates.CATALOG["earlier_time_gone"].as_meta("earlier_time_gone", "en")
    token = {"Authorization": f"Bearer {room.env['WHATSAPP_ACCESS_TOKEN']}"}
    await whatsapp.post(f"/v23.0/{WABA_ID}/message_templates", json=definition, headers=token)
    approved = {"name": "earlier_time_gone", "language": "en", "status": "APPROVED"}
    assert (await whatsapp.post("/sim/templates", json=approved)).status_code == 200
    return templates.fill("earlier_time_gone")


@pytest.fixture
async def webhooks(whatsapp, door, prepared):
    """The simulator's webhooks really arrive."""
    url = f"{door.client.base_url}/webhook"
    given = {"url": url, "verify_token": prepared.env["WHATSAPP_VERIFY_TOKEN"]}
    answer = await whatsapp.post("/sim/webhook", json=given)
    assert answer.status_code == 200, answer.text


@pytest.fixture
def metrics(running):
    """The sender's metrics by name and labels, as Prometheus reads them."""

    async def look():
        async with httpx.AsyncClient() as http:
            shown = (await http.get(f"http://127.0.0.1:{running.health_port}/metrics")).text
        lines = (line.rpartition(" ") for line in shown.splitlines() if not line.startswith("#"))
        return {name: float(value) for name, _, value in lines}

    return look


@pytest.fixture
def requested():
    """`requested(content, …)`: a service wants something said to who has just written."""

    def make(content, *, contact=None, wa_id="15550100017", **more):
        more.setdefault("in_reply_to", datetime.now(UTC))
        return MessageRequested(
            contact_id=contact or uuid4(),
            message_id=uuid4(),
            language="en",
            content=content,
            address=Address(wa_id=wa_id) if wa_id else None,
            **more,
        )

    return make


@pytest.fixture
def looked_through(room, requested):
    """`looked_through()`: what could be sent was claimed, before what came last, for another.

    `held=True`: and before that, what had its hour was released.
    """

    async def is_settled(event):
        async def look():
            async with room.database(room.schemas[0]) as conn:
                state = "select state from message where id = $1"
                return await conn.fetchval(state, event.message_id) in {"sent", "undeliverable"}

        await room.put(event, topics.OUTBOUND_NOTICES)
        await room.until(look)

    async def wait(*, held=False):
        for _ in range(2 if held else 0):
            # Without an address only the look after what is held says that it has expired; the
            # second time that look begins after the first one's end.
            await is_settled(requested(say("late"), wa_id=None, expires_at=LONG_AGO))
        await is_settled(requested(say("news"), wa_id="15550199999"))

    return wait


@pytest.fixture
def status():
    """`status(event, state)`: what WhatsApp says of a message."""

    def make(event, state, second=1, *, code=131026, wamid=None):
        return StatusChanged(
            field="messages",
            contact_key=str(event.contact_id),
            raw={
                "status": state,
                "timestamp": str(second),
                "biz_opaque_callback_data": f"{event.contact_id}.{event.message_id}",
                **({"errors": [{"code": code}]} if state == "failed" else {}),
                **({"id": wamid} if wamid else {}),
            },
        )

    return make
