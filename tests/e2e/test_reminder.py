"""A patient is reminded of a visit, answers on the phone, and reads what came of it."""

from datetime import timedelta

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


async def test_patients_answer_a_reminder_and_who_does_not_is_called(system, chatting):
    async with chatting(system) as (chats, conn):
        ada, ben, cem, dora = (Patient(chats, conn, f"1555050000{n}") for n in range(4))
        for patient, clock in ((ada, "2 pm"), (ben, "2:30 pm"), (cem, "3 pm"), (dora, "3:30 pm")):
            await patient.books(f"in 3 days at {clock}")

        async def comes(moment):
            for _ in range(2):
                ahead = moment - await chats.phones.now()
                assert await chats.phones.jump(max(ahead, timedelta(0))) == []

        last = (await dora.visit())["start_at"]
        await comes(last - DAY - timedelta(hours=2))
        assert "A reminder" not in ada.reads
        await comes(last - DAY)
        for patient in (ada, ben, cem, dora):
            assert "A reminder: your visit with Dr. Anna Weber is on" in patient.reads

        await ada.talk.taps("Yes, I will come")
        assert "Thank you. We expect you on" in ada.reads
        await ben.talk.asks(text("👍"))
        assert "Thank you. We expect you on" in ben.reads
        await cem.talk.asks(text("I can't come"))
        assert "Your visits:" in cem.reads
        await cem.talk.taps("")
        await cem.talk.taps("Cancel")
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
