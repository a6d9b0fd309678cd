"""`wardbell templates`: handed in once, named where Meta has other words, shown as it sees them."""

import asyncio
import json
from functools import partial

import pytest
from pydantic import ValidationError
from typer.testing import CliRunner

from wardbell_dialogue.templates import CATALOG
from wardbell_sender.commands import templates

HOW_MANY = sum(len(each.texts) for each in CATALOG.values())


@pytest.fixture
async def run(room, whatsapp, monkeypatch):
    """`wardbell templates …` against the simulator."""
    env = {
        **room.env,
        "WHATSAPP_API_URL": str(whatsapp.base_url).rstrip("/"),
        "WHATSAPP_BUSINESS_ACCOUNT_ID": "102290129340398",
    }
    for key, value in env.items():
        monkeypatch.setenv(key, value)

    async def runs(*words):
        invoke = partial(CliRunner().invoke, templates, list(words), catch_exceptions=False)
        return await asyncio.to_thread(invoke)

    return runs


async def test_what_meta_has_not_is_handed_in_once_and_waits_for_its_review(run, whatsapp):
    first, again = await run("push"), await run("push")
    before = await run("status", "--json")
    for each in json.loads(before.stdout):
        wanted = {"name": each["name"], "language": each["language"], "status": "APPROVED"}
        await whatsapp.post("/sim/templates", json=wanted)
    after = await run("status")

    assert (first.exit_code, first.stdout[:2]) == (0, str(HOW_MANY))
    assert again.stdout.startswith("0 handed in")
    assert before.exit_code == 1
    told = {(e["status"], e["category"], e["quality"]) for e in json.loads(before.stdout)}
    assert told == {("PENDING", "UTILITY", "UNKNOWN")}
    assert after.exit_code == 0, after.output


async def test_a_text_that_meta_has_in_other_words_is_named(run, whatsapp, room):
    other = CATALOG["appointment_moved"].as_meta("appointment_moved", "en")
    other["components"][0]["text"] = (
        "It is on {{day}} at {{time}} now. The place is {{place}} as it was. See you there."
    )
    made = await whatsapp.post(
        "/v23.0/102290129340398/message_templates",
        json=other,
        headers={"Authorization": f"Bearer {room.env['WHATSAPP_ACCESS_TOKEN']}"},
    )
    assert made.status_code == 200, made.text
    pushed = await run("push")

    assert pushed.exit_code == 1
    assert "appointment_moved/en has another text at Meta" in pushed.stderr


async def test_a_token_that_meta_refuses_is_said(run, monkeypatch):
    monkeypatch.setenv("WHATSAPP_ACCESS_TOKEN", "another")
    pushed = await run("push")

    assert pushed.exit_code == 1
    assert "Meta says:" in pushed.stderr


def test_the_catalog_is_checked_without_a_network():
    checked = CliRunner().invoke(templates, ["check"])

    assert checked.exit_code == 0, checked.output


async def test_an_outage_is_said_and_a_setting_that_lacks_is_not_taken_for_one(run, monkeypatch):
    monkeypatch.setenv("WHATSAPP_API_URL", "http://127.0.0.1:9")
    pushed = await run("push")
    monkeypatch.delenv("WHATSAPP_ACCESS_TOKEN")

    assert pushed.exit_code == 1
    assert "Meta does not answer as it should (ConnectError)" in pushed.stderr
    with pytest.raises(ValidationError):
        await run("push")  # which `wardbell` says in words
