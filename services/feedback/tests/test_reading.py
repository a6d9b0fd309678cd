"""What is typed instead of tapped."""

import pytest

from wardbell_events.inbound import Location, Media, Tap, Text
from wardbell_feedback.reading import Rating, Words, read


@pytest.mark.parametrize(
    ("typed", "stars", "words"),
    [
        ("4", 4, ""),
        (" 4. ", 4, ""),
        ("vier", 4, ""),
        ("Four", 4, ""),
        ("⭐⭐⭐", 3, ""),
        ("⭐️⭐️⭐️", 3, ""),
        ("★★", 2, ""),
        ("5⭐", 5, ""),
        ("4️⃣", 4, ""),
        ("٣", 3, ""),
        ("4/5", 4, ""),
        ("4 of 5", 4, ""),
        ("4 von 5 Sternen", 4, ""),
        ("4 stars", 4, ""),
        ("1 star!!", 1, ""),
        ("ein Stern", 1, ""),
        ("fünf Sterne", 5, ""),
        ("3 Punkte", 3, ""),
        ("5 stars, very friendly", 5, "very friendly"),
        ("2 Sterne. Lange gewartet", 2, "Lange gewartet"),
        ("⭐⭐⭐⭐⭐ Danke für alles", 5, "Danke für alles"),
        ("1 - nobody came", 1, "nobody came"),
        ("3\nThe room was cold", 3, "The room was cold"),
        ("4, friendly", 4, "friendly"),
        ("5 but the waiting room was freezing", 5, "but the waiting room was freezing"),
        ("5 aber es war kalt", 5, "aber es war kalt"),
        ("the picture was awful, 2 stars", 2, "the picture was awful, 2 stars"),
        ("Bild war schlecht, nur zwei Sterne", 2, "Bild war schlecht, nur zwei Sterne"),
    ],
)
def test_stars_are_read_however_they_are_typed(typed, stars, words):
    assert read(Text(body=typed)) == Rating(stars, words)


@pytest.mark.parametrize(
    "typed",
    [
        "6",
        "0 stars",
        "10/10",
        "4 hours in the waiting room",
        "2 nurses were rude",
        "1.5 hours late",
        "2-3 weeks for an appointment",
        "5 Stunden gewartet",
        "one nurse was very kind",
        "⭐⭐⭐⭐⭐⭐",
        "One point: the doctor was wonderful",
        "Ein Punkt noch: die Ärztin war sehr nett",
        "Zwei Punkte: der Empfang und das Telefon",
        "One point",
        "1. Very friendly staff\n2. Clean rooms",
        "1.\nVery friendly staff\n2.\nClean rooms",
        "1) Very friendly staff\n2) Clean rooms",
        "1 - friendly staff, 2 - clean rooms",
        "2. The reception was friendly",
        "that was not 5 stars",
        "ich hätte 5 Sterne gegeben",
        "the food deserves 2 stars and the staff 5 stars",
        "like a 5 star hotel",
        "great",
        "not bad",
    ],
)
def test_what_only_begins_with_a_number_is_no_rating(typed):
    assert read(Text(body=typed)) == Words(typed)


@pytest.mark.parametrize("typed", ["4,5", "4.5 stars", "4,5 Sterne", "4.5/5"])
def test_half_a_star_is_rounded_down(typed):
    assert read(Text(body=typed)) == Rating(4, rounded=True)


def test_what_else_may_be_meant():
    assert read(Text(body="no thanks")) == read(Text(body="Nein danke")) == "no"
    assert read(Text(body="not now")) == "no"
    assert read(Text(body="Danke")) == "thanks"
    assert read(Media(media="audio", media_id="1")) == "unreadable"
    assert read(Location(latitude=1.0, longitude=2.0)) == "unreadable"


def test_taps():
    id_ = "0" * 32
    assert read(Tap(service="feedback", action="rate", argument=f"{id_}/5")) == Rating(5)
    assert read(Tap(service="feedback", action="rate", argument=f"{id_}/6")) == "unclear"
    assert read(Tap(service="feedback", action="rate", argument=id_)) == "unclear"
    assert read(Tap(service="feedback", action="done", argument=id_)) == "no"
    assert read(Tap(service="feedback", action="dance", argument=id_)) == "unclear"
