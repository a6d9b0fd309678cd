"""Who was not content is called: a task for staff, without a word of the patient."""

from __future__ import annotations

from datetime import datetime

from wardbell_events import TaskOpened
from wardbell_events.desk import TaskVisit
from wardbell_events.ids import ContactId, Language, MessageId, TaskId, derived
from wardbell_feedback.survey import Survey
from wardbell_runtime import Tx


def open_task(
    tx: Tx, survey: Survey, message: MessageId, due: datetime, language: Language
) -> None:
    """Have staff call; `wardbell feedback show` with the task's reason tells them why.

    Args:
        message: with the complaint; the next one may open another task, once this one is closed
    """
    survey.task_id = derived(message, "complaint")
    tx.emit(
        TaskOpened(
            contact_id=ContactId(survey.contact_id),
            task_id=TaskId(survey.task_id),
            kind="complaint",
            priority="normal",
            due=due,
            opened_by="feedback",
            opened_at=tx.now,
            language=language,
            reason=str(survey.appointment_id),
            visit=TaskVisit(
                service=survey.service,
                practitioner=survey.practitioner,
                start=survey.start_at,
                time_zone=survey.time_zone,
            ),
        )
    )
