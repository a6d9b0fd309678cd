"""Errors by code, users who cannot be reached, and an API that is down."""

import pytest

CODES_BY_STATUS = [(100, 400), (190, 401), (368, 403), (131056, 400), (132001, 404), (2, 503)]


@pytest.fixture
def tries(hospital, ada):
    async def try_it(to=ada.wa_id, number=None):
        message = {"messaging_product": "whatsapp", "to": to, "text": {"body": "Hello"}}
        return await hospital.request(message, number=number)

    return try_it


@pytest.mark.parametrize(("code", "status"), CODES_BY_STATUS)
async def test_a_code_comes_with_metas_http_status(code, status, world, tries, ada):
    """Error codes page: code, HTTP status, details."""
    await world.goes_wrong(errors=[{"code": code}])

    answered, body = await tries()

    assert (answered, body["error"]["code"]) == (status, code)
    assert body["error"]["error_data"]["details"]
    assert await ada.chat() == []


@pytest.mark.parametrize("name", ["error_100__2", "error_130429", "error_131005", "error_134011"])
async def test_an_error_has_the_words_of_metas_published_example(name, data, world, tries):
    """Its details say more where they depend on the request."""
    published = data(f"api_responses/{name}")["error"]
    await world.goes_wrong(errors=[{"code": published["code"]}])

    error = (await tries())[1]["error"]

    for key in ("message", "type", "code"):
        assert error[key] == published[key]
    assert error["error_data"].keys() == published["error_data"].keys()


async def test_an_error_strikes_so_many_times(world, tries):
    await world.goes_wrong(errors=[{"code": 131000, "times": 2}])

    assert [(await tries())[0] for _ in range(3)] == [500, 500, 200]
    assert (await world.get("faults"))["errors"] == []


async def test_an_error_strikes_at_a_rate(world, tries):
    await world.goes_wrong(errors=[{"code": 131000, "rate": 0.5}], seed=7)

    assert {(await tries())[0] for _ in range(30)} == {200, 500}


async def test_an_error_can_come_later_as_a_failed_status(world, tries, webhook):
    """131049 is Meta's own example of a `failed` status."""
    await world.goes_wrong(errors=[{"code": 131049, "async": True, "times": 1}])

    status, body = await tries()

    assert status == 200
    await webhook.told(body["messages"][0]["id"], "failed")
    [error] = webhook.statuses()[0]["errors"]
    assert error["code"] == 131049
    assert error.keys() == {"code", "title", "message", "error_data", "href"}


async def test_one_number_of_ours_is_blocked_and_the_other_is_not(world, tries, simulator):
    """368: temporarily blocked for policies violations."""
    first, second = simulator.settings.phone_number_ids
    await world.goes_wrong(errors=[{"code": 368, "phone_number_id": first}])

    assert (await tries(number=first))[0] == 403
    assert (await tries(number=second))[0] == 200


async def test_one_user_cannot_be_written_to_and_the_other_can(world, tries, ada, ben):
    await world.goes_wrong(errors=[{"code": 131049, "to": ada.wa_id}])

    assert (await tries(ada.wa_id))[0] == 400
    assert (await tries(ben.wa_id))[0] == 200


@pytest.mark.parametrize(
    ("error", "said"),
    [
        ({"code": 7}, "code is one of"),
        ({"code": 100, "often": 1}, "but no often"),
        ({"code": 100, "times": 0}, "times is 1 or more"),
        ({"code": 100, "async": 1}, "async of an error cannot be 1"),
        ("x", "errors are a list"),
    ],
)
async def test_a_wrong_error_is_refused(error, said, world):
    answer = await world.post("faults", {"errors": [error]}, expect=400)

    assert said in answer["error"]


async def test_who_is_not_on_whatsapp_gets_nothing(world, tries, ada, webhook):
    """131026, asynchronously: not on WhatsApp, an old app, terms not accepted."""
    await world.post(f"users/{ada.wa_id}", {"on_whatsapp": False})

    _, body = await tries()

    await webhook.told(body["messages"][0]["id"], "failed")
    assert webhook.statuses()[0]["errors"][0]["code"] == 131026


async def test_who_stopped_marketing_gets_no_marketing_but_all_else(world, hospital, ada, webhook):
    """Webhook reference: user_preferences; 131050 for marketing templates."""
    await hospital.has_template("offer", "Our spring offer", category="MARKETING")
    await hospital.has_template("reminder", "See you tomorrow")
    await world.post(f"users/{ada.wa_id}/preferences", {"marketing": "stop"})
    await webhook.until(lambda: any("user_preferences" in v for v in webhook.changes))

    [told] = next(v for v in webhook.changes if "user_preferences" in v)["user_preferences"]
    assert (told["wa_id"], told["category"], told["value"]) == (
        ada.wa_id,
        "marketing_messages",
        "stop",
    )
    assert isinstance(told["timestamp"], int)
    _, offer = await hospital.asks_with(ada.wa_id, "offer")
    _, reminder = await hospital.asks_with(ada.wa_id, "reminder")
    await webhook.told(offer["messages"][0]["id"], "failed")
    await webhook.told(reminder["messages"][0]["id"], "sent", "delivered")
    await world.post(f"users/{ada.wa_id}/preferences", {"marketing": "resume"})
    _, offer = await hospital.asks_with(ada.wa_id, "offer")
    await webhook.told(offer["messages"][0]["id"], "sent", "delivered")


async def test_an_outage_is_one_of_the_whole_api(world, tries, hospital):
    """Error code 2: temporary, due to downtime."""
    await world.goes_wrong(outage=True)

    status, body = await tries()
    assert (status, body["error"]["code"], body["error"]["is_transient"]) == (503, 2, True)
    assert (await hospital.manages("GET", f"{hospital.account}/message_templates"))[0] == 503
    await world.goes_wrong(outage=False)
    assert (await tries())[0] == 200
