"""Settings of the sender, beside those of every service."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr

from wardbell_events.patients import Hours
from wardbell_runtime import Settings

BEFORE_THE_CALL = timedelta(seconds=5)
"""What a claim leaves for all that comes before the call, e.g. the upload of a file."""


class SenderSettings(Settings):
    """Where WhatsApp is, and how long to doubt."""

    whatsapp_api_url: str = "https://graph.facebook.com"
    whatsapp_api_version: str = "v23.0"
    whatsapp_access_token: SecretStr
    whatsapp_business_account_id: str = ""
    """Whose templates are sent: asked what Meta says and counts of them; empty: it is not asked."""
    whatsapp_ca_file: Path | None = None
    """Certificates of the authorities that vouch for WhatsApp, or for the proxy on the way, in PEM;
    none: the system's."""
    send_timeout_seconds: float = Field(default=10.0, gt=0)
    """Total time of one call to WhatsApp."""
    send_connections: int = Field(default=64, ge=4)
    """Calls of one number under way at once; emergencies have a quarter as many of their own."""
    send_per_second: float = Field(default=80.0, ge=1)
    """What Meta takes from one of our numbers: 80, or 20, or 1,000 after an upgrade; `numbers.yaml`
    may say it of each."""
    unclear_wait_seconds: float = Field(default=20.0, gt=0)
    """How long a status webhook may take to settle a send of unknown fate before one more try.

    An outage of ours is no silence of WhatsApp's: the time counts while Kafka answers,
    and a status that stands there is waited for until it is read, however long that takes.
    """

    read_receipts: Literal["off", "read", "typing"] = "typing"
    """Whether patients see that what they wrote was read, and that an answer is on its way."""
    media_kept_days: float = Field(default=7.0, ge=0)
    """How long files of patients are kept; 0: none are fetched."""
    media_max_bytes: int = Field(default=16 * 1024 * 1024, gt=0)
    """Size of a file of a patient at most; WhatsApp's own limit is 100 MB."""
    icap_url: str = ""
    """A malware scanner, `icap://host:1344/service`; empty: files are kept as they are."""
    users_per_day: int = Field(default=2_000, ge=0)
    """Whom Meta lets the portfolio reach outside their window in 24 hours: 250, 2,000, 10,000 or
    100,000, until Meta says another number; 0: as many as we like."""
    campaign_pause_hours: float = Field(default=24.0, gt=0)
    """How long a number's campaigns wait after WhatsApp said that patients have had enough."""
    quiet_hours: Hours = "21:00-08:00"
    """When nobody is sent what they have not asked for, by the clock of their site, unless their
    profile says otherwise; none where they end as they begin."""
    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    """Sites: their time zone decides when it is quiet."""

    fallback_channel: Literal["", "sms", "call_list"] = ""
    """Who is to reach patients whom WhatsApp does not; empty: nobody is told."""
    fallback_after_hours: float = Field(default=24.0, gt=0)
    """How long WhatsApp may have a notice without delivering it."""

    @property
    def lease(self) -> timedelta:
        """How long a claim is good: longer than the call, so an expired one is unclear."""
        return self.send_timeout + BEFORE_THE_CALL

    @property
    def send_timeout(self) -> timedelta:
        """The same as a length of time."""
        return timedelta(seconds=self.send_timeout_seconds)

    @property
    def campaign_pause(self) -> timedelta:
        """The same as a length of time."""
        return timedelta(hours=self.campaign_pause_hours)

    @property
    def unclear_wait(self) -> timedelta:
        """The same as a length of time."""
        return timedelta(seconds=self.unclear_wait_seconds)
