"""Who is seen by video or phone is sent the way to it before the visit, by the real timer."""

import asyncio
import os
import shutil
from datetime import timedelta

import asyncpg
import pytest

from wardbell_cli.demo import choices, in_words
from wardbell_cli.environment import ROOT
from wardbell_cli.system import System
from wardbell_faults.moods import HELLO, first_choice, tap, text
from wardbell_faults.phones import Phones
from wardbell_faults.run import own_stack
from wardbell_faults.talk import Chats, Talk

BEFORE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
TURNS = 10
CLINIC = """
time_zone: Europe/Berlin
locations:
  here: {name: Practice, address: Main Street 1}
services:
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
    services: [video, phone]
    schedule:
      - {days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:30", location: here}
"""


@pytest.fixture(scope="module")
async def system(tmp_path_factory):
    """Everything that runs, with a doctor who sees nobody in the practice."""
    clinic = tmp_path_factory.mktemp("clinic") / "clinic.yaml"
    clinic.write_text(CLINIC)
    folder = ROOT / "build" / "test" / f"join-{os.getpid()}"
    with own_stack():
        system = System(folder, clinic=clinic, durable=False)
        # In a thread: it has an event loop of its own.
        await asyncio.to_thread(system.start)
        try:
            yield system
        finally:
            await asyncio.to_thread(system.stop)
    shutil.rmtree(folder, ignore_errors=True)


class Visit:
    """A patient with a visit, and the clock before it."""

    def __init__(self, talk, phones, conn):
        self._talk = talk
        self._phones = phones
        self._conn = conn

    async def writes(self, words):
        """Type, and read the answer."""
        await self._talk.asks(text(words))

    async def takes(self, title):
        """Tap the choice of the last message that has this title."""
        await self._talk.asks(
            next(tap(*c) for c in choices(self._talk.shown[-1]) if c[2].startswith(title))
        )

    async def goes_on_until(self, words):
        """Take first choices until this is read."""
        for _ in range(TURNS):
            shown = self._talk.shown[-1]
            if words in in_words(shown):
                return
            await self._talk.asks(first_choice(shown))
        pytest.fail(f"{words!r} was not read within {TURNS} turns: {in_words(shown)}")

    async def comes_to(self, before):
        """Let time pass until so long before the visit, and everything that is due happen."""
        start = await self._conn.fetchval(
            "select start_at from scheduling.appointment a"
            " join gateway.contact c on c.id = a.contact_id where c.wa_id = $1",
            self._talk.wa_id,
        )
        for _ in range(2):  # what is due by then, and what that leads to
            ahead = start - before - await self._phones.now()
            assert await self._phones.jump(max(ahead, timedelta(0))) == []

    @property
    def links(self):
        """What was read of the way to the visit."""
        return [
            in_words(message) for message in self._talk.shown if "begins at" in in_words(message)
        ]


@pytest.fixture
async def visit(system, request):
    """Somebody who has booked the kind of visit that the test names."""
    kind, wa_id = request.param
    async with Phones.at(system.env["SIMULATOR_URL"]) as phones:
        chats = Chats(phones)
        conn = await asyncpg.connect(system.env["DATABASE_URL"])
        try:
            async with chats.listening():
                talk = Talk(chats, wa_id, "en")
                await talk.asks(text(HELLO["en"]))
                visit = Visit(talk, phones, conn)
                await visit.takes(kind)
                await visit.goes_on_until("is booked")
                yield visit
        finally:
            await conn.close()


@pytest.mark.parametrize("visit", [("Video", "15550300001")], indirect=True)
async def test_the_link_comes_once_and_in_time(visit):
    await visit.comes_to(BEFORE + MINUTE)
    assert visit.links == []

    await visit.comes_to(BEFORE)
    await visit.comes_to(timedelta(0))

    (link,) = visit.links
    assert "Your visit with Dr. Anna Weber begins at" in link
    assert "[Join: https://video.example.org/weber]" in link


@pytest.mark.parametrize("visit", [("Phone", "15550300002")], indirect=True)
async def test_who_moved_the_visit_hears_of_it_before_the_new_time_only(visit):
    await visit.writes("my appointments")
    await visit.takes("")
    await visit.takes("Move")
    await visit.writes("in 3 days at 10 am")
    await visit.goes_on_until("your visit is now on")

    await visit.comes_to(BEFORE + MINUTE)
    assert visit.links == []
    await visit.comes_to(timedelta(0))

    (told,) = visit.links
    assert "We call you, from +4930555010" in told
