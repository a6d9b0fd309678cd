"""Settings of reminders, beside those of every service."""

from __future__ import annotations

from pathlib import Path

from wardbell_runtime import Settings


class RemindersSettings(Settings):
    """Our numbers, and when patients are reminded."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    wardbell_reminders_file: Path | None = None
    """An installation's own `reminders.yaml` (docs/reference/reminders.md)."""
