"""Every panel shows something, on a real Prometheus, while patients book."""

import asyncio
import json
import subprocess
import time
from contextlib import contextmanager

import httpx
import pytest
import yaml

from wardbell_cli import story
from wardbell_cli.environment import ROOT
from wardbell_cli.system import CLINIC, free_port
from wardbell_deploy import dashboards
from wardbell_deploy.shell import program


@contextmanager
def prometheus(folder, targets):
    """One that scrapes `targets` (service: host and port) every second; yields its address."""
    port = free_port()
    groups = [{"targets": [at], "labels": {"service": name}} for name, at in targets.items()]
    config = {
        "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
        "scrape_configs": [{"job_name": "wardbell", "static_configs": groups}],
    }
    (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
    words = (
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    )
    with (folder / "prometheus.log").open("wb") as log:
        running = subprocess.Popen(
            [program("prometheus", "prometheus"), *words], stdout=log, stderr=log
        )
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


async def test_every_expression_finds_something(whole_system, tmp_path):
    wanted = {
        (name, title, expr)
        for name in dashboards.ALL
        for title, expr in dashboards.expressions(json.loads(dashboards.text(name))["panels"])
    }
    async with whole_system(CLINIC.read_text()) as system:
        targets = {name: url.removeprefix("http://") for name, url in system.health.items()}
        with prometheus(tmp_path, targets) as address:
            async with httpx.AsyncClient(base_url=address) as client:
                await until(client, 'count(up{job="wardbell"} == 1)', len(targets))
                await asyncio.to_thread(story.play, system.env)
                deadline = time.monotonic() + 30
                while empty := [one for one in sorted(wanted) if not await ask(client, one[2])]:
                    assert time.monotonic() < deadline, empty
                    await asyncio.sleep(0.5)


async def ask(client, expr):
    expr = expr.replace("$__rate_interval", "30s")
    answer = (await client.get("/api/v1/query", params={"query": expr})).json()
    assert answer["status"] == "success", f"{expr}: {answer}"
    return answer["data"]["result"]


async def until(client, expr, value):
    async with asyncio.timeout(30):
        while True:
            try:
                if [one["value"][1] for one in await ask(client, expr)] == [str(value)]:
                    return
            except httpx.HTTPError:
                pass  # it is just starting
            await asyncio.sleep(0.2)


@pytest.mark.parametrize("name", dashboards.ALL)
def test_the_file_is_what_the_code_says(name):
    file = ROOT / "deploy" / "dashboards" / f"{name}.json"
    assert file.read_text() == dashboards.text(name), "run `make docs`"
