"""The Cloud API answers as Meta's does."""

import base64
from contextlib import suppress
from pathlib import Path

import pytest

from wardbell_simulator.cloud_api.errors import Refused
from wardbell_simulator.cloud_api.messages import check_message

EXAMPLES = sorted(
    path.stem for path in (Path(__file__).parent / "data/outbound_requests").glob("*.json")
)
REFUSED = {
    "text_metadocs__3": (100, "addresses a group: this world has none"),
    "interactive_address_message_metadocs__5": (131009, "its number is a placeholder with x"),
    "template_openapi__6": (132001, "no template can be called template-name"),
}
MIME_TYPES = {
    "image": "image/jpeg",
    "video": "video/mp4",
    "audio": "audio/ogg",
    "document": "application/pdf",
    "sticker": "image/webp",
}
TEXT = {"type": "text", "text": {"body": "Your visit is booked."}}


@pytest.mark.parametrize("name", EXAMPLES)
async def test_metas_own_examples_are_accepted(name, data, hospital, people, simulator):
    """Message guides and OpenAPI description v23: every published request."""
    request = data(f"outbound_requests/{name}")
    ada = people(simulator)[2]
    ada.wa_id = "16505551234"  # whom the examples speak to
    written = (await ada.writes("Does it come in another color?"))["id"]
    if "status" in request:
        request["message_id"] = written  # the examples' ids are of chats that are not here
    if "reaction" in request:
        request["reaction"]["message_id"] = written
    for kind, file in files_in(request):
        file["id"] = (await hospital.uploads(b"x", MIME_TYPES[kind]))[1]["id"]
    if "template" in request and name not in REFUSED:
        await defined(hospital, request["template"])

    status, body = await hospital.request(request)

    if name in REFUSED:
        code, _reason = REFUSED[name]
        assert (status >= 400, body["error"]["code"]) == (True, code)
    else:
        assert status == 200, body


def files_in(value):
    for parent, key in list(places(value)):
        if key in MIME_TYPES and isinstance(parent[key], dict) and "id" in parent[key]:
            yield key, parent[key]


async def defined(hospital, sent):
    """Create a template that an example's components fit."""
    parts, buttons = {}, {}
    named = False
    for part in sent.get("components", []):
        given = part.get("parameters", [])
        if part["type"] == "header":
            parts["header"] = {"format": given[0]["type"], "example": {"header_handle": ["x"]}}
            if given[0]["type"] == "text":
                parts["header"] |= {"text": "Hello {{1}}", "example": {"header_text": ["x"]}}
        if part["type"] == "body":
            names = [p.get("parameter_name", n) for n, p in enumerate(given, 1)]
            named = "parameter_name" in given[0]
            parts["body"] = " ".join(f"some words before {{{{{name}}}}} and" for name in names)
        if part["type"] == "button":
            kind = part["sub_type"].lower()
            url = {"url": "https://example.org/{{1}}", "example": ["x"]}
            more = {"url": url, "copy_code": {"example": "x"}}.get(kind, {})
            buttons[int(part["index"])] = {"type": kind, "text": "A label", **more}
    padding = {"type": "quick_reply", "text": "A label"}
    every = [buttons.get(index, padding) for index in range(max(buttons, default=-1) + 1)]
    if every:
        parts["buttons"] = {"buttons": every}
    await hospital.has_template(
        sent["name"],
        f"{parts.pop('body', 'Hello')} so on",
        language=sent["language"]["code"],
        parameter_format="named" if named else "positional",
        **parts,
    )


@pytest.mark.parametrize("name", EXAMPLES)
def test_whatever_stands_where_something_else_should_is_refused_not_stumbled_over(name, data):
    for broken in with_one_thing_wrong(data(f"outbound_requests/{name}")):
        with suppress(Refused):
            check_message(broken)


def with_one_thing_wrong(example):
    """Yield the example with each of its values replaced by each of a few odd ones."""
    for parent, key in list(places(example)):
        right = parent[key]
        for odd in (None, True, 0, -1.5, "", "x", [], [None], [[]], {}, {"type": "x"}, {"x": []}):
            parent[key] = odd
            yield example
        parent[key] = right


def places(value):
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    for key in keys:
        yield value, key
        if isinstance(value[key], (dict, list)):
            yield from places(value[key])


@pytest.mark.parametrize("name", ["send_ok", "send_ok__2"])
async def test_an_accepted_message_is_answered_as_in_metas_examples(name, data, hospital):
    status, body = await hospital.request(
        {"messaging_product": "whatsapp", "to": "+16505551234", **TEXT}
    )

    wamid = body["messages"][0]["id"]
    expected = data(f"api_responses/{name}")
    expected["messages"][0]["id"] = wamid
    assert (status, body) == (200, expected)
    raw = base64.b64decode(wamid.removeprefix("wamid."), validate=True)
    assert raw.startswith(b"\x1c\x18\x0b16505551234\x15\x02\x00\x11\x18\x12")


async def test_an_answer_has_the_shape_of_metas_example_with_placeholders(data, hospital):
    example = data("api_responses/send_ok__3")
    request = {"messaging_product": "whatsapp", "to": "+16505551234", **TEXT}
    _, body = await hospital.request(request)

    assert body.keys() == example.keys()
    for part in ("contacts", "messages"):
        assert [each.keys() for each in body[part]] == [each.keys() for each in example[part]]


ACCEPTED = ["send_ok_accepted", "send_ok_accepted__2", "send_ok_accepted__3"]


@pytest.mark.parametrize("name", [*ACCEPTED, "send_ok_user_id_no_wa_id_accepted"])
async def test_a_template_is_answered_with_its_status(name, data, hospital, ada):
    """Send message templates: message_status comes with templates only."""
    expected = data(f"api_responses/{name}")
    whom = expected["contacts"][0]["input"]
    if "user_id" in expected["contacts"][0]:
        await ada.writes("Hello", f"?user_id={whom}")
    await hospital.has_template("appointment_reminder", "Até amanhã", language="pt_BR")
    template = {"name": "appointment_reminder", "language": {"code": "pt_BR"}}
    request = {"messaging_product": "whatsapp", "type": "template", "template": template}
    _, body = await hospital.request({**request, "recipient" if "." in whom else "to": whom})

    expected["messages"][0]["id"] = body["messages"][0]["id"]
    assert body == expected


async def test_a_user_id_reaches_the_same_phone_as_the_number(data, hospital, ada):
    """Business-scoped user IDs: `recipient`; the answer has user_id and no wa_id."""
    user_id = "US.13491208655302741918"
    await ada.writes("Hello", f"?user_id={user_id}")

    _, body = await hospital.request(
        {"messaging_product": "whatsapp", "recipient": user_id, **TEXT}
    )

    expected = data("api_responses/send_ok_user_id_no_wa_id")
    expected["messages"][0]["id"] = body["messages"][0]["id"]
    assert body == expected
    assert (await ada.chat())[-1]["text"] == TEXT["text"]


async def test_with_number_and_user_id_the_number_wins(data, hospital, ada):
    """Business-scoped user IDs: with both, `to` takes precedence."""
    user_id = "US.13491208655302741918"

    _, body = await hospital.request(
        {"messaging_product": "whatsapp", "to": "+16505551234", "recipient": user_id, **TEXT}
    )

    expected = data("api_responses/send_ok_user_id")
    expected["messages"][0]["id"] = body["messages"][0]["id"]
    assert body == expected


async def test_every_message_has_an_id_of_its_own(hospital):
    ids = {await hospital.writes("15550100101", "Hello") for _ in range(50)}

    assert len(ids) == 50


@pytest.mark.parametrize("version", ["v16.0", "v23.0", "v24.0", "v99"])
async def test_any_version_is_served(hospital, version):
    """Graph API, versioning: a version is served for years; callers name the one they know."""
    body = {"messaging_product": "whatsapp", "to": "15550100101", **TEXT}

    status, _ = await hospital.request(body, version=version)

    assert status == 200


async def test_a_wrong_token_is_refused_as_meta_does(hospital):
    """Error codes: 190, HTTP 401."""
    status, body = await hospital.request({}, token="another")

    assert status == 401
    trace = body["error"].pop("fbtrace_id")
    assert len(trace) == 23
    assert body == {
        "error": {
            "message": "Invalid OAuth access token - Cannot parse access token",
            "type": "OAuthException",
            "code": 190,
        }
    }


async def test_an_unknown_number_of_ours_is_refused_as_meta_does(hospital):
    """Graph API, error codes: 100, subcode 33, "Object with ID '…' does not exist"."""
    status, body = await hospital.request({}, number="999")

    error = body["error"]
    assert status == 400
    assert (error["code"], error["error_subcode"]) == (100, 33)
    assert error["type"] == "GraphMethodException"
    assert error["message"].startswith("Unsupported post request. Object with ID '999' does not")


async def test_errors_have_the_shape_of_metas_examples(data, hospital):
    example = data("api_responses/error_130429")["error"]
    _, body = await hospital.request(
        {"messaging_product": "whatsapp", "to": "not a number", **TEXT}
    )

    error = body["error"]
    assert error.keys() == example.keys() - {"error_subcode"}  # no longer sent since v16
    assert error["error_data"].keys() == example["error_data"].keys()
    assert error["message"] == "(#131009) Parameter value is not valid"


async def test_what_is_managed_wrongly_is_refused_in_the_shape_of_metas_example(data, hospital):
    example = data("api_responses/error_100")["error"]
    status, body = await hospital.defines("reminder", "{{1}} is only a variable")

    error = body["error"]
    assert status == 400
    assert error.keys() - {"fbtrace_id"} == example.keys()
    same = ("message", "type", "code", "is_transient")
    assert [error[key] for key in same] == [example[key] for key in same]


async def test_marking_read_is_confirmed_and_marks_what_came_before(data, hospital, ada):
    """Mark messages as read: earlier ones of the thread, too."""
    await ada.writes("Hello")
    second = await ada.writes("Are you there?")
    await ada.writes("Well?")

    status, body = await hospital.marks_read(second["id"])

    assert (status, body) == (200, data("api_responses/mark_read_ok"))
    assert (await ada.states())[:2] == ["read", "read"]
    assert (await ada.states())[2] != "read"


async def test_only_the_number_that_was_written_to_marks_as_read(hospital, simulator, ada):
    asked = await ada.writes("Hello", f"?phone_number_id={simulator.settings.phone_number_ids[1]}")

    status, body = await hospital.marks_read(asked["id"])

    assert (status, body["error"]["code"]) == (400, 131009)


async def test_a_reply_keeps_what_it_answers(hospital, ada):
    asked = await ada.writes("Are you open?")

    await hospital.writes(ada.wa_id, "Yes", context={"message_id": asked["id"]})

    assert (await ada.chat())[-1]["context"] == {"message_id": asked["id"]}


async def test_our_own_number_cannot_be_written_to(hospital, simulator):
    """Error codes: 131021, sender and recipient are the same."""
    own = simulator.settings.display_phone_number(hospital.number)

    status, body = await hospital.request(
        {"messaging_product": "whatsapp", "to": f"+{own}", **TEXT}
    )

    assert (status, body["error"]["code"]) == (400, 131021)
