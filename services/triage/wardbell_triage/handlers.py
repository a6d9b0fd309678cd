"""Emergencies first: the number to call, what to do until help comes, and a task for staff.

Other symptoms are asked about, one question at a time; where each interview stands is in the
database, written in the transaction that answers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache, partial
from uuid import UUID

import orjson

from wardbell_dialogue.apology import apology
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Site, Sites
from wardbell_dialogue.words import of_help
from wardbell_events import (
    AssessmentCompleted,
    CatalogChanged,
    ContactMerged,
    MessageReceived,
    RedFlag,
    TaskOpened,
)
from wardbell_events.ids import AssessmentId, ContactId, TaskId, derived
from wardbell_events.inbound import Tap, Text
from wardbell_events.outbound import Content, Expects
from wardbell_events.topics import (
    DESK_TASKS_URGENT,
    INBOUND_DESK_URGENT,
    OUTBOUND_REPLIES,
    OUTBOUND_URGENT,
)
from wardbell_redflags import screen
from wardbell_runtime import Incoming, Record, Tx, aliases
from wardbell_runtime.parked import contact_of
from wardbell_triage import left_open, repository, speech
from wardbell_triage.conversation import Turn, turn
from wardbell_triage.explaining import explanation
from wardbell_triage.hearing import errand, names_another
from wardbell_triage.interview import asks_for_a_crisis, department, may_be_urgent, resumed
from wardbell_triage.repository import Alarm, Run
from wardbell_triage.rulebook import EMERGENCY, Rulebook
from wardbell_triage.state import DANGER, Interview

STAFF_WITHIN = timedelta(minutes=5)
"""How soon staff have to look at an emergency before it escalates."""
RUN_LASTS = timedelta(hours=24)
"""As long nothing that is said lowers a level, unless somebody begins anew from the menu."""
ANSWERED_WITHIN = timedelta(minutes=30)
"""As long a bare "no" is one to the question of before; later that is asked again."""
ANSWER_MINUTES = int(RUN_LASTS / timedelta(minutes=1))
"""As long a question is open: who answers in the morning is not met with the menu."""
STILL_KNOWN = timedelta(hours=1)
"""As long what to do in an emergency is not said in full again."""


@dataclass(slots=True)
class Known:
    """What a batch's messages meet."""

    aliases: dict[UUID, UUID]
    runs: dict[UUID, Run]
    alarms: dict[UUID, Alarm]
    services: dict[str, frozenset[str]]


class Triage:
    """The handlers of triage, with the sites they speak for and what they know."""

    def __init__(self, sites: Sites, book: Rulebook, left_open: timedelta) -> None:
        self._sites = sites
        self._book = book
        self._left_open = left_open
        # Who is afraid writes the same again and again, and reading it costs as much as the rest.
        self._names_another = lru_cache(maxsize=256)(partial(names_another, book))

    async def load(self, tx: Tx, batch: Sequence[Incoming]) -> None:
        """Where the interviews of a batch stand, for `tx.loaded`."""
        said = [item.event for item in batch if isinstance(item.event, MessageReceived)]
        contacts: set[UUID] = {event.contact_id for event in said}
        present = await aliases.present(tx, contacts)
        contacts |= set(present.values())
        runs = await repository.latest(tx, contacts)
        alarms = await repository.alarms(tx, contacts)
        tx.loaded = Known(present, runs, alarms, await repository.services(tx))

    async def load_alarms(self, tx: Tx, batch: Sequence[Incoming]) -> None:
        """What the screen has found before in the contacts of a batch, for `tx.loaded`."""
        contacts = {i.event.contact_id for i in batch if isinstance(i.event, MessageReceived)}
        tx.loaded = await repository.alarms(tx, contacts)

    async def urgent(self, tx: Tx, event: MessageReceived) -> None:
        """The emergency screen matched; what it has just matched already is answered shortly."""
        flag = event.red_flag or RedFlag(rule="unnamed")
        alarms: dict[UUID, Alarm] = tx.loaded
        before = alarms.get(event.contact_id)
        in_crisis = before is not None and before.crisis and before.at > tx.now - RUN_LASTS
        # The body is in danger too, or has been: the number first, and the line.
        if before is not None and in_crisis and (before.harmed or not flag.crisis):
            flag = RedFlag(rule=flag.rule, crisis=True, harmed=True)
        alarms[event.contact_id] = now = Alarm(flag.rule, flag.crisis, tx.now, flag.harmed)
        repository.note(tx, event.contact_id, now)
        known = before is not None and _same(before, now) and _lately(before.at, tx.now)
        # Whoever that is may be another one than before: what to do for them was not said yet.
        if not known or self._names_another(_words(event)):
            return self._emergency(tx, event, flag)
        content = speech.emergency_again(
            event.language,
            self._site(tx),
            tx.now,
            crisis=flag.crisis,
            harmed=flag.harmed,
            wrote=_wrote(event),
            told="send" if of_help(_words(event)) == "send" else None,
        )
        return self._alarmed(tx, event, content, flag)

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """Symptoms in words, or an answer: one step of the interview, and what comes of it."""
        known: Known = tx.loaded
        contact = known.aliases.get(event.contact_id, event.contact_id)
        event = event.model_copy(update={"contact_id": contact})
        new = derived(event.message_id, "triage/run")
        run = self._stands(tx, known, contact, event.sent_at, new)
        stored = Interview.decode(run.state) if run else None
        before = stored and resumed(self._book, stored)
        if (harm := self._harm_told(before, event)) is not None:
            known.alarms[contact] = alarm = Alarm(harm.rule, harm.crisis, tx.now, harm.harmed)
            repository.note(tx, contact, alarm)
            tx.emit(event, topic=INBOUND_DESK_URGENT)
            return self._emergency(tx, event, harm)
        said_at = self._said_at(known, contact)
        # WhatsApp's times are whole seconds.
        late = run is not None and event.sent_at < run.updated_at.replace(microsecond=0)
        late = late or before != stored  # an answer to a question that is gone answers no other
        stale = run is not None and event.sent_at - run.updated_at > ANSWERED_WITHIN
        step = turn(self._book, before, event.said, new, late=late, stale=stale)
        if run is None or step.begun or step.interview.run != run.run:
            run, before, stored = self._run(tx, contact, step.interview), None, None
        if self._waits(step.interview) and not (before and self._waits(before)):
            left_open.look_later(tx, run, event.language, self._left_open)
        told = stored if stored is not None and stored.done else None
        if step.interview.done and (told is None or told.level != step.interview.level):
            self._completed(tx, run, step.interview)
        now = left_open.close(tx, run, step.interview) if step.interview.done else step.interview
        run.knowledge, run.state = self._book.version, now.encode()
        run.updated_at = tx.now
        known.runs[contact] = run
        repository.save(tx, run)
        return self._tell(tx, event, before, step, lately=_lately(said_at, tx.now))

    def _waits(self, interview: Interview) -> bool:
        """Whether staff call if nobody goes on with it."""
        return interview.asking != "" and may_be_urgent(self._book, interview)

    def _stands(
        self, tx: Tx, known: Known, contact: UUID, sent_at: datetime, new: UUID
    ) -> Run | None:
        """The run that a message belongs to; an emergency that came since stands in its place."""
        run = known.runs.get(contact)
        if run is not None and run.updated_at < sent_at - RUN_LASTS:
            run = None
        alarm = known.alarms.get(contact)
        if alarm is None or alarm.at < sent_at - RUN_LASTS:
            return run
        if run is not None and run.began_at > alarm.at:
            return run  # it began with this emergency, or anew after it
        found = Interview(new, level=EMERGENCY, rule=alarm.rule, done=True, crisis=alarm.crisis)
        found = replace(found, harmed=alarm.harmed)
        return self._run(tx, contact, found)

    def _harm_told(self, before: Interview | None, event: MessageReceived) -> RedFlag | None:
        """What tells in a crisis that it has happened: "I took the pills" is none at the door."""
        if before is None or before.harmed:
            return None
        if not before.crisis and not asks_for_a_crisis(self._book, before):
            return None
        found = screen(_words(event), in_crisis=True)
        if found is None or not found.harmed:
            return None
        return RedFlag(rule=found.rule, crisis=True, harmed=True)

    async def catalog_changed(self, tx: Tx, event: CatalogChanged) -> None:
        """What a site offers."""
        offered = [service.id for service in event.services]
        repository.set_services(tx, event.site, event.version, offered)

    async def contact_merged(self, tx: Tx, event: ContactMerged) -> None:
        """Two contacts are one."""
        await repository.merge(tx, event.from_, await aliases.winner(tx, event))

    async def unreadable(self, tx: Tx, record: Record) -> None:
        """An emergency could not be handled: the number to call all the same, and staff."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "triage", told=True)
        if sorry is not None:
            tx.emit(sorry, topic=OUTBOUND_URGENT)
            self._task(tx, sorry.contact_id, "parked", sorry.language, "unreadable")

    def _said_at(self, known: Known, contact: UUID) -> datetime | None:
        """When something was last said to them, by their alarm or their run."""
        alarm, run = known.alarms.get(contact), known.runs.get(contact)
        times = [alarm.at] if alarm else []
        times += [run.updated_at] if run else []
        return max(times, default=None)

    def _tell(
        self,
        tx: Tx,
        event: MessageReceived,
        before: Interview | None,
        step: Turn,
        *,
        lately: bool,
    ) -> None:
        """The one answer to a message."""
        now, language, site = step.interview, event.language, self._site(tx)
        told = of_help(_words(event)) if now.level == EMERGENCY else None
        content: Content
        if now.level == EMERGENCY:
            why = speech.because(self._book, now, language)
            # The screen did not match, so the router has not told staff; a tap has no words.
            if not isinstance(event.said, Tap):
                tx.emit(event, topic=INBOUND_DESK_URGENT)
            if before is None or before.level != EMERGENCY:
                flag = RedFlag(rule=now.rule, crisis=now.crisis, harmed=now.harmed)
                return self._emergency(tx, event, flag, why)
            # Said already, and staff know: nothing that came since takes it back.
            text = _words(event)
            content = speech.emergency_again(
                language,
                site,
                tx.now,
                crisis=now.crisis,
                harmed=now.harmed,
                lately=lately,
                wrote=_wrote(event),
                about=errand(text),
                told=told,
            )
        elif step.offer:
            content = speech.offer(language, step.offer, site)
        elif now.done:
            offered = tx.loaded.services.get(site.site)
            content = speech.result(self._book, now, language, site, offered)
        elif not now.asking:
            content = speech.dropped(language, site, now.level)
        else:
            begins = before is None and now.asking != DANGER
            lead = (
                speech.intro(language, step.lead, site.emergency_number)
                if begins or step.lead
                else ""
            )
            content = speech.question(
                self._book,
                now,
                language,
                lead=lead,
                again=not step.understood and not lead,
                noted=step.lead == "noted",
            )
        # After an emergency a doubt that comes next is no word for the menu; where help has found
        # all well, what comes next is about something else.
        over = told == "cleared" and not now.crisis
        stays = now.asking or (now.level == EMERGENCY and not over)
        expects = Expects(service="triage" if stays else None)
        if now.asking:
            expects = Expects(service="triage", minutes=ANSWER_MINUTES)
        tx.emit(answer(event, "triage", content, expects=expects), topic=OUTBOUND_REPLIES)
        return None

    def _completed(self, tx: Tx, run: Run, interview: Interview) -> None:
        run.version += 1
        run.explanation = orjson.dumps(explanation(self._book, interview)).decode()
        tx.emit(
            AssessmentCompleted(
                contact_id=ContactId(run.contact_id),
                assessment_id=AssessmentId(run.run),
                version=run.version,
                level=interview.level or EMERGENCY,
                rule=interview.rule,
                complaints=interview.complaints,
                department=department(self._book, interview),
                knowledge=self._book.version,
                completed_at=tx.now,
            )
        )

    def _run(self, tx: Tx, contact: UUID, interview: Interview) -> Run:
        return Run(
            run=interview.run,
            contact_id=contact,
            site=tx.cause.site,
            knowledge=self._book.version,
            state=interview.encode(),
            version=0,
            explanation=None,
            began_at=tx.now,
            updated_at=tx.now,
        )

    def _emergency(self, tx: Tx, event: MessageReceived, flag: RedFlag, because: str = "") -> None:
        unfinished = event.broke_off is not None
        content = speech.emergency(
            event.language,
            self._site(tx),
            tx.now,
            crisis=flag.crisis,
            harmed=flag.harmed,
            unfinished=unfinished,
            because=because,
            sends=of_help(_words(event)) == "send",
        )
        self._alarmed(tx, event, content, flag)

    def _alarmed(self, tx: Tx, event: MessageReceived, content: Content, flag: RedFlag) -> None:
        """An answer on the urgent lane, and a task."""
        tx.emit(
            # What is said next is still about it: "what should I do?" is no word for the menu.
            answer(event, "triage", content, expects=Expects(service="triage")),
            topic=OUTBOUND_URGENT,
        )
        self._task(tx, event.contact_id, "emergency", event.language, flag.rule)

    def _task(self, tx: Tx, contact: ContactId, kind: str, language: str, reason: str) -> None:
        tx.emit(
            TaskOpened(
                contact_id=contact,
                task_id=TaskId(derived(tx.cause.id, f"triage/{kind}")),
                kind=kind,
                priority="urgent",
                due=tx.now + STAFF_WITHIN,
                opened_by="triage",
                opened_at=tx.now,
                language=language,
                reason=reason,
            ),
            topic=DESK_TASKS_URGENT,
        )

    def _site(self, tx: Tx) -> Site:
        return self._sites[tx.cause.number]


def _lately(said_at: datetime | None, now: datetime) -> bool:
    return said_at is not None and now - said_at < STILL_KNOWN


def _same(one: Alarm, other: Alarm) -> bool:
    return (one.rule, one.crisis, one.harmed) == (other.rule, other.crisis, other.harmed)


def _words(event: MessageReceived) -> str:
    return event.said.body if isinstance(event.said, Text) else ""


def _wrote(event: MessageReceived) -> bool:
    """Whether there are words; the desk keeps them for staff."""
    return isinstance(event.said, Text)
