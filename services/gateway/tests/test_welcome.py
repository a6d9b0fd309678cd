"""Who is new is welcomed once, before anything else; never before an emergency's answer."""

import time

from wardbell_events import MessageReceived, MessageRequested, topics
from wardbell_events.inbound import Text
from wardbell_events.outbound import Expects, TextContent

NOW = int(time.time())
ALL = (
    topics.OUTBOUND_REPLIES,
    topics.INBOUND_SCHEDULING,
    topics.INBOUND_TRIAGE,
    topics.INBOUND_TRIAGE_URGENT,
    topics.INBOUND_DESK,
)
WISH = "I need an appointment"
EMERGENCY = "My father has strong chest pain and cannot breathe"


def tapped(id_):
    reply = {"type": "list_reply", "list_reply": {"id": id_, "title": "x"}}
    return {"type": "interactive", "interactive": reply}


async def what_comes_of(room, gateway, *bodies):
    """What the router says, and what it passes on, once it has come to rest."""
    async with room.listening(*ALL) as heard:
        for body in bodies:
            await gateway.post(body)
            await gateway.settled()
        events = await heard.all_by_now()
    said = [event for _, event in events if isinstance(event, MessageRequested)]
    return said, [event for _, event in events if isinstance(event, MessageReceived)]


def welcomes(said):
    return [event for event in said if "I am not for emergencies" in event.content.body]


async def test_who_begins_with_a_wish_is_welcomed_and_the_wish_goes_on_by_itself(
    room, gateway, a_message
):
    said, passed = await what_comes_of(
        room, gateway, a_message(WISH, at=NOW), a_message("with Dr Weber", at=NOW + 1)
    )

    [welcome] = said
    assert isinstance(welcome.content, TextContent)
    assert "Welcome to Wardbell Clinic" in welcome.content.body
    assert "112" in welcome.content.body
    assert "stop" in welcome.content.body
    assert "?" not in welcome.content.body
    assert (welcome.expects, welcome.in_reply_to) == (None, passed[0].sent_at)
    assert [event.said.body for event in passed] == [WISH, "with Dr Weber"]


async def test_the_welcome_is_in_the_language_of_the_wish_and_names_the_other(
    room, gateway, a_message
):
    [welcome], _ = await what_comes_of(room, gateway, a_message("Ich brauche einen Termin", at=NOW))

    assert welcome.language == "de"
    assert "Willkommen" in welcome.content.body
    assert 'write "English"' in welcome.content.body


async def test_two_first_messages_that_come_together_bring_one_welcome(room, gateway, a_body):
    both = [
        {"from": "15550100017", "id": f"wamid.{n}", "timestamp": str(NOW + n), **said}
        for n, said in enumerate(
            [
                {"type": "text", "text": {"body": WISH}},
                {"type": "text", "text": {"body": "I have a fever"}},
            ]
        )
    ]

    said, passed = await what_comes_of(room, gateway, a_body(both))

    assert len(said) == len(welcomes(said)) == 1
    assert len(passed) == 2


async def test_who_was_greeted_by_the_menu_is_not_welcomed_again(room, gateway, a_message):
    said, _ = await what_comes_of(
        room, gateway, a_message("Hello", at=NOW), a_message(WISH, at=NOW + 1)
    )

    [menu] = said
    assert welcomes(said) == said
    assert menu.content.kind == "list"


async def test_an_emergency_is_answered_without_a_welcome_which_comes_with_the_next_wish(
    room, gateway, a_message
):
    said, [urgent] = await what_comes_of(room, gateway, a_message(EMERGENCY, at=NOW))
    assert said == []
    assert urgent.red_flag is not None

    # Triage has answered, and hands the floor back.
    answered = MessageRequested(
        contact_id=urgent.contact_id,
        message_id=urgent.message_id,
        language="en",
        content=TextContent(body="Call 112 now."),
        in_reply_to=urgent.sent_at,
        expects=Expects(service=None),
    )
    await room.put(answered, topics.OUTBOUND_URGENT)
    await gateway.settled()
    # What was written before the floor was given back would still be for triage.
    later = int(time.time()) + 60
    said, passed = await what_comes_of(room, gateway, a_message(WISH, at=later))

    assert len(welcomes(said)) == 1
    assert passed[-1].said == Text(body=WISH)


async def test_nothing_stands_between_an_emergency_and_more_words_on_it(room, gateway, a_message):
    said, passed = await what_comes_of(
        room, gateway, a_message(EMERGENCY, at=NOW), a_message("please help him", at=NOW + 1)
    )

    assert said == []
    assert len(passed) == 2


async def test_a_tap_continues_what_was_shown_and_brings_no_welcome(room, gateway, a_message):
    said, [passed] = await what_comes_of(
        room, gateway, a_message(at=NOW, **tapped("triage:check:yes"))
    )

    assert said == []
    assert passed.said.argument == "yes"


async def test_a_contact_that_proves_to_be_one_who_was_welcomed_is_not_welcomed_again(
    room, gateway, a_message
):
    emergency = a_message(EMERGENCY, wa_id="15550100017", at=NOW)
    welcomed = a_message("Hello", wa_id=None, from_user_id="US.1", at=NOW + 1)
    both = a_message(WISH, wa_id="15550100017", from_user_id="US.1", at=NOW + 3600)

    said, _ = await what_comes_of(room, gateway, emergency, welcomed, both)

    assert len(welcomes(said)) == len(said) == 1
