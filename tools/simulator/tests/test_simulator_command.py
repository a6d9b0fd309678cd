"""The command: starts with what it needs, says where it listens, stops when told."""

import asyncio
import signal
import sys

import pytest

NEEDED = {
    "WHATSAPP_APP_SECRET": "new-secret, old-secret",
    "WHATSAPP_ACCESS_TOKEN": "the-token",
    "WHATSAPP_PHONE_NUMBER_ID": "1,2",
}


@pytest.fixture
async def command():
    processes = []

    async def begin(*arguments, **environment):
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "wardbell_simulator",
            *arguments,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        processes.append(process)
        return process

    yield begin
    for process in processes:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_it_says_where_it_listens_and_stops_when_told(command, session, webhook, signed):
    process = await command("--webhook-url", webhook.url, **NEEDED)
    line = (await process.stdout.readline()).decode()
    url = line.removeprefix("SIMULATOR_URL=").strip()
    assert url.startswith("http://127.0.0.1:")

    content = {"type": "text", "text": {"body": "Hello"}}
    path = "sim/users/15550100101/messages?phone_number_id=2"
    async with session.post(f"{url}/{path}", json=content) as response:
        assert response.status == 200
    await webhook.until(lambda: webhook.messages)
    headers, raw = webhook.requests[0]
    assert headers["X-Hub-Signature-256"] == signed("new-secret", raw)

    process.send_signal(signal.SIGTERM)
    _, errors = await asyncio.wait_for(process.communicate(), 10)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize("missing", NEEDED)
async def test_it_says_which_secret_is_missing(missing, command):
    process = await command(**{k: v for k, v in NEEDED.items() if k != missing})
    _, errors = await process.communicate()

    assert process.returncode == 2
    assert f"{missing} is not set" in errors.decode()


async def test_it_says_when_the_port_is_taken(command, webhook):
    port = webhook.root.rpartition(":")[2]
    process = await command("--port", port, **NEEDED)
    _, errors = await process.communicate()

    assert process.returncode == 1
    assert f"cannot listen on 127.0.0.1:{port}" in errors.decode()
    assert "Traceback" not in errors.decode()


async def test_it_plays_a_scenario_and_stays(command, webhook, tmp_path):
    scenario = tmp_path / "scenario.yaml"
    scenario.write_text(
        'patients: {ada: {wa_id: "15550100101"}}\nsteps: [{at: 0s, ada: {says: Hello}}]'
    )
    process = await command("--webhook-url", webhook.url, "--scenario", str(scenario), **NEEDED)

    await webhook.until(lambda: webhook.messages)
    lines = [(await process.stdout.readline()).decode() for _ in range(2)]
    assert lines[1] == "The scenario is over.\n"
    assert process.returncode is None


async def test_it_ends_with_a_scenario_that_cannot_be_played(command, tmp_path):
    process = await command("--scenario", str(tmp_path / "none.yaml"), **NEEDED)
    _, errors = await process.communicate()

    assert process.returncode == 1
    assert "The scenario stopped" in errors.decode()
    assert "Traceback" not in errors.decode()
