"""Numbers in patients' words."""

from datetime import date
from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.measures import Measures
from wardbell_triage.state import AGE, DANGER, MEASURED, Interview

BOOK = ours()
MEASURES = BOOK.measures


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("temperature 39.5", "temperature", 39.5),
        ("Fieber 39,5", "temperature", 39.5),
        ("39,5 Grad", "temperature", 39.5),
        ("he has a fever of 103", "temperature", pytest.approx(39.4, abs=0.1)),
        ("my pulse is 140", "pulse", 140),
        ("120 bpm", "pulse", 120),
        ("Blutdruck 85/50", "systolic", 85),
        ("BP 260/140, HR 142", "pulse", 142),
        ("Sauerstoff 88", "oxygen", 88),
        ("sats are 91%", "oxygen", 91),
        ("breathing 30 times a minute", "breathing", 30),
        ("Fieber 40,2 seit gestern, mein baby ist 2 monate", "temperature", 40.2),
        ("kid 6 y has 39.5", "temperature", 39.5),
        ("the finger thing says 84", "oxygen", 84),
        ("The clip on my finger reads 89", "oxygen", 89),
        ("coughing, 90 on the finger", "oxygen", 90),
        ("90 % am Finger", "oxygen", 90),
        ("Fingergerät 86", "oxygen", 86),
        ("every time i get up my eyes go black. 86/54", "systolic", 86),
        ("hes grey, the cuff says 82 over 54", "systolic", 82),
        ("das Gerät zeigt jetzt nur 82/54", "systolic", 82),
        ("Blutdruck 82 zu 54", "systolic", 82),
        ("heart racing, 86/54", "systolic", 86),
        ("top number 84", "systolic", 84),
        ("mein Herz rast, das Gerät zeigt immer 148", "pulse", 148),
        ("he can hardly breathe, the machine says 82", "oxygen", 82),
        ("my watch says 150", "pulse", 150),
    ],
)
def test_a_measured_number_is_found(text, measure, value):
    assert MEASURES.read(text).values[measure] == value


@pytest.mark.parametrize(
    "text",
    [
        "I took 400 mg",
        "room 38",
        "see you at 8:30",
        "temperature of 500",
        "fever since 3 days",
        "39.5 kg",
        "38,50",
        "insulin 70/30",
        "on 24/12 or 31/12",
        "the machine says 84",
        "the cut on my finger, im 55",
        "cut on my finger 60 minutes ago",
        "born 03/04/85",
        "score 3 over 2",
    ],
)
def test_other_numbers_are_none(text):
    assert not MEASURES.read(text).values


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("I'm 65 and my knee hurts", 65),
        ("my 3-year-old has a fever", 3),
        ("meine 3-jährige Tochter", 3),
        ("ich bin 70", 70),
        ("she is 82 years old", 82),
        ("Er ist 5 Jahre alt", 5),
    ],
)
def test_an_age_is_found(text, years):
    assert days(text) == years * 365


def test_ages_of_babies_are_days():
    assert days("my 4-week-old son") == 28
    assert days("unser Kind ist 3 Monate alt") == 90


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("its my wife, 38", 38 * 365),
        ("my wife is 38 and has a cough", 38 * 365),
        ("i'm sixty", 60 * 365),
        ("I am sixty-five and dizzy", 65 * 365),
        ("ich bin fünfundsechzig", 65 * 365),
        ("my son (5)", 5 * 365),
        ("my daughter, 7, has a rash", 7 * 365),
        ("my mother is 82 and a bit wobbly", 82 * 365),
        ("meine Mutter (82) ist gestürzt", 82 * 365),
        ("Meine Tochter 2 jahre hat Fieber", 2 * 365),
        ("ich bin 45 Jahre alt und kein Baby", 45 * 365),
        ("ich bin 45 jahre und huste", 45 * 365),
        ("kid 6 y has 39.5", 6 * 365),
        ("meine tochter ist 18 monate und hustet", 18 * 30),
        ("my daughter, 18 months, has a fever", 18 * 30),
        ("my son is 8 months", 8 * 30),
        ("Fieber 40,2 seit gestern, mein baby ist 2 monate", 60),
        ("baby 6 wochen", 42),
        ("Fieber, 6 Wochen Baby", 42),
        ("fever for 2 days, she's 3 years old", 3 * 365),
        ("help for my 3 year old", 3 * 365),
    ],
)
def test_an_age_is_found_however_it_is_told(text, told):
    assert days(text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("got a uti i think burning when i wee, 24F", 24),
        ("24f", 24),
        ("24/F, sore throat", 24),
        ("24F sore throat", 24),
        ("m52, chest infection", 52),
        ("Ich hab Bauchschmerzen, 52, männlich", 52),
        ("52 männlich, Husten", 52),
        ("33 jahre, Husten", 33),
        ("Husten, 33 Jahre", 33),
        ("my nan (84) has a cough", 84),
        ("my nan is 84", 84),
        ("meine Omi (84) hustet", 84),
        ("sore throat 3 days, 29", 29),
        ("sore throat for 3 days, 29.", 29),
        ("Halsweh seit 3 Tagen, 29", 29),
        ("67, cough", 67),
        ("I have a cough, 34", 34),
    ],
)
def test_an_age_beside_complaints_is_one(text, told):
    assert days(text) == told * 365


@pytest.mark.parametrize(
    "text",
    [
        "on my left side, 3 days",
        "my temp is 39",
        "fever, 39",
        "sore throat, 38",
        "Fieber, 40",
        "pulse, 90",
        "oxygen, 92",
        "cough since monday, 14",
        "flat 12, 24 high street",
        "seit 33 Jahren Husten",
        "vor 33 Jahren operiert, 3 mal",
        "weight 80, height 180",
        "I weigh 80",
        "appointment on monday, 29",
        "am Montag, 29",
        "it is 24F outside today",
        "she is burning up, 102F",
        "so hot, 103 F",
        "took 20, 30 or 40 drops",
        "2 tablets, 50 mg",
        "after 30 years of smoking",
        "33 Jahre Raucher",
        "cough 33 years",
    ],
)
def test_other_numbers_beside_complaints_are_no_age(text):
    told = MEASURES.read(text)
    assert (told.age, told.age_beside) == (None, None)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("shes 18 months", 18 * 30),
        ("she is 18 months", 18 * 30),
        ("he's 8 weeks", 8 * 7),
        ("er ist 18 Monate", 18 * 30),
        ("my baby's 10 weeks", 10 * 7),
        ("24F", 24 * 365),
        ("52, männlich", 52 * 365),
        ("33 jahre", 33 * 365),
        ("na ich, 67", 67 * 365),
    ],
)
def test_ordinary_answers_to_how_old_are_ages(text, told):
    assert MEASURES.ages.answer(text) == (told, told + 1)


@pytest.mark.parametrize("text", ["geb. 1955", "born 1955", "born in 1955", "Jahrgang 1955"])
def test_a_year_of_birth_is_an_age_of_one_or_the_other_year(text):
    measures = measures_on(date(2026, 11, 26))

    assert measures.read(text).age == (70 * 365, 72 * 365)
    assert measures.ages.answer(text) == (70 * 365, 72 * 365)


def test_a_date_of_birth_answers_the_question_for_the_age():
    measures = measures_on(date(2026, 11, 26))

    assert measures.ages.answer("12.03.1955") == (70 * 365, 72 * 365)
    assert measures.ages.answer("geboren am 3. Mai 1955") == (70 * 365, 72 * 365)
    assert measures.read("my baby, born 3.10.2026").age == (0, 365)
    assert measures.read("born 3055").age is None


@pytest.mark.parametrize(
    "text",
    [
        "I am 20 weeks pregnant",
        "my wife is 20 weeks pregnant",
        "since 65 minutes",
        "flat 12",
        "",
        "I am a nurse",
        "ich bin ein Mann und habe Fieber",
        "im 5 min away",
        "ich hatte am 12 Fieber",
        "I'm 80 kg",
        "I'm 100% sure",
        "I am 7 of 10",
        "I'm 5 on the pain scale",
        "I am 6 foot tall",
        "ich bin 3 Stufen gefallen",
        "she is 2 floors up",
        "my son is 2 fingers short",
        "the wound is 3 days old",
        "my rash is 2 weeks old",
        "I had it when I was 5 years old",
        "since 3 days",
        "cough for 2 months",
        "seit 5 tagen",
        "vor 3 Jahren operiert",
        "my son is sick for 3 days",
        "my son 3 days fever",
        "my son is 3 days sick",
        "meine Tochter ist 3 Tage krank",
        "mein Mann hustet seit 3 Jahren",
        "my baby has had a fever for 3 days",
        "mein Baby hustet seit 3 Wochen",
        "my son 39 fever",
        "my kid, 40",
        "das ist 3 Wochen her",
        "for three months now",
        "about three weeks",
    ],
)
def test_what_is_no_age_is_none(text):
    assert MEASURES.read(text).age is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("45", 45 * 365),
        ("45 years", 45 * 365),
        ("about 45", 45 * 365),
        ("its 45", 45 * 365),
        ("5 Jahre", 5 * 365),
        ("ca. 70", 70 * 365),
        ("sixty five", 65 * 365),
        ("fünfundvierzig", 45 * 365),
        ("38, my wife", 38 * 365),
        ("45 m", 45 * 365),
        ("8 months old", 8 * 30),
        ("6 Wochen alt", 42),
        ("3 days old", 3),
        ("baby 6 wochen", 42),
        ("he is 8 months old", 8 * 30),
        ("45, since 3 days", 45 * 365),
        ("since 3 days, 45", 45 * 365),
        ("age: 45", 45 * 365),
        ("M 45", 45 * 365),
        ("er wird bald 70", 70 * 365),
        ("2,5 Jahre", 912),
    ],
)
def test_an_answer_is_an_age(text, told):
    assert MEASURES.ages.answer(text) == (told, told + 1)


@pytest.mark.parametrize(
    "text",
    [
        "since 3 days",
        "seit 3 Tagen",
        "1 Woche",
        "3 days",
        "2 Monate",
        "8 months",
        "about three weeks",
        "for 2 months",
        "seit 5 tagen",
        "seit 2 Monaten",
        "for three months now",
        "three months",
        "since 2 years",
        "2 years ago",
        "schon 3 Jahre lang",
        "vor 2 jahren",
        "39.5",
        "40 fever",
        "2 paracetamol",
        "yes",
        "",
    ],
)
def test_a_time_is_no_answer_to_how_old(text):
    assert MEASURES.ages.answer(text) is None


def days(text):
    told = MEASURES.read(text)
    age = told.age or told.age_beside
    assert age is None or age[1] - age[0] == 1
    return age and age[0]


def measures_on(day):
    return Measures(MEASURES.measures.values(), MEASURES.ages.known, lambda: day)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("for 3 days", 3),
        ("since two weeks", 14),
        ("seit 3 Tagen", 3),
        ("seit einer Woche", 7),
        ("my 4-week-old", None),
        ("my baby is almost 3 months", None),
        ("about three weeks", 21),
    ],
)
def test_how_long_it_lasts(text, days):
    assert MEASURES.read(text).lasts_days == days


def test_a_record_has_numbers_however_they_are_written():
    told = {"heart_rate": 120, "spo2": "88%", "bp": None, "systolic_bp": "92/60", "note": "fine"}

    assert MEASURES.record(told) == {"pulse": 120, "oxygen": 88, "systolic": 92}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("8 Jahre, mein Sohn hat Fieber, 38,7", (8, 9)),
        ("8 Jahre, mein Sohn … 38,7", (8, 9)),
        ("8 years, my son has a fever", (8, 9)),
        ("72 Jahre, meine Mutter hustet", (72, 73)),
        ("Ich bin Anfang 50", (50, 54)),
        ("mein Vater ist Ende siebzig", (76, 80)),
        ("in den Fünfzigern", (50, 60)),
        ("I am in my fifties", (50, 60)),
        ("I'm in my 50s", (50, 60)),
        ("she is in her late 70s", (76, 80)),
        ("mid-forties", (43, 48)),
    ],
)
def test_an_age_is_found_before_who_it_is_and_as_a_decade(text, years):
    least, below = MEASURES.read(text).age
    assert (least // 365, -(-below // 365)) == years


@pytest.mark.parametrize("text", ["Anfang 50", "50er", "in my fifties", "early 50s", "60s"])
def test_a_decade_answers_how_old(text):
    assert MEASURES.ages.answer(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        "seit 8 Jahren, mein Sohn hustet",
        "3 years my wife has had a cough",
        "8 days, my son coughs",
        "late, 30 minutes ago",
        "Ende 50 Minuten später",
        "it lasts 30s",
    ],
)
def test_a_time_before_somebody_is_no_age(text):
    assert MEASURES.read(text).age is None


def says(interview, text):
    return turn(BOOK, interview, Text(body=text), uuid4())


@pytest.mark.parametrize(
    "opening", ["mein puls is 150 und ich hab nix gemacht", "puls 150", "blood pressure 230/130"]
)
def test_a_value_that_is_dangerous_at_some_age_asks_for_the_age_first(opening):
    now = says(None, opening).interview

    assert now.asking == AGE
    assert says(now, "45").interview.level == 1
    assert says(now, "not sure").interview.level == 2
    assert says(now, "9").interview.asking == DANGER


def test_a_value_told_instead_of_an_answer_is_noted_and_the_question_asked_in_short():
    step = says(says(None, "mir geht es nicht gut").interview, "mein Puls ist 95")
    first = speech.question(BOOK, Interview(uuid4(), asking=DANGER), "de").body
    then = speech.question(
        BOOK, step.interview, "de", lead=speech.intro("de", step.lead), noted=step.lead == "noted"
    ).body

    assert step.interview.asking == DANGER
    assert then.startswith("Danke")
    assert first not in then


@pytest.mark.parametrize("text", ["hab ich doch gesagt, 120", "I already said, 120"])
def test_who_says_that_it_was_told_is_not_asked_for_its_name(text):
    now = says(None, "I have a cough, I am 34, pulse 120").interview
    while now.asking != MEASURED:
        now = says(now, "no").interview

    assert MEASURED in says(now, text).interview.asked


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("blood pressure 210 over 120 and my head is pounding", "systolic", 210),
        ("blood pressure 210/120", "systolic", 210),
        ("my temp is 40.3", "temperature", 40.3),
        ("mein puls is 150 und ich hab nix gemacht", "pulse", 150),
        ("hr 150", "pulse", 150),
        ("heute 150/90 gemessen", "systolic", 150),
    ],
)
def test_values_in_ordinary_words_are_heard(text, measure, value):
    assert MEASURES.read(text).values[measure] == value


def test_who_says_36f_has_not_measured_a_temperature():
    told = MEASURES.read("36F, cough")

    assert (told.values, days("36F, cough")) == ({}, 36 * 365)
