"""What a comment asks for beside what it says of the visit."""

import pytest

from wardbell_feedback.wishes import find


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("I have to cancel my appointment tomorrow", "appointment"),
        ("Please cancel my appointment tomorrow, thank you very much", "appointment"),
        ("Hello, can I have another appointment next week?", "appointment"),
        ("I need an appointment", "appointment"),
        ("I unfortunately can't come tomorrow", "appointment"),
        ("Could you move my appointment to Friday", "appointment"),
        ("Ich muss meinen Termin morgen leider absagen", "appointment"),
        ("Ich kann morgen nicht kommen", "appointment"),
        ("Wir können morgen nicht kommen", "appointment"),
        ("Termin morgen absagen", "appointment"),
        ("Ich hätte gern einen neuen Termin", "appointment"),
        ("Können Sie bitte meinen Termin verschieben?", "appointment"),
        ("Ich brauche einen neuen Termin, danke", "appointment"),
        ("Ich habe seit heute Fieber und mir ist schlecht", "symptoms"),
        ("I have a fever since yesterday", "symptoms"),
        ("I have had a fever since yesterday and a cough", "symptoms"),
        ("I've had a fever since yesterday", "symptoms"),
        ("Please call me back about my results", "human"),
        ("Bitte rufen Sie mich an wegen der Werte", "human"),
    ],
)
def test_what_is_plainly_no_comment(words, wish):
    found = find(words)

    assert (found.wishes, found.surely) == ((wish,), True)


@pytest.mark.parametrize(
    ("words", "wishes"),
    [
        ("lovely staff. Please call me back about my results", ("human",)),
        (
            "Everything was great at my appointment, but since yesterday I have a strong fever",
            ("symptoms",),
        ),
        ("The nurse was rude and I want to cancel my appointment", ("appointment",)),
        ("Please do not cancel appointments so often", ("appointment",)),
        ("Please offer more appointments on weekends", ("appointment",)),
        ("I hate when you cancel my appointment", ("appointment",)),
        ("I had to cancel my appointment twice", ("appointment",)),
        ("I'm going to be late", ("appointment",)),
        ("When is my next appointment?", ("appointment",)),
        ("Nobody would call me back", ("human",)),
        ("I have been waiting since noon in pain", ("symptoms",)),
        ("Strong headache", ("symptoms",)),
        ("fever", ("symptoms",)),
        ("Fieber und Husten", ("symptoms",)),
        ("My back still hurts", ("symptoms",)),
        ("Alles war gut, aber jetzt habe ich Schmerzen", ("symptoms",)),
        ("Ich muss den Termin absagen, weil ich Fieber habe", ("symptoms", "appointment")),
    ],
)
def test_what_may_be_a_wish_is_asked_about(words, wishes):
    found = find(words)

    assert (found.wishes, found.surely) == (wishes, False)


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("my appointment went well", "appointment"),
        ("The appointment was on time", "appointment"),
        ("Mein Termin war pünktlich", "appointment"),
        ("Der Termin hat gut geklappt", "appointment"),
        ("I would like to thank you for the quick appointment", "appointment"),
        ("The nurse was so gentle that I had no pain", "symptoms"),
        ("They helped with my back pain", "symptoms"),
        ("Die Organisation war schlecht", "symptoms"),
        ("Sehr schlecht", "symptoms"),
        ("Die Ärztin hat mir bei den Schmerzen sehr geholfen", "symptoms"),
    ],
)
def test_what_only_speaks_of_it_is_a_comment(words, about):
    found = find(words)

    assert (found.wishes, found.mentions, found.surely) == ((), about, False)


@pytest.mark.parametrize("words", ["", "…", "Kind people", "Sehr nettes Team, danke!"])
def test_most_comments_ask_for_nothing(words):
    found = find(words)

    assert (found.wishes, found.mentions, found.surely) == ((), None, False)
