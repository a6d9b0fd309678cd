"""What is denied, past, imagined or talked about is no emergency; what is said beside it is."""

import pytest

PAIRS = [
    # denied / not denied
    ("no chest pain", "no fever but chest pain"),
    ("I don't have chest pain", "I don't know why my chest hurts"),
    ("chest pain: no", "no, chest pain"),
    ("chest pain? no. fever? no.", "chest pain? yes"),
    (
        "No fever, cough, rash, chest pain or trouble breathing",
        "No fever, no cough, chest pain since this morning",
    ),
    ("denies chest pain", "denies it, but has chest pain"),
    ("no bleeding", "the bleeding won't stop"),
    ("no trouble breathing", "not breathing"),
    ("never had chest pain", "never had chest pain like this"),
    ("keine Brustschmerzen", "kein Fieber aber Brustschmerzen"),
    ("Brustschmerzen habe ich nicht", "Brustschmerzen, die nicht weggehen"),
    ("weder Atemnot noch Brustschmerzen", "mir gehts nicht gut brustschmerzen"),
    ("Atemnot? nein", "bekomme kaum Luft"),
    ("keine chest pain", "habe chest pain"),
    # long ago / again
    ("had chest pain last year, check-up please", "had chest pain last year and now again"),
    ("In 2015 I had a stroke", "stroke in 2015, now his face is drooping"),
    ("vor drei Jahren hatte ich Brustschmerzen", "seit drei Stunden Brustschmerzen"),
    ("history of seizures", "has a history of asthma, can't breathe now"),
    ("I need follow up after my heart attack", "heart attack last year, same pain is back"),
    # imagined / happening
    ("in case of chest pain, whom do I call", "my chest hurts, whom do I call"),
    ("falls ich mal Brustschmerzen bekomme", "habe Brustschmerzen, falls das wichtig ist"),
    # talked about / happening
    ("what are the symptoms of a stroke", "my dad is having a stroke"),
    ("do you have a leaflet on chest pain", "chest pain, and the leaflet says to call you"),
    # an errand / an emergency on the way
    ("stroke appointment on Monday", "I think he has a stroke, can I get an appointment"),
    ("where is the stroke unit", "where are you? my chest hurts"),
    ("Rezept für Epilepsie und Krampfanfall", "er krampft, brauche ich einen Termin?"),
    ("emergency contact", "emergency"),
    ("Notaufnahme Parkplatz", "Notfall!"),
    # figures of speech
    ("my back is killing me", "I want to kill myself"),
    ("dying to see you", "I think I'm dying"),
    ("mein Rücken bringt mich um", "ich bring mich um"),
    ("I can't breathe through my nose", "I can't breathe"),
    ("I can't see the link", "I suddenly can't see"),
]


@pytest.mark.parametrize(("harmless", "emergency"), PAIRS)
def test_words_around_it_decide(screen, harmless, emergency):
    assert screen(harmless) is None
    assert screen(emergency)


@pytest.mark.parametrize(
    "frame",
    [
        "my family says it's nothing but {}",
        "probably nothing, {}",
        "{}, feels better now",
        "{} but I have no insurance",
        "sorry to bother you. {}",
        "Hallo, {}",
        "meine Familie sagt es ist nichts aber {}",
        "{} ist bestimmt nichts",
    ],
)
@pytest.mark.parametrize("text", ["my chest hurts", "meine mutter ist bewusstlos", "cant breathe"])
def test_playing_it_down_changes_nothing(screen, frame, text):
    assert screen(frame.format(text))


def test_a_mental_health_emergency_is_told_apart(screen):
    assert screen("I want to die").level == "emergency_mental_health"
    assert screen("ich will nicht mehr leben").mental_health
    assert screen("chest pain").level == "emergency"


def test_what_it_is_says_more_than_that_it_is_an_emergency(screen):
    assert screen("Emergency! He is not breathing!").category == "breathing"


def test_a_match_holds_nothing_that_the_patient_wrote(screen):
    assert "gloria" not in repr(screen("gloria has chest pain")).lower()


@pytest.mark.parametrize("text", ["", " ", "\n", "?!", "👍", "1", "\x00"])
def test_nothing_said_is_no_emergency(screen, text):
    assert screen(text) is None
