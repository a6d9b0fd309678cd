"""Surveys that are due: looked at again, and sent, put off or dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from wardbell_dialogue.sites import Sites
from wardbell_events import MessageRequested
from wardbell_events.ids import ContactId, MessageId
from wardbell_events.outbound import Expects
from wardbell_events.topics import OUTBOUND_NOTICES
from wardbell_feedback import planning, repository, speech
from wardbell_feedback.metrics import FeedbackMetrics
from wardbell_feedback.rules import Rules
from wardbell_feedback.survey import Dropped, Survey
from wardbell_runtime import Job, Tx, languages
from wardbell_runtime.catching_up import CatchingUp

ANSWER_MINUTES = 12 * 60
"""How long words answer the question; its rows always do. After two hours only what is about
nothing else does (`Contact.faded` of the router)."""


@dataclass(slots=True)
class Known:
    """What is due meets."""

    surveys: dict[UUID, Survey]
    asked: dict[UUID, datetime]
    """When each contact was asked last."""
    languages: dict[UUID, str]


class Asking:
    """The timer's handler."""

    def __init__(
        self, rules: Rules, sites: Sites, metrics: FeedbackMetrics, catching_up: CatchingUp
    ) -> None:
        self._rules = rules
        self._sites = sites
        self._metrics = metrics
        self._catching_up = catching_up

    async def load(self, tx: Tx, jobs: Sequence[Job]) -> None:
        """The surveys that are due, and when their contacts were asked, for `tx.loaded`."""
        self._catching_up.check()
        contacts = {job.contact_id for job in jobs}
        tx.loaded = Known(
            await repository.surveys(tx, {UUID(job.payload["appointment"]) for job in jobs}),
            await repository.last_reached(tx, contacts),
            await languages.of(tx, contacts),
        )

    async def due(self, tx: Tx, job: Job) -> None:
        """It is time to ask, if it still makes sense."""
        known: Known = tx.loaded
        survey = known.surveys.get(UUID(job.payload["appointment"]))
        if survey is None or survey.state != "waiting" or survey.job != job.id:
            return None
        if survey.contact_id != job.contact_id:
            # Two contacts are one meanwhile: again, under the lock of the one that is left.
            again = planning.look(tx, survey, tx.now)
            return repository.change_job(tx, survey.appointment_id, job.id, again)
        match self._now_or_when(survey, known.asked.get(survey.contact_id), tx.now):
            case datetime() as when if when > tx.now:
                survey.job = planning.look(tx, survey, when)
            case datetime():
                self._ask(tx, known, survey)
            case why:
                survey.state = why
                tx.after_commit.append(partial(self._metrics.done, why))
        return repository.save(tx, survey)

    def _now_or_when(
        self, survey: Survey, asked: datetime | None, now: datetime
    ) -> datetime | Dropped:
        rule, quiet = self._rules.of(survey.service), self._rules.quiet_hours
        if not rule.ask:  # the file says so since
            return "void"
        if asked is not None and now - asked < self._rules.every:
            return "recent"
        when = quiet.over(now, survey.zone) if quiet.at(now, survey.zone) else now
        return when if when - survey.start_at <= rule.stale_after else "stale"

    def _ask(self, tx: Tx, known: Known, survey: Survey) -> None:
        number = tx.cause.number
        # What led here was said long ago: what follows counts from now.
        tx.cause = tx.cause._replace(received_at=tx.now)
        language = self._sites.language(number, known.languages.get(survey.contact_id))
        survey.state, survey.asked_at = "asked", tx.now
        survey.message_id = survey.question_id
        known.asked[survey.contact_id] = tx.now
        tx.emit(
            MessageRequested(
                contact_id=ContactId(survey.contact_id),
                message_id=MessageId(survey.question_id),
                language=language,
                content=speech.question(survey, language, self._sites.get(number)),
                template=speech.template(survey, language),
                purpose="survey",
                expects=Expects(service="feedback", minutes=ANSWER_MINUTES),
            ),
            topic=OUTBOUND_NOTICES,
        )
        tx.after_commit.append(partial(self._metrics.done, "asked"))
