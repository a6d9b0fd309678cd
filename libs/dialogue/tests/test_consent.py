"""STOP and START, for all and for one purpose."""

from collections import defaultdict

import pytest

from wardbell_dialogue.consent import Wish, phrases, wish

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
        ("cancel reminders", Wish(wanted=False, purpose="reminder")),
        ("Cancel appointment reminders please", Wish(wanted=False, purpose="reminder")),
        ("Please, no more reminder messages!", Wish(wanted=False, purpose="reminder")),
        ("no more appointment messages", Wish(wanted=False, purpose="care")),
        ("Stop marketing messages now", Wish(wanted=False, purpose="campaign")),
        ("Bitte keine Terminerinnerungen mehr", Wish(wanted=False, purpose="reminder")),
        ("Ich möchte keine Werbung mehr bekommen", Wish(wanted=False, purpose="campaign")),
    ],
)
def test_a_whole_message_says_what_is_wanted(text, wanted):
    assert wish(text) == wanted


STOPS = """
please stop now
stop thanks
STOP, thank you
Stop now!
Hi, please stop
please please stop
unsubscribe please
Please unsubscribe me
unsubscribe me
I want to unsubscribe
opt out please
Opt me out
stop everything
Stop all messages
stop the messages
Please stop your messages
Stop sending me messages
please stop sending messages
stop messaging me please
Stop texting me
please stop writing to me
stop contacting me
no messages
no more messages please
No more texts
Don't send me any more messages
don't text me anymore
Please do not contact me again
I don't want any messages
I don't want to receive any more messages
messages off
Turn off all messages
take me off your list
Stopp bitte
Bitte stopp
Jetzt stopp!
Stop, danke
Bitte abmelden
Abmelden, danke
Bitte melden Sie mich ab
Bitte abbestellen
Alles abbestellen
Bitte alles stoppen
Nachrichten stoppen
Bitte alle Nachrichten stoppen
Nachrichten abbestellen
Bitte keine Nachrichten mehr
keine Nachrichten mehr, danke
Keine Nachrichten bitte
Keine weiteren Nachrichten
Ich will keine Nachrichten mehr
Ich möchte keine Nachrichten mehr bekommen
Ich möchte keine Nachrichten mehr erhalten
Bitte schicken Sie mir keine Nachrichten mehr
Bitte senden Sie keine Nachrichten mehr
Schreiben Sie mir nicht mehr
Bitte schreiben Sie mir nicht mehr
Bitte nicht mehr schreiben
Hören Sie auf, mir zu schreiben
Nachrichten aus
Benachrichtigungen ausschalten
Ich möchte mich abmelden
""".strip().splitlines()

STARTS = """
start please
please start
Start, thank you
subscribe me
please subscribe
opt in please
start messages
Start the messages again please
Please send me messages again
I want messages again
I want your messages again
resume messages
Bitte anmelden
Start bitte
Nachrichten starten
Bitte wieder Nachrichten
Ich möchte wieder Nachrichten bekommen
Bitte schicken Sie mir wieder Nachrichten
Ich will wieder Nachrichten
Nachrichten wieder an
""".strip().splitlines()


@pytest.mark.parametrize("text", STOPS)
def test_stop_however_it_is_said(text):
    assert wish(text) == STOP


@pytest.mark.parametrize("text", STARTS)
def test_start_however_it_is_said(text):
    assert wish(text) == START


def test_no_words_want_two_things():
    """Of a purpose and of everything, or of two purposes."""
    meant = defaultdict(set)
    for phrase, wanted in phrases():
        meant[phrase].add(wanted)

    assert [phrase for phrase, wishes in meant.items() if len(wishes) > 1] == []


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
        "please stop by tomorrow",
        "Can I stop taking it?",
        "stop, I meant Friday",
        "stop my appointment",
        "Please stop my appointment",
        "Stop my appointment now, please",
        "stop the appointment",
        "stop it",
        "stop asking me",
        "please stop the pain",
        "It won't stop",
        "The bleeding doesn't stop",
        "bus stop",
        "non stop headache",
        "when should I stop eating",
        "I did not get any messages",
        "I have no messages from you",
        "Send me the message again",
        "please start over",
        "when do we start",
        "when does it start",
        "Start on Monday please",
        "Stop, not the 5th",
        "no more tablets",
        "I want an appointment",
        "cancel please",
        "Ich möchte den Termin stoppen",
        "Termin stoppen",
        "Bitte stoppen Sie meinen Termin",
        "Termin abmelden",
        "Bitte den Termin abbestellen",
        "Meinen Besuch abmelden",
        "Es hört nicht auf zu bluten",
        "Stopp, ich meinte Freitag",
        "Soll ich die Tabletten stoppen?",
        "Ich soll das Blut stoppen",
        "Ich möchte mich für einen Termin anmelden",
        "Termin anmelden",
        "Wann fangen wir an",
        "Ich habe keine Nachricht bekommen",
        "Schicken Sie mir die Nachricht nochmal",
        "Keine Schmerzen mehr",
        "keine Tabletten mehr",
        "Bitte nicht mehr fragen",
        "abbrechen bitte",
        "Haltestelle",
        "Halt, nicht der 5.",
    ],
)
def test_what_is_about_something_else_is_no_such_word(text):
    assert wish(text) is None
