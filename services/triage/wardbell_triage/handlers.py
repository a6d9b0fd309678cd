"""Emergencies first: the number to call, what to do until help comes, and a task for staff."""

from __future__ import annotations

from datetime import timedelta

from wardbell_dialogue.apology import apology
from wardbell_dialogue.messages import answer
from wardbell_dialogue.sites import Site, Sites
from wardbell_events import MessageReceived, RedFlag, TaskOpened
from wardbell_events.ids import ContactId, TaskId, derived
from wardbell_events.outbound import Expects
from wardbell_events.topics import DESK_TASKS_URGENT, OUTBOUND_REPLIES, OUTBOUND_URGENT
from wardbell_runtime import Record, Tx
from wardbell_runtime.parked import contact_of
from wardbell_triage import dialogue

STAFF_WITHIN = timedelta(minutes=5)
"""How soon staff have to look at an emergency before it escalates."""


class Triage:
    """The handlers of triage, with the sites they speak for."""

    def __init__(self, sites: Sites) -> None:
        self._sites = sites

    async def urgent(self, tx: Tx, event: MessageReceived) -> None:
        """The emergency screen matched."""
        self._emergency(tx, event, event.red_flag or RedFlag(rule="unnamed"))

    async def message_received(self, tx: Tx, event: MessageReceived) -> None:
        """Symptoms in words: first whether any danger sign is there now."""
        site = self._site(tx)
        match dialogue.answered(event.said) if event.intent is None else None:
            case "yes" | "unsure" as choice:
                # Not sure is a yes: an emergency is never lowered by doubt.
                return self._emergency(tx, event, RedFlag(rule=f"danger-sign-{choice}"))
            case "no":
                content, expects = dialogue.no_emergency(event.language, site), None
            case None:
                again = event.intent is None and event.said.kind != "tap"
                content = dialogue.question(event.language, again=again)
                expects = "triage"
        tx.emit(
            answer(event, "triage", content, expects=Expects(service=expects)),
            topic=OUTBOUND_REPLIES,
        )
        return None

    async def unreadable(self, tx: Tx, record: Record) -> None:
        """An emergency could not be handled: the number to call all the same, and staff."""
        sorry = apology(tx.cause, contact_of(record), self._sites, "triage", told=True)
        if sorry is not None:
            tx.emit(sorry, topic=OUTBOUND_URGENT)
            self._task(tx, sorry.contact_id, "parked", sorry.language, "unreadable")

    def _emergency(self, tx: Tx, event: MessageReceived, flag: RedFlag) -> None:
        unfinished = event.broke_off is not None
        content = dialogue.emergency(
            event.language, self._site(tx), crisis=flag.crisis, unfinished=unfinished
        )
        tx.emit(
            answer(event, "triage", content, expects=Expects(service=None)), topic=OUTBOUND_URGENT
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
