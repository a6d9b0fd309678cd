"""What Meta counts of what it delivered (its guide to analytics, Feb 2026)."""

import json
from datetime import UTC, datetime

import pytest

DAY_S = 86_400


@pytest.fixture
def today():
    """Midnight, UTC, in Unix seconds."""
    return int(datetime.now(UTC).timestamp()) // DAY_S * DAY_S


def pricing(start, end, granularity="DAILY", dimensions=("PRICING_CATEGORY", "PRICING_TYPE")):
    filters = f".start({start}).end({end}).granularity({granularity})"
    return f"?fields=pricing_analytics{filters}.dimensions({json.dumps(list(dimensions))})"


async def test_only_what_was_delivered_counts_by_day_category_and_type(hospital, ada, ben, today):
    await hospital.has_template("reminder", "Your visit is tomorrow.")
    await ada.writes("Hello")
    await hospital.writes(ada.wa_id, "Good morning")
    await hospital.asks_with("15550100199", "reminder")
    await ben.goes_offline()
    await hospital.asks_with(ben.wa_id, "reminder")

    status, told = await hospital.manages("GET", hospital.account + pricing(today, today + DAY_S))

    day = {"start": today, "end": today + DAY_S, "volume": 1}
    assert status == 200
    assert told["pricing_analytics"]["data"] == [
        {
            "data_points": [
                day | {"pricing_category": "SERVICE", "pricing_type": "FREE_CUSTOMER_SERVICE"},
                day | {"pricing_category": "UTILITY", "pricing_type": "REGULAR"},
            ]
        }
    ]


async def test_a_template_is_counted_as_far_as_it_came(hospital, ada, ben, today):
    await hospital.has_template("reminder", "Your visit is tomorrow.")
    _, listed = await hospital.manages("GET", f"{hospital.account}/message_templates")
    await ben.goes_offline()
    for patient in (ada, ben):
        await hospital.asks_with(patient.wa_id, "reminder")

    asked = f"?start={today}&end={today + DAY_S}&granularity=daily&template_ids="
    path = f"{hospital.account}/template_analytics{asked}"
    template_id = listed["data"][0]["id"]
    _, told = await hospital.manages("GET", f'{path}["{template_id}"]')

    [point] = told["data"][0]["data_points"]
    assert point == {
        "template_id": template_id,
        "start": today,
        "end": today + DAY_S,
        "sent": 2,
        "delivered": 1,
        "read": 0,
    }


@pytest.mark.parametrize(
    "asked",
    [
        "?fields=pricing_analytics.start(1).end(2)",
        "?fields=pricing_analytics.start(1).end(x).granularity(DAILY)",
        pricing(1, 2, granularity="WEEKLY"),
        pricing(1, 2, dimensions=["COLOUR"]),
        "/template_analytics?start=1&end=2&granularity=DAILY",
        "/template_analytics?start=1&end=2&granularity=HALF_HOUR&template_ids=[1]",
    ],
)
async def test_a_question_that_lacks_something_is_refused(hospital, asked):
    status, told = await hospital.manages("GET", hospital.account + asked)

    assert (status, told["error"]["code"]) == (400, 100)
