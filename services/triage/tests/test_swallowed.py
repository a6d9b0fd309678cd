"""What is stuck in the gullet: food and batteries cannot wait, a bone can until the evening."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn

BOOK = ours()


@pytest.mark.parametrize(
    ("text", "level", "rule"),
    [
        ("meat is stuck in my throat", 1, "sore-throat-food"),
        ("Fleisch hängt im Hals fest", 1, "sore-throat-food"),
        ("she swallowed two magnets", 1, "swallowed-battery"),
        ("er hat eine Batterie verschluckt", 1, "swallowed-battery"),
        ("fish bone stuck in my throat, I am 40", 2, "sore-throat-stuck"),
        ("Gräte im Hals, ich bin 40", 2, "sore-throat-stuck"),
    ],
)
def test_how_urgent_it_is(text, level, rule):
    now = turn(BOOK, None, Text(body=text), uuid4()).interview

    assert (now.level, now.rule) == (level, rule)
