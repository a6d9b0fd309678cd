"""What a simulator is started with: from Python, the command line or the environment."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from wardbell_simulator.traffic_limits import NO_TRAFFIC_LIMITS, TrafficLimits

WABA_ID = "102290129340398"
"""Meta's example of a WhatsApp business account."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one simulator. Times are real seconds, whatever the virtual clock does."""

    app_secret: str = field(repr=False)  # signs webhooks
    access_token: str = field(repr=False)  # what a sender must present
    phone_number_ids: tuple[str, ...]  # our numbers; the first one is the default
    webhook_url: str | None = None  # None: nobody listens, updates are not sent
    verify_token: str | None = field(default=None, repr=False)
    business_name: str = "Wardbell Hospital"  # what patients see above the chat
    waba_id: str = WABA_ID
    approves_templates: bool = False  # at once; else they wait for POST /sim/templates
    host: str = "127.0.0.1"
    port: int = 0  # 0: a free one
    quiet_urls: tuple[str, ...] = ()  # asked before the clock may jump
    quiet_timeout_s: float = 30.0
    webhook_connections: int = 32  # POSTs under way at once
    webhook_retry_s: float = 0.5  # wait before the second try; doubles from then on
    webhook_retry_max_s: float = 60.0
    webhook_timeout_s: float = 10.0
    chat_limit: int = 10_000  # messages kept per patient; the oldest go first
    journal_limit: int = 2_000  # requests, and webhooks, kept to be watched
    seed: int = 0  # of every random choice
    traffic: TrafficLimits = field(default_factory=TrafficLimits)
    scenario: Path | None = None  # played by the command
    clock_file: Path | None = None  # where the clock was left, for the next start

    def display_phone_number(self, phone_number_id: str) -> str:
        """Return the number patients see, from the range kept free for fiction."""
        return f"155501000{self.phone_number_ids.index(phone_number_id) + 1:02d}"


def read_settings(
    arguments: Sequence[str] | None = None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Read the command line, with the environment for what it leaves out.

    Exits with a sentence when a secret is missing: there is no default one.
    """
    parser = argparse.ArgumentParser(
        prog="python -m wardbell_simulator",
        description="A WhatsApp Cloud API to try things against, with phones in the browser.",
    )
    env = environment.get
    option = parser.add_argument
    option("--host", default="127.0.0.1")
    option("--port", type=int, default=env("SIMULATOR_PORT", "0"), help="0: a free one")
    option("--webhook-url", default=env("WEBHOOK_URL"), help="where updates are POSTed")
    option("--app-secret", default=env("WHATSAPP_APP_SECRET"), help="signs the webhooks")
    option("--access-token", default=env("WHATSAPP_ACCESS_TOKEN"))
    option("--verify-token", default=env("WHATSAPP_VERIFY_TOKEN"))
    option("--phone-number-id", action="append", metavar="ID", help="may be given several times")
    option("--waba-id", default=env("WHATSAPP_BUSINESS_ACCOUNT_ID", WABA_ID), help="our account")
    option(
        "--approves-templates",
        action="store_true",
        default=env("SIMULATOR_APPROVES_TEMPLATES") == "1",
        help="as soon as they are created; else /sim/templates reviews them",
    )
    option("--business-name", default=env("SIMULATOR_BUSINESS_NAME", "Wardbell Hospital"))
    option("--seed", type=int, default=env("SIMULATOR_SEED", "0"), help="of the random faults")
    option(
        "--limits",
        choices=("meta", "off"),
        default=env("SIMULATOR_LIMITS", "meta"),
        help="when and how much may be sent: as Meta allows, or whatever comes; each of them is a "
        "setting too, 0 is off",
    )
    option("--window-hours", type=float, default=env("SIMULATOR_WINDOW_HOURS"))
    option("--throughput-per-s", type=float, default=env("SIMULATOR_THROUGHPUT_PER_S"))
    option("--pair-burst", type=int, default=env("SIMULATOR_PAIR_BURST"))
    option("--pair-every-s", type=float, default=env("SIMULATOR_PAIR_EVERY_S"))
    option("--unique-users", type=int, default=env("SIMULATOR_UNIQUE_USERS"))
    option("--chat-limit", type=int, default=env("SIMULATOR_CHAT_LIMIT", "10000"))
    option("--retry-s", type=float, default=env("SIMULATOR_WEBHOOK_RETRY_S", "0.5"))
    option("--retry-max-s", type=float, default=env("SIMULATOR_WEBHOOK_RETRY_MAX_S", "60"))
    option("--scenario", type=Path, metavar="FILE", help="what patients do when, as YAML")
    option("--clock-file", type=Path, default=env("SIMULATOR_CLOCK_FILE"), metavar="FILE")
    option("--quiet-timeout-s", type=float, default=env("WARDBELL_QUIET_TIMEOUT_S", "30"))
    chosen = parser.parse_args(arguments)

    secrets = _listed(chosen.app_secret)
    numbers = chosen.phone_number_id or _listed(env("WHATSAPP_PHONE_NUMBER_ID"))
    for value, name, flag in (
        (secrets, "WHATSAPP_APP_SECRET", "--app-secret"),
        (chosen.access_token, "WHATSAPP_ACCESS_TOKEN", "--access-token"),
        (numbers, "WHATSAPP_PHONE_NUMBER_ID", "--phone-number-id"),
    ):
        if not value:
            parser.error(f"{name} is not set: set it, or give {flag}, to what the services use")
    return Settings(
        app_secret=secrets[0],  # several while rotating: Meta signs with one
        access_token=chosen.access_token,
        phone_number_ids=tuple(numbers),
        webhook_url=chosen.webhook_url or None,
        verify_token=chosen.verify_token,
        business_name=chosen.business_name,
        waba_id=chosen.waba_id,
        approves_templates=chosen.approves_templates,
        host=chosen.host,
        port=chosen.port,
        quiet_urls=tuple(_listed(env("WARDBELL_QUIET_URLS"))),
        quiet_timeout_s=chosen.quiet_timeout_s,
        webhook_retry_s=chosen.retry_s,
        webhook_retry_max_s=chosen.retry_max_s,
        chat_limit=chosen.chat_limit,
        seed=chosen.seed,
        traffic=_traffic(chosen),
        scenario=chosen.scenario,
        clock_file=chosen.clock_file,
    )


def _traffic(chosen: argparse.Namespace) -> TrafficLimits:
    limits = NO_TRAFFIC_LIMITS if chosen.limits == "off" else TrafficLimits()
    given = {part.name: getattr(chosen, part.name) for part in fields(limits)}
    return replace(limits, **{name: value for name, value in given.items() if value is not None})


def _listed(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]
