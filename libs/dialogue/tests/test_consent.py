"""STOP and START, for all and for one purpose."""

import pytest

from wardbell_dialogue.consent import Wish, wish

STOP, START = Wish(wanted=False), Wish(wanted=True)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("STOP", STOP),
        ("please stop", STOP),
        ("Unsubscribe", STOP),
        ("Stopp!", STOP),
        ("Keine Nachrichten mehr", STOP),
        ("start", START),
        ("Anmelden", START),
        ("Stop reminders, please", Wish(wanted=False, purpose="reminder")),
        ("Please don't send me any more reminders", Wish(wanted=False, purpose="reminder")),
        ("Keine Erinnerungen mehr bitte", Wish(wanted=False, purpose="reminder")),
        ("Ich möchte keine Umfragen mehr", Wish(wanted=False, purpose="survey")),
        ("no more surveys", Wish(wanted=False, purpose="survey")),
        ("Newsletter abbestellen", Wish(wanted=False, purpose="campaign")),
        ("Keine Werbung!", Wish(wanted=False, purpose="campaign")),
        ("stop messages about my visits", Wish(wanted=False, purpose="care")),
        ("I want reminders again", Wish(wanted=True, purpose="reminder")),
        ("Ich möchte wieder Erinnerungen", Wish(wanted=True, purpose="reminder")),
        ("start Newsletter", Wish(wanted=True, purpose="campaign")),
    ],
)
def test_a_whole_message_says_what_is_wanted(text, wanted):
    assert wish(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "cancel",
        "Please cancel my appointment",
        "no more appointments",
        "Meinen Termin absagen",
        "I stopped the tablets",
        "no",
        "no more questions",
        "keine",
        "Did I get a reminder for Friday?",
        "The survey link does not open",
        "Stop the bleeding",
        "menu",
    ],
)
def test_what_is_about_something_else_is_no_such_word(text):
    assert wish(text) is None
