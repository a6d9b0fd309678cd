"""Sentences say where a visit is, and how the practice is reached."""

from datetime import UTC, datetime

import pytest

from wardbell_dialogue.sites import Site
from wardbell_scheduling.choice import Choice
from wardbell_scheduling.dialogue import Speech
from wardbell_scheduling.slots import Slot
from wardbell_stack.daytime import HERE

START = datetime(2026, 6, 15, 8, tzinfo=UTC)
TOLD = ("booked", "moved", "by-staff-booked", "by-staff-moved", "confirmed-request", "open")


@pytest.fixture
def speech(a_clinic):
    """Of a clinic in which a check-up is on site, by video or by phone."""

    def speech(language="en", kind=None, phone=None):
        made = a_clinic
        if kind:
            link = "tel:+15550100" if kind == "phone" else "https://video.example.org"
            virtual = {"kind": kind, "link": link, "minutes_before": 30}
            given = made.model_dump(by_alias=True)
            given["services"]["check-up"]["virtual"] = virtual
            made = type(made).model_validate(given)
        site = Site(site="main", name="Practice", phone=phone) if phone else None
        return Speech(made, language, site)

    return speech


SLOT = Slot("check-up", "weber", "here", START, 30)


@pytest.mark.parametrize("key", TOLD)
@pytest.mark.parametrize(
    ("language", "kind", "where"),
    [
        ("en", None, "Place: Practice, Main Street 1"),
        ("en", "video", "By video, the link comes here before the visit"),
        ("en", "phone", "By phone, we call you"),
        ("de", None, "Ort: Practice, Main Street 1"),
        ("de", "video", "Per Video, der Link kommt hier vor dem Besuch"),
        ("de", "phone", "Am Telefon, wir rufen Sie an"),
    ],
)
def test_it_is_said_where_a_visit_is(speech, key, language, kind, where):
    spoken = speech(language, kind)
    for said in (
        spoken.say(key, before="", **spoken.facts(SLOT)),
        spoken.ask_confirm(Choice(), SLOT).body,
    ):
        assert where in said
        assert kind is None or "Main Street" not in said


def test_who_is_too_late_reads_the_number_of_the_practice(speech):
    question = speech(phone="+49 30 5550100").too_late(SLOT)
    assert "Please call us at +49 30 5550100" in question.body


def test_without_a_number_only_a_call_back_is_offered(speech):
    question = speech().too_late(SLOT)
    assert "call us" not in question.body
    about = f"check-up/weber/20260615T0800Z/{HERE}"
    assert question.rows[0][0] == f"desk:call_back:appointment/{about}"


def test_a_visit_by_phone_says_who_calls(speech):
    spoken = speech(kind="phone")
    said = spoken.say("join-phone", phone="+15550100", **spoken.facts(SLOT))
    assert "We call you, from +15550100" in said


def test_where_nothing_is_understood_every_number_leads_somewhere(speech):
    question = speech().simple(speech().nothing(Choice("check-up", "weber")))

    assert [title for _, title, _ in question.rows] == ["Waiting list", "Call me back"]


UNASKED = (
    *("by-staff-booked", "by-staff-moved", "by-staff-cancelled", "confirmed-request"),
    *("declined", "unanswered", "given-up", "join", "join-phone", "wait-ended", "offer"),
)
"""What may stand on a locked screen at any hour."""


@pytest.mark.parametrize("key", UNASKED)
@pytest.mark.parametrize("language", ["en", "de"])
def test_what_nobody_has_asked_for_says_who_when_and_where_and_never_what_for(
    speech, key, language
):
    said = speech(language)
    facts = said.facts(SLOT) | {"until": "9:00", "reason": "", "phone": "+15550100", "before": ""}
    name = said.clinic.services["check-up"].names[language]

    assert name not in said.say(key, **facts)
