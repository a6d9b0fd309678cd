"""Settings of scheduling, beside those of every service."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from pydantic import Field

from wardbell_runtime import Settings


class SchedulingSettings(Settings):
    """Our numbers, and where the public reaches us."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    public_url: str = ""
    """Address of services/pages as patients reach it; without it nobody is sent calendar links."""
    busy_poll_seconds: float = Field(default=300, ge=30)
    """How often each calendar is asked that clinic.yaml names for busy times."""

    @property
    def busy_poll(self) -> timedelta:
        """The same as a span."""
        return timedelta(seconds=self.busy_poll_seconds)
