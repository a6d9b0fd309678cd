"""Settings that every service shares: from the environment, or from mounted secret files."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
)


class Settings(BaseSettings):
    """What a service needs to reach its neighbours.

    Each field is an environment variable of the same name in upper case, or a file of that name
    in `WARDBELL_SECRETS_DIR` (default `/run/secrets`).
    """

    model_config = SettingsConfigDict(extra="ignore", hide_input_in_errors=True)

    kafka_bootstrap_servers: str
    kafka_security_protocol: str = "PLAINTEXT"
    """`PLAINTEXT`, `SSL`, `SASL_PLAINTEXT` or `SASL_SSL`."""
    kafka_sasl_mechanism: str = "SCRAM-SHA-512"
    kafka_sasl_username: str = ""
    kafka_sasl_password: SecretStr = SecretStr("")
    kafka_ca_file: str = ""
    kafka_session_timeout_ms: int = Field(default=10_000, ge=1_000)
    """How long a dead member keeps its partitions from the others."""
    wardbell_topic_prefix: str = ""
    """Put before every topic and group: several installations, or tests, on one Kafka."""

    database_url: SecretStr
    """`postgresql://user:password@host:port/database`, TLS by `?sslmode=verify-full`."""
    wardbell_schema_suffix: str = ""
    """Put behind every schema's name, as the topic prefix."""
    database_pool: int = Field(default=8, ge=4)
    """Connections of each lane at most; they are made when they are needed."""

    wardbell_clock: str = "system"
    """`system`, or the address of the simulator's virtual clock."""
    health_host: str = "127.0.0.1"
    health_port: int = 0
    """Port of `/live`, `/ready`, `/idle` and `/metrics`; 0 takes a free one."""
    log_level: str = "INFO"
    wardbell_version: str = "0.1.0"
    """The running version: a breaker opened by another version is closed at start."""
    graceful_seconds: float = Field(default=20.0, gt=0)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # there is no such file
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # told by an import
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Where settings come from, the first wins; pydantic asks each time that some are made."""
        folder = Path(os.environ.get("WARDBELL_SECRETS_DIR", "/run/secrets"))
        if not folder.is_dir():
            return init_settings, env_settings
        return init_settings, env_settings, SecretsSettingsSource(settings_cls, folder)
