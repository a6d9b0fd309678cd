"""A patient is reminded of a visit, answers on the phone, and says afterwards how it was."""

from datetime import timedelta
from functools import partial

import pytest

from wardbell_cli.demo import in_words
from wardbell_faults.moods import HELLO, text
from wardbell_faults.talk import Talk

CLINIC = """
time_zone: Europe/Berlin
locations:
  here: {name: Practice, address: Main Street 1}
services:
  check-up:
    names: {en: Check-up, de: Vorsorge}
    minutes: 30
practitioners:
  weber:
    name: Dr. Anna Weber
    services: [check-up]
    schedule:
      - {days: [mon, tue, wed, thu, fri, sat, sun], from: "09:00", to: "18:00", location: here}
"""
DAY = timedelta(days=1)
VISIT = """
select a.start_at, a.confirmed, a.status
  from scheduling.appointment a join gateway.contact c on c.id = a.contact_id
 where c.wa_id = $1
"""
TASKS = """
select t.kind, t.status
  from desk.task t join gateway.contact c on c.id = t.contact_id
 where c.wa_id = $1
"""


@pytest.fixture(scope="module")
async def system(whole_system):
    """Everything that runs."""
    async with whole_system(CLINIC) as system:
        yield system


class Patient:
    """Somebody with a visit in some days, and their phone."""

    def __init__(self, chats, conn, wa_id):
        self.talk = Talk(chats, wa_id, "en")
        self.conn = conn

    async def books(self, words):
        """Book that day and time."""
        await self.talk.asks(text(HELLO["en"]))
        await self.talk.asks(text(words))
        await self.talk.goes_on_until("is booked")

    async def visit(self):
        return await self.conn.fetchrow(VISIT, self.talk.wa_id)

    async def tasks(self):
        return [tuple(row) for row in await self.conn.fetch(TASKS, self.talk.wa_id)]

    @property
    def reads(self):
        return in_words(self.talk.shown[-1])


async def time_comes(chats, moment):
    """It gets that late, and what is due is done."""
    for _ in range(2):
        ahead = moment - await chats.phones.now()
        assert await chats.phones.jump(max(ahead, timedelta(0))) == []


async def test_patients_answer_a_reminder_and_who_does_not_is_called(system, chatting):
    async with chatting(system) as (chats, conn):
        ada, ben, cem, dora = (Patient(chats, conn, f"1555050000{n}") for n in range(4))
        for patient, clock in ((ada, "2 pm"), (ben, "2:30 pm"), (cem, "3 pm"), (dora, "3:30 pm")):
            await patient.books(f"in 3 days at {clock}")

        comes = partial(time_comes, chats)
        last = (await dora.visit())["start_at"]
        await comes(last - DAY - timedelta(hours=2))
        assert "A reminder" not in ada.reads
        await comes(last - DAY)
        for patient in (ada, ben, cem, dora):
            # Three days after they wrote it is the template.
            assert "A reminder: your visit is on" in patient.reads

        await ada.talk.taps("Yes, I will come")
        assert "Thank you. We expect you on" in ada.reads
        await ben.talk.asks(text("👍"))
        assert "Thank you. We expect you on" in ben.reads
        await cem.talk.asks(text("I can't come"))
        await cem.talk.taps("Yes, cancel")
        assert "is cancelled" in cem.reads
        answers = [(await patient.visit())["confirmed"] for patient in (ada, ben, dora)]
        assert answers == [True, True, False]

        await comes(last - timedelta(hours=4))
        assert await dora.tasks() == [("visit_unconfirmed", "requested")]
        assert await ada.tasks() == await ben.tasks() == await cem.tasks() == []
        await comes(last - timedelta(hours=3))
        assert "You have told us that you will come" in ada.reads
        assert "is cancelled" in cem.reads
        await dora.talk.taps("Yes, I will come")
        await comes(last - timedelta(hours=1))
        assert await dora.tasks() == [("visit_unconfirmed", "completed")]


async def test_patients_say_how_a_visit_was_and_who_was_not_content_is_called(system, chatting):
    async with chatting(system) as (chats, conn):
        eve, finn = (Patient(chats, conn, f"1555050001{n}") for n in range(2))
        for patient, clock in ((eve, "10 am"), (finn, "10:30 am")):
            await patient.books(f"in 2 days at {clock}")
        start = (await eve.visit())["start_at"]

        await time_comes(
            chats, start + timedelta(hours=13)
        )  # nobody said that it did not take place
        await time_comes(chats, start + timedelta(hours=21, minutes=59))  # eight in the morning
        assert "How was your visit" not in eve.reads
        await time_comes(chats, start + timedelta(hours=22))
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
        await time_comes(chats, start + timedelta(hours=23))
        assert await eve.tasks() == []
        assert await finn.tasks() == [("complaint", "requested")]
