"""Meta's error codes: HTTP status, title and details, each once, in `codes.toml`."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from wardbell_simulator.cloud_api.errors import Refused

ABOUT_CODES = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

OUTAGE = 2
THROUGHPUT = 130429
SOMETHING_WENT_WRONG = 131000
TO_ITSELF = 131021
NOT_ON_WHATSAPP = 131026
NOT_IN_WINDOW = 131047
TOO_MANY_USERS = 131048  # Meta names no code of its own for the limit of users reached in a day
OPTED_OUT = 131050
MEDIA_DOWNLOAD = 131052
MEDIA_UPLOAD = 131053
PAIR_RATE = 131056
NEEDS_NUMBER = 131062
TEMPLATE_PAUSED = 132015
TEMPLATE_DISABLED = 132016

TRANSIENT = {2, 4, 80007}
SUBCODES = {THROUGHPUT: 2494055}  # as in Meta's published example


class Meaning(NamedTuple):
    status: int
    title: str
    details: str


CODES = {
    int(code): Meaning(int(status), title, details)
    for status, codes in tomllib.loads(Path(__file__).with_suffix(".toml").read_text()).items()
    for code, (title, details) in codes.items()
}


def refused(code: int, details: str | None = None) -> Refused:
    """Return the refusal of a request with this code, with its own details if it has any."""
    meaning = CODES[code]
    return Refused(
        code,
        f"(#{code}) {meaning.title}",
        details=details or meaning.details,
        subcode=SUBCODES.get(code),
        status=meaning.status,
        transient=True if code in TRANSIENT else None,
    )


def in_webhook(code: int) -> dict[str, Any]:
    """Return the code as an element of `errors` in a webhook."""
    meaning = CODES[code]
    return {
        "code": code,
        "title": meaning.title,
        "message": meaning.title,
        "error_data": {"details": meaning.details},
        "href": ABOUT_CODES,
    }
