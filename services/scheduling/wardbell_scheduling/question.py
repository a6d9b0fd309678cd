"""A question to a patient: what is said, what can be chosen, what the answer is read with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from wardbell_scheduling.choice import Choice
from wardbell_scheduling.state import Asking, State
from wardbell_scheduling.waiting import Wait

PAGE = 9
"""Rows of a list before "More"; WhatsApp takes ten."""

MINE = "mine"
"""What the list of one's own visits is called where a choice or wishes stand else."""

Row = tuple[str, str, str]
"""Id, title, description."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is said, and what is known of it when the answer comes."""

    asking: Asking
    body: str
    rows: tuple[Row, ...] = ()
    choice: Choice = field(default_factory=Choice)
    page: int = 0
    about: UUID | None = None
    """The appointment, place on the waiting list or offer in question."""
    wait: Wait | None = None
    """Wishes for the waiting list."""
    day: date | None = None
    """Of the visit in question."""

    def led(self, lead: str) -> Question:
        """The same behind a sentence."""
        return replace(self, body=f"{lead}\n\n{self.body}")

    def state(self, asked_at: datetime, missteps: int = 0) -> State:
        """Where the conversation stands once this is asked."""
        return State(
            self.asking,
            self.choice,
            tuple(id_ for id_, _, _ in self.rows),
            self.page,
            self.about,
            self.wait,
            missteps,
            tuple(title for _, title, _ in self.rows),
            asked_at,
            self.day,
        )


def paged(question: Question, rows: Sequence[Row], *last: Row, more: str) -> Question:
    """A question with one page of rows, `last` on each; a row named `more` leads to the next."""
    size = PAGE - len(last)
    page = question.page if question.page * size < len(rows) else 0
    shown = list(rows[page * size :])
    if len(shown) > size + 1:
        next_ = f"scheduling:more:{_what(question)}/{page + 1}"
        shown = [*shown[:size], (next_, more, "")]
    return replace(question, rows=(*shown, *last), page=page)


def _what(question: Question) -> str:
    """What "More" is of, as buttons carry it."""
    if question.asking == "mine":
        return MINE
    return (question.wait or question.choice.without_slot()).encode()
