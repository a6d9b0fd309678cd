"""Names are found with typos, and nothing is taken for a name that is none."""

import pytest

from wardbell_scheduling.names import Names
from wardbell_scheduling.words import phrase, whole

PEOPLE = {"Dr. Anna Weber": "weber", "Dr. Kerem Yilmaz": "yilmaz", "Nurse Ada Okafor": "okafor"}
SERVICES = {
    "Check-up": "check-up",
    "New complaint": "new-complaint",
    "Neue Beschwerden": "new-complaint",
    "Impfung": "vaccination",
    "Video visit": "video-visit",
    "Videosprechstunde": "video-visit",
}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("book me with Dr Weber on Friday", "weber"),
        ("with Dr Webr", "weber"),
        ("bei Frau Wbeer", "weber"),
        ("doctor Vebber please", "weber"),
        ("yilmas", "yilmaz"),
        ("Dr. Yilmza", "yilmaz"),
        ("I have never been there", None),
        ("bei Dr. Meier", None),
        ("Dr. Leber", "weber"),
        ("Hello", None),
        ("whenever you like", None),
    ],
)
def test_a_doctor_is_found_with_two_typos(text, who):
    assert Names(PEOPLE.items()).find(text) == who


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("I need an appointment", None),
        ("checkup", "check-up"),
        ("check up", "check-up"),
        ("a new complaint", "new-complaint"),
        ("new complant", "new-complaint"),
        ("Impfnug", "vaccination"),
        ("Neue Beschwerden", "new-complaint"),
        ("Beschwerden", "new-complaint"),
        ("video", "video-visit"),
        ("Videosprechstunde", "video-visit"),
        ("Neuer Termin", None),
        ("Ich brauche einen neuen Termin", None),
        ("neue Patientin, Termin bitte", None),
        ("I would like to visit Dr Weber", None),
        ("book a visit for Friday", None),
        ("Can you check when Dr Weber is free?", None),
    ],
)
def test_a_service_is_found_and_an_appointment_is_none(text, service):
    assert Names(SERVICES.items()).find(text) == service


def test_words_of_both_languages():
    assert whole("zurück") == whole("Back!") == "back"
    assert phrase("Ich möchte meinen Termin absagen") == "cancel"
    assert phrase("reschedule please") == "move"
