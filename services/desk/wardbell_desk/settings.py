"""Settings of the desk, beside those of every service."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from wardbell_runtime import Settings


class DeskSettings(Settings):
    """How staff are told, and how long they may take."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None

    desk_smtp_url: SecretStr = SecretStr("")
    """`smtp://host:25`, `smtp://user:password@host:587` (STARTTLS required), or `smtps://…`."""
    desk_mail_from: str = ""
    desk_mail_to: str = ""
    """One or several addresses, separated by commas."""
    desk_mail_to_urgent: str = ""
    """Where urgent tasks go instead."""
    desk_escalation_to: str = ""
    """Where tasks go that nobody took in time; without it, as before."""
    desk_webhook_url: str = Field(default="", pattern=r"^(https?://\S+)?$")
    desk_webhook_secret: SecretStr = SecretStr("")
    desk_notice_timeout_seconds: float = Field(default=10.0, gt=0)
    """Total time of one mail or POST."""

    desk_call_back_hours: int = Field(default=4, ge=1, le=12)
    """How soon staff answer a patient's wish, in office hours; patients are told this figure."""
    desk_escalate_urgent_minutes: int = Field(default=5, ge=1)
    """From an urgent task's first escalation to its second; doubles from then on."""
    desk_escalate_normal_hours: int = Field(default=4, ge=1)
    desk_escalation_levels: int = Field(default=5, ge=0)

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if smtp := self.desk_smtp_url.get_secret_value():
            parts = urlsplit(smtp)
            if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
                raise ValueError("DESK_SMTP_URL is not smtp://[user:password@]host[:port]")
            if "@" not in self.desk_mail_from or "@" not in self.desk_mail_to:
                raise ValueError("DESK_SMTP_URL needs DESK_MAIL_FROM and DESK_MAIL_TO")
        if self.desk_webhook_url and not self.desk_webhook_secret.get_secret_value():
            raise ValueError(
                "DESK_WEBHOOK_URL needs DESK_WEBHOOK_SECRET: unsigned, anybody could speak for us"
            )
        return self

    @property
    def call_back(self) -> timedelta:
        """How soon staff answer, in office hours."""
        return timedelta(hours=self.desk_call_back_hours)

    @property
    def lease(self) -> timedelta:
        """How long a notice is its sender's: longer than the call."""
        return timedelta(seconds=self.desk_notice_timeout_seconds + 20)
