"""A service has to know who somebody is: patients asks, and says nothing more than it must."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4, uuid5

import pytest

from wardbell_dialogue.sites import Site
from wardbell_events import PersonIdentified, ProfileChanged, topics
from wardbell_events.inbound import Location, Media, Tap, UnknownSaid
from wardbell_events.outbound import ButtonsContent, TextContent
from wardbell_patients.dialogue import SAY, question
from wardbell_patients.person import Asking

WAYS_OUT = ["desk:call_back:human", "gateway:menu"]


def ways_out(content):
    return [b.id for b in content.buttons] if isinstance(content, ButtonsContent) else []


@pytest.mark.parametrize(
    ("language", "of_name", "of_birth", "born"),
    [
        ("en", "name", "date of birth", "12 March 1980"),
        ("de", "Name", "Geburtsdatum", "12. März 1980"),
    ],
)
async def test_an_unknown_patient_is_asked_for_name_and_date_of_birth(
    patients, language, of_name, of_birth, born
):
    async with patients.patient(language) as ada, patients.hears(PersonIdentified) as heard:
        wish = await ada.is_wanted("scheduling")
        first = await ada.reads(wish)
        second = await ada.writes("Ada Example")
        last = await ada.says(born)
        _, identified = await heard.next()

        assert of_name in first.content.body
        assert of_birth in second.content.body
        assert "12.03.1980" in second.content.body
        for question_ in (first, second):
            assert isinstance(question_.content, TextContent)
            assert question_.expects.service == "patients"
            assert question_.language == language
        assert first.message_id == uuid5(wish.message_id, "patients")
        # Whoever wanted it says the next word, about her last message.
        assert identified.wanted_by == "scheduling"
        assert (identified.message_id, identified.sent_at) == (last.message_id, last.sent_at)
        assert (identified.contact_id, identified.language) == (ada.id, language)
        with pytest.raises(TimeoutError):
            await ada.replies.next(seconds=0.5)


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("kevin lange 12.04.2005", "kevin lange"),
        ("Mein Name ist Erna Sommer, geboren am 12.4.2005", "Erna Sommer"),
        ("Kevin Lange, born on 12 April 2005", "Kevin Lange"),
    ],
)
async def test_who_writes_name_and_date_of_birth_together_is_asked_no_more(patients, said, name):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.reads(await ada.is_wanted("scheduling"))
        await ada.says(said)
        await heard.next()

        known = await patients.one("select name || ', ' || birth_date from person")
        assert known == f"{name}, 2005-04-12"


async def test_a_name_is_kept_where_the_date_behind_it_cannot_be(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.reads(await ada.is_wanted("scheduling"))
        answer = await ada.writes("Anna Weber 31.02.1980")
        await ada.says("28.02.1980")
        await heard.next()

        assert "I cannot find that day" in answer.content.body
        known = await patients.one("select name || ', ' || birth_date from person")
        assert known == "Anna Weber, 1980-02-28"


async def test_others_learn_who_the_people_of_a_contact_are(patients):
    async with (
        patients.patient() as ada,
        patients.hears(PersonIdentified) as heard,
        patients.hears(ProfileChanged) as profiles,
    ):
        await ada.introduces_herself("my name is Ada Example", "12.3.80")
        _, profile = await profiles.next()
        _, identified = await heard.next()

    (person,) = profile.people
    assert (profile.contact_id, profile.version) == (ada.id, 1)
    assert (person.name, str(person.birth_date), person.is_self) == (
        "Ada Example",
        "1980-03-12",
        True,
    )
    assert person.person_id == identified.person_id
    assert person.person_id.version == 7


async def test_who_is_known_is_not_asked_again(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.introduces_herself()
        _, first = await heard.next()

        wish = await ada.is_wanted("triage", language="de")
        _, again = await heard.next()

        assert again.person_id == first.person_id
        assert (again.message_id, again.sent_at) == (wish.message_id, wish.sent_at)
        assert (again.wanted_by, again.language) == ("triage", "de")
        with pytest.raises(TimeoutError):
            await ada.replies.next(seconds=0.5)


async def test_a_later_wish_takes_the_place_of_the_first_and_repeats_the_open_question(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.is_asked("scheduling")
        await ada.writes("Ada Example")

        asked = await ada.is_asked("triage")
        await ada.says("12.03.1980")
        _, identified = await heard.next()

    assert "date of birth" in asked.content.body
    assert identified.wanted_by == "triage"


@pytest.mark.parametrize(
    "said",
    [
        *("why?", "42", "12.03.1980", "I don't want to", "hello", "Dr Weber"),
        *("any time", "Montags"),
    ],
)
async def test_what_is_no_name_is_asked_again_kindly(patients, said):
    async with patients.patient() as ada:
        await ada.is_asked()
        answer = await ada.writes(said)

    assert "so that our team knows who you are" in answer.content.body
    assert isinstance(answer.content, TextContent)
    assert answer.expects.service == "patients"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (None, "Friday"),
        (None, "Tuesday or Wednesday"),
        (None, "no wait i meant thursday"),
        (None, "can you make it tuesday"),
        ("Ada Example", "oh stopp, montag geht doch nicht"),
    ],
)
async def test_another_day_is_for_whoever_wanted_to_know(patients, name, said):
    async with patients.patient() as ada, patients.room.listening(topics.INBOUND_SCHEDULING) as on:
        await ada.is_asked("scheduling")
        if name:
            await ada.writes(name)
        await ada.says(said)
        _, handed = await on.next()

    assert (handed.said.body, handed.intent) == (said, "appointment")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("31.02.1980", "cannot find that day"),
        ("12.03.2090", "still to come"),
        ("12.03.1880", "more than 120 years ago"),
        ("last spring", "so that nobody is taken for somebody else"),
    ],
)
async def test_a_day_that_cannot_be_is_asked_again_with_the_reason(patients, said, why):
    async with patients.patient() as ada:
        await ada.is_asked()
        await ada.writes("Ada Example")
        answer = await ada.writes(said)

    assert why in answer.content.body
    assert "date of birth" in answer.content.body
    assert "12.03.1980" in answer.content.body


@pytest.mark.parametrize(
    "said",
    [
        Media(media="image", media_id="1", caption="Ada Example"),
        Media(media="audio", media_id="1"),
        Location(latitude=52.5, longitude=13.4),
        Tap(service="patients", action="old"),
        UnknownSaid(kind="poll"),
    ],
)
async def test_what_is_not_written_is_asked_to_be_written(patients, said):
    async with patients.patient() as ada:
        await ada.is_asked()
        name = await ada.writes(said)
        await ada.writes("Ada Example")
        born = await ada.writes(said)

    assert "only read what is written" in name.content.body
    assert "name" in name.content.body
    assert "only read what is written" in born.content.body
    assert "date of birth" in born.content.body


async def test_after_two_misunderstandings_a_person_and_the_menu_are_offered(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.is_asked()
        first, second, third = [(await ada.writes("why?")).content for _ in range(3)]
        understood = await ada.writes("Ada Example")
        fourth, fifth = [(await ada.writes("why?")).content for _ in range(2)]
        await ada.says("12.03.1980")
        await heard.next()

    assert [ways_out(c) for c in (first, second, third)] == [[], WAYS_OUT, WAYS_OUT]
    assert [b.title for b in second.buttons] == ["Talk to a person", "Main menu"]
    assert "name" in second.body
    # Each question has its own patience.
    assert ways_out(understood.content) == []
    assert [ways_out(c) for c in (fourth, fifth)] == [[], WAYS_OUT]


async def test_a_text_that_was_written_before_the_question_is_no_answer_to_it(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.is_asked()
        late = await ada.writes("Something from before", at=ada.sent_at - timedelta(seconds=1))
        await ada.writes("Ada Example")
        late_again = await ada.writes("01.01.2001", at=ada.sent_at - timedelta(seconds=1))
        await ada.says("12.03.1980")
        await heard.next()

        assert "your full name" in late.content.body
        assert "date of birth" in late_again.content.body
        assert await patients.one("select name from person") == "Ada Example"
        assert str(await patients.one("select birth_date from person")) == "1980-03-12"


async def test_a_wish_survives_a_restart(open_patients):
    async with open_patients() as patients, patients.patient() as ada:
        await ada.is_asked("scheduling")
        await ada.writes("Ada Example")

    async with open_patients() as patients, patients.hears(PersonIdentified) as heard:
        await ada.says("12.03.1980")
        _, identified = await heard.next()

        assert identified.wanted_by == "scheduling"
        assert await patients.one("select name from person") == "Ada Example"


async def test_words_after_the_last_answer_are_handed_on_to_whoever_wanted_it(patients):
    async with patients.patient() as ada, patients.listening(topics.INBOUND_SCHEDULING) as heard:
        await ada.introduces_herself()
        said = await ada.says("thanks")
        (_, identified), (_, passed_on) = await heard.take(2)
        nobody = await ada.reads(await _stranger(ada))

    assert isinstance(identified, PersonIdentified)
    assert passed_on == said
    assert ways_out(nobody.content) == WAYS_OUT
    assert nobody.expects.service is None


@pytest.mark.parametrize("known_so_far", [[], ["Ada Example"]])
async def test_who_begins_again_instead_of_answering_is_handed_back(patients, known_so_far):
    async with patients.patient() as ada, patients.listening(topics.INBOUND_SCHEDULING) as heard:
        await ada.is_asked("scheduling")
        for said in known_so_far:
            await ada.writes(said)
        said = await ada.says("I need an appointment")
        _, passed_on = await heard.next()
        again = await ada.is_asked("scheduling")

    # With an intent: it is no answer that came too early.
    assert passed_on == said.model_copy(update={"intent": "appointment"})
    assert ("date of birth" in again.content.body) == bool(known_so_far)


@pytest.mark.parametrize("said", ["cancel", "zurück", "Maybe later"])
async def test_who_drops_it_or_goes_back_is_handed_back_and_asked_from_the_beginning_next_time(
    patients, said
):
    async with patients.patient() as ada, patients.listening(topics.INBOUND_SCHEDULING) as heard:
        await ada.is_asked("scheduling")
        event = await ada.says(said)
        _, passed_on = await heard.next()
        again = await ada.is_asked("scheduling")

    # With an intent: scheduling does not take it for an answer to us.
    assert passed_on == event.model_copy(update={"intent": "appointment"})
    assert "your full name" in again.content.body


@pytest.mark.parametrize(
    ("language", "echo", "back"),
    [
        ("en", "Thank you, *Anna Muster*. What is your date of birth?", "Back"),
        ("de", "Danke, *Anna Muster*. Wie ist Ihr Geburtsdatum?", "zurück"),
    ],
)
async def test_a_name_is_repeated_and_can_be_written_again(patients, language, echo, back):
    async with patients.patient(language) as ada, patients.hears(PersonIdentified) as heard:
        await ada.is_asked()
        first = await ada.writes("Anna Muster")
        anew = await ada.writes(back)
        second = await ada.writes("Anna Mustermann")
        await ada.says("12.03.1980")
        await heard.next()

        assert echo in first.content.body
        assert f"*{back.lower()}*" in first.content.body
        assert "ame" in anew.content.body
        assert "*Anna Mustermann*" in second.content.body
        assert await patients.one("select name from person") == "Anna Mustermann"


@pytest.mark.parametrize(
    ("language", "said", "answered"),
    [
        ("en", "for my daughter", "only book for you"),
        ("en", "It's for my little son Tom", "only book for you"),
        ("en", "My mother needs it", "only book for you"),
        ("de", "für meine Mutter", "nur für Sie selbst"),
        ("de", "Der Termin ist für mein Kind", "nur für Sie selbst"),
    ],
)
@pytest.mark.parametrize("known_so_far", [[], ["Ada Example"]])
async def test_for_somebody_else_a_call_back_is_offered_at_once(
    patients, language, said, answered, known_so_far
):
    async with patients.patient(language) as ada:
        await ada.is_asked()
        for name in known_so_far:
            await ada.writes(name)
        answer = await ada.writes(said)

        assert answered in answer.content.body
        assert ways_out(answer.content) == ["desk:call_back:appointment", "gateway:menu"]
        assert await patients.one("select count(*) from person") == 0


async def _stranger(ada):
    ada.id = uuid4()
    return await ada.says("Good evening")


async def test_a_patient_who_was_quicker_than_the_service_is_asked_in_order(
    room, open_patients, patient_of
):
    async with patient_of(room) as ada:
        said = [await ada.is_wanted(), await ada.is_wanted()]
        async with open_patients() as patients, patients.hears(PersonIdentified) as heard:
            asked = [await ada.reads(wish) for wish in said]
            said = [await ada.says(text) for text in ("why?", "42", "Ada Example", "12.03.1980")]
            answers = [await ada.reads(message) for message in said[:3]]
            await heard.next()

    assert asked[0].content == asked[1].content
    assert [ways_out(answer.content) for answer in answers] == [[], WAYS_OUT, []]
    assert "date of birth" in answers[2].content.body


async def test_what_was_said_is_dropped_after_a_day_of_silence(patients):
    async with patients.patient() as ada:
        await ada.is_asked()
        await ada.writes("Ada Example")
        due = await patients.one("select due_at from due_job where timer = 'forget'")
        assert due > datetime.now(UTC) + timedelta(hours=23)

        # The job of the first day meets something that was said since, and comes again.
        await patients.one("update due_job set due_at = $1", datetime.now(UTC))
        await patients.eventually(
            lambda: patients.one("select due_at > $1 from due_job", datetime.now(UTC))
        )
        assert await patients.one("select name from asking") == "Ada Example"

        await patients.one("update asking set changed_at = changed_at - interval '1 day'")
        await patients.one("update due_job set due_at = $1", datetime.now(UTC))
        await patients.eventually(lambda: patients.one("select not exists (select from asking)"))
        assert "your full name" in (await ada.is_asked()).content.body


@pytest.mark.parametrize("type_", ["inbound.message.received.v1", "patients.identity.requested.v1"])
async def test_what_cannot_be_read_is_answered_with_an_apology_and_a_way_to_a_human(
    patients, type_
):
    async with patients.patient() as ada:
        wish = await ada.is_wanted()
        await ada.reads(wish)
        cause = await patients.room.put(wish, topics.PATIENTS_PROFILES)
        broken = uuid4()
        changed = {"ce_id": str(broken).encode(), "ce_type": type_.encode()}
        headers = [(name, changed.get(name, value)) for name, value in cause.headers()]
        await patients.room.raw(topics.INBOUND_PATIENTS, wish.key.encode(), b"{not json", headers)
        _, answer = await ada.replies.next()

    assert "could not read your last message" in answer.content.body
    assert "nicht lesen" in answer.content.body
    assert "112" in answer.content.body
    assert ways_out(answer.content) == WAYS_OUT
    assert answer.message_id == uuid5(broken, "patients")
    assert await patients.one("select count(*) from parked") == 1


def test_a_site_with_a_telephone_offers_it_where_nothing_else_helps():
    site = Site(site="main", name="Wardbell Clinic", phone="+49 30 5550100")
    lost = Asking("scheduling", datetime.now(UTC), misunderstandings=2)

    assert "+49 30 5550100" in question(lost, "de", site, "again").body


def test_every_text_exists_in_every_language():
    assert {language: SAY.keys(language) for language in SAY.languages} == dict.fromkeys(
        ["de", "en"], SAY.keys("en")
    )
