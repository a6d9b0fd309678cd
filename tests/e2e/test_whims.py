"""Patients book as people do: by tapping and typing, changing their minds, sending anything.

Whatever they do, what is promised holds. Chance has a seed, which stands in the test's name:
`make soak` plays 40 days, `WHIMS=40 WHIMS_FROM=1000 make soak` others.
"""

import asyncio
import os
import random
from collections import Counter
from datetime import timedelta

import pytest

from wardbell_cli.demo import in_words
from wardbell_faults import appointments
from wardbell_faults.collect import parked
from wardbell_faults.history import door_id
from wardbell_faults.moods import HELLO, SILENT, START, STOP, first_choice, text, whim
from wardbell_faults.talk import Talk
from wardbell_runtime.counter import at_the_counter
from wardbell_scheduling import counter
from wardbell_scheduling.staff import Operator

FIRST = int(os.environ.get("WHIMS_FROM", "1"))
SEEDS = range(FIRST, FIRST + int(os.environ.get("WHIMS", "1")))
PATIENTS = 4
ROUNDS = 2
MOST = 8
"""Messages of a patient in a round."""
TURNS = 10
"""Within so many who takes every first choice is booked, or told that nothing is free."""
PAUSES = {
    timedelta(0): 3,
    timedelta(minutes=2): 2,
    timedelta(minutes=11): 2,
    timedelta(minutes=40): 1,
    timedelta(hours=26): 1,
}
"""How long nobody writes, and how often: the third outlasts a hold, the fourth a question."""
BOOKED = ("is booked", "ist gebucht", "is kept for you", "vorgemerkt")
ALREADY = (
    "have this visit already",
    "asked for this visit already",
    "Diesen Besuch haben Sie schon",
    "diesen Besuch haben Sie schon gebeten",
)
NOTHING = ("no free time", "in den nächsten Wochen nichts frei")
CALLED_OFF = ("cannot take place", "nicht stattfinden")
EVERY_DAY = "[mon, tue, wed, thu, fri, sat, sun]"
CLINIC = f"""
time_zone: Europe/Berlin
locations:
  here: {{name: Practice, address: Main Street 1}}
rooms:
  us-1: {{name: Ultrasound room}}
services:
  check-up:
    names: {{en: Check-up, de: Vorsorge}}
    minutes: 30
    horizon_days: 3
    lead_hours: 0
    cancel_until_hours: 0
  scan:
    names: {{en: Ultrasound, de: Ultraschall}}
    minutes: 60
    horizon_days: 3
    rooms: [us-1]
    confirmation: request
practitioners:
  weber:
    name: Dr. Anna Weber
    services: [check-up, scan]
    schedule: [{{days: {EVERY_DAY}, from: "09:00", to: "11:00", location: here}}]
  yilmaz:
    name: Dr. Kerem Yilmaz
    services: [check-up, scan]
    schedule: [{{days: {EVERY_DAY}, from: "10:00", to: "11:30", location: here}}]
"""
HOLDS = """
select c.wa_id, h.held_until, s.state ->> 'asking', s.state ->> 'choice'
  from scheduling.hold h
  join gateway.contact c on c.id = h.contact_id
  join scheduling.conversation s on s.contact_id = h.contact_id
"""
TO_COME = """
select a.id, c.wa_id
  from scheduling.appointment a
  join gateway.contact c on c.id = a.contact_id
 where a.status in ('pending', 'booked') and c.wa_id = any($1) and a.start_at > $2
"""


@pytest.fixture(scope="module")
async def system(whole_system):
    """Everything that runs, with two practitioners who have a few slots a day."""
    async with whole_system(CLINIC, replicas={"scheduling": 2}) as system:
        yield system


class Day:
    """What some patients do in a clinic, and what is found wrong meanwhile."""

    def __init__(self, system, seed, chats, conn):
        self.system = system
        self.chats = chats
        self.conn = conn
        self.unanswered = []
        self.wrongly_held = []
        self.not_quiet = []
        self.turns = {}
        self._chance = random.Random(seed)
        self.talks = [
            Talk(chats, f"1555{seed:05d}{n:02d}", ("en", "de")[n % 2]) for n in range(PATIENTS)
        ]
        self.shown = {talk.wa_id: talk.shown for talk in self.talks}

    async def play(self):
        """Whims in rounds; then everybody in turn takes first choices."""
        for _ in range(ROUNDS):
            chances = [random.Random(self._chance.random()) for _ in self.talks]
            await asyncio.gather(*map(self._follows_whims, self.talks, chances))
            await self.passes(self._chance.choices(list(PAUSES), list(PAUSES.values()))[0])
        for talk in self.talks:
            self.turns[talk.wa_id] = await self._takes_first_choices(talk)
        await self.passes(timedelta(minutes=11))

    async def passes(self, span):
        """Let time pass once all is quiet, and see what is held then."""
        self.not_quiet += await self.chats.phones.jump(span)
        if span:  # what is due by then happens
            self.not_quiet += await self.chats.phones.jump(timedelta(0))
        now = await self.chats.phones.now()
        for wa_id, until, asking, choice in await self.conn.fetch(HOLDS):
            if until <= now:
                self.wrongly_held.append(f"{wa_id} holds what lapsed at {until}")
            if "T" not in choice.split("/")[2]:
                self.wrongly_held.append(f"{wa_id} is asked for {asking} and holds something")

    async def happened(self):
        """What became of these patients' visits."""
        return [c for c in await appointments.changes(self.conn) if c.wa_id in self.shown]

    async def _follows_whims(self, talk, chance):
        for _ in range(chance.randint(1, MOST)):
            message = whim(chance, talk.language, talk.shown)
            if message["type"] in SILENT or chance.random() < 0.1:
                # No answer is waited for: there is none, or the same is sent again meanwhile.
                await talk.says(message)
            if message["type"] not in SILENT:
                await self._answer(talk, message)

    async def _takes_first_choices(self, talk):
        """The turn that had an end; more than `TURNS` if there was none."""
        shown = await self._answer(talk, text(HELLO[talk.language]))
        for turn in range(1, TURNS + 1):
            words = in_words(shown)
            if any(end in words for end in (*BOOKED, *ALREADY, *NOTHING)):
                return turn
            shown = await self._answer(talk, first_choice(shown))
        return TURNS + 1

    async def _answer(self, talk, message):
        try:
            return await talk.asks(message)
        except TimeoutError:
            self.unanswered.append(f"{talk.wa_id}: {message}")
            return {"type": "text", "text": {"body": ""}}


@pytest.fixture(scope="module", params=SEEDS, ids=lambda seed: f"seed {seed}")
async def day(request, system, chatting):
    """A day of patients, played to its end."""
    async with chatting(system) as (chats, conn):
        day = Day(system, request.param, chats, conn)
        await day.play()
        yield day


async def test_every_message_has_one_answer_or_a_reason_for_none(day):
    silences = {row["event_id"] for row in await day.conn.fetch("select * from gateway.silence")}
    wrong = {
        f"{talk.wa_id}: {message}": len(talk.answers(wamid))
        for talk in day.talks
        for wamid, message in talk.said
        if len(talk.answers(wamid)) + (door_id(wamid) in silences) != 1
    }

    assert not day.unanswered
    assert not wrong


async def test_who_takes_the_first_choice_is_booked_within_ten_turns(day):
    assert {wa_id: turns for wa_id, turns in day.turns.items() if turns > TURNS} == {}


async def test_no_two_visits_of_a_practitioner_or_in_a_room_ever_overlap(day):
    assert await appointments.overlaps(day.conn) == []
    assert await appointments.places(day.conn) == []


async def test_no_hold_outlives_its_time_or_the_talk_about_it(day):
    assert not day.wrongly_held


async def test_whatever_became_of_a_visit_its_patient_was_told_and_nothing_else(day):
    happened = await day.happened()

    assert appointments.untold(happened, day.shown) == []
    booked = Counter(change.wa_id for change in happened if change.version == 1)
    assert booked == _told(day, *BOOKED)
    # STOP among them: it cancels nothing.
    cancelled = Counter(change.wa_id for change in happened if change.kind == "cancelled")
    assert cancelled == _told(day, *appointments.TELLS["cancelled"])


async def test_who_said_stop_keeps_the_visit_and_hears_nothing_when_staff_call_it_off(day):
    stopped = {talk.wa_id for talk in day.talks if _stopped(talk)}
    async with at_the_counter("scheduling") as desk:
        to_come = await day.conn.fetch(TO_COME, list(day.shown), desk.clock.now())
        for id_, _ in to_come:
            await counter.cancel(desk, id_, "", Operator("Kim"))
    await day.passes(timedelta(0))

    called_off = Counter(wa_id for _, wa_id in to_come if wa_id not in stopped)
    assert called_off == _told(day, *CALLED_OFF)
    assert called_off


async def test_nothing_is_parked_and_all_comes_to_rest(day):
    assert await parked(day.system.env) == []
    assert not day.not_quiet


def _told(day, *words):
    """How many messages with one of these words stand on each phone."""
    return Counter(
        wa_id
        for wa_id, shown in day.shown.items()
        for message in shown
        if any(said in in_words(message) for said in words)
    )


def _stopped(talk):
    said = [message["text"]["body"] for _, message in talk.said if message["type"] == "text"]
    last = [body for body in said if body in (*STOP, *START)][-1:]
    return bool(last) and last[0] in STOP
