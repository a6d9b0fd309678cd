"""Families of wording: one finding in many words, orders and compounds, and what sounds like it."""

import pytest

HOUSEHOLD_DE = """
Bleichmittel, Chlorbleiche, Reiniger, WC-Reiniger, Rohrreiniger, Glasreiniger, Felgenreiniger,
Allzweckreiniger, Rohrfrei, Geschirrspülmittel, Waschpulver, Entkalker, Rostentferner, Benzin,
Lampenöl, Grillanzünder, Frostschutzmittel, Möbelpolitur, Batteriesäure, Spiritus, Domestos
"""
HOUSEHOLD_EN = """
bleach, detergent, toilet cleaner, drain cleaner, window cleaner, furniture polish, petrol,
kerosene, lamp oil, white spirit, antifreeze, screen wash, rat poison, descaler, nail polish remover
"""


def _each(text):
    return [word.strip() for word in text.split(",")]


@pytest.mark.parametrize("poison", _each(HOUSEHOLD_DE))
@pytest.mark.parametrize(
    "frame",
    [
        "Hab {} getrunken",
        "{} hab ich getrunken",
        "mein Sohn hat aus Versehen {} verschluckt",
        "Sie trank {}",
        "einen Schluck {} genommen",
    ],
)
def test_a_household_poison_is_heard_in_german(screen, frame, poison):
    assert screen(frame.format(poison)).category == "overdose_poisoning"


@pytest.mark.parametrize("poison", _each(HOUSEHOLD_EN))
@pytest.mark.parametrize(
    "frame",
    ["I drank {}", "my son has swallowed some {}", "she had a sip of {}", "{} was drunk by my kid"],
)
def test_a_household_poison_is_heard_in_english(screen, frame, poison):
    assert screen(frame.format(poison)).category == "overdose_poisoning"


@pytest.mark.parametrize(
    "text",
    [
        "Knopfzelle verschluckt",
        "Tochter hat sich eine Knopfzelle in die Nase gesteckt",
        "zu viele Schmerztabletten eingenommen",
        "habe mehr Tabletten genommen als ich sollte",
        "aus Versehen Entkalker statt Wasser getrunken",
        "mein Kind ist an das Putzmittel gekommen",
        "she put a button battery up her nose",
        "I've had too many tablets",
        "took more pills than I should have",
    ],
)
def test_other_ways_to_be_poisoned_are_heard(screen, text):
    assert screen(text).category == "overdose_poisoning"


@pytest.mark.parametrize(
    "text",
    [
        "Blutspucken seit heute Nacht",
        "Bluthusten",
        "ich spucke Blut",
        "Blutauswurf",
        "blutiger Schleim beim Husten",
        "es kommt Blut hoch",
        "Hämoptyse seit gestern",
        "Lungenbluten",
        "when I cough there is blood",
        "my phlegm is bloody",
        "blood in my sputum",
        "hacking up blood",
    ],
)
def test_blood_from_within_is_heard(screen, text):
    assert screen(text).category == "bleeding"


@pytest.mark.parametrize(
    "text",
    [
        "I drank a glass of water before the blood test",
        "I had too many tablets left over",
        "Darf ich vor der Untersuchung etwas trinken?",
        "Blutverdünner heute genommen, kann ich morgen zur OP kommen?",
        "Ich nehme Folsäure, ist das in Ordnung?",
        "Ich vertrage den Glasreiniger im Zimmer nicht",
        "Batterie vom Hörgerät leer, wo bekomme ich eine neue?",
    ],
)
def test_what_sounds_like_poison_is_none(screen, text):
    assert screen(text) is None


ERRANDS = """
Kann ich meine Überweisung wegen Brustschmerzen abholen?
wo kann ich mein Rezept gegen Brustschmerzen abholen
Bekomme ich wegen meiner Brustschmerzen eine Überweisung zum Kardiologen?
Kann ich eine Überweisung zum Lungenarzt wegen Atemnot bekommen?
Können Sie mir die Überweisung wegen Herzrasen per Post schicken?
Ich brauche eine Krankschreibung wegen Grippe
Wird die Rechnung wegen Brustschmerzen von der Kasse bezahlt?
Is my referral to cardiology for chest pain ready?
Has the sick note for my chest pain been sent?
Do I get a referral for my breathlessness?
I need a sick note for the flu
"""


@pytest.mark.parametrize("text", ERRANDS.strip().splitlines())
def test_who_only_fetches_a_paper_has_no_emergency(screen, text):
    assert screen.only_fetches(text)
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "I have chest pain, can I pick up my prescription?",
        "Can I pick up my prescription? I have chest pain",
        "Can I pick up my prescription with chest pain?",
        "Can I get medicine for my chest pain",
        "Can I pick up my prescription for chest pain now",
        "Can I pick up my prescription for chest pain, it is getting worse",
        "I need a referral for chest pain",
        "Bekomme ich wegen meiner Brustschmerzen eine Überweisung? Sie sind gerade sehr stark",
        "Bekomme ich wegen meiner starken Brustschmerzen eine Überweisung?",
        "Bekomme ich wegen meiner Brustschmerzen jetzt eine Überweisung?",
        "Bekomme ich wegen meiner Brustschmerzen eine Überweisung, kriege kaum Luft",
        "Brauche wegen Brustschmerzen eine Überweisung",
        "Ich habe Brustschmerzen und möchte meine Überweisung abholen",
        "Kann ich mit Brustschmerzen mein Rezept abholen?",
        "Rezept gegen Brustschmerzen abholen, strahlt in den Arm aus",
        "Kann ich ein Mittel gegen Brustschmerzen abholen",
        "Mein Rezept gegen Brustschmerzen hilft nicht, kann ich ein neues abholen",
        "Kann ich meine Überweisung wegen Suizidgedanken abholen?",
        "Meine Frau liegt da, wo ist ihr Spray gegen Atemnot",
        "Mein Mann liegt an der Anmeldung, bitte sein Spray gegen Luftnot holen",
        "Kann mir wer mein Spray gegen Atemnot holen",
        "Meine Mutter liegt am Tresen, Brustschmerzen AU",
        "Where is my spray for chest pain",
        "Please send me my inhaler for shortness of breath",
        "My father has a stroke coffee shop lobby",
        "my husband has chest pain coffee shop",
    ],
)
def test_one_word_more_leaves_the_emergency(screen, text):
    assert not screen.only_fetches(text)
    assert screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "my son swallowed glass of a broken bottle",
        "my baby ate glass of the lamp",
        "I swallowed a glass of something toxic",
    ],
)
def test_glass_that_was_swallowed_is_no_glass_of_water(screen, text):
    assert screen(text)
