"""The limits of buttons, lists and link buttons, on both sides.

Source: Meta's guides to interactive messages and its OpenAPI description v23; details as reported.
"""

import pytest

TO = {"messaging_product": "whatsapp", "to": "+15550100101"}


def interactive(kind, action, body="Which?", **more):
    content = {"type": kind, "body": {"text": body}, "action": action, **more}
    return {**TO, "type": "interactive", "interactive": content}


def buttons(*replies, **more):
    pairs = [reply if isinstance(reply, tuple) else (reply, reply) for reply in replies]
    offered = [{"type": "reply", "reply": {"id": i, "title": t}} for i, t in pairs]
    return interactive("button", {"buttons": offered}, **more)


def rows(count, start=0):
    return [{"id": f"r{n}", "title": f"Row {n}"} for n in range(start, start + count)]


def flow(**more):
    parameters = {"flow_message_version": "3", "flow_id": "1", "flow_cta": "Book", **more}
    return interactive("flow", {"name": "flow", "parameters": parameters})


def choices(*sections, button="Choose", **more):
    return interactive("list", {"button": button, "sections": list(sections)}, **more)


def one_row(**row):
    return choices({"rows": [{"id": "r", "title": "Row", **row}]})


def link(title="Open", url="https://example.org", **more):
    action = {"name": "cta_url", "parameters": {"display_text": title, "url": url}}
    return interactive("cta_url", action, **more)


def header(content):
    return {"header": {"type": "text", "text": content}}


def footer(content):
    return {"footer": {"text": content}}


AT_THE_LIMIT = {
    "three buttons with titles of 20 and ids of 256": buttons(
        *(("a" * 255 + str(n), "t" * 19 + str(n)) for n in range(3)),
        body="x" * 1024,
        **header("x" * 60),
        **footer("x" * 60),
    ),
    "a list of 10 sections, 10 rows in all": choices(
        *({"title": "s" * 24, "rows": rows(1, n)} for n in range(10)),
        button="x" * 20,
        body="x" * 4096,
        **header("x" * 60),
        **footer("x" * 60),
    ),
    "a row at every limit": one_row(id="i" * 200, title="t" * 24, description="d" * 72),
    "one section without title": choices({"rows": rows(10)}),
    "a link with a title of 20": link("x" * 20, body="x" * 1024),
    "an answer to be located": interactive("location_request_message", {"name": "send_location"}),
    "a flow": interactive(
        "flow",
        {
            "name": "flow",
            "parameters": {"flow_message_version": "3", "flow_id": "1", "flow_cta": "Book"},
        },
    ),
}

# (request, code, what Meta says: the message for code 100, else the details)
BEYOND = {
    "no buttons": (
        buttons(),
        131009,
        "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3",
    ),
    "four buttons": (
        buttons("a", "b", "c", "d"),
        131009,
        "Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3",
    ),
    "a button title of 21": (
        buttons(("a", "x" * 21)),
        131009,
        "Button title length invalid. Min length: 1, Max length: 20",
    ),
    "an empty button title": (
        buttons(("a", "")),
        131009,
        "Button title length invalid. Min length: 1, Max length: 20",
    ),
    "no button title": (buttons(("a", None)), 131008, "Button title is required"),
    "a button id of 257": (
        buttons(("x" * 257, "a")),
        131009,
        "Button ID length invalid. Min length: 1, Max length: 256",
    ),
    "two buttons with one title": (
        buttons(("a", "Yes"), ("b", "Yes")),
        131009,
        "Button title must be unique within the message",
    ),
    "two buttons with one id": (
        buttons(("a", "Yes"), ("a", "No")),
        131009,
        "Button ID must be unique within the message",
    ),
    "an interactive body of 1025": (
        buttons("a", body="x" * 1025),
        131009,
        "Body text length invalid. Min length: 1, Max length: 1024",
    ),
    "an interactive body that is empty": (
        buttons("a", body=""),
        131009,
        "Body text length invalid. Min length: 1, Max length: 1024",
    ),
    "an interactive body without text": (
        buttons("a", body=None),
        100,
        "(#100) The parameter interactive['body']['text'] is required.",
    ),
    "a header of 61": (
        buttons("a", **header("x" * 61)),
        131009,
        "Header text length invalid. Min length: 1, Max length: 60",
    ),
    "a footer of 61": (
        buttons("a", **footer("x" * 61)),
        131009,
        "Footer text length invalid. Min length: 0, Max length: 60",
    ),
    "a list with a picture on top": (
        choices({"rows": rows(1)}, header={"type": "image", "image": {"id": "1"}}),
        131009,
        "Header type image is not allowed for interactive type list",
    ),
    "a list body of 4097": (
        choices({"rows": rows(1)}, body="x" * 4097),
        131009,
        "Body text length invalid. Min length: 1, Max length: 4096",
    ),
    "a list button of 21": (
        choices({"rows": rows(1)}, button="x" * 21),
        131009,
        "Button text length invalid. Min length: 1, Max length: 20",
    ),
    "eleven sections": (
        choices(*({"title": "s", "rows": rows(1, n)} for n in range(11))),
        131009,
        "Invalid sections count. Min allowed sections: 1, Max allowed sections: 10",
    ),
    "eleven rows in two sections": (
        choices({"title": "a", "rows": rows(6)}, {"title": "b", "rows": rows(5, 6)}),
        131009,
        "Total row count exceed max allowed count: 10",
    ),
    "an empty section": (
        choices({"title": "a", "rows": []}),
        131009,
        "Section must have at least one row",
    ),
    "two sections, one without title": (
        choices({"title": "a", "rows": rows(1)}, {"rows": rows(1, 1)}),
        131008,
        "Section title is required when there is more than one section",
    ),
    "a section title of 25": (
        choices({"title": "x" * 25, "rows": rows(1)}),
        131009,
        "Section title length invalid. Min length: 0, Max length: 24",
    ),
    "a row title of 25": (
        one_row(title="x" * 25),
        131009,
        "Row title is too long. Max length is 24",
    ),
    "a row description of 73": (
        one_row(description="x" * 73),
        131009,
        "Row description is too long. Max length is 72",
    ),
    "a row id of 201": (
        one_row(id="x" * 201),
        131009,
        "Row ID length invalid. Min length: 1, Max length: 200",
    ),
    "a row without title": (one_row(title=""), 131008, "Row title is required"),
    "two rows with one id": (
        choices({"rows": rows(1) + rows(1)}),
        131009,
        "Row ID must be unique within the message",
    ),
    "a link title of 21": (
        link("x" * 21),
        131009,
        "Display text length invalid. Min length: 1, Max length: 20",
    ),
    "a link that is none": (
        link(url="javascript:alert(1)"),
        131009,
        "URL is not valid. It must be an absolute http or https address",
    ),
    "a location request with a footer": (
        interactive(
            "location_request_message", {"name": "send_location"}, footer={"text": "Please"}
        ),
        131009,
        "Footer is not allowed for interactive type location_request_message",
    ),
    "a Flow in no mode there is": (
        flow(mode="test"),
        100,
        (
            "(#100) Param interactive['action']['parameters']['mode'] must be one of "
            '{DRAFT, PUBLISHED} - got "test".'
        ),
    ),
    "a Flow of another version": (
        flow(flow_message_version="2"),
        100,
        (
            "(#100) Param interactive['action']['parameters']['flow_message_version'] "
            'must be one of {3} - got "2".'
        ),
    ),
    "our own key in interactive": (
        interactive("button", {"buttons": []}, templateId=1),
        100,
        '(#100) Unexpected key "templateId" on param "interactive".',
    ),
    "an unknown interactive type": (
        interactive("poll", {}),
        100,
        (
            "(#100) Param interactive['type'] must be one of {ADDRESS_MESSAGE, BUTTON, "
            "CALL_PERMISSION_REQUEST, CAROUSEL, CATALOG_MESSAGE, CTA_URL, FLOW, LIST, "
            "LOCATION_REQUEST_MESSAGE, PRODUCT, PRODUCT_LIST, REQUEST_CONTACT_INFO} - "
            'got "poll".'
        ),
    ),
}


@pytest.mark.parametrize("case", AT_THE_LIMIT)
async def test_at_the_limit_an_interactive_message_passes(case, hospital):
    status, body = await hospital.request(AT_THE_LIMIT[case])

    assert status == 200, body


@pytest.mark.parametrize("case", BEYOND)
async def test_beyond_it_an_interactive_message_is_refused_in_metas_words(case, is_refused):
    await is_refused(*BEYOND[case])
