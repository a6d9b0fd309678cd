"""Every limit of a message but the interactive ones, on both sides.

Source: Meta's message guides and maxLength in its OpenAPI description v23; details as reported.
"""

import pytest

TO = {"messaging_product": "whatsapp", "to": "+15550100101"}


def text(body, **more):
    return {**TO, "type": "text", "text": {"body": body, **more}}


def image(**value):
    return {**TO, "type": "image", "image": value}


def template(**changed):
    content = {"name": "reminder", "language": {"code": "de"}, **changed}
    return {**TO, "type": "template", "template": content}


def parameters(*values):
    return template(components=[{"type": "body", "parameters": list(values)}])


AT_THE_LIMIT = {
    "text of 4096": text("x" * 4096),
    "callback data of 512": {**text("x"), "biz_opaque_callback_data": "x" * 512},
    "a caption of 1024": image(link="https://example.org/i.png", caption="x" * 1024),
    "257 contacts": {
        **TO,
        "type": "contacts",
        "contacts": [{"name": {"formatted_name": "B"}}] * 257,
    },
    "words in capitals, as Meta reads them too": {**text("x"), "type": "TEXT"},
}

# (request, code, what Meta says: the message for code 100, else the details)
BEYOND = {
    "no parameters": (b"{}", 100, "(#100) The parameter messaging_product is required."),
    "no JSON": (b"to=1", 100, "(#100) The parameter messaging_product is required."),
    "another product": (
        {**text("x"), "messaging_product": "sms"},
        100,
        '(#100) Param messaging_product must be one of {WHATSAPP} - got "sms".',
    ),
    "nobody to send to": (
        {"messaging_product": "whatsapp", "type": "text", "text": {"body": "x"}},
        100,
        "(#100) The parameter to is required.",
    ),
    "a malformed number": (
        {**text("x"), "to": "+1 555 call me"},
        131009,
        "The phone number is malformed: Please use the format: +1234567890.",
    ),
    "a user id of nobody": (
        {"messaging_product": "whatsapp", "recipient": "US.1", "text": {"body": "x"}},
        131009,
        "Recipient user ID does not belong to any user",
    ),
    "an unknown type": (
        {**TO, "type": "fax", "fax": {}},
        100,
        (
            "(#100) Param type must be one of {AUDIO, CONTACTS, DOCUMENT, IMAGE, INTERACTIVE, "
            'LOCATION, REACTION, STICKER, TEMPLATE, TEXT, VIDEO} - got "fax".'
        ),
    ),
    "no text object": ({**TO, "type": "text"}, 100, "(#100) The parameter text is required."),
    "text that is no object": (
        {**TO, "type": "text", "text": "hi"},
        100,
        "(#100) Param text must be a JSON object.",
    ),
    "an empty text": (text(""), 100, "(#100) The parameter text['body'] is required."),
    "a number for a text": (text(5), 100, "(#100) Param text['body'] must be a string."),
    "text of 4097": (
        text("x" * 4097),
        100,
        "(#100) Param text['body'] must be at most 4096 characters long.",
    ),
    "a misspelled key": (
        text("x", preview=True),
        100,
        '(#100) Unexpected key "preview" on param "text".',
    ),
    "callback data of 513": (
        {**text("x"), "biz_opaque_callback_data": "x" * 513},
        100,
        "(#100) Param biz_opaque_callback_data must be at most 512 characters long.",
    ),
    "an image from nowhere": (
        image(caption="x"),
        131008,
        "Parameter 'id' or 'link' is mandatory for type 'image'",
    ),
    "an image with a file name": (
        image(id="1", filename="x.png"),
        100,
        '(#100) Unexpected key "filename" on param "image".',
    ),
    "a caption of 1025": (
        image(id="1", caption="x" * 1025),
        100,
        "(#100) Param image['caption'] must be at most 1024 characters long.",
    ),
    "258 contacts": (
        {**TO, "type": "contacts", "contacts": [{"name": {"formatted_name": "B"}}] * 258},
        131009,
        "Invalid contacts count. Min: 1, Max: 257",
    ),
    "a place that is not on earth": (
        {**TO, "type": "location", "location": {"latitude": 91, "longitude": 0}},
        131009,
        "Latitude must be from -90 to 90",
    ),
    "a reaction to nothing": (
        {**TO, "type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "x"}},
        131009,
        "Message ID of the reaction does not belong to this chat",
    ),
    "a template without language": (
        {**TO, "type": "template", "template": {"name": "reminder"}},
        100,
        "(#100) The parameter template['language'] is required.",
    ),
    "a template name that cannot be": (
        template(name="Reminder!"),
        132001,
        "template name (Reminder!) does not exist in de",
    ),
    "a template parameter without value": (
        parameters({"type": "text", "text": ""}),
        131008,
        "Parameter of type text is missing its value",
    ),
    "a line break in a template parameter": (
        parameters({"type": "text", "text": "a\nb"}),
        132018,
        "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
    ),
    "reading a message of nobody": (
        {"messaging_product": "whatsapp", "status": "read", "message_id": "wamid.x"},
        131009,
        "Message ID does not belong to a message from a user",
    ),
}


@pytest.mark.parametrize("case", AT_THE_LIMIT)
async def test_at_the_limit_a_message_passes(case, hospital):
    status, body = await hospital.request(AT_THE_LIMIT[case])

    assert status == 200, body


@pytest.mark.parametrize("case", BEYOND)
async def test_beyond_it_a_message_is_refused_in_metas_words(case, is_refused):
    await is_refused(*BEYOND[case])


async def test_a_reaction_to_a_reaction_is_refused(hospital, ada):
    """Reaction messages: the message may not be a reaction itself, else 131009."""
    asked = await ada.writes("Thanks")
    react = {"message_id": asked["id"], "emoji": "👍"}
    reaction = await hospital.send(ada.wa_id, type="reaction", reaction=react)

    _, body = await hospital.request(
        {**TO, "type": "reaction", "reaction": {"message_id": reaction, "emoji": "👍"}}
    )

    assert body["error"]["code"] == 131009


async def test_a_reaction_after_thirty_days_is_refused(hospital, ada, world, webhook):
    """Reaction messages: the message may be 30 days old at most, else 131009."""
    asked = await ada.writes("Thanks")
    await webhook.until(lambda: webhook.messages)
    await world.post("clock", {"jump_s": 30 * 86_400 + 60})

    _, body = await hospital.request(
        {**TO, "type": "reaction", "reaction": {"message_id": asked["id"], "emoji": "👍"}}
    )

    assert body["error"]["error_data"]["details"] == "The message is older than 30 days"
