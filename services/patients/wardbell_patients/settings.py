"""Settings of patients, beside those of every service."""

from __future__ import annotations

from pathlib import Path

from wardbell_runtime import Settings


class PatientsSettings(Settings):
    """For which sites people are asked."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
