"""Settings of the gateway, beside those of every service."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

from wardbell_runtime import Settings


class GatewaySettings(Settings):
    """The webhook's secrets and our numbers."""

    whatsapp_app_secret: SecretStr
    """The app's secret; several, separated by commas, while it is being rotated."""
    whatsapp_verify_token: SecretStr
    whatsapp_phone_number_id: str = ""
    wardbell_numbers_file: Path | None = None
    contact_key_secret: SecretStr | None = None
    """Keys of `whatsapp.*` are HMACs with it; without it, it follows from the verify token."""
    webhook_host: str = "127.0.0.1"
    webhook_port: int = 8080
    webhook_body_limit: int = 3 * 1024 * 1024
    """Bytes; Meta's own limit (webhooks/overview)."""
    webhook_memory_limit: int = Field(default=64 * 1024 * 1024, ge=4 * 1024 * 1024)
    """Bytes of bodies in work at once; past it new ones get 503."""

    @field_validator("whatsapp_app_secret", "whatsapp_verify_token")
    @classmethod
    def _not_blank(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value().strip(" ,"):
            raise ValueError("must not be blank: anybody could then speak for WhatsApp")
        return value

    @property
    def app_secrets(self) -> list[bytes]:
        """All secrets a signature may be made with."""
        return [
            secret.strip().encode()
            for secret in self.whatsapp_app_secret.get_secret_value().split(",")
            if secret.strip()
        ]

    @property
    def contact_key(self) -> bytes:
        """The key of the HMAC that stands for a user at the door."""
        if self.contact_key_secret is not None:
            return self.contact_key_secret.get_secret_value().encode()
        token = self.whatsapp_verify_token.get_secret_value()
        return hashlib.sha256(b"wardbell contact key " + token.encode()).digest()
