"""Limits on sending, on the virtual clock, with Meta's values where nothing else is said."""

import pytest

from wardbell_simulator import Settings, TrafficLimits


@pytest.fixture
async def limited(run, people):
    """A simulator whose clock stands still, with these limits and no others."""

    async def begin(**limits):
        off = {"window_hours": 0, "throughput_per_s": 0, "pair_burst": 0, "unique_users": 0}
        simulator = await run(traffic=TrafficLimits(**{**off, **limits}))
        hospital, world, ada, ben = people(simulator)
        await world.post("clock", {"rate": 0})
        return hospital, world, ada, ben

    return begin


async def tried(hospital, to):
    return await hospital.request(
        {"messaging_product": "whatsapp", "to": to, "text": {"body": "Hello"}}
    )


async def test_metas_values_are_the_defaults():
    """About the platform: 80 a second; 45 at once to one user, then one in 6 s; 2,000 users."""
    assert Settings("s", "t", ("1",)).traffic == TrafficLimits(24, 80, 45, 6, 2000)


async def test_a_number_sends_80_messages_a_second(limited, data):
    """Throughput: 80 messages per second, 130429 as in Meta's published example."""
    hospital, world, _, _ = await limited(throughput_per_s=80)
    for n in range(80):
        assert (await tried(hospital, f"155502{n:05d}"))[0] == 200

    status, body = await tried(hospital, "15550300000")

    published = data("api_responses/error_130429")
    published["error"]["fbtrace_id"] = body["error"]["fbtrace_id"]
    assert (status, body) == (400, published)
    await world.post("clock", {"jump_s": 0.0515})
    assert [(await tried(hospital, "15550300000"))[0] for _ in range(5)] == [200] * 4 + [400]


async def test_what_patients_write_counts_against_throughput(limited):
    """Throughput is inclusive of inbound and outbound messages."""
    hospital, _, ada, _ = await limited(throughput_per_s=2)
    await ada.writes("Hello")

    assert [(await tried(hospital, ada.wa_id))[0] for _ in range(2)] == [200, 400]


async def test_one_user_gets_45_at_once_then_one_in_six_seconds(limited):
    """About the platform: pair rate limit, 131056."""
    hospital, world, ada, ben = await limited(pair_burst=45)
    for _ in range(45):
        assert (await tried(hospital, ada.wa_id))[0] == 200

    status, body = await tried(hospital, ada.wa_id)

    assert (status, body["error"]["code"]) == (400, 131056)
    assert "same phone number" in body["error"]["error_data"]["details"]
    assert (await tried(hospital, ben.wa_id))[0] == 200
    await world.post("clock", {"jump_s": 6})
    assert [(await tried(hospital, ada.wa_id))[0] for _ in range(2)] == [200, 400]


async def test_a_portfolio_reaches_so_many_users_outside_windows_a_day(limited, webhook):
    """Messaging limits: unique users outside the window in a rolling 24 hours."""
    hospital, world, ada, _ = await limited(unique_users=2)
    await hospital.has_template("reminder", "See you tomorrow")

    async def told(to):
        _, body = await hospital.asks_with(to, "reminder")
        wamid = body["messages"][0]["id"]
        await webhook.until(lambda: webhook.statuses(wamid))
        return webhook.statuses(wamid)[0]

    users = ["15550300001", "15550300002", "15550300001", "15550300003"]
    assert [(await told(user))["status"] for user in users] == ["sent"] * 3 + ["failed"]
    assert (await told(users[3]))["errors"][0]["code"] == 131048
    await ada.writes("Hello")
    assert (await told(ada.wa_id))["status"] == "sent", "inside the window nobody counts"
    await world.post("clock", {"jump_s": 86_400})
    assert (await told(users[3]))["status"] == "sent"


async def test_a_held_template_goes_on_or_is_dropped(limited, webhook):
    """Portfolio pacing: held_for_quality_assessment; dropped ones end as failed 132015."""
    hospital, world, ada, ben = await limited()
    await hospital.has_template("reminder", "See you tomorrow")
    await hospital.has_template("offer", "Buy now", category="MARKETING")
    await world.goes_wrong(hold_templates=True)

    _, good = await hospital.asks_with(ada.wa_id, "reminder")
    _, bad = await hospital.asks_with(ben.wa_id, "offer")
    held, dropped = good["messages"][0], bad["messages"][0]
    assert held["message_status"] == "held_for_quality_assessment"
    assert webhook.statuses() == []
    await world.post("templates", {"name": "offer", "language": "en", "status": "PAUSED"})
    await webhook.told(dropped["id"], "failed")
    await world.goes_wrong(hold_templates=False)

    await webhook.told(held["id"], "sent", "delivered")
    assert webhook.statuses(dropped["id"])[0]["errors"][0]["code"] == 132015
