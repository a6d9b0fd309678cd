"""A number that is typed at the menu is a tap on its row."""

import time

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events import topics
from wardbell_events.inbound import Tap, Text
from wardbell_gateway import menu

CLINIC = Site(site="main", name="Wardbell Clinic")
MONOLINGUAL = CLINIC.model_copy(update={"languages": ("de",)})


@pytest.mark.parametrize("typed", ["1", "2.", "(3)", "the second", "zwei", "4️⃣"])
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_number_is_the_tap_on_the_row_that_is_shown_there(typed, language):
    place = {"1": 0, "2.": 1, "(3)": 2, "the second": 1, "zwei": 1, "4️⃣": 3}[typed]
    row = menu.menu(language, CLINIC).rows[place]

    tap = menu.chosen(typed, language, CLINIC)

    assert row.id == f"{tap.service}:{tap.action}:{tap.argument}".removesuffix(":")
    assert tap.title == row.title


@pytest.mark.parametrize("typed", ["0", "4", "17", "two of them", "yes"])
def test_what_is_no_rows_number_is_no_tap(typed):
    assert menu.chosen(typed, "de", MONOLINGUAL) is None


def after():
    """A moment after what was said last, however long that took."""
    return int(time.time()) + 1


async def next_of(heard):
    return (await heard.next())[1]


async def test_a_number_at_the_menu_reaches_the_service_of_its_row(room, gateway, a_message):
    async with room.listening(topics.OUTBOUND_REPLIES, topics.INBOUND_TRIAGE) as heard:
        await gateway.post(a_message("Hello", at=int(time.time())))
        assert (await next_of(heard)).content.kind == "list"
        await gateway.post(a_message("the second", at=after()))
        received = await next_of(heard)

    assert received.said == Tap(
        service="triage", action="check", argument="start", title="I feel unwell"
    )
    assert received.intent is None


async def test_a_number_at_the_menu_can_change_the_language(room, gateway, a_message):
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("Hello", at=int(time.time())))
        await next_of(heard)
        await gateway.post(a_message("4", at=after()))
        answer = await next_of(heard)

    assert answer.language == "de"
    assert "Ab jetzt schreibe ich Deutsch" in answer.content.body


async def test_a_number_after_a_service_was_given_the_floor_is_that_services(
    room, gateway, a_message
):
    async with room.listening(topics.OUTBOUND_REPLIES, topics.INBOUND_TRIAGE) as heard:
        await gateway.post(a_message("Hello", at=int(time.time())))
        await next_of(heard)
        await gateway.post(a_message("I have a fever", at=after()))
        await next_of(heard)
        await gateway.post(a_message("2", at=after() + 1))

        assert (await next_of(heard)).said == Text(body="2")


async def test_a_number_that_was_written_before_the_menu_came_chooses_nothing(
    room, gateway, a_message
):
    now = int(time.time())
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("Hello", at=now - 9))
        await next_of(heard)
        await gateway.post(a_message("2", at=now - 5))

        assert (await next_of(heard)).content.kind == "list"


async def test_a_number_without_a_menu_is_met_with_the_menu(room, gateway, a_message):
    async with room.listening(topics.OUTBOUND_REPLIES) as heard:
        await gateway.post(a_message("thank you", at=int(time.time())))
        await next_of(heard)
        await gateway.post(a_message("2", at=after()))

        assert (await next_of(heard)).content.kind == "list"
