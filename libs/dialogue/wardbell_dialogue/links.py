"""Short-lived links and the pages behind them: only who has the link can open its page.

The link holds a token. Its hash names the page, and a key that follows from it encrypts it: whoever
reads the topic or the tables of pages can neither open a page nor make the link.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from wardbell_events import PagePublished

TOKEN_BYTES = 32
NONCE_BYTES = 12
"""Of AES-GCM (NIST SP 800-38D, 8.2.2): random ones may seal some billions of versions of a page."""
KEY_INFO = b"wardbell pages v1"

_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


class NotThisPage(ValueError):
    """What is sealed was not made for this token, or was changed since."""


def new_token() -> bytes:
    """A token for one page; who keeps it can seal later versions of what the link shows."""
    return os.urandom(TOKEN_BYTES)


def link(public_url: str, token: bytes) -> str:
    """The address of a calendar file, for `LinkContent`. Personal: it opens the page."""
    return f"{public_url.rstrip('/')}/c/{_written(token)}.ics"


def read_token(text: str) -> bytes | None:
    """The token in a link; None if no token is written so."""
    if not _TOKEN.fullmatch(text):
        return None
    token = urlsafe_b64decode(text + "=")
    # The last character has two bits that decoding ignores.
    return token if _written(token) == text else None


def page_id(token: bytes) -> str:
    """The name of a token's page, which does not lead back to it."""
    return sha256(token).hexdigest()


def seal(
    content: bytes, content_type: str, expires_at: datetime, token: bytes, *, version: int = 1
) -> PagePublished:
    """Encrypt a page for its link, as the event that publishes it.

    Args:
        version: one more than that of the page which this one replaces
    """
    name = page_id(token)
    nonce = os.urandom(NONCE_BYTES)
    sealed = nonce + AESGCM(_key(token)).encrypt(nonce, content, name.encode())
    return PagePublished(
        page_id=name,
        version=version,
        content_type=content_type,
        sealed=b64encode(sealed),
        expires_at=expires_at,
    )


def unseal(sealed: bytes, token: bytes) -> bytes:
    """The content of a page. NotThisPage: the token is another one, or the bytes were changed."""
    nonce, encrypted = sealed[:NONCE_BYTES], sealed[NONCE_BYTES:]
    try:
        return AESGCM(_key(token)).decrypt(nonce, encrypted, page_id(token).encode())
    except (InvalidTag, ValueError) as wrong:
        raise NotThisPage from wrong


def _key(token: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=KEY_INFO).derive(token)


def _written(token: bytes) -> str:
    return urlsafe_b64encode(token).rstrip(b"=").decode()
