"""Meta's error codes: HTTP status, title and details, each once.

Source: Meta's error code page (read December 2025 to 2026); where it gives no details, its meaning
stands for them.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from wardbell_simulator.cloud_api.errors import Refused

ABOUT_CODES = "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/"

NOT_ON_WHATSAPP = 131026
NOT_IN_WINDOW = 131047
TOO_MANY_USERS = 131048  # Meta names no code of its own for the limit of users reached in a day
OPTED_OUT = 131050
PAIR_RATE = 131056
THROUGHPUT = 130429
TEMPLATE_PAUSED = 132015
TEMPLATE_DISABLED = 132016
TO_ITSELF = 131021
SOMETHING_WENT_WRONG = 131000
OUTAGE = 2


class Meaning(NamedTuple):
    status: int
    title: str
    details: str
    subcode: int | None = None
    transient: bool = False


CODES = {
    0: Meaning(401, "AuthException", "We were unable to authenticate the app user."),
    1: Meaning(400, "API Unknown", "Invalid request or possible server error."),
    2: Meaning(
        503, "API Service", "Temporary due to downtime or due to being overloaded.", transient=True
    ),
    3: Meaning(500, "API Method", "Capability or permissions issue."),
    4: Meaning(
        400, "API Too Many Calls", "The app has reached its API call rate limit.", transient=True
    ),
    10: Meaning(403, "Permission Denied", "Permission is either not granted or has been removed."),
    33: Meaning(400, "Parameter value is not valid", "The business phone number has been deleted."),
    100: Meaning(
        400,
        "Invalid parameter",
        "The request included one or more unsupported or misspelled parameters.",
    ),
    190: Meaning(401, "Access token has expired", "Your access token has expired."),
    200: Meaning(403, "API Permission", "Permission is either not granted or has been removed."),
    368: Meaning(
        403,
        "Temporarily blocked for policies violations",
        "The WhatsApp Business Account associated with the app has been restricted or disabled for "
        "violating a platform policy.",
    ),
    80007: Meaning(
        400,
        "Rate limit issues",
        "The WhatsApp Business Account has reached its rate limit.",
        transient=True,
    ),
    130429: Meaning(
        400, "Rate limit hit", "Cloud API message throughput has been reached.", subcode=2494055
    ),
    130472: Meaning(
        400,
        "User's number is part of an experiment",
        "Message was not sent as part of an experiment.",
    ),
    130497: Meaning(
        403,
        "Business account is restricted from messaging users in this country",
        "The WhatsApp Business Account is restricted from messaging to users in certain countries.",
    ),
    131000: Meaning(500, "Something went wrong", "Message failed to send due to an unknown error."),
    131005: Meaning(403, "Access denied", "Permission is either not granted or has been removed."),
    131008: Meaning(
        400, "Required parameter is missing", "The request is missing a required parameter."
    ),
    131009: Meaning(
        400, "Parameter value is not valid", "One or more parameter values are invalid."
    ),
    131016: Meaning(500, "Service unavailable", "A service is temporarily unavailable."),
    131021: Meaning(
        400, "Recipient cannot be sender", "Recipient and sender phone number is the same."
    ),
    131026: Meaning(400, "Message undeliverable", "Message Undeliverable."),
    131031: Meaning(
        403,
        "Account has been locked",
        "The WhatsApp Business Account associated with the app has been restricted or disabled.",
    ),
    131037: Meaning(
        400, "Display name approval needed", "The number's display name has not been approved yet."
    ),
    131042: Meaning(
        400,
        "Business eligibility payment issue",
        "Message failed to send because there were one or more errors related to your payment "
        "method.",
    ),
    131045: Meaning(
        500,
        "Incorrect certificate",
        "Message failed to send due to a phone number registration error.",
    ),
    131047: Meaning(
        400,
        "Re-engagement message",
        "Message failed to send because more than 24 hours have passed since the customer last "
        "replied to this number.",
    ),
    131048: Meaning(
        400,
        "Spam rate limit hit",
        "Message failed to send because there are restrictions on how many messages can be sent "
        "from this phone number. This may be because too many previous messages were blocked or "
        "flagged as spam.",
    ),
    131049: Meaning(
        400,
        "This message was not delivered to maintain healthy ecosystem engagement.",
        "In order to maintain a healthy ecosystem engagement, the message failed to be delivered.",
    ),
    131050: Meaning(
        400,
        "User has stopped receipt of marketing messages",
        "Unable to deliver the message. This recipient has chosen to stop receiving marketing "
        "messages on WhatsApp from your business",
    ),
    131051: Meaning(400, "Unsupported message type", "Unsupported message type."),
    131052: Meaning(400, "Media download error", "Unable to download the media sent by the user."),
    131053: Meaning(400, "Media upload error", "Unable to upload the media used in the message."),
    131056: Meaning(
        400,
        "(Business Account, Consumer Account) pair rate limit hit",
        "Message failed to send because there were too many messages sent from this phone number "
        "to the same phone number in a short period of time.",
    ),
    131057: Meaning(500, "Account in maintenance mode", "Business Account is in maintenance mode."),
    132001: Meaning(
        404,
        "Template name does not exist in the translation",
        "The template does not exist in the specified language or has not been approved.",
    ),
    132015: Meaning(
        400,
        "Template is Paused",
        "Template is paused due to low quality so it cannot be sent in a template message.",
    ),
    132016: Meaning(
        400,
        "Template is Disabled",
        "Template has been paused too many times due to low quality and is now permanently "
        "disabled.",
    ),
    133004: Meaning(503, "Server temporarily unavailable", "Server is temporarily unavailable."),
    133010: Meaning(
        400, "Phone number not registered", "Phone number not registered on the platform."
    ),
    134011: Meaning(
        500,
        "WhatsApp Payments terms of service has not been accepted",
        "WhatsApp Payments terms of service acceptance is pending for this account.",
    ),
}


def refused(code: int) -> Refused:
    """Return the refusal of a request with this code."""
    status, title, details, subcode, transient = CODES[code]
    return Refused(
        code,
        f"(#{code}) {title}",
        details=details,
        subcode=subcode,
        status=status,
        transient=transient,
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
