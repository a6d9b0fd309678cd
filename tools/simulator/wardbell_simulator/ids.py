"""WhatsApp's identifiers, in the shapes real ones have."""

from __future__ import annotations

import binascii
import hashlib
import itertools
import secrets
from base64 import b64decode

_run = secrets.token_hex(4).upper()  # ids of two runs never meet
_count = itertools.count(1)


def outbound_wamid(address: str) -> str:
    """Return the id of a message to a user; like a real one it holds the user's address."""
    return _wamid(address, b"\x11\x18\x12", f"{_run}{next(_count):010X}")


def inbound_wamid(address: str) -> str:
    return _wamid(address, b"\x12\x18\x14", f"3A{_run}{next(_count):010X}")


def call_id(address: str) -> str:
    return "wacid." + inbound_wamid(address).removeprefix("wamid.")


def _wamid(address: str, kind: bytes, unique: str) -> str:
    user = address.encode()
    raw = b"\x1c\x18%c%b\x15\x02\x00%b%b\x00" % (len(user), user, kind, unique.encode())
    return "wamid." + binascii.b2a_base64(raw, newline=False).decode()


def address_in(wamid: str) -> str | None:
    """Return the address of the user whose chat a wamid belongs to, None for a foreign one."""
    try:
        raw = b64decode(wamid.removeprefix("wamid."), validate=True)
        return raw[3 : 3 + raw[2]].decode()
    except (ValueError, IndexError):
        return None


def user_id_of(wa_id: str) -> str:
    """Return the business-scoped user id of a number, the same one every time."""
    digest = hashlib.sha256(wa_id.encode()).digest()
    return f"US.{int.from_bytes(digest[:10], 'big') % 10**20:020d}"


def media_id() -> str:
    return str(secrets.randbelow(9 * 10**15) + 10**15)


def fbtrace_id() -> str:
    return "A" + secrets.token_urlsafe(16)
