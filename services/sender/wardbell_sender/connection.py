"""How WhatsApp is reached: through the house's proxy, trusting the house's certificates."""

from __future__ import annotations

import ssl
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass


def proxy(url: str) -> str | None:
    """The proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name for an address; None: none.

    aiohttp's own `trust_env` would look for it, in a thread, with every message.
    """
    address = urlsplit(url)
    if address.hostname is None or proxy_bypass(address.hostname):
        return None
    return getproxies().get(address.scheme)


def trusted(ca_file: Path | None) -> ssl.SSLContext:
    """Whom to believe that it is WhatsApp: those of a file, or the system's.

    OSError, ssl.SSLError: the file cannot be read, or holds no certificates.
    """
    return ssl.create_default_context(cafile=ca_file)
