"""WhatsApp's limits on what a business sends, each once.

Source: Meta's guides per message type and the maxLengths of its OpenAPI description v23, read
2026. Lengths are in characters.
"""

TEXT = 4096
CAPTION = 1024
CALLBACK_DATA = 512
CONTACTS = 257
REACTION_DAYS = 30
MESSAGE_DAYS = 30  # kept for a phone without connection

HEADER = 60
FOOTER = 60
BODY = 1024  # of interactive messages, except
LIST_BODY = 4096

BUTTONS = 3
BUTTON_TITLE = 20
BUTTON_ID = 256

LIST_BUTTON = 20
SECTIONS = 10
SECTION_TITLE = 24
ROWS = 10  # in all sections together
ROW_ID = 200
ROW_TITLE = 24
ROW_DESCRIPTION = 72

LINK_TITLE = 20
CARDS = (2, 10)

TEMPLATE_NAME = 512
TEMPLATE_BUTTONS = 10
TEMPLATE_BUTTON_TITLE = 25
TTL_S = {"authentication": (30, 900), "utility": (30, 43_200), "marketing": (43_200, 2_592_000)}

MB = 1 << 20
_OFFICE = "application/vnd.openxmlformats-officedocument"
FILES = {
    **dict.fromkeys(("image/jpeg", "image/png"), ("image", 5 * MB)),
    **dict.fromkeys(("video/mp4", "video/3gpp"), ("video", 16 * MB)),
    **dict.fromkeys(
        ("audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"), ("audio", 16 * MB)
    ),
    "image/webp": ("sticker", 500 * 1024),  # animated
    **dict.fromkeys(
        (
            "text/plain",
            "application/pdf",
            "application/msword",
            "application/vnd.ms-excel",
            "application/vnd.ms-powerpoint",
            f"{_OFFICE}.wordprocessingml.document",
            f"{_OFFICE}.spreadsheetml.sheet",
            f"{_OFFICE}.presentationml.presentation",
        ),
        ("document", 100 * MB),
    ),
}
"""What a file of a MIME type is sent as, and how many bytes it may have."""

STILL_STICKER = 100 * 1024

RECEIVED_FILE = 100 * MB  # of a user's file; a larger one cannot be fetched
