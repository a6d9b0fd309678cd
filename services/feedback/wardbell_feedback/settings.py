"""Settings of feedback, beside those of every service."""

from __future__ import annotations

from pathlib import Path

from wardbell_runtime import Settings


class FeedbackSettings(Settings):
    """Our numbers, and when patients are asked."""

    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    wardbell_feedback_file: Path | None = None
    """An installation's own `feedback.yaml` (docs/reference/feedback.md)."""
