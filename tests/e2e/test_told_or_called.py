"""Nobody stands before a closed door: who could not be told is called, and a request has an end."""

from datetime import timedelta

import pytest

from wardbell_cli.demo import in_words
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
practitioners:
  weber:
    name: Dr. Anna Weber
    services: [check-up, scan]
    schedule:
      - {days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:30", location: here}
"""
VISIT = """
select a.id, a.start_at, a.status
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


@pytest.fixture(scope="module")
async def system(whole_system):
    """Everything that runs."""
    async with whole_system(CLINIC) as system:
        yield system


class Patient:
    """Somebody with a visit, as they and the staff see it."""

    def __init__(self, talk, phones, conn):
        self.talk = talk
        self.phones = phones
        self._conn = conn

    async def gets(self, service, words):
        """Take first choices for a service until this is read."""
        await self.talk.asks(text(HELLO["en"]))
        await self.talk.taps(service)
        await self.talk.goes_on_until(words)

    async def comes_to(self, moment=None):
        """Let time pass, and everything that is due happen, and what that leads to."""
        for _ in range(2):
            ahead = moment - await self.phones.now() if moment else timedelta(0)
            assert await self.phones.jump(max(ahead, timedelta(0))) == []

    async def visit(self):
        return await self._conn.fetchrow(VISIT, self.talk.wa_id)

    async def allows(self):
        """What the sender keeps to, once all is quiet."""
        await self.comes_to()
        return tuple(await self._conn.fetchrow(CONSENT, self.talk.wa_id))

    async def tasks(self):
        """What staff have to do about them."""
        return [tuple(row) for row in await self._conn.fetch(TASKS, self.talk.wa_id)]


@pytest.fixture
async def patient(system, chatting, request, monkeypatch):
    for key, value in system.env.items():
        monkeypatch.setenv(key, value)
    async with chatting(system) as (chats, conn):
        yield Patient(Talk(chats, request.param, "en"), chats.phones, conn)


@pytest.mark.parametrize("patient", ["15550400001"], indirect=True)
async def test_who_wants_no_notices_is_called_when_staff_call_a_visit_off(patient):
    await patient.gets("Check-up", "is booked")
    await patient.talk.asks(text("stop"))
    visit = await patient.visit()
    async with at_the_counter("scheduling") as desk:
        await counter.cancel(desk, visit["id"], "", Operator("Kim"))

    await patient.comes_to()

    assert "cannot take place" not in in_words(patient.talk.shown[-1])
    assert await patient.tasks() == [
        ("call_patient", f"cancelled/{visit['id']}", "requested", None)
    ]


@pytest.mark.parametrize("patient", ["15550400002"], indirect=True)
async def test_a_request_that_nobody_answers_ends_with_a_word_and_without_a_task(patient):
    await patient.gets("Ultrasound", "We confirm before it begins")
    visit = await patient.visit()

    await patient.comes_to(visit["start_at"])

    assert "our team has not confirmed Ultrasound" in in_words(patient.talk.shown[-1])
    assert (await patient.visit())["status"] == "cancelled"
    assert await patient.tasks() == [
        ("appointment_request", str(visit["id"]), "completed", "not_needed")
    ]


@pytest.mark.parametrize("patient", ["15550400009"], indirect=True)
async def test_the_sender_keeps_to_what_was_stopped_in_words_and_in_whatsapp(patient):
    await patient.talk.asks(text(HELLO["en"]))
    chosen = f"users/{patient.talk.wa_id}/preferences"
    await patient.phones._post(chosen, {"marketing": "stop"})
    assert await patient.allows() == (True, ["campaign"])
    await patient.talk.asks(text("no more reminders"))
    assert await patient.allows() == (True, ["campaign", "reminder"])
    await patient.phones._post(chosen, {"marketing": "resume"})
    assert await patient.allows() == (True, ["reminder"])
    await patient.talk.asks(text("stop"))
    assert (await patient.allows())[0] is False
    await patient.talk.asks(text("start"))
    assert await patient.allows() == (True, [])
