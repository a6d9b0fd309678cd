"""Which reminders a visit has, written down and taken back in the event that changes it."""

from __future__ import annotations

from datetime import datetime

from wardbell_reminders import repository
from wardbell_reminders.own_quiet import Own
from wardbell_reminders.rules import Rules
from wardbell_reminders.times import Ahead, first_time
from wardbell_reminders.visit import Reminder, Visit
from wardbell_runtime import Tx, schedule, unschedule

REMIND = "remind"
"""Timer."""


def plan(
    tx: Tx, rules: Rules, visit: Visit, own: Own, known: dict[str, Reminder], changed_at: datetime
) -> None:
    """Make the reminders those of a visit that is new, was moved or ended.

    Args:
        own: the patient's quiet hours
        known: by offset; is what there is afterwards
        changed_at: who has just made or moved it needs no reminder that would have come before
    """
    for reminder in known.values():
        if reminder.state == "waiting":
            unschedule(tx, reminder.job)
            reminder.state = "void"
            repository.save_reminder(tx, reminder)
    if not visit.stands:
        return
    night = own.night(rules.quiet_hours, visit.zone)
    for rule in rules.of(visit.service).reminders:
        due = first_time(visit.start_at, visit.zone, rule.ahead, rule.late, night)
        if due > changed_at:
            new = Reminder(visit.id, rule.before, visit.version, due, visit.id, "waiting")
            known[rule.before] = new
            wait(tx, visit, new, due)


def plan_anew(tx: Tx, rules: Rules, visit: Visit, own: Own, known: dict[str, Reminder]) -> None:
    """The patient's quiet hours are others: what waits comes when it suits now.

    What should have come already is looked at when it is due.
    """
    night = own.night(rules.quiet_hours, visit.zone)
    for rule in rules.of(visit.service).reminders:
        reminder = known.get(rule.before)
        if reminder is None or reminder.state != "waiting":
            continue
        due = first_time(visit.start_at, visit.zone, rule.ahead, rule.late, night)
        if due != reminder.due_at and due > tx.now:
            unschedule(tx, reminder.job)
            reminder.due_at = due
            wait(tx, visit, reminder, due)


def wait(tx: Tx, visit: Visit, reminder: Reminder, until: datetime) -> None:
    """Have a reminder looked at, at a time."""
    reminder.job = schedule(
        tx,
        REMIND,
        visit.contact_id,
        until,
        visit=str(visit.id),
        before=reminder.before,
        version=reminder.version,
    )
    repository.save_reminder(tx, reminder)


def answer_time(rules: Rules, visit: Visit) -> datetime | None:
    """Until when an answer is waited for; None: nobody is called."""
    by = rules.of(visit.service).answer_by
    return Ahead.parse(by).of(visit.start_at, visit.zone) if by else None
