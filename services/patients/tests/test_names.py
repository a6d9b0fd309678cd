"""What patients type when they are asked for their name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wardbell_patients.names import LONGEST, corrected_name, read_name, same_name


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Ada Example", "Ada Example"),
        ("  Ada \n Example ", "Ada Example"),
        ("my name is Ada Example", "Ada Example"),
        ("My name’s Ada Example.", "Ada Example"),
        ("Hello, I'm Ada Example!", "Ada Example"),
        ("Hello my name is Ada", "Ada"),
        ("Hi\nAda Example", "Ada Example"),
        ("yes, Ada Example, thank you", "Ada Example"),
        ("Ada Example is my name", "Ada Example"),
        ("Name: Ada Example", "Ada Example"),
        ("I am Ada", "Ada"),
        ("ich heiße Ada Beispiel", "Ada Beispiel"),
        ("Ich heisse Ada Beispiel", "Ada Beispiel"),
        ("Guten Tag, mein Name ist Ada Beispiel, danke", "Ada Beispiel"),
        ("Ada Beispiel heiße ich", "Ada Beispiel"),
        ("*Ada Example* 😊", "Ada Example"),
        ("Ada (my daughter) Example", "Ada Example"),
        ("Example, Ada", "Example, Ada"),
        ("Dr. Anne-Marie O’Brien", "Dr. Anne-Marie O’Brien"),
        ("José Ñúñez", "José Ñúñez"),
        ("李明", "李明"),
        ("Зоя", "Зоя"),
        ("\u200fמרים \u200fכהן\u200e", "מרים כהן"),
        ("मोहन", "मोहन"),
        ("علی‌رضا", "علی\u200cرضا"),
        # Names that are words of ours elsewhere.
        ("Ok Taecyeon", "Ok Taecyeon"),
        ("Hi Nguyen", "Hi Nguyen"),
        ("Peter Weiß", "Peter Weiß"),
        ("Helga Schön", "Helga Schön"),
        ("Simone Weil", "Simone Weil"),
        ("Jo", None),
        ("", None),
        ("X", None),
        ("王", None),
        ("42", None),
        ("two", None),
        ("12.03.1980", None),
        ("I am 45", None),
        ("Ada 2", None),
        ("why?", None),
        ("Ada Example?", None),
        ("لماذا؟", None),
        ("Why do you ask", None),
        ("Hello, why do you ask", None),
        ("Wozu brauchen Sie das", None),
        ("Hello", None),
        ("Guten Tag", None),
        ("ja", None),
        ("no thanks", None),
        ("my name is", None),
        ("I don't want to", None),
        ("Ich brauche einen Termin", None),
        ("ada@example.org", None),
        ("https://example.org", None),
        ("😊😊", None),
        ("Ada\x00Example", None),
        ("ab" * LONGEST, None),
        ("ab" * (LONGEST // 2), "ab" * (LONGEST // 2)),
    ],
)
def test_a_name_is_told_from_everything_else(said, name):
    assert read_name(said) == name


@pytest.mark.parametrize(
    "said",
    [
        *("cancel", "Abbrechen", "back", "zurück", "Zurück bitte", "forget it", "Never mind!"),
        *("vergiss es", "Maybe later", "vielleicht später", "andere Zeit", "maybe tomorrow"),
        *("Friday", "Freitag Nachmittag", "am Freitag bitte", "next week", "morgen früh", "Heute"),
        *("Dr Weber", "Dr. Weber", "Frau Dr. med. Weber", "Doktor Weber", "with Dr Anna Weber"),
        *("bei Dr Weber", "Doctor Yilmaz", "Menu", "Rückruf", "Person", "Deutsch bitte"),
        *("blood pressure", "Blutdruck", "check up", "starke Kopfschmerzen", "Ich habe Husten"),
        *("I am sick", "tut weh", "Vorsorge", "a new prescription"),
        *("any time", "Any time!", "any day please", "whenever", "every day", "mornings only"),
        *("Tuesday or Wednesday", "Mondays", "every Monday", "Mon to Fri", "in the morning"),
        *("Tuesdays and Fridays, please", "weekdays", "next Tuesday or Thursday", "first free"),
        *(
            "Montags",
            "montags oder dienstags",
            "Dienstag oder Mittwoch",
            "nur montags",
            "egal wann",
        ),
        *("immer vormittags", "jeden Montag", "lieber nachmittags", "Montag bis Mittwoch", "egal"),
        *("mir egal", "jeden Tag", "am Freitag oder Samstag", "unter der Woche", "nach der Arbeit"),
        *("asdfgh", "asdf", "Qwertz", "qwe rtzui", "aaaa", "xxx", "hjkl;", "Anna Asdfg"),
        *("thanks bye", "tschüss", "goodbye", "vielen Dank", "hello there", "leave me alone"),
        *("let me think", "weekends only", "mornings are best for me", "I prefer mornings"),
        *("it is for me", "für mich", "same as before", "you know me", "Sie kennen mich"),
        *("vormittags passt mir am besten", "geht dich nichts an", "please hurry"),
        *("Ich bin neu hier", "I am a new patient", "neue Patientin", "privat versichert"),
        *("for my daughter", "It's for my son", "für meine Tochter", "Es ist für mein Kind"),
    ],
)
def test_what_patients_say_instead_of_a_name_is_none(said):
    assert read_name(said) is None


@pytest.mark.parametrize(
    "name",
    [
        *(
            "Wert",
            "Joe Wert",
            "Ng",
            "Ade",
            "Fine",
            "Patient Lumumba",
            "Ali Were",
            "Aa",
            "Ooi",
            "Bye Lee",
        ),
        *("May", "August", "Weber", "Anna Tag", "April June", "May Weber", "August Tag", "Li Wu"),
        *(
            "Robin Friday",
            "Peter Sonntag",
            "Anna Mittag",
            "Karl Freytag",
            "Mi Nguyen",
            "Eve Weber",
            "Eve Schmidt",
        ),
        *("Dr. Anna Weber", "Frau Weber", "Mr Weber", "Max Dr. Weber", "Prof. Dr. Li Wu"),
        *("Anna Book", "Helmut Sick", "Otto Krank", "Paula Schlecht", "Nina Übel", "Will Pain"),
        *("My Nguyen", "Bei Li", "Zu Chen", "Son Heung-min", "Ji-Woo Kim", "D'Arcy O'Neil"),
        *("Any Gabrielly", "Till Freitag", "Friday Okoro", "Heinz Bald", "Ida Montag", "Paul Früh"),
        *("Tag Larsen", "Morgan Day", "May Day", "Immer Vogel", "Rose Early", "Im Yoon-ah", "Any"),
        *("Anna In der Au", "April and June Weber", "Karl von Abend", "Wednesday Addams"),
        *("Anne-Sophie Mutter", "Maria von der Tann", "Kind", "Jo Back", "Anna Später", "Di Wu"),
        *("Ольга Петрова", "محمد علي", "김민수", "Nguyễn Thị Mai", "Γιώργος", "สมชาย ใจดี"),
    ],
)
def test_unusual_names_are_names(name):
    assert read_name(name) == name


@given(st.text(max_size=200))
def test_whatever_is_typed_a_name_is_short_and_has_letters(said):
    name = read_name(said)
    assert name is None or (2 <= len(name) <= LONGEST and sum(c.isalpha() for c in name) >= 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Ada Example", "ada  EXAMPLE", True),
        ("José Müller", "Jose Muller", True),
        ("Anne-Marie", "Anne Marie", True),
        ("Ada Example", "Adah Example", False),
    ],
)
def test_names_are_the_same_but_for_case_accents_and_punctuation(one, other, same):
    assert same_name(one, other) is same


@pytest.mark.parametrize(
    ("text", "before", "name"),
    [
        ("Anna Schmidt", "Ana Schmidt", "Anna Schmidt"),
        ("no, my name is Bo Berg", "Anna Schmidt", "Bo Berg"),
        ("Ich heiße Bo Berg", "Anna Schmidt", "Bo Berg"),
        ("not telling", "Anna Schmidt", None),
        ("March twelfth", "Anna Schmidt", None),
        ("keine Ahnung", "Anna Schmidt", None),
        ("Schmidt", "Anna Schmidt", None),
        ("I am forty four", "Anna Schmidt", None),
        ("ich bin im Mai geboren", "Anna Schmidt", None),
        ("ich bin schon sehr alt", "Anna Schmidt", None),
        ("I am from London", "Anna Schmidt", None),
        ("ich bin schon Patient bei Ihnen", "Anna Schmidt", None),
        ("sorry its Anna Schmitd", "Anna Schmidt", "Anna Schmitd"),
        ("Sorry, Robert Smyth", "Robert Smith", "Robert Smyth"),
        ("robert smyth", "robert smith", "robert smyth"),
        ("i meant robert smyth", "robert smith", "robert smyth"),
        ("john doe", "john", "john doe"),
        ("anna meier", "anna", "anna meier"),
        ("Entschuldigung, anna meier", "anna maier", "anna meier"),
        ("nein, anna meier", "anna maier", "anna meier"),
        ("john already told you", "john", None),
        ("no idea", "john", None),
        ("anna kommt", "Anna Weber", None),
        ("bei weber", "Anna Weber", None),
        ("please call anna weber", "Anna Weber", None),
        ("anna war das", "anna", None),
    ],
)
def test_a_better_name_is_told_from_everything_else(text, before, name):
    assert corrected_name(text, before) == name


@pytest.mark.parametrize("name", ["Anna Taub", "Jan Schwach", "Petra Elend", "Tom Sore"])
def test_surnames_that_are_symptoms_too_are_names(name):
    assert read_name(name) == name


@pytest.mark.parametrize(
    "text",
    [
        "no wait i meant thursday",
        "ach nein lieber Dienstag",
        "das ist mir zu früh",
        "sorry can we speak english",
        "sorry who is this",
        "end of next week",
        "last one please",
    ],
)
def test_a_correction_is_no_name(text):
    assert read_name(text) is None


def test_another_name_alone_is_a_better_one():
    assert corrected_name("Rolf Bauer", "Nein Lieber Dienstag") == "Rolf Bauer"
