"""`wardbell run`: what is set wrong is said in a line, and no process starts."""

import os
import subprocess
import sys

import pytest


def run(process, **env):
    return subprocess.run(
        [sys.executable, "-m", "wardbell_cli.main", "run", process],
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("process", ["router", "reminders"])
def test_a_wrong_numbers_file_is_said_with_its_line(tmp_path, process):
    file = tmp_path / "numbers.yaml"
    file.write_text('numbers:\n  "1":\n    site: north\n')

    ended = run(
        process,
        WARDBELL_NUMBERS_FILE=str(file),
        KAFKA_BOOTSTRAP_SERVERS="127.0.0.1:1",
        DATABASE_URL="postgresql://nobody@127.0.0.1:1/none",
        WHATSAPP_APP_SECRET="none",
        WHATSAPP_VERIFY_TOKEN="none",
    )

    assert ended.returncode == 2
    assert ended.stderr == "numbers.yaml:2: numbers.1.name: this is missing\n"
