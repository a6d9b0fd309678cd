"""Reminders that are due: looked at again, and sent, put off or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from wardbell_dialogue.sites import Sites
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId, derived
from wardbell_events.outbound import Expects
from wardbell_events.topics import OUTBOUND_NOTICES
from wardbell_reminders import own_quiet, planning, repository, speech, unanswered
from wardbell_reminders.catalogs import Catalogs
from wardbell_reminders.metrics import ReminderMetrics
from wardbell_reminders.own_quiet import AS_ELSEWHERE, Own
from wardbell_reminders.rules import Rule, Rules
from wardbell_reminders.times import now_or_when
from wardbell_reminders.visit import Reminder, State, Visit
from wardbell_runtime import Job, Tx, languages, unschedule
from wardbell_runtime.catching_up import CatchingUp

ANSWER_MINUTES = 12 * 60
"""How long words answer a reminder; its buttons always do. After two hours only what is about
nothing else does (`Contact.faded` of the router)."""


@dataclass(slots=True)
class Known:
    """What is due meets."""

    visits: dict[UUID, Visit]
    by_contact: dict[UUID, list[Visit]]
    reminders: dict[UUID, dict[str, Reminder]]
    languages: dict[UUID, str]
    own: dict[UUID, Own]
    """Quiet hours of contacts."""

    def waiting(self, visit: Visit, before: str) -> Reminder | None:
        """A visit's reminder that is not done with."""
        found = self.reminders.get(visit.id, {}).get(before)
        return found if found is not None and found.state == "waiting" else None

    def waiting_with(self, visit: Visit, reminder: Reminder, now: datetime) -> list[Reminder]:
        """A visit's reminders that one which is sent now can stand for.

        Those that are due, and those of its offset that would be later on the same day.
        """
        today = now.astimezone(visit.zone).date()
        return [
            other
            for other in self.reminders.get(visit.id, {}).values()
            if other is not reminder
            and other.state == "waiting"
            and (
                other.due_at <= now
                or (
                    other.before == reminder.before
                    and other.due_at.astimezone(visit.zone).date() == today
                )
            )
        ]


class Sending:
    """The timer's handler."""

    def __init__(
        self, rules: Rules, sites: Sites, metrics: ReminderMetrics, catching_up: CatchingUp
    ) -> None:
        self._rules = rules
        self._sites = sites
        self._metrics = metrics
        self._catching_up = catching_up
        self._catalogs = Catalogs()

    async def load(self, tx: Tx, jobs: Sequence[Job]) -> None:
        """The visits of what is due, and all others of their contacts, for `tx.loaded`."""
        self._catching_up.check()
        await self._catalogs.renew(tx)
        contacts = {job.contact_id for job in jobs}
        visits = await repository.visits(tx, {UUID(job.payload["visit"]) for job in jobs})
        visits |= await repository.to_come(tx, contacts)
        by_contact: dict[UUID, list[Visit]] = {}
        for visit in visits.values():
            by_contact.setdefault(visit.contact_id, []).append(visit)
        tx.loaded = Known(
            visits,
            by_contact,
            await repository.reminders(tx, visits),
            await languages.of(tx, contacts),
            await own_quiet.of(tx, contacts),
        )

    async def due(self, tx: Tx, job: Job) -> None:
        """A reminder is due, if it is still that of its visit."""
        known: Known = tx.loaded
        before = job.payload["before"]
        visit = known.visits.get(UUID(job.payload["visit"]))
        reminder = known.waiting(visit, before) if visit else None
        if visit is None or reminder is None or reminder.version != job.payload["version"]:
            return
        if visit.contact_id != job.contact_id:  # two contacts are one meanwhile
            planning.wait(tx, visit, reminder, tx.now)
            return
        rule = self._rules.rule(visit.service, before)
        if rule is None:  # the file does not have it any more
            self._done(tx, reminder, "void")
            return
        own = known.own.get(visit.contact_id, AS_ELSEWHERE)
        night = own.night(self._rules.quiet_hours, visit.zone)
        match now_or_when(visit.start_at, reminder.due_at, rule.late, night, tx.now):
            case datetime() as when if when > tx.now:
                planning.wait(tx, visit, reminder, when)
            case datetime():
                self._send(tx, known, visit, reminder, rule)
            case why:
                self._done(tx, reminder, why)

    def _send(self, tx: Tx, known: Known, visit: Visit, reminder: Reminder, rule: Rule) -> None:
        """One message for all visits of the day that have this reminder to come, or another now."""
        told = [visit]
        for other in known.by_contact[visit.contact_id]:
            if not other.stands or other.start_at <= tx.now or other.day != visit.day:
                continue
            for beside in known.waiting_with(other, reminder, tx.now):
                unschedule(tx, beside.job)
                self._done(tx, beside, "together")
                if other not in told:
                    told.append(other)
        told.sort(key=lambda visit: visit.start_at)
        # What led here was said long ago: what follows counts from now.
        tx.cause = tx.cause._replace(received_at=tx.now)
        told_in = known.languages.get(visit.contact_id)
        language = self._sites.language(tx.cause.number, told_in)
        asked = [visit for visit in told if not visit.confirmed]
        tx.emit(
            MessageRequested(
                contact_id=ContactId(visit.contact_id),
                message_id=MessageId(
                    derived(visit.id, f"reminder/{reminder.before}/{reminder.version}")
                ),
                language=language,
                content=speech.content(told, rule.text, self._catalogs, language),
                template=speech.template(told, self._catalogs, language, tx.now),
                purpose="reminder",
                expires_at=max(one.start_at for one in told),
                expects=Expects(service="scheduling", minutes=ANSWER_MINUTES) if asked else None,
            ),
            topic=OUTBOUND_NOTICES,
        )
        for one in asked:
            until = planning.answer_time(self._rules, one)
            if until is not None and until > tx.now:
                unanswered.look_later(tx, one, until)
        self._done(tx, reminder, "sent")

    def _done(self, tx: Tx, reminder: Reminder, outcome: State) -> None:
        reminder.state = outcome
        repository.save_reminder(tx, reminder)
        late = tx.now - reminder.due_at
        tx.after_commit.append(partial(self._metrics.done, outcome, late))
