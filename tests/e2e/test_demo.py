"""The story that a newcomer sees, and what ops see of it: every panel shows something."""

import json
import re
import subprocess
import time

import httpx
import pytest
import yaml

from wardbell_cli.environment import ROOT
from wardbell_cli.system import free_port
from wardbell_deploy import dashboards
from wardbell_deploy.shell import program

TARGETS = ROOT / "build" / "demo" / "targets.json"
EXPRESSIONS = sorted(
    (name, title, expr)
    for name in dashboards.ALL
    for title, expr in dashboards.expressions(json.loads(dashboards.text(name))["panels"])
)


class Prometheus:
    """A real one, which scrapes every second what `make demo` has started."""

    def __init__(self, folder):
        port = free_port()
        config = {
            "global": {"scrape_interval": "1s", "scrape_timeout": "1s"},
            "scrape_configs": [
                {
                    "job_name": "wardbell",
                    "file_sd_configs": [{"files": [str(TARGETS)], "refresh_interval": "1s"}],
                }
            ],
        }
        (folder / "prometheus.yml").write_text(yaml.safe_dump(config))
        words = (
            f"--config.file={folder}/prometheus.yml",
            f"--storage.tsdb.path={folder}/data",
            f"--web.listen-address=127.0.0.1:{port}",
        )
        with (folder / "prometheus.log").open("wb") as log:
            self._running = subprocess.Popen(
                [program("prometheus", "prometheus"), *words], stdout=log, stderr=log
            )
        self._began = time.time()
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}/api/v1")

    def has_seen(self, expr):
        """The series of a dashboard's expression, at any time since it runs."""
        expr = expr.replace("$__rate_interval", "30s")
        asked = {"query": expr, "start": self._began, "end": time.time(), "step": 1}
        answer = self._client.get("/query_range", params=asked).json()
        assert answer["status"] == "success", f"{expr}: {answer}"
        return answer["data"]["result"]

    def close(self):
        self._client.close()
        self._running.terminate()
        self._running.wait()


@pytest.fixture(scope="module")
def prometheus(tmp_path_factory):
    running = Prometheus(tmp_path_factory.mktemp("prometheus"))
    yield running
    running.close()


@pytest.fixture(scope="module")
def shown(prometheus, wardbell):
    """What the demo shows; Prometheus has watched."""
    return wardbell("demo", seconds=240)


def test_the_demo_tells_the_whole_story_and_ends_by_itself(shown):
    assert shown.returncode == 0, shown.stdout[-2000:] + shown.stderr[-2000:]
    story = [
        "Welcome to",
        "with Dr. Anna Weber is booked",
        # Inside the 24 hours in our own words, outside by the template.
        "It is now on *Thursday",
        "We had to move your visit. It is now on Thursday",
        "A reminder: your visit is on",
        "Rufen Sie jetzt *112* an",
        "Done: your visit is now on *Friday",
        "fulfilled",
        "How was your visit",
        "Somebody from our team will call you",
        "was not content with a visit",
    ]
    told = [shown.stdout.find(each) for each in story]
    assert told == sorted(told), dict(zip(story, told, strict=True))
    assert told[0] >= 0
    assert len(re.findall(r"\(\d+ ms\)", shown.stdout)) == 14
    last = shown.stdout.splitlines()[-1]
    assert re.fullmatch(r"BOOKED \S+ \w{3} \d{4}-\d\d-\d\d \d\d:\d\d", last)


@pytest.mark.parametrize(("name", "title", "expr"), EXPRESSIONS)
def test_every_panel_shows_something(shown, prometheus, name, title, expr):
    assert prometheus.has_seen(expr)


@pytest.mark.parametrize("name", dashboards.ALL)
def test_a_dashboard_is_what_the_code_says(name):
    file = ROOT / "deploy" / "dashboards" / f"{name}.json"
    assert file.read_text() == dashboards.text(name), "run `make docs`"
