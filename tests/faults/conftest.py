"""A sender of its own process, between the real Kafka, Postgres, webhook and the simulator."""

from contextlib import asynccontextmanager

import httpx
import pytest

from wardbell_cli.system import free_port
from wardbell_dialogue import templates
from wardbell_faults.sending.plan import NUMBERS
from wardbell_faults.sending.play import TEMPLATE, Stage
from wardbell_sender.app import MIGRATIONS
from wardbell_simulator import Settings, start

RATE = 3
"""Of the virtual clock: waits are by it, but for that of an answer."""
TIMEOUT = 1.0
SENDER = {
    "SEND_TIMEOUT_SECONDS": str(TIMEOUT),
    "UNCLEAR_WAIT_SECONDS": str(2 * RATE),
    "KAFKA_SESSION_TIMEOUT_MS": "2000",
    "QUIET_HOURS": "21:00-08:00",
}


@pytest.fixture
def stage(room, door, tmp_path):
    """`async with stage() as (stage, timeout)`: the sender's wait for an answer, in seconds."""

    @asynccontextmanager
    async def opened():
        await room.schema("sender", MIGRATIONS)
        simulator = await start(
            Settings(
                app_secret=room.env["WHATSAPP_APP_SECRET"],
                access_token=room.env["WHATSAPP_ACCESS_TOKEN"],
                phone_number_ids=NUMBERS,
                webhook_url=f"{door.client.base_url}/webhook",
                webhook_retry_s=0.1,
                approves_templates=True,
                journal_limit=1_000_000,
            )
        )
        env = {
            **room.env,
            "WHATSAPP_API_URL": simulator.url,
            "WARDBELL_CLOCK": f"{simulator.url}/sim/clock",
            "HEALTH_PORT": str(free_port()),
            **SENDER,
        }
        try:
            await prepare(simulator, room)
            async with Stage.at(env, tmp_path / "sender.log") as stage:
                yield stage, TIMEOUT
        finally:
            await simulator.close()

    return opened


async def prepare(simulator, room):
    """The clock's rate, and the template."""
    token = {"Authorization": f"Bearer {room.env['WHATSAPP_ACCESS_TOKEN']}"}
    definition = templates.CATALOG[TEMPLATE].as_meta(TEMPLATE, "en")
    async with httpx.AsyncClient(base_url=simulator.url, headers=token) as http:
        waba = simulator.settings.waba_id
        made = await http.post(f"/v23.0/{waba}/message_templates", json=definition)
        assert made.status_code == 200, made.text
        await http.post("/sim/clock", json={"rate": RATE})
