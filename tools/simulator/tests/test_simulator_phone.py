"""The phones in a real browser."""

from base64 import b64decode

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser

ONE_PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
HOSPITAL = "Wardbell Hospital"
TIMES = {
    "type": "list",
    "body": {"text": "Which time suits you?"},
    "action": {
        "button": "Choose a time",
        "sections": [
            {"title": "Morning", "rows": [{"id": "t1", "title": "09:20"}]},
            {
                "title": "Afternoon",
                "rows": [
                    {"id": "t2", "title": "14:00"},
                    {"id": "t3", "title": "15:30", "description": "Dr. Haas"},
                ],
            },
        ],
    },
}


@pytest.fixture
def open_page(open_at):
    async def open_it(**options):
        page = await open_at("", **{"viewport": {"width": 960, "height": 860}, **options})
        await expect(page.get_by_role("log")).to_have_count(2)
        return page

    return open_it


@pytest.fixture
async def page(open_page):
    return await open_page()


def phone(page, name):
    return page.get_by_role("region", name=f"Phone of {name}")


def chat(page, name):
    return page.get_by_role("log", name=f"Chat of {name} with {HOSPITAL}")


async def type_as(page, name, text):
    box = page.get_by_role("textbox", name=f"Message as {name}")
    await box.fill(text)
    await box.press("Enter")


async def test_what_is_typed_reaches_the_hospital(page, webhook):
    await type_as(page, "Ada", "Hello, it is me")

    bubble = chat(page, "Ada").locator(".in", has_text="Hello, it is me")
    await expect(bubble.get_by_text("Delivered")).to_be_attached()
    [message] = webhook.messages
    assert (message["from"], message["text"]) == ("15550100101", {"body": "Hello, it is me"})
    assert webhook.changes[0]["contacts"][0]["profile"]["name"] == "Ada"


async def test_two_patients_have_two_chats(page, hospital, ada, ben):
    await hospital.writes(ada.wa_id, "For Ada")
    await hospital.writes(ben.wa_id, "For Ben")

    await expect(chat(page, "Ada").get_by_text("For Ada")).to_be_visible()
    await expect(chat(page, "Ben").get_by_text("For Ben")).to_be_visible()
    await expect(chat(page, "Ada").get_by_text("For Ben")).to_have_count(0)


async def test_a_button_is_tapped(page, hospital, ada, webhook):
    wamid = await hospital.offers(ada.wa_id, "Book it", "Another time")

    await phone(page, "Ada").get_by_role("button", name="Another time").click()
    await webhook.until(lambda: webhook.messages)

    told = webhook.messages[0]
    assert told["interactive"]["button_reply"] == {"id": "another time", "title": "Another time"}
    assert told["context"]["id"] == wamid
    quote = chat(page, "Ada").locator(".in .quote")
    await expect(quote).to_have_text(f"{HOSPITAL}Which?")


async def test_a_templates_quick_reply_is_tapped(page, hospital, ada, webhook):
    buttons = {"buttons": [{"type": "QUICK_REPLY", "text": "I will come"}]}
    await hospital.has_template("reminder", "See you tomorrow at the clinic", buttons=buttons)
    await hospital.asks_with(ada.wa_id, "reminder")
    await expect(chat(page, "Ada").get_by_text("See you tomorrow")).to_be_visible()

    await phone(page, "Ada").get_by_role("button", name="I will come").click()
    await webhook.until(lambda: webhook.messages)

    assert webhook.messages[0]["button"] == {"payload": "I will come", "text": "I will come"}


async def test_a_picture_is_sent_and_shown(page, webhook):
    drawing = {"name": "rash.png", "mimeType": "image/png", "buffer": b64decode(ONE_PIXEL)}
    await phone(page, "Ada").locator(".file").set_input_files(drawing)
    await webhook.until(lambda: webhook.messages)

    assert webhook.messages[0]["image"]["mime_type"] == "image/png"
    shown = chat(page, "Ada").get_by_role("img", name="Photo")
    await expect(shown).to_have_js_property("naturalWidth", 1)


async def test_a_row_is_chosen_with_the_keyboard_alone(page, hospital, ada, webhook):
    await hospital.send(ada.wa_id, type="interactive", interactive=TIMES)
    opener = phone(page, "Ada").get_by_role("button", name="Choose a time")
    await expect(opener).to_be_visible()
    for _ in range(20):
        await page.keyboard.press("Tab")
        if await opener.evaluate("e => e === document.activeElement"):
            break

    await page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="Choose a time")
    await expect(sheet.get_by_role("option", name="09:20")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(sheet).to_be_hidden()
    await expect(opener).to_be_focused()
    await page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowUp", "End", "Enter"):
        await page.keyboard.press(key)
    await webhook.until(lambda: webhook.messages)

    reply = webhook.messages[0]["interactive"]["list_reply"]
    assert reply == {"id": "t3", "title": "15:30", "description": "Dr. Haas"}
    await expect(page.get_by_role("textbox", name="Message as Ada")).to_be_focused()


async def test_ticks_turn_blue_when_the_hospital_has_read(page, hospital, webhook):
    await type_as(page, "Ada", "Hello")
    ticks = chat(page, "Ada").locator(".in .ticks")
    await expect(ticks).to_have_attribute("title", "Delivered")
    grey = await ticks.evaluate("e => getComputedStyle(e).color")

    await hospital.marks_read(webhook.messages[0]["id"])

    await expect(ticks).to_have_attribute("title", "Read")
    await expect(ticks).to_have_css("color", "rgb(23, 147, 209)")
    assert grey != "rgb(23, 147, 209)"


async def test_one_grey_tick_while_the_hospital_is_away(page, webhook):
    webhook.open.clear()
    await type_as(page, "Ada", "Hello")

    await expect(chat(page, "Ada").locator(".in .ticks")).to_have_attribute("title", "Sent")


async def test_what_is_seen_is_read(page, hospital, ada, webhook):
    wamid = await hospital.writes(ada.wa_id, "Hello")

    await webhook.told(wamid, "sent", "delivered", "read")


async def test_typing_shows_until_the_answer_comes(page, hospital, webhook):
    await type_as(page, "Ada", "Hello")
    await webhook.until(lambda: webhook.messages)
    ada = phone(page, "Ada")

    await hospital.marks_read(webhook.messages[0]["id"], typing=True)
    await expect(ada.get_by_text("typing…")).to_be_visible()
    await expect(ada.locator(".dots")).to_be_visible()

    await hospital.writes("15550100101", "Good morning")
    await expect(ada.get_by_text("Good morning")).to_be_visible()
    await expect(ada.locator(".dots")).to_have_count(0)


async def test_without_connection_a_message_waits_to_be_tried_again(page, hospital, ada, webhook):
    phone_of_ada = phone(page, "Ada")
    await phone_of_ada.get_by_role("button", name="Online").click()
    await expect(phone_of_ada.get_by_text("no connection")).to_be_visible()
    wamid = await hospital.writes(ada.wa_id, "Are you there?")
    await webhook.told(wamid, "sent")
    await type_as(page, "Ada", "Hello")
    retry = phone_of_ada.get_by_role("button", name="Not sent. Try again")
    await expect(retry).to_be_visible()
    await expect(phone_of_ada.get_by_text("Are you there?")).to_have_count(0)

    await phone_of_ada.get_by_role("button", name="Offline").click()
    await expect(phone_of_ada.get_by_text("Are you there?")).to_be_visible()
    await retry.click()

    await webhook.until(lambda: webhook.messages)
    await expect(retry).to_have_count(0)
    await webhook.told(wamid, "sent", "delivered", "read")


async def test_whatsapps_marks_become_formatting_and_html_stays_text(page, hospital, ada):
    await hospital.writes(
        ada.wa_id,
        "*bold* _italic_ ~gone~ `code` snake_case 2*3*4 <img src=x onerror=alert(1)> "
        "https://example.org/a_b_c.",
    )

    text = chat(page, "Ada").locator(".out .text")
    await expect(text.locator("strong")).to_have_text("bold")
    await expect(text.locator("em")).to_have_text("italic")
    await expect(text.locator("s")).to_have_text("gone")
    await expect(text.locator("code")).to_have_text("code")
    await expect(text.locator("a")).to_have_attribute("href", "https://example.org/a_b_c")
    await expect(text).to_contain_text("snake_case 2*3*4 <img src=x onerror=alert(1)>")
    await expect(text.locator("img")).to_have_count(0)


async def test_a_link_button_opens_a_new_tab(page, hospital, ada):
    parameters = {"display_text": "See dates", "url": "https://example.org/dates"}
    action = {"name": "cta_url", "parameters": parameters}
    interactive = {"type": "cta_url", "body": {"text": "Here"}, "action": action}
    await hospital.send(ada.wa_id, type="interactive", interactive=interactive)

    link = phone(page, "Ada").get_by_role("link", name="See dates")
    await expect(link).to_have_attribute("href", "https://example.org/dates")
    await expect(link).to_have_attribute("target", "_blank")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")


async def test_arabic_runs_from_right_to_left(page, hospital, ada):
    await hospital.writes(ada.wa_id, "متى تريد أن تأتي؟")

    await expect(chat(page, "Ada").locator(".out .text")).to_have_css("direction", "rtl")


async def test_dark_mode_follows_the_system_until_somebody_chooses(open_page):
    page = await open_page(color_scheme="dark")
    dark = "rgb(11, 18, 20)"
    await expect(page.locator("body")).to_have_css("background-color", dark)

    await page.get_by_role("button", name="Switch to light mode").click()
    await page.reload()

    await expect(page.get_by_role("button", name="Switch to dark mode")).to_be_visible()
    await expect(page.locator("body")).not_to_have_css("background-color", dark)


async def test_a_patient_is_added(page, webhook):
    await page.get_by_role("button", name="Add a patient").click()
    await page.get_by_role("textbox", name="Name").fill("Cleo")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("textbox", name="Message as Cleo")).to_be_focused()
    await type_as(page, "Cleo", "Hello")
    await webhook.until(lambda: webhook.messages)
    assert webhook.messages[0]["from"] == "15550100103"


async def test_a_small_screen_shows_one_phone_and_all_of_it(open_page, hospital, ben, webhook):
    page = await open_page(viewport={"width": 360, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    box = page.get_by_role("textbox", name="Message as Ada")
    await expect(box).to_be_in_viewport(ratio=1)
    wamid = await hospital.writes(ben.wa_id, "Hello")
    tab = page.get_by_role("navigation", name="Patients").get_by_role("button", name="Ben")
    await expect(tab).to_have_text("Ben1")  # out of sight and so unread
    await webhook.told(wamid, "sent", "delivered")

    await tab.click()

    await expect(page.get_by_role("textbox", name="Message as Ben")).to_be_in_viewport(ratio=1)
    await webhook.told(wamid, "sent", "delivered", "read")


async def test_the_page_comes_back_with_the_simulator(page, run, simulator, people):
    port = int(simulator.url.rpartition(":")[2])
    notice = page.get_by_role("status").get_by_text("does not answer")
    await simulator.close()
    await expect(notice).to_be_visible()

    again = await run(port=port)

    await expect(notice).to_be_hidden(timeout=15_000)
    await people(again)[0].writes("15550100101", "Here again")
    await expect(chat(page, "Ada").get_by_text("Here again")).to_be_visible()
