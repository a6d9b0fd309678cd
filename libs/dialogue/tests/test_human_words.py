"""In which words people ask for a human."""

import pytest

from wardbell_dialogue.words import intent, universal

HUMAN = """
I want to speak to a human now
I want to speak to a human
human now please
I need to talk to a real person
can I speak with a person please
could somebody call me
can someone please call me back
please ring me
get me a human
connect me to an agent
is there a real human here
I'd like to talk to somebody from the practice
let me talk to a human being
I want to talk to the reception
stop the bot, I want a human
Kann mich bitte jemand anrufen?
Können Sie mich bitte anrufen
Könnt ihr mich mal anrufen?
Ich möchte mit einem echten Menschen sprechen
ich will einen Menschen
Kann ich bitte einen Mitarbeiter sprechen?
Bitte um Rückruf
Ich hätte gern einen Rückruf
jemand soll mich anrufen
Verbinden Sie mich mit einem Mitarbeiter
ich will mit keinem Roboter schreiben
Ich möchte die Praxis sprechen
Kann ich mit der Anmeldung sprechen?
Meldet euch bitte telefonisch bei mir
Ich will die Ärztin sprechen
Ich will die Praxis anrufen
Ich will die Praxis anrufen, wie ist die Nummer
Ich möchte gern in der Praxis anrufen
Kann ich Sie auch anrufen?
kann man bei euch anrufen
Wie ist Ihre Telefonnummer?
Telefonnummer der Praxis
I want to call the practice
I'd like to phone the surgery
can I call you?
can I just ring the clinic
what is your phone number
Honestly terrible. Nobody took me seriously, 40 min wait
worst clinic ever, i waited 2 hours and nobody cared
so eine Frechheit, zwei Stunden gewartet
niemand hat mich ernst genommen
""".strip().splitlines()

OTHER = """
Meine Telefonnummer hat sich geändert
my phone number has changed
Muss ich zum Absagen die Praxis anrufen?
Ich rufe die Praxis morgen an
can I call an ambulance for this
do I have to call the practice to cancel?
I called you yesterday about my appointment
person
Ich habe schon angerufen
can I book an appointment
Kann ich einen Termin haben
my doctor said I should come
""".strip().splitlines()


@pytest.mark.parametrize("text", HUMAN)
def test_who_wants_a_human_is_understood(text):
    said = universal(text) or intent(text)

    assert said is not None
    assert said[0] == "human"


@pytest.mark.parametrize("text", OTHER)
def test_whoever_wants_something_else_is_not_sent_to_a_human(text):
    assert (intent(text) or ("",))[0] != "human"
