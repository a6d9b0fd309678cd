from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.language import Hearing
from wardbell_dialogue.word_lists import languages
from wardbell_events import RedFlag
from wardbell_events.inbound import Media, Other, Tap, Text
from wardbell_gateway.contact import Contact, Turn
from wardbell_gateway.menu import SAY
from wardbell_gateway.routing import Self, To, route
from wardbell_gateway.said import Silence, understand

SERVICES = {"triage", "desk", "scheduling"}
WISHES_BESIDE = [
    "are you open on saturday, i need an appointment",
    "are you open on saturday i'd like to book an appointment",
    "do you take AOK? can I book an appointment",
    "habt ihr am samstag offen? ich bräuchte einen termin",
    "Nehmen Sie die AOK? Ich hätte gern einen Termin",
    "appointment please, are you open saturday",
    "Termin bitte, habt ihr Samstag auf?",
    "haben Sie am Samstag offen, kann ich da einen Termin haben",
]
"""Beside a question that only the team can answer."""
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def decide(said, *, red_flag=None, holder=None, faded=False, foreign=False):
    return route(
        said,
        red_flag=red_flag,
        holder=holder,
        faded=faded,
        services=SERVICES,
        foreign=lambda _: foreign,
        day=lambda text: "tomorrow" in text,
    )


@pytest.mark.parametrize(
    ("said", "holder", "decision"),
    [
        (Text(body="Hello"), None, Self("menu")),
        (Text(body="2"), "triage", To("triage")),
        (Text(body="menu"), "triage", Self("menu")),
        (Text(body="Menü"), "triage", Self("menu")),
        (Text(body="STOP"), "triage", To("patients", "consent")),
        (Text(body="Keine Erinnerungen mehr, bitte"), None, To("patients", "consent")),
        (Text(body="no more appointments"), None, To("scheduling", "appointment")),
        (Text(body="ein Mensch bitte"), None, To("desk", "human")),
        (Text(body="kann ich bitte mit jemandem sprechen"), "patients", To("desk", "human")),
        (Text(body="I wanted to speak to a nurse"), "feedback", To("feedback")),
        (Text(body="ich möchte mit jemandem sprechen"), "triage", To("desk", "human")),
        (Text(body="I need an appointment"), None, To("scheduling", "appointment")),
        (Text(body="mir ist übel und ich habe Fieber"), None, To("triage", "symptoms")),
        (Text(body="I have a cough and need an appointment"), None, To("triage", "symptoms")),
        (Text(body="termin bitte, er hat Fieber"), None, To("triage", "symptoms")),
        (Text(body="an appointment for my cough"), None, To("scheduling", "appointment")),
        (Text(body="cancel"), None, To("scheduling", "appointment")),
        (Text(body="Ich kann nicht kommen, bin krank"), None, To("scheduling", "appointment")),
        (Text(body="flu shot tomorrow"), None, To("scheduling", "appointment")),
        (Text(body="I want to see dr weber"), None, To("scheduling", "appointment")),
        (Text(body="I need an appointment"), "triage", To("triage")),
        (Text(body="Can I come tomorrow?"), None, To("scheduling", "appointment")),
        (Text(body="Can I come tomorrow?"), "triage", To("triage")),
        (Text(body="What are your opening hours?"), None, Self("for-team")),
        (Text(body="Are you open tomorrow?"), None, Self("for-team")),
        (Text(body="how much does a check-up cost"), None, Self("for-team")),
        (Text(body="Wie lange dauert eine Vorsorge?"), None, Self("for-team")),
        *((Text(body=words), None, To("scheduling", "appointment")) for words in WISHES_BESIDE),
        (Text(body="do I need a referral to book an appointment?"), None, Self("for-team")),
        (Text(body="can I have an appointment without a referral"), None, Self("for-team")),
        (Text(body="I don't need an appointment, what does it cost"), None, Self("for-team")),
        (Text(body="brauche ich einen Termin, wie lange dauert das"), None, Self("for-team")),
        (Text(body="ich brauche für den Termin keine Krankenkasse"), None, Self("for-team")),
        (Text(body="how much does a check-up cost"), "scheduling", To("scheduling")),
        (Text(body="I have a fever, how long does it take?"), None, To("triage", "symptoms")),
        # In a crisis, of which only triage knows, it is an emergency.
        (Text(body="i already took the pills"), None, To("triage", "symptoms")),
        (Text(body="hab schon tabletten genommen"), None, To("triage", "symptoms")),
        (Text(body="Haben Sie morgen offen?"), None, Self("for-team")),
        (Text(body="Habt ihr am Samstag auf?"), None, Self("for-team")),
        (Text(body="Ich brauche ein Rezept"), None, Self("for-team")),
        (Text(body="Ich brauche eine Krankschreibung wegen Grippe"), None, Self("for-team")),
        (Text(body="Can I pick up my prescription for chest pain?"), None, Self("for-team")),
        (Text(body="I have the flu and need a sick note"), None, To("triage", "symptoms")),
        (Text(body="my chest pain medication is not helping"), None, To("triage", "symptoms")),
        (Text(body="an appointment for a prescription"), None, To("scheduling", "appointment")),
        (Text(body="yes"), None, Self("not-understood")),
        (Text(body="who is my doctor?"), None, Self("not-understood")),
        (Text(body="you are useless"), None, Self("not-understood")),
        (Text(body="Guten Morgen, ich habe eine Frage"), None, Self("menu")),
        (Text(body="Thank you!"), None, Self("thanks")),
        (Text(body="vielen Dank"), None, Self("thanks")),
        (Text(body="Tschüss"), None, Self("bye")),
        (Text(body="👍"), None, Self("fine")),
        (Text(body="ok"), None, Self("fine")),
        (Text(body="thanks"), "scheduling", To("scheduling")),
        (Text(body="thanks, I need an appointment"), None, To("scheduling", "appointment")),
        (Tap(service="triage", action="check"), "desk", To("triage")),
        (Tap(service="gateway", action="language", argument="de"), None, Self("language", "de")),
        (Tap(service="nobody", action="x"), None, Self("menu")),
        (Media(media="audio", media_id="1"), None, Self("not-audible")),
        (Media(media="image", media_id="1"), None, Self("not-readable")),
        (Media(media="image", media_id="1"), "triage", To("triage")),
        (
            Media(media="image", media_id="1", caption="my referral, I need a check-up"),
            None,
            To("scheduling", "appointment"),
        ),
        (Media(media="image", media_id="1", caption="look"), None, Self("not-readable")),
        (Other(what="request_welcome"), None, Self("menu")),
        (Other(what="order"), None, Self("not-readable")),
        (Other(what="not_fetched"), None, Self("not-fetched")),
        (Other(what="not_fetched"), "triage", To("triage")),
    ],
)
def test_who_answers(said, holder, decision):
    assert decide(said, holder=holder) == decision


def test_an_emergency_goes_before_everything():
    flag = RedFlag(rule="en/chest-pain")

    assert decide(Text(body="stop"), red_flag=flag, holder="desk") == To("triage")
    assert decide(Text(body="no puede respirar"), red_flag=flag, foreign=True) == To("triage")


@pytest.mark.parametrize(
    ("text", "holder", "decision"),
    [
        ("Quiero hablar con el doctor", None, Self("foreign")),
        ("Quiero hablar con el doctor", "desk", To("desk")),
        ("necesito un appointment por favor", None, To("scheduling", "appointment")),
        ("back to menu", None, Self("menu")),
    ],
)
def test_what_is_understood_in_a_foreign_language_is_still_understood(text, holder, decision):
    assert decide(Text(body=text), holder=holder, foreign=True) == decision


@pytest.mark.parametrize(
    "raw",
    [
        {"type": "reaction", "reaction": {"emoji": "👍"}},
        {"type": "revoke"},
        {"type": "edit"},
        {"type": "media_placeholder"},
        {"type": "text", "text": {"body": "hi"}, "group_id": "g"},
        {"type": "interactive", "interactive": {"type": "call_permission_reply"}},
    ],
)
def test_a_silence_has_a_reason(raw):
    assert isinstance(understand(raw), Silence)
    assert understand(raw)


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"type": None},
        {"type": 5},
        {"type": "text"},
        {"type": "text", "text": {"body": "   "}},
        {"type": "poll; drop table"},
        {"type": "interactive", "interactive": {"type": "nfm_reply"}},
        {"type": "interactive", "errors": [{"code": 131000}]},
        {"type": "location", "location": {"latitude": "x"}},
        {"type": "image", "image": {}},
        {"type": "button", "button": {}},
    ],
)
def test_whatever_lacks_something_is_still_something(raw):
    assert isinstance(understand(raw), Other)


def test_a_button_that_is_not_ours_counts_as_its_words():
    raw = {"type": "button", "button": {"payload": "Unsubscribe", "text": "Stop"}}

    assert understand(raw) == Text(body="Stop")


@pytest.mark.parametrize("kind", ["unsupported", "video"])
def test_a_file_that_meta_could_not_fetch_is_asked_for_again(kind):
    """Meta: 131052, the media the user sent could not be downloaded."""
    raw = {"type": kind, "errors": [{"code": 131052, "title": "Media download error"}]}

    assert understand(raw) == Other(what="not_fetched")
    assert "again" in SAY("en", "not-fetched")
    assert "noch einmal" in SAY("de", "not-fetched")


@pytest.mark.parametrize("errors", [[{"code": 131051}], [131052], 131052, None])
def test_another_error_is_another_kind_of_message(errors):
    assert understand({"type": "unsupported", "errors": errors}) == Other(what="unsupported")


def contact(**more):
    empty = dict.fromkeys(
        (
            "language",
            "floor",
            "floor_since",
            "floor_before",
            "floor_before_since",
            "floor_turn",
            "floor_heard",
            "floor_until",
        )
    )
    return Contact(
        **{
            **empty,
            "id": uuid4(),
            "number": "1",
            "wa_id": "1555",
            "user_id": None,
            "version": 1,
            "welcomed": True,
            "created_at": NOON,
            **more,
        }
    )


def after(seconds):
    return NOON + timedelta(seconds=seconds)


def turn(sent_at, heard_after=0.0):
    return Turn(sent_at, sent_at + timedelta(seconds=heard_after))


def test_the_floor_ends_after_its_time_by_whatsapps_clock():
    someone = contact()
    someone.take_turn("triage", turn(NOON), after(1800))

    assert someone.holder(after(1799)) == "triage"
    assert someone.holder(after(1800)) is None


def test_a_text_that_is_older_than_the_question_goes_to_who_held_the_floor_then():
    someone = contact()
    someone.take_turn("desk", turn(NOON), after(1800))
    someone.take_turn("triage", turn(after(10)), after(1800))
    someone.was_asked("scheduling", turn(after(10)), after(20.4), after(1800))

    assert someone.holder(after(15)) == "triage"
    assert someone.holder(after(20)) == "scheduling"


def test_an_older_message_does_not_take_the_floor_back():
    someone = contact()
    someone.take_turn("triage", turn(after(10)), after(1800))
    someone.take_turn("desk", turn(NOON), after(1800))

    assert someone.floor == "triage"


def test_a_text_that_an_emergency_overtook_is_not_for_triage():
    someone = contact()
    someone.take_turn("triage", turn(after(5)), after(1800))
    someone.take_turn("triage", turn(after(9)), after(1800))

    assert someone.holder(NOON) is None


def test_an_answer_to_an_older_message_does_not_decide():
    someone = contact()
    someone.take_turn("triage", turn(NOON), after(1800))
    someone.take_turn("desk", turn(after(5)), after(1800))
    someone.was_asked(None, turn(NOON), after(6), after(1800))

    assert someone.holder(after(10)) == "desk"


def test_of_what_was_sent_within_one_second_the_later_one_decides():
    someone = contact()
    someone.take_turn("triage", turn(NOON, 0.1), after(1800))
    someone.take_turn("scheduling", turn(NOON, 0.6), after(1800))
    someone.was_asked("triage", turn(NOON, 0.1), after(0.3), after(1800))

    assert someone.holder(after(1)) == "scheduling"


@pytest.mark.parametrize(
    ("text", "current", "heard"),
    [
        ("hallo", None, "de"),
        ("hi", None, "en"),
        ("Termin", None, "de"),
        ("ok", "de", "de"),
        ("2", None, None),
        ("👍", "de", "de"),
        ("I would like to come tomorrow", "de", "en"),
        ("Ich hätte gern einen Termin", "en", "de"),
        ("Müller", "en", "en"),
        ("i woaß net", "de", "de"),
        ("i mog nimmer", "de", "de"),
        ("not that I know of", "de", "de"),
        ("ich habe Husten", "en", "de"),
        ("what is this", "de", "en"),
        ("1. April 1950", "de", "de"),
        ("Termin absagen", "en", "de"),
        ("Termin bitte", "en", "de"),
        ("my appointments", "de", "en"),
        ("cancel appointment", "de", "en"),
        ("check-up with doctor Yilmaz", "de", "en"),
        ("Video call", "de", "de"),
        ("Check-up", "de", "de"),
        ("check-up", "de", "de"),
        ("Termin", "en", "en"),
        ("lol im fine", "en", "en"),
        ("im ok now", "en", "en"),
        ("hab brustschmerz und luftnot", "en", "de"),
    ],
)
def test_the_language_follows_the_text_but_not_single_words(text, current, heard):
    assert Hearing(["en", "de"]).hear(text, current) == heard


@pytest.mark.parametrize(
    "text",
    [
        "Quiero hablar con el doctor por favor",
        "Merhaba randevu almak istiyorum",
        "Доброго дня, мені потрібен лікар",
        "عندي ألم في بطني",
        "你好我想预约医生",
    ],
)
def test_a_language_that_the_site_does_not_speak_is_heard(text):
    assert Hearing(["en", "de"]).foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Is Dr. Haas in on Tuesday?",
        "thx for ur help",
        "Servus i brauch an Termin",
        "kann i morn cho",
        "asdf asdf asdf",
        "Rezept Ibuprofen 600 please",
        "hola doctor",
        "17.30",
        "👍",
    ],
)
def test_dialects_slips_and_short_words_are_not_foreign(text):
    assert not Hearing(["en", "de"]).foreign(text)


def test_a_site_that_speaks_one_language_hears_the_other_as_foreign():
    assert Hearing(["de"]).foreign("I would like to come tomorrow")
    assert not Hearing(["en"]).foreign("I would like to come tomorrow")


def test_every_text_exists_in_every_language():
    assert {language: SAY.keys(language) for language in SAY.languages} == dict.fromkeys(
        languages(), SAY.keys("en")
    )


@pytest.mark.parametrize(
    ("said", "decision"),
    [
        (Text(body="geht klar"), To("scheduling")),
        (Text(body="yes"), To("scheduling")),
        (Text(body="bis morgen"), To("scheduling")),
        (Text(body="I have a headache"), To("triage", "symptoms")),
        (Text(body="please call me back"), To("desk", "human")),
        (Text(body="Ich brauche ein Rezept"), Self("for-team")),
        (Text(body="What are your opening hours?"), Self("for-team")),
        (Text(body="hello"), Self("menu")),
        (Text(body="menu"), Self("menu")),
        (Media(media="image", media_id="1", mime_type="image/jpeg"), Self("not-readable")),
    ],
)
def test_hours_after_a_question_only_what_is_about_nothing_else_answers_it(said, decision):
    assert decide(said, holder="scheduling", faded=True) == decision


def test_a_question_of_hours_ago_stands_in_no_other_ones_way():
    someone = contact()
    someone.was_asked("scheduling", turn(NOON), NOON, after(12 * 3600))

    assert not someone.faded(after(3600))
    assert someone.faded(after(3 * 3600))
