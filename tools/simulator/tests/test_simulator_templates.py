"""Templates are defined, reviewed and sent as Meta's template guides and error codes say."""

import pytest

REMINDER = "Hello {{1}}, this is to remind you of your visit on {{2}} at our clinic."
ANSWERS = {
    "buttons": [
        {"type": "QUICK_REPLY", "text": "I will come"},
        {"type": "URL", "text": "Details", "url": "https://example.org/{{1}}", "example": ["x"]},
    ]
}
FILLED = [
    {
        "type": "button",
        "sub_type": "url",
        "index": "1",
        "parameters": [{"type": "text", "text": "7"}],
    }
]


def quick_reply(payload):
    parameters = [{"type": "payload", "payload": payload}]
    return {"type": "button", "sub_type": "quick_reply", "index": "0", "parameters": parameters}


async def test_a_new_template_waits_for_review_and_its_approval_is_told(world, hospital, webhook):
    """Webhook reference: message_template_status_update; its entry has a time."""
    status, created = await hospital.defines("reminder", REMINDER)
    assert (status, created["status"], created["category"]) == (200, "PENDING", "UTILITY")
    decided = {"name": "reminder", "language": "en", "status": "APPROVED"}

    await world.post("templates", decided)
    await webhook.until(lambda: webhook.changes)

    [told] = webhook.changes
    assert told == {
        "event": "APPROVED",
        "message_template_id": int(created["id"]),
        "message_template_name": "reminder",
        "message_template_language": "en",
        "message_template_category": "UTILITY",
        "reason": "NONE",
    }
    assert b'"time":' in webhook.requests[0][1]
    _, read = await hospital.manages("GET", created["id"])
    assert (read["name"], read["status"]) == ("reminder", "APPROVED")


async def test_another_category_or_quality_is_told(world, hospital, webhook):
    """Webhook reference: template_category_update, message_template_quality_update."""
    _, created = await hospital.defines("reminder", REMINDER)
    named = {"name": "reminder", "language": "en"}
    about = {
        "message_template_id": int(created["id"]),
        "message_template_name": "reminder",
        "message_template_language": "en",
    }

    await world.post("templates", {**named, "category": "MARKETING", "quality": "RED"})
    await webhook.until(lambda: len(webhook.changes) == 2)

    by_key = {next(key for key in told if key.startswith("new_")): told for told in webhook.changes}
    assert by_key["new_category"] == {
        **about,
        "previous_category": "UTILITY",
        "new_category": "MARKETING",
    }
    assert by_key["new_quality_score"] == {
        **about,
        "previous_quality_score": "UNKNOWN",
        "new_quality_score": "RED",
    }


async def test_templates_are_listed_filtered_and_deleted(hospital):
    """OpenAPI description v23: GET and DELETE /{WABA-ID}/message_templates."""
    path = f"{hospital.account}/message_templates"
    for name, language in (("one", "en"), ("one", "de"), ("two", "en")):
        await hospital.defines(name, "Hello", language=language)

    _, listed = await hospital.manages("GET", f"{path}?limit=2&fields=name,language")
    assert [t["name"] for t in listed["data"]] == ["one", "one"]
    assert listed["data"][0].keys() == {"id", "name", "language"}
    after = listed["paging"]["cursors"]["after"]
    _, rest = await hospital.manages("GET", f"{path}?after={after}")
    assert [t["name"] for t in rest["data"]] == ["two"]

    one_of_them = listed["data"][0]["id"]
    await hospital.manages("DELETE", f"{path}?name=one&hsm_id={one_of_them}")
    _, left = await hospital.manages("GET", f"{path}?name=one")
    assert [t["language"] for t in left["data"]] == ["de"]
    assert (await hospital.manages("DELETE", f"{path}?name=one"))[1] == {"success": True}
    status, body = await hospital.manages("DELETE", f"{path}?name=one")
    assert (status, body["error"]["error_subcode"]) == (400, 2593002)


async def test_nobody_manages_templates_without_the_token(hospital):
    path = f"{hospital.account}/message_templates"

    assert (await hospital.manages("GET", path, token="another"))[0] == 401
    assert (await hospital.manages("GET", "1/message_templates"))[1]["error"]["code"] == 100


HEADER = {"format": "text", "text": "Hello {{1}}", "example": {"header_text": ["x"]}}
LABEL = {"type": "QUICK_REPLY", "text": "x" * 26}
LINK = {"type": "URL", "text": "More", "url": "https://example.org"}


@pytest.mark.parametrize(
    ("body", "more", "subcode"),
    [
        ("x" * 1025, {}, 2388040),
        ("{{1}}, please come to your visit at the clinic.", {}, 2388299),
        ("Please come to your visit at the clinic, {{1}}.", {}, 2388299),
        ("Your visit with us is on {{1}} {{2}} at the clinic in the town.", {}, 2388072),
        ("Your visit is on {{2}} at the clinic.", {}, 2388072),
        ("Your visit is on {{day}} at the clinic.", {}, 2388072),
        ("Visit {{1}} at {{2}} with {{3}} there", {}, 2388293),
        ("Hello", {"header": {"format": "text", "text": "x" * 61}}, 2388040),
        ("Hello", {"header": {**HEADER, "text": "Hi {{1}} and {{2}}!"}}, 2388047),
        ("Hello", {"header": {"format": "image"}}, 2388043),
        ("Hello", {"footer": {"text": "x" * 61}}, 2388040),
        ("Hello", {"footer": {"text": "Bye {{1}}"}}, 2388073),
        ("Hello", {"buttons": {"buttons": [LABEL]}}, None),
        ("Hello", {"buttons": {"buttons": [LINK] * 3}}, None),
        ("Hello", {"buttons": {"buttons": [{**LABEL, "text": "x"}] * 11}}, None),
        ("Your code is here", {"category": "AUTHENTICATION"}, 2388042),
        ("Hello", {"ttl": 29}, None),
        ("Hello", {"ttl": 43_201}, None),
    ],
)
async def test_a_definition_beyond_metas_limits_is_refused(body, more, subcode, hospital):
    """Template guides: 1024, 60, 60, 25 characters; 10 buttons, 2 links; subcodes from reports."""
    status, answer = await hospital.defines("reminder", body, **more)

    assert (status, answer["error"]["code"]) == (400, 100)
    assert answer["error"].get("error_subcode") == subcode


@pytest.mark.parametrize("name", ["Reminder", "re-minder", "x" * 513])
async def test_a_name_has_small_letters_digits_and_underscores(name, hospital):
    assert (await hospital.defines(name, "Hello"))[0] == 400


async def test_a_language_is_defined_once(hospital):
    await hospital.defines("reminder", "Hello")

    _, body = await hospital.defines("reminder", "Hello")

    assert body["error"]["error_subcode"] == 2388024


async def test_a_phone_shows_the_filled_in_text_and_its_buttons_can_be_tapped(
    hospital, ada, webhook
):
    """Webhook reference: a template's quick reply comes as type button with payload and text."""
    footer = {"text": "Wardbell"}
    await hospital.has_template("reminder", REMINDER, header=HEADER, footer=footer, buttons=ANSWERS)
    greeting = {"type": "header", "parameters": [{"type": "text", "text": "Ada"}]}
    parts = [greeting, quick_reply("CONFIRM:123"), *FILLED]

    status, _ = await hospital.asks_with(ada.wa_id, "reminder", "Ada", "May 4", components=parts)
    await ada.sends({"type": "button", "button": {"payload": "CONFIRM:123"}})

    assert status == 200
    [shown, _] = await ada.chat()
    assert shown["hydrated"] == {
        "header": {"type": "text", "text": "Hello Ada"},
        "body": "Hello Ada, this is to remind you of your visit on May 4 at our clinic.",
        "footer": "Wardbell",
        "buttons": [
            {"type": "quick_reply", "text": "I will come", "payload": "CONFIRM:123"},
            {"type": "url", "text": "Details", "url": "https://example.org/7"},
        ],
    }
    await webhook.until(lambda: webhook.messages)
    assert webhook.messages[0]["button"] == {"payload": "CONFIRM:123", "text": "I will come"}
    assert webhook.messages[0]["context"]["id"] == shown["id"]


@pytest.mark.parametrize(
    ("texts", "parts", "code", "words"),
    [
        (["Ada"], FILLED, 132000, "body: number of localizable_params (1) does not match"),
        (["Ada", "x" * 1000], FILLED, 132005, "translated text"),
        (["Ada", "May 4"], [], 131008, "Button at index 1 of type Url requires a parameter"),
        (["Ada", "May 4"], [{**FILLED[0], "index": "0"}], 132012, "index 0 is of type QUICK_REPLY"),
        (
            ["Ada", "May 4"],
            [{"type": "header", "parameters": [{"type": "text", "text": "x"}]}, *FILLED],
            132000,
            "header: number of localizable_params (1)",
        ),
    ],
)
async def test_parameters_must_fit_the_template(texts, parts, code, words, hospital, ada):
    """Error codes: 132000, 132005, 132012; 131008 as reported for buttons."""
    await hospital.has_template("reminder", REMINDER, buttons=ANSWERS)

    status, body = await hospital.asks_with(ada.wa_id, "reminder", *texts, components=parts)

    assert (status, body["error"]["code"]) == (400, code)
    assert words in body["error"]["error_data"]["details"]
    assert await ada.chat() == []


async def test_a_header_wants_its_own_format(hospital, ada):
    """Error codes: 132012."""
    header = {"format": "document", "example": {"header_handle": ["x"]}}
    await hospital.has_template("letter", "Here is your letter", header=header)

    _, body = await hospital.asks_with(ada.wa_id, "letter")

    assert body["error"]["code"] == 132012
    assert "expected DOCUMENT, received UNKNOWN" in body["error"]["error_data"]["details"]


async def test_named_parameters_are_named(hospital, ada):
    """Template guide: parameter_format named; `Parameter name is missing or empty` as reported."""
    text = "Hello {{first_name}}, see you soon at the clinic."
    await hospital.has_template("hello", text, parameter_format="named")

    async def send(**name):
        parameters = [{"type": "text", "text": "Ada", **name}]
        return await hospital.asks_with(
            ada.wa_id, "hello", components=[{"type": "body", "parameters": parameters}]
        )

    _, nameless = await send()
    assert (nameless["error"]["code"], nameless["error"]["error_data"]["details"]) == (
        100,
        "Parameter name is missing or empty",
    )
    assert (await send(parameter_name="last_name"))[1]["error"]["code"] == 132012
    assert (await send(parameter_name="first_name"))[0] == 200


@pytest.mark.parametrize(
    ("status", "http", "code"),
    [
        ("PENDING", 404, 132001),
        ("REJECTED", 404, 132001),
        ("PAUSED", 400, 132015),
        ("DISABLED", 400, 132016),
    ],
)
async def test_only_an_approved_template_is_sent(status, http, code, world, hospital, ada):
    """Error codes: 132001 not approved, 132015 paused, 132016 disabled."""
    await hospital.has_template("reminder", "See you tomorrow")
    await world.post("templates", {"name": "reminder", "language": "en", "status": status})

    answered, body = await hospital.asks_with(ada.wa_id, "reminder")

    assert (answered, body["error"]["code"]) == (http, code)


async def test_a_template_is_not_there_in_another_language(hospital, ada):
    """Error codes: 132001 missing in that language."""
    await hospital.has_template("reminder", "See you tomorrow")

    status, body = await hospital.asks_with(ada.wa_id, "reminder", language="de")

    assert (status, body["error"]["code"]) == (404, 132001)


async def test_a_stale_message_never_arrives(world, hospital, ada, webhook):
    """Template guide: message_send_ttl_seconds; no `delivered` before it ends means dropped."""
    await hospital.has_template("reminder", "See you in an hour", ttl=3600)
    await hospital.has_template("letter", "You have a letter")
    await ada.goes_offline()
    sent = [
        (await hospital.asks_with(ada.wa_id, name))[1]["messages"][0]["id"]
        for name in ("reminder", "letter")
    ]

    await world.post("clock", {"jump_s": 3601})
    await ada.comes_back()

    await webhook.told(sent[1], "sent", "delivered")
    await webhook.told(sent[0], "sent")
    assert await ada.states() == ["dropped", "delivered"]


async def test_a_code_goes_to_a_number_only(hospital, ada):
    """Error codes: 131062, authentication templates need a phone number."""
    path = f"{hospital.account}/message_templates"
    definition = {"name": "code", "language": "en", "category": "AUTHENTICATION"}
    await hospital.manages("POST", path, {**definition, "components": [{"type": "BODY"}]})
    await ada.world.post("templates", {"name": "code", "language": "en", "status": "APPROVED"})
    user_id = (await ada.world.post(f"users/{ada.wa_id}"))["user_id"]
    parameters = [{"type": "text", "text": "123456"}]
    components = [{"type": "body", "parameters": parameters}]
    template = {"name": "code", "language": {"code": "en"}, "components": components}
    message = {"messaging_product": "whatsapp", "type": "template", "template": template}

    _, refused = await hospital.request({**message, "recipient": user_id})
    status, _ = await hospital.request({**message, "to": ada.wa_id})

    assert (refused["error"]["code"], status) == (131062, 200)
    assert (await ada.chat())[0]["hydrated"]["body"] == "*123456* is your verification code."
