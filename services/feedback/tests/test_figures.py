"""Figures in which nobody is found among few, and which say how sure they are."""

import asyncio
import json
from functools import partial

import pytest
from typer.testing import CliRunner

from wardbell_feedback.commands import app
from wardbell_feedback.figures import Count, report, wilson


def count(service, *stars, asked=None):
    given = {n: stars.count(n) for n in range(1, 6)}
    read = {"negative": 0, "neutral": 0, "positive": 0, "not_read": 0}
    return Count(service, asked or len(stars), given, read, 0)


def shown(found):
    return {group["service"]: not group["hidden"] for group in found["by_service"]}


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3
    [
        (81 / 263, 263, 0.2553, 0.3662),
        (15 / 148, 148, 0.0624, 0.1605),
        (0.0, 20, 0.0, 0.1611),
        (1 / 29, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_are_wilsons(share, n, low, high):
    assert wilson(share, n) == pytest.approx((low, high), abs=1e-4)


def test_a_group_says_rate_mean_and_distribution():
    found = report([count("check-up", 5, 5, 4, 2, 5, 4, 5, 5, 1, 4, asked=20)], 5)

    (group,) = found["by_service"]
    assert (group["asked"], group["answers"]) == (20, 10)
    assert group["response_rate"] == {"value": 0.5, "low": 0.299, "high": 0.701}
    assert group["mean"]["value"] == 4.0
    # The interval of 7.5 of 10, on the scale from 1 to 5.
    low, high = wilson(0.75, 10)
    assert group["mean"]["low"] == round(1 + 4 * low, 3) == 2.769
    assert group["mean"]["high"] == round(1 + 4 * high, 3) == 4.676
    assert [part["count"] for part in group["distribution"].values()] == [1, 1, 0, 3, 5]
    assert group["distribution"]["3"]["low"] == 0
    assert group["distribution"]["3"]["high"] > 0.2


def test_a_few_like_answers_do_not_look_certain():
    (group,) = report([count("check-up", 5, 5, 5, 5, 5)], 5)["by_service"]

    assert (group["mean"]["value"], group["mean"]["high"]) == (5, 5)
    assert group["mean"]["low"] < 3.5


def test_small_groups_are_shown_together_if_they_are_enough():
    found = report([count("a", 1, 2, 3), count("b", 5, 5), count("c", *[4] * 9)], 5)

    assert shown(found) == {"c": True, "others": True}
    others = found["by_service"][-1]
    assert (others["services"], others["answers"]) == (["a", "b"], 5)
    assert found["answers"] == 14


def test_no_small_group_is_found_by_subtraction():
    found = report([count("a", 1, 1), count("b", *[5] * 6), count("c", *[4] * 9)], 5)

    assert shown(found) == {"c": True, "others": True}
    assert found["by_service"][-1]["services"] == ["a", "b"]


def test_services_without_an_answer_take_nobody_with_them():
    found = report([count("a", asked=3), count("b", *[5] * 6)], 5)

    assert shown(found) == {"b": True, "others": False}
    assert found["by_service"][-1]["asked"] == 3


def test_too_few_answers_in_all_are_not_shown():
    found = report([count("a", 1), count("b", 2, 3)], 5)

    assert found["hidden"]
    assert "mean" not in json.dumps(found)


@pytest.fixture
async def staff(world):
    """`await staff("figures", …)`: the command, on a clinic with some answers."""
    for stars in (5, 5, 4, 2, 1):
        patient = await world.asked()
        await patient.taps("rate", stars)
    await (await world.asked(service="vaccination")).taps("rate", 3)
    await world.asked()
    lost = await world.asked()
    await lost.question_is("failed")
    world.last = patient
    await patient.writes("Nobody came for hours")

    async def run(*words):
        invoke = partial(CliRunner().invoke, app, [*words], catch_exceptions=False)
        return await asyncio.to_thread(invoke)

    return run


async def test_staff_see_figures_and_read_words_under_their_name(world, staff):
    found = json.loads((await staff("figures", "--json")).stdout)
    assert (found["asked"], found["answers"]) == (7, 6)
    assert [group["service"] for group in found["by_service"]] == ["others"]
    assert found["mean"]["value"] == 3.333
    assert found["complaints"] == 2

    table = (await staff("figures", "--since", "2026-03-01")).stdout
    assert "together: check-up, vaccination" in table
    assert "3.33" in table
    none = json.loads((await staff("figures", "--json", "--since", "2026-03-03")).stdout)
    assert (none["asked"], none["hidden"]) == (0, True)
    unknown = await staff("figures", "--service", "none-such")
    assert (unknown.exit_code, unknown.stderr) == (1, "nobody was asked about none-such\n")
    assert (await staff("figures", "--since", "yesterday")).exit_code == 2

    id_ = str(world.last.id)
    assert (await staff("show", id_)).exit_code == 2  # without a name
    told = json.loads((await staff("show", id_[:8], "--as", "Nia", "--json")).stdout)
    assert (told["rating"], [c["body"] for c in told["comments"]]) == (1, ["Nobody came for hours"])
    seen = await world.row("select operator, what, appointment_id from audit")
    assert tuple(seen) == ("Nia", "show", world.last.id)
    assert "Nobody came for hours" in (await staff("show", id_, "--as", "Nia")).stdout
