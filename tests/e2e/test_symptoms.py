"""From the first words about symptoms to a booked visit, over the whole line."""

import pytest

from wardbell_cli.demo import choices, in_words
from wardbell_cli.environment import ROOT
from wardbell_faults.moods import text
from wardbell_faults.talk import Talk

CLINIC = (ROOT / "examples" / "clinic.yaml").read_text()


@pytest.fixture(scope="module")
async def chats(whole_system, chatting):
    async with whole_system(CLINIC) as system, chatting(system) as (chats, _):
        yield chats


@pytest.mark.parametrize(
    ("wa_id", "language", "opening", "no", "asked_last", "next_times", "booked"),
    [
        ("15550800001", "en", "I have a fever and a cough, I am 34", "No", "Not measured",
         "Next free times", "is booked"),
        ("15550800002", "de", "Ich habe Fieber und Husten, ich bin 34 Jahre alt", "Nein",
         "Nichts gemessen", "Nächste freie Zeiten", "ist gebucht"),
    ],
)  # fmt: skip
async def test_from_symptoms_to_a_booked_visit(
    chats, wa_id, language, opening, no, asked_last, next_times, booked
):
    ada = Talk(chats, wa_id, language)
    await ada.asks(text(opening))
    for _ in range(20):
        titles = [title for _, _, title in choices(ada.shown[-1])]
        if next_times in titles:
            break
        await ada.taps(asked_last if asked_last in titles else no)
    result = in_words(ada.shown[-1])
    assert "112" in result

    await ada.taps(next_times)
    await ada.goes_on_until(booked)


async def test_somebody_who_is_in_danger_in_the_middle_is_told_at_once(chats):
    ben = Talk(chats, "15550800003", "en")
    await ben.asks(text("I have a headache since yesterday, I am 50"))
    emergency = await ben.asks(text("now I cannot breathe and my chest hurts"))
    assert "112" in in_words(emergency)

    # The door's alarm stands, whatever is said next.
    again = await ben.asks(text("no no, it is only the headache"))
    assert "112" in in_words(again)
