"""A patient who wants a human is answered at once, and somebody gets a task."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from wardbell_desk.dialogue import SAY, reply, wish, words
from wardbell_dialogue.sites import Site, deadline
from wardbell_dialogue.word_lists import languages
from wardbell_events import Address, ContactChanged, ContactMerged, MessageReceived, topics
from wardbell_events.inbound import Location, Media, Tap, Text, UnknownSaid

WEDNESDAY, SATURDAY = 2, 5
CLINIC = Site(site="main", name="Wardbell Clinic")
HOURS = timedelta(hours=1)


def received(said, *, intent=None, language="en"):
    return MessageReceived(
        contact_id=uuid4(),
        message_id=uuid4(),
        wamid="wamid.example",
        sent_at=datetime.now(UTC),
        language=language,
        address=Address(wa_id="15550100017"),
        said=said,
        intent=intent,
    )


@pytest.mark.parametrize(
    ("language", "weekday", "hour", "when"),
    [
        ("en", WEDNESDAY, 10, "usually within 4 hours"),
        ("de", WEDNESDAY, 10, "meist innerhalb von 4 Stunden"),
        ("en", SATURDAY, 12, "We are closed now; somebody will answer on Monday, "),
        ("de", SATURDAY, 12, "Wir haben gerade geschlossen; am Montag, "),
    ],
)
async def test_a_call_back_is_answered_by_office_hours_in_the_patients_language(
    desk, language, weekday, hour, when
):
    await desk.on(weekday, hour)
    async with desk.patient(language) as ada:
        answer = await ada.taps("call_back", "appointment")

    assert when in answer.content.body
    assert "112" in answer.content.body
    assert answer.expects.service == "desk"
    (task,) = await desk.listed()
    assert (task["kind"], task["priority"], task["reason"], task["language"]) == (
        "call_back",
        "normal",
        "appointment",
        language,
    )


ABOUT = "appointment/check-up/weber/20261201T1330Z/Europe/Berlin"


async def test_staff_read_which_visit_a_call_is_about(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", ABOUT)

    (task,) = await desk.listed()
    assert task["reason"] == "appointment"
    shown = (await desk.run("show", task["id"])).stdout.splitlines()
    assert shown[0].endswith("; check-up with weber, Tue 2026-12-01 14:30 CET")


@pytest.mark.parametrize("before", ["", "human"])
async def test_a_call_about_a_visit_soon_is_due_before_it_begins(desk, before):
    start = (datetime.now(UTC) + timedelta(hours=1)).replace(second=0, microsecond=0)
    async with desk.patient() as ada:
        if before:
            await ada.taps("call_back", before)
        await ada.taps(
            "call_back", f"appointment/check-up/weber/{start:%Y%m%dT%H%MZ}/Europe/Berlin"
        )

    (task,) = await desk.listed()
    assert datetime.now(UTC) < datetime.fromisoformat(task["due"]) < start


async def test_of_a_call_that_is_awaited_already_the_visit_is_noted(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        await ada.taps("call_back", ABOUT)

    (task,) = await desk.listed()
    shown = await desk.shown(task["id"], "--reveal", "--as", "Nia")
    assert [note["body"] for note in shown["notes"]] == [
        "appointment; check-up with weber, Tue 2026-12-01 14:30 CET"
    ]


async def test_a_second_wish_is_acknowledged_and_does_not_open_a_second_task(desk):
    await desk.on(WEDNESDAY, 10)
    async with desk.patient() as ada:
        first = await ada.taps("call_back", "human")
        second = await ada.writes("human", intent="human")

    assert "passed your request on" in first.content.body
    assert "We have your request already" in second.content.body
    assert len(await desk.listed()) == 1


async def test_wishes_that_arrive_together_open_one_task(room, open_desk):
    await room.topics(topics.INBOUND_DESK)
    wish_ = received(Tap(service="desk", action="call_back"))
    for _ in range(9):
        again = wish_.model_copy(update={"message_id": uuid4()})
        await room.put(again, topics.INBOUND_DESK)

    async with open_desk() as desk, room.listening(topics.OUTBOUND_REPLIES) as replies:
        bodies = [answer.content.body for _, answer in await replies.take(9)]

        assert ["already" in body for body in bodies] == [False] + [True] * 8
        assert len(await desk.listed()) == 1


async def test_the_task_is_told_to_everybody_and_kept_once(desk):
    async with desk.room.listening(topics.DESK_TASKS) as tasks, desk.patient() as ada:
        await ada.taps("call_back", "symptoms")
        envelope, opened = await tasks.next()
    # What comes back to the desk is handled before this, since it has the same key.
    await desk.kept((await desk.opens(contact=ada.id)).task_id)

    assert (opened.contact_id, opened.opened_by, envelope.site) == (ada.id, "desk", "main")
    assert [t["id"] for t in await desk.listed() if t["kind"] == "call_back"] == [
        str(opened.task_id)
    ]
    assert await desk.one("select count(*) from notice where task_id = $1", opened.task_id) == 2


async def test_free_text_is_noted_for_staff(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        answer = await ada.writes("It is about the bill of last month")

    assert answer.content.body == "Thank you, I have passed that on."
    assert answer.expects.service == "desk"
    (task,) = await desk.listed()
    assert task["messages"] == 1
    shown = await desk.shown(task["id"], "--reveal", "--as", "Nia")
    assert [note["body"] for note in shown["notes"]] == ["It is about the bill of last month"]


async def test_who_writes_of_an_appointment_is_noted_and_offered_to_book_it(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        answer = await ada.writes("I need an appointment")

    assert answer.content.body.startswith("Thank you, I have passed that on.")
    assert [b.id for b in answer.content.buttons] == ["scheduling:start", "gateway:menu"]
    (task,) = await desk.listed()
    assert task["messages"] == 1


async def test_free_text_after_the_task_was_closed_opens_a_new_one(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        (task,) = await desk.listed()
        await desk.run("close", task["id"], "--as", "Nia", "--outcome", "done")
        answer = await ada.writes("One more question")

    assert "passed your request on" in answer.content.body
    (again,) = await desk.listed()
    assert (again["id"] != task["id"], again["messages"]) == (True, 1)


async def test_a_picture_is_answered_honestly_and_its_caption_kept(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        answer = await ada.says(Media(media="image", media_id="1", caption="my letter"))

    assert answer.content.body == SAY("en", "words-only")
    (task,) = await desk.listed()
    (note,) = (await desk.shown(task["id"], "--reveal", "--as", "Nia"))["notes"]
    assert (note["kind"], note["body"]) == ("image", "my letter")


async def test_a_repeated_message_is_noted_and_answered_once(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        event = received(Text(body="About my bill")).model_copy(update={"contact_id": ada.id})
        envelope = await desk.room.put(event, topics.INBOUND_DESK)
        await desk.room.put(event, topics.INBOUND_DESK, id_=envelope.id, time=envelope.time)
        await ada.replies.next()
        answer = await ada.writes("human", intent="human")

    assert "already" in answer.content.body
    (task,) = await desk.listed()
    assert task["messages"] == 1


async def test_a_message_that_cannot_be_read_gets_an_apology_and_a_task(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        event = received(Text(body="x")).model_copy(update={"contact_id": ada.id})
        envelope = await desk.room.put(event, topics.CONTACTS_MERGES)
        headers = [(k, str(uuid4()).encode() if k == "ce_id" else v) for k, v in envelope.headers()]
        await desk.room.raw(topics.INBOUND_DESK, event.key.encode(), b"{not json", headers)
        _, apology = await ada.replies.next()

    assert "112" in apology.content.body
    assert "could not read" in apology.content.body
    assert "nicht lesen" in apology.content.body
    assert {task["kind"] for task in await desk.listed()} == {"call_back", "parked"}


async def test_a_task_that_cannot_be_read_is_still_looked_at(desk, mailbox):
    event = await desk.opens()
    await mailbox.next()
    envelope = await desk.room.put(event, topics.DESK_TASKS_URGENT)
    headers = [(k, str(uuid4()).encode() if k == "ce_id" else v) for k, v in envelope.headers()]
    await desk.room.raw(topics.DESK_TASKS_URGENT, event.key.encode(), b'{"task_id": 1}', headers)

    _, mail = await mailbox.next()

    assert mail["Subject"].startswith("URGENT: Message that could not be read")


async def test_what_a_merged_contact_waits_for_is_the_others(desk):
    async with desk.patient() as ada:
        await ada.taps("call_back", "human")
        (task,) = await desk.listed()
        into = uuid4()
        await desk.room.put(
            ContactChanged(
                contact_id=into,
                version=3,
                address=Address(wa_id="15550100018"),
                language="en",
                changed_at=datetime.now(UTC),
            )
        )
        middle = uuid4()
        for n, (loser, winner) in enumerate(((middle, into), (ada.id, middle)), 1):
            merged = ContactMerged(from_=loser, into=winner, merged_at=datetime.now(UTC))
            await desk.room.put(merged)  # in whatever order they come
            handled = f"select count(*) = {n} from contact_alias"
            await desk.eventually(lambda handled=handled: desk.one(handled))

        async def moved():
            return (
                await desk.one("select contact_id from task where id = $1", UUID(task["id"]))
                == into
                and await desk.one("select version from contact where id = $1", into) == 3
            )

        await desk.eventually(moved)
        late = await desk.opens(contact=ada.id)

    await desk.kept(late.task_id)
    for task_id in (task["id"], late.task_id):
        assert (await desk.shown(task_id, "--reveal", "--as", "Nia"))["patient"] == "+15550100018"


@pytest.mark.parametrize(
    ("said", "intent", "reason"),
    [
        (Tap(service="desk", action="call_back", argument="symptoms"), None, "symptoms"),
        (Tap(service="desk", action="call_back", argument="of an older version"), None, "human"),
        (Text(body="I need an appointment"), "appointment", "appointment"),
        (Text(body="About my bill"), None, None),
        (Location(latitude=1, longitude=2), None, None),
    ],
)
def test_taps_and_intents_are_wishes_other_words_are_not(said, intent, reason):
    assert wish(received(said, intent=intent)) == reason


def test_only_what_a_patient_added_is_kept():
    assert words(Text(body="human")) is None
    assert words(Tap(service="desk", action="call_back")) is None
    assert words(Text(body="a human, about my bill")).body == "a human, about my bill"
    assert words(UnknownSaid(kind="hologram")).kind == "hologram"
    assert "bill" not in repr(words(Text(body="my bill")))


@pytest.mark.parametrize(
    ("at", "says"),
    [
        ("2026-12-07T10:00", "usually within 4 hours"),
        ("2026-12-07T16:30", "usually by Tuesday, December 8, 12:00 PM"),
        ("2026-12-07T19:00", "on Tuesday, December 8 from 8:00 AM"),
        ("2026-12-05T12:00", "on Monday, December 7 from 8:00 AM"),
    ],
)
def test_no_more_is_promised_than_office_hours_allow(at, says):
    now = datetime.fromisoformat(f"{at}+01:00")
    tap = received(Tap(service="desk", action="call_back"))
    body = reply(tap, CLINIC, now, 4 * HOURS, opened=True).body

    assert says in body.replace("\u202f", " ")


def test_a_practice_without_office_hours_promises_nothing():
    never = CLINIC.model_copy(update={"office_hours": {}})
    tap = received(Tap(service="desk", action="call_back"))

    assert (
        "as soon as possible" in reply(tap, never, datetime.now(UTC), 4 * HOURS, opened=True).body
    )


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-12-07T10:00+01:00", "2026-12-07T14:00+01:00"),
        ("2026-12-07T16:00+01:00", "2026-12-08T12:00+01:00"),
        ("2026-12-04T16:00+01:00", "2026-12-07T12:00+01:00"),
        # The clocks change in the night to Sunday, 25 October 2026.
        ("2026-10-23T16:00+02:00", "2026-10-26T12:00+01:00"),
    ],
)
def test_a_deadline_counts_from_the_next_opening(start, due):
    assert deadline(CLINIC, datetime.fromisoformat(start), 4 * HOURS) == datetime.fromisoformat(due)


def test_every_text_exists_in_every_language():
    assert {language: SAY.keys(language) for language in SAY.languages} == dict.fromkeys(
        languages(), SAY.keys("en")
    )


@pytest.mark.parametrize(("day", "shown"), [(2, True), (7, False)], ids=["monday", "saturday"])
def test_who_wants_a_human_reads_the_sites_own_number_while_somebody_is_there(day, shown):
    site = CLINIC.model_copy(update={"phone": "030 5550100"})
    now = datetime(2026, 3, day, 10, tzinfo=UTC)
    event = received(Text(body="I want to call the practice"), intent="human")

    assert ("030 5550100" in reply(event, site, now, 4 * HOURS, opened=True).body) == shown
