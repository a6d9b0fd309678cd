"""Renew the locks: every dependency pinned by hash, no addresses in them.

requirements.lock is everything, for this machine; deploy/requirements.lock the part of it that runs
in the image. Run by `make lock` after a pyproject.toml has changed.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IN_IMAGE = ("libs/*", "services/*", "tools/cli", "tools/simulator")


def main() -> None:
    """Resolve all members together, so that one set of versions serves every service."""
    lock("requirements.lock", members("libs/*", "services/*", "tools/*"), "--group", "dev")
    lock("deploy/requirements.lock", members(*IN_IMAGE), "--constraint", "requirements.lock")


def members(*rooms: str) -> list[Path]:
    return sorted(path for room in rooms for path in ROOT.glob(f"{room}/pyproject.toml"))


def lock(file: str, pyprojects: list[Path], *options: str) -> None:
    own = [re.search(r'^name = "(.+)"', p.read_text(), re.MULTILINE)[1] for p in pyprojects]
    left_out = [word for name in own for word in ("--no-emit-package", name)]
    subprocess.run(
        [
            *(ROOT / ".venv/bin/uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
            *("--no-annotate", "--no-header", *options, *left_out),
            *("pyproject.toml", *(str(p.relative_to(ROOT)) for p in pyprojects)),
            *("--output-file", file),
        ],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
