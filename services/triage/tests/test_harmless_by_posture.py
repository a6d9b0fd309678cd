"""Near fainting that only comes on standing up, and a cut that bleeds a little, are asked about."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_redflags import screen
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK = ours()


def level(text):
    """As the first message, through the screen at the door."""
    return 1 if screen(text) else turn(BOOK, None, Text(body=text), uuid4()).interview.level


@pytest.mark.parametrize(
    "text",
    [
        "mir wird immer schwarz vor augen wenn ich aufsteh",
        "beim Aufstehen wird mir schwarz vor Augen",
        "everything goes black when I stand up",
        "in den finger geschnitten, blutet noch bissl",
        "Ich hab mich in den Finger geschnitten, es blutet noch ein wenig",
        "I cut my finger, it's still bleeding a bit",
    ],
)
def test_what_is_little_is_no_emergency_yet(text):
    assert level(text) > 1


@pytest.mark.parametrize(
    "text",
    [
        "mir wird schwarz vor augen",
        "everything goes black before my eyes",
        "in den finger geschnitten, blutet immer noch",
        "in den finger geschnitten, blutet noch stark",
        "in den finger geschnitten, blutet noch bissl, nehme marcumar",
        "in den Finger geschnitten, blutet noch ein bisschen, hört nicht auf zu bluten",
        "I cut my finger, it's still bleeding",
        "cut my finger, still bleeding a bit, it keeps bleeding through",
    ],
)
def test_what_is_not_stays_one(text):
    assert level(text) == 1
