"""What patients answer: kept, thanked for, and called about where they were not content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from wardbell_dialogue.apology import apology
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Site, Sites, deadline
from wardbell_events import MessageReceived, ResponseRecorded
from wardbell_events.ids import AppointmentId, ContactId
from wardbell_events.outbound import Content, Expects
from wardbell_events.topics import OUTBOUND_REPLIES, inbound
from wardbell_feedback import complaints, dialogue, reading, repository, speech
from wardbell_feedback.dialogue import Turn
from wardbell_feedback.metrics import FeedbackMetrics
from wardbell_feedback.reading import Meaning, Rating, Words
from wardbell_feedback.rules import Rules
from wardbell_feedback.sentiment import Model, Reading
from wardbell_feedback.survey import Survey
from wardbell_runtime import Incoming, Record, Tx, aliases
from wardbell_runtime.parked import contact_of


@dataclass(slots=True)
class Known:
    """What a batch's messages meet."""

    aliases: dict[UUID, UUID]
    surveys: dict[UUID, Survey]
    last: dict[UUID, UUID]
    """The visit that each contact was asked about last."""
    comments: dict[UUID, list[str]]

    def about(self, event: MessageReceived) -> Survey | None:
        """The survey that a message answers: the one it was tapped in, else the last one."""
        contact = self.aliases.get(event.contact_id, event.contact_id)
        id_ = reading.of_tap(event.said) or self.last.get(contact)
        survey = self.surveys.get(id_) if id_ else None
        answerable = survey and survey.asked_at is not None and survey.contact_id == contact
        return survey if answerable else None


async def load(tx: Tx, batch: Sequence[Incoming]) -> None:
    """The surveys that a batch may answer, and what was written to them, for `tx.loaded`."""
    events = [item.event for item in batch if isinstance(item.event, MessageReceived)]
    present = await aliases.present(tx, {event.contact_id for event in events})
    last = await repository.last_asked(
        tx, {present.get(event.contact_id, event.contact_id) for event in events}
    )
    surveys = {survey.appointment_id: survey for survey in last.values()}
    tapped = {reading.of_tap(event.said) for event in events} - {None, *surveys}
    if tapped:
        surveys |= await repository.surveys(tx, [id_ for id_ in tapped if id_ is not None])
    with_words = [id_ for id_, survey in surveys.items() if survey.words]
    tx.loaded = Known(
        present,
        surveys,
        {contact: survey.appointment_id for contact, survey in last.items()},
        await repository.comments(tx, with_words) if with_words else {},
    )


class Answering:
    """The handlers of patients' messages, with the sites they speak for."""

    def __init__(self, rules: Rules, sites: Sites, metrics: FeedbackMetrics, model: Model) -> None:
        self._rules = rules
        self._sites = sites
        self._metrics = metrics
        self._model = model

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """One turn: what it means, what is kept, what is said."""
        known: Known = tx.loaded
        survey = known.about(event)
        if survey is None:
            return self._answer(tx, event, speech.gone(event.language), None)
        meaning = reading.read(event.said, rated=survey.rating is not None)
        said = _words(meaning)
        read = self._model.read(said) if said else None
        turn = dialogue.step(survey, meaning, read, tx.now)
        if turn.to:
            # As the router would have it where nobody has the floor; whoever answers takes it.
            there = inbound(speech.ANSWERED_BY[turn.to])
            return tx.emit(event.model_copy(update={"intent": turn.to}), topic=there)
        site = self._sites.get(tx.cause.number)
        due = deadline(site, tx.now, self._rules.call_within)
        after = known.surveys[survey.appointment_id] = turn.survey
        if turn.comment:
            self._keep(tx, known, event, turn, read)
        if isinstance(meaning, Rating):
            tx.after_commit.append(partial(self._metrics.rated, meaning.stars))
        if turn.complaint:
            complaints.open_task(tx, after, event.message_id, due, event.language)
            tx.after_commit.append(self._metrics.complaints.inc)
        if isinstance(meaning, Rating | Words):
            self._record(tx, after)
        repository.save(tx, after)
        minutes = int(turn.floor.total_seconds() // 60) if turn.floor else None
        return self._answer(tx, event, content(turn, event.language, site, due), minutes)

    async def unreadable(self, tx: Tx, record: Record) -> None:
        """A message could not be handled: an apology, and a way to a human."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "feedback")
        if sorry is not None:
            tx.emit(sorry, topic=OUTBOUND_REPLIES)

    def _keep(
        self, tx: Tx, known: Known, event: MessageReceived, turn: Turn, read: Reading | None
    ) -> None:
        survey = turn.survey
        repository.add_comment(
            tx, event.message_id, survey.appointment_id, event.sent_at, turn.comment
        )
        written = known.comments.setdefault(survey.appointment_id, [])
        written.append(turn.comment)
        if len(written) > 1 or read is None:
            read = self._model.read("\n".join(written))
        survey.sentiment = read.sentiment

    def _record(self, tx: Tx, survey: Survey) -> None:
        survey.revision += 1
        assert survey.asked_at is not None  # noqa: S101  # nobody else is answered
        tx.emit(
            ResponseRecorded(
                contact_id=ContactId(survey.contact_id),
                appointment_id=AppointmentId(survey.appointment_id),
                version=survey.revision,
                service=survey.service,
                practitioner=survey.practitioner,
                location=survey.location,
                asked_at=survey.asked_at,
                recorded_at=tx.now,
                rating=survey.rating,
                commented=survey.words > 0,
                sentiment=survey.sentiment,
                complaint=survey.task_id is not None,
            )
        )

    def _answer(self, tx: Tx, event: MessageReceived, said: Content, minutes: int | None) -> None:
        expects = Expects(service="feedback", minutes=minutes) if minutes else Expects()
        tx.emit(answer(event, "feedback", said, expects=expects), topic=OUTBOUND_REPLIES)


def content(turn: Turn, language: str, site: Site | None, due: datetime) -> Content:
    """What is said, in a language.

    Args:
        due: until when somebody calls who was not content
    """
    survey = turn.survey
    sentences = []
    for key in turn.lead:
        if key == "stars" and survey.rating is not None:
            sentences.append(speech.stars(language, survey.rating))
        elif key == "call":
            sentences.append(speech.call(language, site, due))
        else:
            sentences.append(speech.SAY(language, key))
    lead = "\n".join(sentences)
    if turn.ask == "wish":
        return speech.wish(survey, language, lead, turn.wishes)
    if turn.ask == "stars":
        return speech.again(survey, language, lead, turn.mentions)
    if turn.ask == "words":
        return speech.more(survey, language, lead)
    return speech.kept(language, lead, turn.mentions)


def _words(meaning: Meaning) -> str:
    match meaning:
        case Rating(words=words):
            return words
        case Words(body=body):
            return body
    return ""
