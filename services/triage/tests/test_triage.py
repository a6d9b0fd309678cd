from datetime import UTC, datetime
from uuid import uuid4

import pytest

from wardbell_dialogue.word_lists import languages
from wardbell_events import Address, MessageReceived, RedFlag, topics
from wardbell_events.inbound import Media, Tap, Text
from wardbell_events.outbound import ButtonsContent
from wardbell_triage.app import MIGRATIONS, service
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.speech import SAY
from wardbell_triage.state import DANGER, Interview

TOPICS = (
    topics.CONTACTS_MERGES,
    topics.SCHEDULING_CATALOG,
    topics.TRIAGE_ASSESSMENTS,
    topics.INBOUND_TRIAGE,
    topics.INBOUND_TRIAGE_URGENT,
    topics.OUTBOUND_URGENT,
    topics.OUTBOUND_REPLIES,
    topics.DESK_TASKS_URGENT,
    topics.INBOUND_DESK_URGENT,
)


def said(what, *, language="en", red_flag=None, intent=None):
    return MessageReceived(
        contact_id=uuid4(),
        message_id=uuid4(),
        wamid="wamid.example",
        sent_at=datetime.now(UTC),
        language=language,
        address=Address(wa_id="15550100017"),
        said=what,
        red_flag=red_flag,
        intent=intent,
    )


@pytest.fixture
async def triage(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(*TOPICS)
    await room.schema("triage", MIGRATIONS)
    async with service().running():
        yield room


@pytest.mark.parametrize(("language", "words"), [("en", "Call *112* now"), ("de", "jetzt *112*")])
async def test_an_emergency_is_answered_with_the_number_and_staff_are_told(triage, language, words):
    async with triage.listening(topics.OUTBOUND_URGENT, topics.DESK_TASKS_URGENT) as heard:
        event = said(Text(body="x"), language=language, red_flag=RedFlag(rule="en/chest-pain"))
        cause = await triage.put(event, topics.INBOUND_TRIAGE_URGENT)
        (_, first), (_, second) = sorted(await heard.take(2), key=lambda e: e[0].type, reverse=True)

    assert words in first.content.body
    assert first.expects.service == "triage"  # "what should I do?" comes here
    assert first.in_reply_to == event.sent_at
    assert first.address == event.address
    assert (second.kind, second.priority, second.reason) == ("emergency", "urgent", "en/chest-pain")
    assert (second.due - cause.time).total_seconds() < 600


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        ("en", "Call *112* now", 'When all is well again, write "appointment".'),
        ("de", "jetzt *112*", 'Wenn alles überstanden ist, schreiben Sie "Termin".'),
    ],
)
async def test_who_broke_off_a_booking_reads_how_to_go_on_after_what_matters(
    triage, language, first, last
):
    async with triage.listening(topics.OUTBOUND_URGENT) as heard:
        flag = RedFlag(rule="en/chest-pain")
        event = said(Text(body="x"), language=language, red_flag=flag)
        event = event.model_copy(update={"broke_off": "scheduling"})
        await triage.put(event, topics.INBOUND_TRIAGE_URGENT)
        body = (await heard.next())[1].content.body

    assert first in body
    assert body.endswith(last)


async def test_somebody_in_a_crisis_reads_the_crisis_line(triage):
    async with triage.listening(topics.OUTBOUND_URGENT) as heard:
        event = said(Text(body="x"), red_flag=RedFlag(rule="en/suicide", crisis=True))
        await triage.put(event, topics.INBOUND_TRIAGE_URGENT)

        assert "116 123" in (await heard.next())[1].content.body


async def test_symptoms_that_are_not_understood_are_first_asked_for_danger_signs(triage):
    async with triage.listening(topics.OUTBOUND_REPLIES) as heard:
        await triage.put(
            said(Text(body="My knee is odd"), intent="symptoms"), topics.INBOUND_TRIAGE
        )
        _, question = await heard.next()

    assert isinstance(question.content, ButtonsContent)
    assert [b.title for b in question.content.buttons] == ["Yes", "No", "Not sure"]
    assert question.expects.service == "triage"


@pytest.mark.parametrize("answer", ["yes", "not sure", "1", "3."])
async def test_yes_and_not_sure_are_emergencies(triage, answer):
    asked = said(Text(body="My knee is odd"), intent="symptoms")
    more = {"contact_id": asked.contact_id}
    async with (
        triage.listening(topics.OUTBOUND_REPLIES) as question,
        triage.listening(topics.OUTBOUND_URGENT, topics.DESK_TASKS_URGENT) as heard,
    ):
        await triage.put(asked, topics.INBOUND_TRIAGE)
        await question.next()
        answered = said(Text(body=answer)).model_copy(update=more)
        await triage.put(answered, topics.INBOUND_TRIAGE)

        assert {envelope.type for envelope, _ in await heard.take(2)} == {
            "outbound.message.requested.v1",
            "desk.task.opened.v1",
        }


async def test_no_leads_to_a_human(triage):
    async with triage.listening(topics.OUTBOUND_REPLIES) as heard:
        tap = Tap(service="triage", action="check", argument="no")
        await triage.put(said(tap, language="de"), topics.INBOUND_TRIAGE)
        _, offer = await heard.next()

    assert offer.content.buttons[0].id == "desk:call_back:symptoms"
    assert offer.expects.service == "triage"
    assert "in wenigen Worten" in offer.content.body


async def test_an_emergency_that_cannot_be_read_still_gets_the_number(triage):
    event = said(Text(body="x"), red_flag=RedFlag(rule="en/chest-pain"))
    async with triage.listening(topics.OUTBOUND_URGENT, topics.DESK_TASKS_URGENT) as heard:
        cause = await triage.put(event, topics.DESK_TASKS_URGENT)
        await heard.next()
        await triage.raw(
            topics.INBOUND_TRIAGE_URGENT,
            event.key.encode(),
            b"{not json",
            [(k, v if k != "ce_id" else str(uuid4()).encode()) for k, v in cause.headers()],
        )
        found = {envelope.type: event for envelope, event in await heard.take(2)}

    assert "*112*" in found["outbound.message.requested.v1"].content.body
    assert found["desk.task.opened.v1"].kind == "parked"


@pytest.mark.parametrize(
    ("what", "level"),
    [
        (Text(body="2"), 4),
        (Text(body="Nein."), 4),
        (Text(body="weiß nicht"), 1),
        (Text(body="👍"), 1),
        (Text(body="yes since an hour"), 1),
        (Text(body="4"), None),
        (Media(media="image", media_id="1"), None),
        (Tap(service="triage", action="check", argument="?"), None),
    ],
)
def test_answers_are_understood_in_any_language(what, level):
    step = turn(ours(), Interview(uuid4(), asking=DANGER), what, uuid4())

    assert step.interview.level == level
    assert step.understood == (level is not None)


def test_every_text_exists_in_every_language():
    assert {language: SAY.keys(language) for language in SAY.languages} == dict.fromkeys(
        languages(), SAY.keys("en")
    )
