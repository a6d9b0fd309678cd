"""Settings come from the environment, secrets also from mounted files."""

import os
import subprocess
import sys

from wardbell_runtime import Settings

SHOW = (
    "from wardbell_runtime import Settings; s = Settings();"
    "print(s.database_url.get_secret_value(), s.kafka_sasl_password.get_secret_value(),"
    " s.database_pool, s)"
)


def settings(tmp_path, **env):
    """What a process with these mounted files and this environment reads."""
    (tmp_path / "DATABASE_URL").write_text("postgresql://file@127.0.0.1/wardbell\n")
    (tmp_path / "kafka_sasl_password").write_text("of-the-file")
    path = {"PATH": os.environ["PATH"], "WARDBELL_SECRETS_DIR": str(tmp_path)}
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**path, "KAFKA_BOOTSTRAP_SERVERS": "127.0.0.1:1", **env},
        capture_output=True,
        text=True,
        check=False,
    )


def test_secrets_are_read_from_mounted_files_and_never_shown(tmp_path):
    found = settings(tmp_path).stdout

    assert found.startswith("postgresql://file@127.0.0.1/wardbell of-the-file 8 ")
    assert found.count("of-the-file") == found.count("file@") == 1


def test_the_environment_wins_over_a_file(tmp_path):
    found = settings(tmp_path, KAFKA_SASL_PASSWORD="of-the-environment", DATABASE_POOL="12")

    assert found.stdout.startswith("postgresql://file@127.0.0.1/wardbell of-the-environment 12 ")


def test_a_wrong_setting_is_named_and_its_value_is_not(tmp_path):
    found = settings(tmp_path, DATABASE_POOL="secret-by-mistake")

    assert "database_pool" in found.stderr
    assert "secret-by-mistake" not in found.stderr


def test_the_files_are_those_of_the_environment_when_settings_are_made(tmp_path, monkeypatch):
    """Not of when this was imported: processes are forked from one that has imported all."""
    (tmp_path / "database_url").write_text("postgresql://file@127.0.0.1/wardbell")
    monkeypatch.setenv("WARDBELL_SECRETS_DIR", str(tmp_path))

    found = Settings(kafka_bootstrap_servers="127.0.0.1:1")

    assert found.database_url.get_secret_value() == "postgresql://file@127.0.0.1/wardbell"
