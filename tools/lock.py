"""Renew requirements.lock: every dependency pinned by hash, no addresses in it.

Run by `make lock` after a pyproject.toml has changed.
"""

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Resolve all members together, so that one set of versions serves every service."""
    members = sorted(
        pyproject
        for room in ("libs", "services", "tools")
        for pyproject in (ROOT / room).glob("*/pyproject.toml")
    )
    names = [re.search(r'^name = "(.+)"', p.read_text(), re.MULTILINE)[1] for p in members]
    own = [word for name in names for word in ("--no-emit-package", name)]
    subprocess.run(
        [
            *(ROOT / ".venv/bin/uv", "pip", "compile", "--quiet", "--universal"),
            *("--python-version", "3.11", "--generate-hashes", "--no-emit-index-url"),
            *("--no-annotate", "--no-header", "--group", "dev", *own),
            *("pyproject.toml", *(str(p.relative_to(ROOT)) for p in members)),
            *("--output-file", "requirements.lock"),
        ],
        cwd=ROOT,
        check=True,
    )


if __name__ == "__main__":
    main()
