"""Settings of pages, beside those of every service."""

from __future__ import annotations

from pydantic import Field

from wardbell_runtime import Settings


class PagesSettings(Settings):
    """Where links are answered. TLS is the work of whatever stands in front."""

    pages_host: str = "127.0.0.1"
    pages_port: int = Field(default=0, ge=0, le=65535)
    """0 takes a free one; the log names it."""
