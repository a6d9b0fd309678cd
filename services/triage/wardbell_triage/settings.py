"""Settings of triage, beside those of every service."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from wardbell_runtime import Settings


class TriageSettings(Settings):
    """Whose emergency number to name."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    wardbell_triage_knowledge: Path | None = None
    """A folder like our `knowledge`; without it ours counts."""
    triage_left_open_minutes: int = Field(default=60, ge=1)
    """How long a question that may be urgent waits for its answer before staff have to call."""
