"""Settings of scheduling, beside those of every service."""

from __future__ import annotations

from pathlib import Path

from wardbell_runtime import Settings


class SchedulingSettings(Settings):
    """Our numbers, and where the public reaches us."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    public_url: str = ""
    """Address of services/pages as patients reach it; without it nobody is sent calendar links."""
