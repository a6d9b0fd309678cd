"""The interview, as conversations: what is asked, what comes of it."""

from uuid import uuid4

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events.inbound import Media, Tap, Text
from wardbell_events.outbound import ButtonsContent, ListContent
from wardbell_triage import speech
from wardbell_triage.compiler import ours
from wardbell_triage.conditions import Truth, concepts
from wardbell_triage.conversation import turn
from wardbell_triage.interview import _may_raise, department
from wardbell_triage.state import AGE, DANGER, DESCRIBE, MEASURED, Interview

BOOK = ours()
SITE = Site(site="main", name="Clinic")


class Patient:
    """Chats with the engine."""

    def __init__(self, opening, **answers):
        self.answers = answers
        self.step = turn(BOOK, None, Text(body=opening), uuid4())

    @property
    def now(self):
        return self.step.interview

    def says(self, text, *, late=False):
        self.step = turn(BOOK, self.now, Text(body=text), uuid4(), late=late)
        return self

    def taps(self, action, argument):
        tap = Tap(service="triage", action=action, argument=argument)
        self.step = turn(BOOK, self.now, tap, uuid4())
        return self

    def answers_all(self, default="no", **special):
        """Until it is done; what is not named gets the default."""
        for _ in range(80):
            if self.now.done:
                return self
            asking = self.now.asking
            if asking == AGE:
                self.says(special.get("age", "40"))
            else:
                self.says(special.get(asking.lstrip("@"), default))
        raise AssertionError("it never ends")

    def shown(self, language="en"):
        if self.now.done:
            return speech.result(BOOK, self.now, language, SITE)
        return speech.question(BOOK, self.now, language)


def test_fever_and_a_cough_open_both_interviews():
    ada = Patient("I have a fever and a cough")

    assert set(ada.now.complaints) == {"fever", "cough"}
    assert not ada.now.done
    assert ada.now.asking == AGE


def test_fieber_und_husten_auch_auf_deutsch():
    ada = Patient("Ich habe Fieber und Husten, ich bin 34")

    assert set(ada.now.complaints) == {"fever", "cough"}
    assert ada.now.asking != AGE


def test_every_question_is_one_with_yes_no_and_not_sure():
    ada = Patient("I have a headache, I am 34")

    while not ada.now.done:
        shown = ada.shown()
        if isinstance(shown, ButtonsContent) and ada.now.asking != MEASURED:
            assert [button.title for button in shown.buttons] == ["Yes", "No", "Not sure"]
        ada.says("no")


def test_the_most_urgent_is_asked_first():
    ada = Patient("I have a cough, I am 34")
    while not ada.now.done:
        still_open = [
            rule
            for rule in BOOK.rules(ada.now.complaints)
            if ada.now.asking in (*concepts(rule.when), *measured(rule)) and may_raise(ada, rule)
        ]
        most_urgent = [rule for rule in BOOK.rules(ada.now.complaints) if may_raise(ada, rule)]
        assert min(r.level for r in still_open) == min(r.level for r in most_urgent)
        ada.says("no")


def may_raise(ada, rule):
    return _may_raise(BOOK, rule, ada.now)


def measured(rule):
    return [MEASURED] if BOOK.asked_together() & set(concepts(rule.when)) else []


def test_a_result_names_urgency_reason_department_and_leads_into_booking():
    ada = Patient("I have a cough and a fever, I am 34").answers_all()
    shown = ada.shown()

    assert ada.now.level in {2, 3}
    assert "within" in shown.body
    assert speech.because(BOOK, ada.now, "en") in shown.body
    assert "General practice" in shown.body
    assert "not a diagnosis" in shown.body
    assert "112" in shown.body
    assert [button.id for button in shown.buttons] == [
        "scheduling:soonest:new-complaint",
        "desk:call_back:symptoms",
        "gateway:menu",
    ]


def test_a_child_is_sent_to_the_childrens_department():
    child = Patient("my 5-year-old daughter has a cough").answers_all()

    assert department(BOOK, child.now) == "paediatrics"


@pytest.mark.parametrize(
    ("opening", "said"),
    [("my 5-year-old daughter has a cough", True), ("I have a cough, I am 34", False)],
)
def test_who_asks_for_another_reads_for_whom_can_be_booked(opening, said):
    shown = Patient(opening).answers_all().shown()

    assert ("in the name of whoever writes here" in shown.body) is said
    assert "not a diagnosis" in shown.body


def test_a_site_without_the_service_offers_what_it_has():
    ada = Patient("I have a cough, I am 34").answers_all()

    def offered(services):
        return speech.result(BOOK, ada.now, "en", SITE, frozenset(services)).buttons[0].id

    assert offered({"check-up"}) == "scheduling:soonest:check-up"
    assert offered({"surgery"}) == "scheduling:start"


def test_a_danger_sign_ends_it_at_once():
    ada = Patient("I have a cough, I am 34").says("yes")

    assert (ada.now.level, ada.now.done) == (1, True)


def test_not_sure_of_an_emergency_is_at_least_within_a_day():
    ada = Patient("I have a cough, I am 34").says("not sure").answers_all()

    assert ada.now.level == 2


def test_a_number_that_is_told_answers_what_rests_on_it():
    ada = Patient("fever of 40.5, I am 34")

    assert "very_high_fever" in ada.now.facts
    assert ada.answers_all().now.level == 2
    assert "high_fever" not in ada.now.asked


def test_a_red_value_that_was_measured_is_an_emergency():
    ada = Patient("I have a cough, I am 34").answers_all(measured="oxygen 85")

    assert (ada.now.level, ada.now.rule) == (1, "measured-low-oxygen")


def test_a_baby_below_three_months_with_fever_is_an_emergency_without_a_question():
    assert Patient("my 2-month-old has a fever").now.level == 1


@pytest.mark.parametrize("age", ["34", "34 years", "I am 34", "34 Jahre"])
def test_an_age_is_understood_however_it_is_written(age):
    ada = Patient("I have a cough")
    assert ada.now.asking == AGE
    assert isinstance(ada.shown(), ListContent)

    assert ada.says(age).now.age == (34 * 365, 34 * 365 + 1)


def test_an_age_that_is_not_told_counts_as_any():
    ada = Patient("I have a fever").says("not sure").answers_all()

    assert ada.now.level <= Patient("I have a fever, I am 34").answers_all().now.level


def test_new_symptoms_in_the_middle_are_added():
    ada = Patient("I have a cough, I am 34")
    asked = ada.now.asking
    ada.says("and my head hurts, a bad headache")

    assert "headache" in ada.now.complaints
    assert ada.now.asking
    assert asked not in ada.now.asked


def test_a_no_that_denies_something_else_is_no_answer():
    ada = Patient("I have a cough, I am 34")
    asked = ada.now.asking
    ada.says("no fever")

    assert ada.now.facts["fever"].answer == "no"
    assert asked not in ada.now.facts


def test_words_that_say_nothing_repeat_the_question():
    ada = Patient("I have a cough, I am 34")
    asked = ada.now.asking
    ada.says("the weather is fine")

    assert not ada.step.understood
    assert ada.now.asking == asked
    again = speech.question(BOOK, ada.now, "en", again=True).body
    assert '"human"' in again


def test_a_photo_is_no_answer():
    ada = Patient("I have a cough, I am 34")
    step = turn(BOOK, ada.now, Media(media="image", media_id="1"), uuid4())

    assert not step.understood
    assert step.interview == ada.now


def test_what_was_written_before_the_question_answers_nothing_but_adds():
    ada = Patient("I have a cough, I am 34")
    asked = ada.now.asking

    assert ada.says("yes", late=True).now.asking == asked
    ada.says("also a fever", late=True)
    assert "fever" in ada.now.complaints


def test_nothing_that_is_said_later_lowers_a_level():
    ada = Patient("I have a cough, I am 34").says("yes")
    for text in ("no", "I feel fine now", "it was nothing", "no cough, no fever", "just a cold"):
        ada.says(text)
        assert ada.now.level == 1


def test_an_unknown_complaint_is_asked_for_danger_signs_and_never_self_care():
    ada = Patient("my left eyebrow itches strangely")
    assert ada.now.asking == DANGER
    ada.answers_all()

    assert (ada.now.level, ada.now.rule) == (4, "unknown-complaint")
    assert [button.id for button in ada.shown().buttons] == [
        "desk:call_back:symptoms",
        "scheduling:start",
        "gateway:menu",
    ]


def test_who_comes_from_the_menu_is_asked_for_danger_then_for_the_complaint():
    start = Tap(service="triage", action="check", argument="start")
    step = turn(BOOK, None, start, uuid4())
    assert step.interview.asking == DANGER
    step = turn(BOOK, step.interview, Text(body="no"), uuid4())
    assert step.interview.asking == DESCRIBE
    step = turn(BOOK, step.interview, Text(body="a cough since yesterday"), uuid4())

    assert step.interview.complaints == ("cough",)


def test_from_the_menu_it_begins_anew():
    ada = Patient("I have a cough, I am 34").says("yes")
    before = ada.now.run
    ada.taps("check", "start")

    assert ada.now.run != before
    assert ada.now.level is None


def test_an_old_button_counts_for_its_own_question():
    ada = Patient("I have a cough, I am 34")
    first = ada.now.asking
    ada.says("no").says("no")
    ada.taps("answer", f"{first}.yes")

    assert ada.now.level == 1


def test_a_no_of_an_old_run_counts_for_nothing_and_a_yes_raises():
    ada = Patient("I have a cough, I am 34")
    no, yes = (ada.shown().buttons[n].id.split(":", 2)[2] for n in (1, 0))
    ada.taps("check", "start")
    ada.says("no").says("a cough, I am 34")
    asked = ada.now.asking

    assert ada.taps("answer", no).now.asking == asked
    assert asked not in ada.now.facts
    assert ada.taps("answer", yes).now.level == 1


def test_a_no_to_the_danger_signs_of_an_old_run_counts_for_nothing():
    ada = Patient("my left eyebrow itches strangely")
    no = ada.shown().buttons[1].id.split(":", 2)[2]
    ada.taps("check", "start").taps("check", no)

    assert ada.now.asking == DANGER
    assert ada.taps("check", ada.shown().buttons[1].id.split(":", 2)[2]).now.asking == DESCRIBE


def test_a_button_of_another_version_is_asked_again():
    ada = Patient("I have a cough, I am 34").taps("answer", "no_such_concept.yes")

    assert not ada.step.understood


def test_a_state_survives_its_json():
    ada = Patient("I have a fever, I am 34").says("not sure")

    assert Interview.decode(ada.now.encode()) == ada.now


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_question_and_result_fits_a_message(language):
    for complaint in BOOK.complaints.values():
        interview = Interview(uuid4(), complaints=(complaint.id,))
        for concept in BOOK.used():
            if BOOK.concepts[concept].asked and concept not in BOOK.asked_together():
                asked = Interview(uuid4(), asking=concept, complaints=(complaint.id,))
                lead = speech.intro(language)
                assert len(speech.question(BOOK, asked, language, lead=lead).body) <= 1024
        for rule in BOOK.rules([complaint.id]):
            done = Interview(interview.run, (complaint.id,), level=2, rule=rule.id, done=True)
            body = speech.result(BOOK, done, language, SITE).body
            assert body.endswith(speech.SAY(language, "no-diagnosis"))


@pytest.mark.parametrize(
    "text",
    [
        "since 3 days",
        "seit 3 Tagen",
        "1 Woche",
        "3 days",
        "2 Monate",
        "about three weeks",
        "for 2 months",
        "seit 5 tagen",
        "seit 2 Monaten",
        "for three months now",
    ],
)
def test_how_long_it_lasts_is_never_how_old_somebody_is(text):
    ada = Patient("I have a fever and a cough").says(text)

    assert ada.now.age is None
    assert ada.now.asking == AGE
    assert ada.now.level != 1
    again = speech.question(BOOK, ada.now, "en", again=not ada.step.understood)
    assert "45, or 8 months old" in again.body
    assert "1 for yes" not in again.body


@pytest.mark.parametrize("text", ["18 months", "18 Monate", "about 18 months", "eighteen months"])
def test_months_are_the_age_of_a_child(text):
    ada = Patient("my child has a cough").says(text)

    assert ada.now.age == (540, 541)
    assert ada.now.asking != AGE
    assert Patient("my husband has a cough").says(text).now.asking == AGE


def test_only_ages_of_a_child_are_offered_for_one():
    of_a_child = [row.title for row in Patient("my child has a cough").shown().rows]

    assert of_a_child == ["Under 1 year", "1 to 11 years", "12 to 17 years"]
    assert len(Patient("I have a cough").shown().rows) > len(of_a_child)


@pytest.mark.parametrize(("text", "days"), [("6 Wochen alt", 42), ("baby 6 wochen", 42)])
def test_a_baby_is_known_by_words_of_its_age(text, days):
    assert Patient("fever and a cough").says(text).now.age == (days, days + 1)


def test_a_baby_of_two_months_is_not_asked_how_old_it_is():
    ada = Patient("Fieber 40,2 seit gestern, mein baby ist 2 monate")

    assert ada.now.age == (60, 61)
    assert ada.now.known("very_high_fever") is Truth.YES
    assert ada.now.asking not in {AGE, "under_three_months"}
    assert ada.now.level == 1


def test_a_nurse_and_a_man_are_no_babies():
    for opening in ("I am a nurse and have a fever", "ich bin ein Mann und habe Fieber"):
        assert Patient(opening).now.asking == AGE


def test_a_fever_of_three_weeks_ago_makes_nobody_a_baby():
    for opening in ("Ich hatte Husten, das ist 3 Wochen her", "fever, the cut is 3 weeks old"):
        assert Patient(opening).now.age is None


@pytest.mark.parametrize(
    "opening",
    [
        "mir ist so schwindlig und ich seh alles doppelt",
        "I feel dizzy and see everything double",
        "double vision since noon and very unsteady",
    ],
)
def test_dizzy_and_seeing_double_may_be_a_stroke(opening):
    ada = Patient(opening)

    assert (ada.now.level, ada.now.rule) == (1, "danger-stroke-behind")
    assert speech.because(BOOK, ada.now, "de")


@pytest.mark.parametrize(
    "opening",
    [
        "mein herz rast und stolpert seit heut nacht",
        "mir gehts nicht gut",
        "Zahnschmerzen",
        "Ich habe einen Knoten in der Brust gefunden",
        "my mother is 82 and a bit wobbly since the weekend",
    ],
)
def test_what_no_file_is_about_gets_the_danger_question_then_a_human(opening):
    ada = Patient(opening)
    assert ada.now.asking == DANGER

    ada.answers_all()
    assert ada.now.level == 4
    assert ada.shown().buttons[0].id == "desk:call_back:symptoms"


@pytest.mark.parametrize(
    ("opening", "age"),
    [
        ("Mein Kind hat Fieber 39,2 und Husten", "8 Jahre"),
        ("meine Tochter ist ein Kind und hat 39,2 Fieber", "8"),
        ("My child has a fever of 39.2 and a cough", "8 years old"),
        ("my kid has a temperature of 39.2", "he is 8"),
    ],
)
def test_a_child_is_asked_for_its_age_and_not_taken_for_a_baby(opening, age):
    ada = Patient(opening)
    assert ada.now.asking == AGE

    ada.says(age)
    assert "under_three_months" not in [ada.now.asking, *ada.now.asked]
    ada.answers_all()
    assert "under_three_months" not in ada.now.asked
    assert "aby" not in ada.shown("en").body


@pytest.mark.parametrize("age", ["6 months old", "not sure", "40"])
def test_a_fever_of_39_in_a_child_that_is_or_may_be_a_baby_is_looked_at_within_a_day(age):
    ada = Patient("My child has a fever of 39.2").says(age).answers_all()

    assert (ada.now.level, ada.now.rule) == (2, "fever-baby-high")
    assert ("do not know the age" in ada.shown().body) == ("months" not in age)


def test_a_child_of_unknown_age_counts_as_a_baby_where_the_questions_end():
    assert Patient("My child has a fever of 39.2").says("stop asking").now.level == 2


def test_who_says_a_child_when_asked_how_old_is_asked_once_more():
    ada = Patient("My daughter has a fever").says("she is a child")

    assert ada.now.asking == AGE
    assert "under_three_months" not in ada.says("9").answers_all().now.asked


def test_a_baby_with_fever_is_asked_whether_it_is_younger_than_three_months():
    ada = Patient("My baby has a fever")

    assert ada.now.asking == "meningitis_signs"
    assert "under_three_months" in ada.answers_all().now.asked
