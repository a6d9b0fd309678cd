"""What a task is about, in words for staff: no name, and nothing of what somebody suffers from."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from wardbell_dialogue.local_time import for_staff
from wardbell_dialogue.sites import Sites
from wardbell_events.desk import TaskVisit

KINDS = {
    "emergency": "emergency",
    "call_back": "call back: wants to speak to somebody",
    "parked": "look: what the patient wrote could not be read",
    "appointment_request": "confirm or decline a request",
    "appointment_conflict": "look: a visit lies in a busy time",
    "call_patient": "call: a message did not arrive",
    "visit_unconfirmed": "call: has not said whether they will come",
    "symptoms_left": "call: has not answered questions about symptoms",
    "complaint": "call: was not content with a visit",
}
NOTICES = {
    "booked": "a visit was booked",
    "confirmed": "a request was confirmed",
    "moved": "a visit was moved",
    "cancelled": "a visit was cancelled",
    "declined": "a request was declined",
    "unanswered": "a request had no answer in time",
    "offer": "a time came free",
    "join": "the link to a video or phone visit",
}
"""What the patient should have read, by the first word of the reason of `call_patient`."""


def about(task: dict[str, Any]) -> str:
    """One line, with the visit where there is one."""
    words: str = KINDS.get(task["kind"], task["kind"])
    if task["kind"] == "call_patient":
        notice = (task["reason"] or "").partition("/")[0]
        words = f"call, not told yet: {NOTICES.get(notice, notice)}"
    visit = task["visit"]
    if visit is None:
        return words
    return f"{words}; {of_visit(TaskVisit.model_validate(visit))}"


def of_visit(visit: TaskVisit) -> str:
    """What, with whom, and when where it takes place."""
    when = for_staff(visit.start, ZoneInfo(visit.time_zone))
    return f"{visit.service} with {visit.practitioner}, {when}"


def zone(sites: Sites, task: dict[str, Any]) -> ZoneInfo:
    """Of the site that a task belongs to; UTC where the environment does not name it."""
    site = sites.get(task["number"])
    return ZoneInfo(site.time_zone if site else "UTC")
