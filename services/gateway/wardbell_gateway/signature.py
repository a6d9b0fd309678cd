"""Whether a webhook is from Meta: `X-Hub-Signature-256` over the raw bytes.

Source: Meta, Graph API webhooks, "Validating Payloads". The bytes must not be parsed first: Meta
escapes non-ASCII, and any second serialisation would differ.
"""

from __future__ import annotations

import hmac
from collections.abc import Sequence

PREFIX = b"sha256="


def is_signed(body: bytes, header: bytes, secrets: Sequence[bytes]) -> bool:
    """Whether one of the secrets made the signature; constant time for each secret."""
    if not header.startswith(PREFIX):
        return False
    given = header[len(PREFIX) :].lower()
    right = False
    for secret in secrets:
        made = hmac.digest(secret, body, "sha256").hex().encode()
        right |= hmac.compare_digest(made, given)
    return right
