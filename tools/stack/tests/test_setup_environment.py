"""tools/setup.py, in small projects of its own that can reach no package index."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).parents[2]
NO_NETWORK = {
    "PIP_NO_INDEX": "1",
    "PIP_FIND_LINKS": "",
    "UV_OFFLINE": "1",
    "UV_NO_CACHE": "1",
}


class Project:
    """Just enough of a project for setup.py: two locks and a member."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "tools").mkdir()
        shutil.copy(TOOLS / "setup.py", root / "tools")
        shutil.copy(TOOLS / "requirements-setup.lock", root / "tools")
        self.lock = root / "requirements.lock"
        self.lock.write_text("# nothing\n")
        self.member = root / "libs" / "one" / "pyproject.toml"
        self.member.parent.mkdir(parents=True)
        self.member.write_text('[project]\nname = "one"\nversion = "1"\n')
        spec = importlib.util.spec_from_file_location("a_setup", root / "tools" / "setup.py")
        self.setup = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.setup)
        self.ready = self.setup.READY

    def is_ready(self) -> None:
        self.ready.write_text(json.dumps(self.setup.made_from([self.member])))

    def run(self, before: str = "") -> subprocess.CompletedProcess:
        """`python tools/setup.py`, after the Python statements in `before`."""
        script = str(self.root / "tools" / "setup.py")
        code = f"import runpy, sys\n{before}\nrunpy.run_path({script!r}, run_name='__main__')"
        return subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | NO_NETWORK,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def project(tmp_path) -> Project:
    return Project(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> Project:
    """One with a real, empty environment."""
    project = Project(tmp_path_factory.mktemp("made"))
    project.setup.make_venv()
    return project


def test_an_environment_that_is_ready_is_left_alone(made):
    made.is_ready()
    before = made.ready.stat()
    again = made.run()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    after = made.ready.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_first_run_without_a_network_says_so_and_leaves_nothing_that_looks_ready(project):
    rest_of_a_run_cut_short = project.root / ".venv" / "rest"
    rest_of_a_run_cut_short.mkdir(parents=True)
    first = project.run()
    assert first.returncode == 1
    assert "needs a network to the package index" in first.stderr
    assert not project.ready.exists()
    assert not rest_of_a_run_cut_short.exists()


def test_a_new_lock_without_a_network_leaves_the_old_environment_in_use(made):
    made.is_ready()
    old = made.ready.read_text()
    made.lock.write_text("# something new\n")
    refused = made.run()
    assert refused.returncode == 1
    assert "needs a network to the package index" in refused.stderr
    assert made.ready.read_text() == old


def test_a_project_that_was_moved_or_another_python_is_not_ready(made):
    made.is_ready()
    ready = json.loads(made.ready.read_text())
    assert made.setup.ready_for() == ready
    made.ready.write_text(json.dumps(ready | {"base": "Python 3.10 in /elsewhere"}))
    remade = made.run()
    assert "environment .venv" in remade.stderr
    assert not made.ready.exists()


@pytest.mark.parametrize(
    ("circumstance", "advice"),
    [
        ("sys.version_info = (3, 9, 2, 'final', 0)", "needs 3.11 or newer"),
        ("sys.modules['ensurepip'] = None", "apt install python3-venv"),
        (
            "import shutil; shutil.disk_usage = lambda _: type('', (), {'free': 10_000_000})",
            "the disk has 10 MB left",
        ),
    ],
)
def test_what_is_in_the_way_is_named_with_its_cure(project, circumstance, advice):
    refused = project.run(circumstance)
    assert refused.returncode == 1
    assert advice in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (project.root / ".venv").exists()
