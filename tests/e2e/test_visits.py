"""One practice with everything that runs: what patients and staff see of visits, to the end.

The tests share its clock, which only goes on: each starts from whatever time it is.
"""

import asyncio
import json
import os
from datetime import timedelta

import pytest

from wardbell_cli.demo import in_words
from wardbell_cli.forked import CommandFailed, wardbell
from wardbell_faults.moods import HELLO, text
from wardbell_faults.talk import Talk
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.staff import Operator

CLINIC = """
time_zone: Europe/Berlin
locations:
  here: {name: Practice, address: Main Street 1}
services:
  check-up:
    names: {en: Check-up}
    minutes: 30
  scan:
    names: {en: Ultrasound}
    minutes: 30
    confirmation: request
  video:
    names: {en: Video visit}
    minutes: 30
    lead_hours: 3
    cancel_until_hours: 1
    virtual: {kind: video, link: "https://video.example.org/weber", minutes_before: 30}
  phone:
    names: {en: Phone visit}
    minutes: 30
    lead_hours: 3
    cancel_until_hours: 1
    virtual: {kind: phone, link: "tel:+4930555010", minutes_before: 30}
practitioners:
  weber:
    name: Dr. Anna Weber
    services: [check-up, scan, video, phone]
    schedule:
      - {days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:30", location: here}
"""
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
LINK_BEFORE = timedelta(minutes=30)
VISIT = """
select a.id, a.start_at, a.confirmed, a.status
  from scheduling.appointment a join gateway.contact c on c.id = a.contact_id
 where c.wa_id = $1
"""
TASKS = """
select t.kind, t.reason, t.status, t.outcome
  from desk.task t join gateway.contact c on c.id = t.contact_id
 where c.wa_id = $1
"""
CONSENT = """
select k.notices, k.refused
  from sender.contact k join gateway.contact c on c.id = k.id
 where c.wa_id = $1
"""
REVEALED = """
select a.what, count(*) from patients.audit a join gateway.contact c on c.id = a.contact_id
 where c.wa_id = any($1) and a.who = 'Kim' group by 1
"""


class Patient:
    """Somebody and their phone, as they and the staff see them."""

    def __init__(self, chats, conn, wa_id):
        self.talk = Talk(chats, wa_id, "en")
        self._phones = chats.phones
        self._conn = conn

    async def gets(self, service, until="is booked"):
        """Take first choices for a service until this is read."""
        await self.talk.asks(text(HELLO["en"]))
        await self.talk.taps(service)
        await self.talk.goes_on_until(until)

    async def books(self, words):
        """Book a check-up on that day and time."""
        await self.talk.asks(text(HELLO["en"]))
        await self.talk.asks(text(f"check-up {words}"))
        await self.talk.goes_on_until("is booked")

    async def comes_to(self, moment=None):
        """It gets that late, and all that is due happens, and what that leads to."""
        if moment:
            ahead = moment - await self._phones.now()
            assert ahead >= timedelta(0), "the clock that all tests share is past that"
            assert await self._phones.jump(ahead) == []
        assert await self._phones.jump(timedelta(0)) == []  # once all is quiet

    async def visit(self):
        return await self._conn.fetchrow(VISIT, self.talk.wa_id)

    async def tasks(self):
        """What staff have to do about them."""
        return [tuple(row) for row in await self._conn.fetch(TASKS, self.talk.wa_id)]

    async def kinds(self):
        """The same, shorter: kind and state."""
        return [(kind, status) for kind, _, status, _ in await self.tasks()]

    async def revealed(self, *others):
        """What was noted of staff who looked up names and numbers."""
        wa_ids = [who.talk.wa_id for who in (self, *others)]
        return [tuple(row) for row in await self._conn.fetch(REVEALED, wa_ids)]

    async def allows(self):
        """What the sender keeps to, once all is quiet."""
        await self.comes_to()
        return tuple(await self._conn.fetchrow(CONSENT, self.talk.wa_id))

    async def chooses(self, marketing):
        """Say in WhatsApp's own settings whether advertising is wanted."""
        await self._phones._post(f"users/{self.talk.wa_id}/preferences", {"marketing": marketing})

    @property
    def reads(self):
        return in_words(self.talk.shown[-1])

    @property
    def links(self):
        """What was read of the way to a virtual visit."""
        said = [in_words(message) for message in self.talk.shown]
        # Outside the 24 hours it is the template.
        return [words for words in said if "begins at" in words or "begins on" in words]


@pytest.fixture(scope="module")
async def system(whole_system):
    async with whole_system(CLINIC) as system:
        yield system


@pytest.fixture
async def patient(system, chatting):
    """`patient("15550300001")`: somebody who has never written."""
    async with chatting(system) as (chats, conn):
        yield lambda wa_id: Patient(chats, conn, wa_id)


@pytest.fixture
def staff(system):
    """`await staff("appointments", "list")`: a command as staff run it; what it prints."""

    async def runs(*words):
        env = {**os.environ, **system.env}
        return await asyncio.to_thread(wardbell, (*words, "--as", "Kim"), env)

    return runs


async def test_staff_book_for_whom_they_know_by_number_or_name(patient, staff):
    async def book(hour, *whom):
        visit = ("--service", "check-up", "--practitioner", "weber")
        return await staff("appointments", "book", f"tomorrow {hour}:00", *whom, *visit)

    eve, ada = patient("15550500001"), patient("15550500002")
    await eve.talk.asks(text("hi"))  # she has never written about appointments
    await ada.talk.asks(text(HELLO["en"]))
    await ada.talk.goes_on_until("full name")
    await ada.talk.asks(text("Zoe Anderson"))
    await ada.talk.goes_on_until("is booked")

    await book(9, "--phone", "+1 555 050 0001")
    await book(10, "--person", "Zoe Anderson")
    for told in (eve, ada):
        await told.comes_to()
        assert "Dr. Anna Weber" in told.reads

    with pytest.raises(CommandFailed, match="nobody is known") as refused:
        await book(11, "--phone", "1555050000")
    assert refused.value.code == 1
    out = await staff("appointments", "list", "--day", "tomorrow", "--names", "--json")
    names = [row["name"] for row in json.loads(out) if row["changed_by"] == "staff"]
    assert names == [None, "Zoe Anderson"]
    out = await staff("appointments", "of", "--person", "Zoe Anderson", "--json")
    assert [row["changed_by"] for row in json.loads(out)] == ["patient", "staff"]
    await ada.talk.asks(text("human"))
    await ada.comes_to()
    out = await staff("tasks", "list", "--names", "--json")
    assert "Zoe Anderson" in [row["name"] for row in json.loads(out)]
    assert await ada.revealed(eve) == [("reveal", 5)]


async def test_the_link_comes_once_and_in_time(patient):
    ada = patient("15550300001")
    await ada.gets("Video")
    start = (await ada.visit())["start_at"]

    await ada.comes_to(start - LINK_BEFORE - MINUTE)
    assert ada.links == []

    await ada.comes_to(start - LINK_BEFORE)
    await ada.comes_to(start)

    (link,) = ada.links
    assert "Your visit with Dr. Anna Weber begins at" in link
    assert "[Join: https://video.example.org/weber]" in link


async def test_who_moved_the_visit_hears_of_it_before_the_new_time_only(patient):
    ada = patient("15550300002")
    await ada.gets("Phone")
    before = (await ada.visit())["start_at"]
    await ada.talk.asks(text("my appointments"))
    await ada.talk.taps("")
    await ada.talk.taps("Move")
    await ada.talk.asks(text("in 3 days at 10 am"))
    await ada.talk.goes_on_until("your visit is now on")
    start = (await ada.visit())["start_at"]
    assert start > before

    await ada.comes_to(start - LINK_BEFORE - MINUTE)
    assert ada.links == []
    await ada.comes_to(start)

    (told,) = ada.links
    assert "We call you, from +4930555010" in told


async def test_who_wants_no_notices_is_called_when_staff_call_a_visit_off(
    patient, system, monkeypatch
):
    ada = patient("15550400001")
    await ada.gets("Check-up")
    await ada.talk.asks(text("stop"))
    visit = await ada.visit()
    for key, value in system.env.items():
        monkeypatch.setenv(key, value)
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, visit["id"], "", Operator("Kim"))

    await ada.comes_to()

    assert "cannot take place" not in ada.reads
    assert await ada.tasks() == [("call_patient", f"cancelled/{visit['id']}", "requested", None)]


async def test_a_request_that_nobody_answers_ends_with_a_word_and_without_a_task(patient):
    ada = patient("15550400002")
    await ada.gets("Ultrasound", "We confirm before it begins")
    visit = await ada.visit()

    await ada.comes_to(visit["start_at"])

    assert "our team has not confirmed your visit" in ada.reads
    assert (await ada.visit())["status"] == "cancelled"
    assert await ada.tasks() == [
        ("appointment_request", str(visit["id"]), "completed", "not_needed")
    ]


async def test_the_sender_keeps_to_what_was_stopped_in_words_and_in_whatsapp(patient):
    ada = patient("15550400009")
    await ada.talk.asks(text(HELLO["en"]))
    await ada.chooses("stop")
    assert await ada.allows() == (True, ["campaign"])
    await ada.talk.asks(text("no more reminders"))
    assert await ada.allows() == (True, ["campaign", "reminder"])
    await ada.chooses("resume")
    assert await ada.allows() == (True, ["reminder"])
    await ada.talk.asks(text("stop"))
    assert (await ada.allows())[0] is False
    await ada.talk.asks(text("start"))
    assert await ada.allows() == (True, [])


async def test_patients_answer_a_reminder_and_who_does_not_is_called(patient):
    ada, ben, cem, dora = (patient(f"1555050001{n}") for n in range(4))
    for who, clock in ((ada, "2 pm"), (ben, "2:30 pm"), (cem, "3 pm"), (dora, "3:30 pm")):
        await who.books(f"in 3 days at {clock}")
    last = (await dora.visit())["start_at"]

    await dora.comes_to(last - DAY - 2 * HOUR)
    assert "A reminder" not in ada.reads
    await dora.comes_to(last - DAY)
    for who in (ada, ben, cem, dora):
        # Three days after they wrote it is the template.
        assert "A reminder: your visit is on" in who.reads

    await ada.talk.taps("Yes, I will come")
    assert "Thank you. We expect you on" in ada.reads
    await ben.talk.asks(text("👍"))
    assert "Thank you. We expect you on" in ben.reads
    await cem.talk.asks(text("I can't come"))
    await cem.talk.taps("Yes, cancel")
    assert "is cancelled" in cem.reads
    answers = [(await who.visit())["confirmed"] for who in (ada, ben, dora)]
    assert answers == [True, True, False]

    await dora.comes_to(last - 4 * HOUR)
    assert await dora.kinds() == [("visit_unconfirmed", "requested")]
    assert await ada.kinds() == await ben.kinds() == await cem.kinds() == []
    await dora.comes_to(last - 3 * HOUR)
    assert "You have told us that you will come" in ada.reads
    assert "is cancelled" in cem.reads
    await dora.talk.taps("Yes, I will come")
    await dora.comes_to(last - HOUR)
    assert await dora.kinds() == [("visit_unconfirmed", "completed")]


async def test_patients_say_how_a_visit_was_and_who_was_not_content_is_called(patient):
    eve, finn = patient("15550500021"), patient("15550500022")
    for who, clock in ((eve, "10 am"), (finn, "10:30 am")):
        await who.books(f"in 2 days at {clock}")
    start = (await eve.visit())["start_at"]

    await eve.comes_to(start + 13 * HOUR)  # nobody said that it did not take place
    await eve.comes_to(start + 22 * HOUR - MINUTE)  # eight in the morning
    assert "How was your visit" not in eve.reads
    await eve.comes_to(start + 22 * HOUR)
    assert "How was your visit on" in eve.reads
    assert "[2 - bad]  [1 - very bad]" in finn.reads

    await eve.talk.taps("4 - good")
    assert "Thank you for ⭐⭐⭐⭐!" in eve.reads
    await eve.talk.asks(text("Everybody was very kind"))
    assert eve.reads == "Thank you, I have kept that for our team."
    await finn.talk.asks(text("one star"))
    assert "Somebody from our team will call you, by" in finn.reads
    await finn.talk.taps("No, thank you")
    assert "All right" in finn.reads
    await eve.comes_to(start + 23 * HOUR)
    assert await eve.tasks() == []
    assert await finn.kinds() == [("complaint", "requested")]
