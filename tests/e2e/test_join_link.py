"""Who is seen by video or phone is sent the way to it before the visit, by the real timer."""

from datetime import timedelta

import pytest

from wardbell_cli.demo import in_words
from wardbell_faults.moods import HELLO, text
from wardbell_faults.talk import Talk

BEFORE = timedelta(minutes=30)
MINUTE = timedelta(minutes=1)
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
async def system(whole_system):
    """Everything that runs, with a doctor who sees nobody in the practice."""
    async with whole_system(CLINIC) as system:
        yield system


class Visit:
    """A patient with a visit, and the clock before it."""

    def __init__(self, talk, phones, conn):
        self.talk = talk
        self._phones = phones
        self._conn = conn

    async def comes_to(self, before):
        """Let time pass until so long before the visit, and everything that is due happen."""
        start = await self._conn.fetchval(
            "select start_at from scheduling.appointment a"
            " join gateway.contact c on c.id = a.contact_id where c.wa_id = $1",
            self.talk.wa_id,
        )
        for _ in range(2):  # what is due by then, and what that leads to
            ahead = start - before - await self._phones.now()
            assert await self._phones.jump(max(ahead, timedelta(0))) == []

    @property
    def links(self):
        """What was read of the way to the visit."""
        said = [in_words(message) for message in self.talk.shown]
        # Outside the 24 hours it is the template.
        return [words for words in said if "begins at" in words or "begins on" in words]


@pytest.fixture
async def visit(system, chatting, request):
    """Somebody who has booked the kind of visit that the test names."""
    kind, wa_id = request.param
    async with chatting(system) as (chats, conn):
        talk = Talk(chats, wa_id, "en")
        await talk.asks(text(HELLO["en"]))
        await talk.taps(kind)
        await talk.goes_on_until("is booked")
        yield Visit(talk, chats.phones, conn)


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
    await visit.talk.asks(text("my appointments"))
    await visit.talk.taps("")
    await visit.talk.taps("Move")
    await visit.talk.asks(text("in 3 days at 10 am"))
    await visit.talk.goes_on_until("your visit is now on")

    await visit.comes_to(BEFORE + MINUTE)
    assert visit.links == []
    await visit.comes_to(timedelta(0))

    (told,) = visit.links
    assert "We call you, from +4930555010" in told
