"""The page to watch and to disturb, in a real browser."""

from dataclasses import fields

import pytest
from playwright.async_api import expect

from wardbell_simulator.faults import Switches
from wardbell_simulator.traffic_limits import TrafficLimits

pytestmark = pytest.mark.browser

VISIT = {"type": "text", "text": {"body": "Your visit is booked."}}


@pytest.fixture
async def simulator(run):
    """With Meta's limits."""
    return await run(traffic=TrafficLimits())


@pytest.fixture
def open_page(open_at):
    async def open_it(**options):
        return await open_at("watch", **{"viewport": {"width": 1280, "height": 900}, **options})

    return open_it


@pytest.fixture
async def page(open_page):
    return await open_page()


def rows(page, title):
    return page.get_by_role("region", name=title).get_by_role("row")


async def test_every_fault_has_a_switch(page):
    named = await page.locator("#faults [name]").evaluate_all("all => all.map(e => e.name)")

    assert set(named) == {field.name for field in fields(Switches)} - {"seed", "delay_number"}
    assert len(named) == len(set(named))


async def test_a_message_its_answer_and_how_far_it_came(page, hospital, ada):
    await ada.writes("Hello")
    await hospital.writes(ada.wa_id, "Good morning")

    newest = rows(page, "Messages").nth(1)
    await expect(newest).to_contain_text("15550100001")
    await expect(newest).to_contain_text(ada.wa_id)
    await expect(newest).to_contain_text("200")
    await expect(newest).to_contain_text("delivered")


async def test_a_refusal_shows_metas_code(page, hospital, world, ada):
    await ada.writes("Hello")
    await world.goes_wrong(errors=[{"code": 131056, "times": 1}])
    await hospital.request({"messaging_product": "whatsapp", "to": ada.wa_id, **VISIT})

    await expect(rows(page, "Messages").nth(1)).to_contain_text("400, 131056")


async def test_a_webhook_and_its_retries(page, webhook, ada):
    webhook.answers += [500, 503, 503]
    await ada.writes("Hello")

    newest = rows(page, "Webhooks").nth(1)
    await expect(newest).to_contain_text(f"message: text, {ada.wa_id}")
    await expect(newest.get_by_role("cell").nth(3)).to_have_text("4")
    await expect(newest).to_contain_text("taken")


async def test_a_webhook_that_is_not_taken_waits(page, webhook, ada):
    webhook.answers += [500] * 1000
    await ada.writes("Hello")

    newest = rows(page, "Webhooks").nth(1)
    await expect(newest).to_contain_text("tries again")
    await expect(newest).to_contain_text("500")


async def test_a_window_opens_and_closes(page, ada, world):
    await ada.writes("Hello")
    first = rows(page, "Windows").nth(1)
    await expect(first).to_contain_text("open until")

    await world.post("clock", {"jump_s": 24 * 3600})

    await expect(first).to_contain_text("closed since")


async def test_what_may_still_be_sent(page, hospital, ada):
    await ada.writes("Hello")
    await expect(rows(page, "Windows").nth(1).get_by_role("cell").nth(2)).to_have_text("45")

    await hospital.writes(ada.wa_id, "Good morning")

    await expect(rows(page, "Windows").nth(1).get_by_role("cell").nth(2)).to_have_text("44")
    await expect(rows(page, "Limits").nth(1)).to_contain_text("80")
    await expect(page.get_by_text("0 of 2000 users reached")).to_be_visible()


async def test_a_fault_is_switched_and_taken_back_with_the_keyboard_alone(page, world, hospital):
    outage = page.get_by_role("checkbox", name="Outage")
    await expect(outage).not_to_be_checked()
    await outage.focus()
    await page.keyboard.press("Space")
    await expect(page.locator("label.on", has_text="Outage")).to_be_visible()
    assert (await world.get("faults"))["outage"] is True

    await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("1.5")
    await page.keyboard.press("Tab")
    await page.keyboard.press("ControlOrMeta+a")
    await page.keyboard.type("25")
    await page.keyboard.press("Enter")
    await expect(page.locator("label.on")).to_have_count(3)
    faults = await world.get("faults")
    assert (faults["delay_s"], faults["error_5xx"]) == (1.5, 0.25)

    await page.get_by_role("button", name="Nothing").press("Enter")
    await expect(page.locator("label.on")).to_have_count(0)
    faults = await world.get("faults")
    assert not any(faults[name] for name in ("outage", "delay_s", "error_5xx"))


async def test_an_error_is_added_and_taken_away(page, world):
    await page.get_by_label("Code").fill("368")
    await page.get_by_label("From").select_option("15550100002")
    await page.get_by_role("button", name="Add").click()
    await expect(page.locator("#errors li")).to_have_text("368 100 % from 15550100002×")
    [error] = (await world.get("faults"))["errors"]
    assert (error["code"], error["phone_number_id"]) == (368, "106540352242923")

    await page.get_by_role("button", name="Take 368 away").click()

    await expect(page.locator("#errors li")).to_have_count(0)
    assert (await world.get("faults"))["errors"] == []


async def test_what_the_simulator_refuses_is_said(page):
    await page.get_by_label("Code").fill("12345")
    await page.get_by_label("Code").press("Enter")

    await expect(page.get_by_role("status")).to_contain_text("code is one of")


async def test_a_template_is_reviewed(page, hospital, webhook):
    await hospital.defines("reminder", "See you tomorrow at the clinic")
    await page.get_by_role("combobox", name="Review of reminder in en").select_option("REJECTED")

    await webhook.until(lambda: any("message_template_name" in each for each in webhook.changes))
    assert webhook.changes[-1]["event"] == "REJECTED"
    await expect(rows(page, "Webhooks").nth(1)).to_contain_text("REJECTED")


async def test_a_small_screen_shows_all_of_it(open_page, ada, hospital):
    await ada.writes("Hello")
    await hospital.writes(ada.wa_id, "Good morning")
    page = await open_page(viewport={"width": 360, "height": 640})

    await expect(rows(page, "Messages").nth(1)).to_contain_text("delivered")
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    last = page.get_by_role("heading", name="Templates")
    await last.scroll_into_view_if_needed()
    await expect(last).to_be_in_viewport()


async def test_from_phones_to_this_and_back(page):
    await page.get_by_role("link", name="Phones").click()
    await expect(page.get_by_role("log")).to_have_count(2)

    await page.get_by_role("link", name="Watch and disturb").click()

    await expect(page.get_by_role("heading", name="What goes wrong")).to_be_visible()


async def test_it_says_when_the_simulator_is_away_and_comes_back(page, run, simulator):
    port = int(simulator.url.rpartition(":")[2])
    notice = page.get_by_role("status")
    await simulator.close()
    await expect(notice).to_contain_text("does not answer")

    await run(port=port)

    await expect(notice).to_be_hidden()
