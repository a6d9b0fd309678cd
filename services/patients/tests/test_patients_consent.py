"""What patients want to be sent: their last word holds, and rides in its acknowledgement."""

from datetime import UTC, datetime, timedelta
from itertools import permutations
from uuid import uuid4

import pytest

from wardbell_dialogue.consent import Wish
from wardbell_events import ConsentChanged, ContactMerged, MarketingChosen, topics
from wardbell_events.inbound import Text
from wardbell_events.outbound import Consent
from wardbell_patients.consent import Word, after, allowed, last, last_of_both

ALL, NOTHING = Consent(notices=True), Consent(notices=False)
BUT_REMINDERS = ("care", "campaign", "survey")


@pytest.mark.parametrize(
    ("before", "wanted", "purpose", "then"),
    [
        (ALL, False, None, NOTHING),
        (ALL, False, "survey", Consent(notices=True, refused=("survey",))),
        (NOTHING, False, "survey", NOTHING),
        (NOTHING, True, None, ALL),
        (NOTHING, True, "reminder", Consent(notices=True, refused=tuple(sorted(BUT_REMINDERS)))),
        (Consent(notices=True, refused=("survey",)), False, None, NOTHING),
        (Consent(notices=True, refused=("survey",)), True, "survey", ALL),
        (Consent(notices=True, refused=("survey",)), True, None, ALL),
        (
            Consent(notices=True, refused=("survey",)),
            False,
            "campaign",
            Consent(notices=True, refused=("campaign", "survey")),
        ),
    ],
)
def test_the_last_word_holds(before, wanted, purpose, then):
    assert after(before, Wish(wanted, purpose)) == then


async def says(patients, ada, words, *, at=None):
    """Write a word about consent, as the router passes it on; returns the acknowledgement."""
    event = await patients.room.says(
        topics.INBOUND_PATIENTS,
        Text(body=words),
        contact_id=ada.id,
        language=ada.language,
        sent_at=at or ada.turn(),
        intent="consent",
    )
    return await ada.reads(event)


@pytest.mark.parametrize(
    ("language", "stop", "start", "stopped", "started"),
    [
        ("en", "stop", "start", "unless you write first", "our messages again"),
        ("de", "Stopp", "anmelden", "wenn Sie zuerst schreiben", "unsere Nachrichten wieder"),
    ],
)
async def test_stop_and_start(patients, language, stop, start, stopped, started):
    async with patients.patient(language) as ada:
        no = await says(patients, ada, stop)
        yes = await says(patients, ada, start)

    assert (no.consent, yes.consent) == (NOTHING, ALL)
    assert stopped in no.content.body
    assert started in yes.content.body


async def test_stop_of_one_purpose_and_back(patients):
    async with patients.patient() as ada:
        no_surveys = await says(patients, ada, "no more surveys")
        nor_reminders = await says(patients, ada, "stop reminders")
        reminders = await says(patients, ada, "I want reminders again")

    assert no_surveys.consent == Consent(notices=True, refused=("survey",), in_part=True)
    assert "no more questions about your visits" in no_surveys.content.body
    assert nor_reminders.consent.refused == ("reminder", "survey")
    assert reminders.consent == no_surveys.consent
    assert "get reminders again" in reminders.content.body


async def test_stop_in_the_middle_of_a_question_is_no_answer_to_it(patients):
    async with patients.patient() as ada:
        await ada.is_asked()
        stopped = await says(patients, ada, "stop")
        asked = await ada.writes("Ada Example")

    assert stopped.consent == NOTHING
    assert "date of birth" in asked.content.body


async def test_an_older_word_that_comes_late_changes_nothing(patients):
    async with patients.patient() as ada:
        earlier = ada.turn()
        await says(patients, ada, "stop")
        late = await says(patients, ada, "start", at=earlier)

    assert late.consent == NOTHING
    assert "What you wrote last holds" in late.content.body


@pytest.mark.parametrize("purposes", list(permutations((None, "reminder", "survey", "campaign"))))
def test_in_whatever_order_words_come_the_same_holds(purposes):
    """Stop of all, then one purpose is wanted again, another not, and then so is a third."""
    said = {None: (1, False), "reminder": (2, True), "survey": (3, False), "campaign": (4, True)}
    words = ()
    for purpose in purposes:
        second, wanted = said[purpose]
        word = Word(Wish(wanted, purpose), datetime(2026, 11, 26, 12, 0, second, tzinfo=UTC))
        words = last((*words, word))

    assert allowed(words) == Consent(notices=True, refused=("care", "survey"))


async def test_a_word_about_one_purpose_is_not_too_late_since_another_was_spoken_of(patients):
    async with patients.patient() as ada:
        earlier = ada.turn()
        await says(patients, ada, "no more surveys")
        late = await says(patients, ada, "no more reminders", at=earlier)

    assert late.consent.refused == ("reminder", "survey")
    assert "no more reminders" in late.content.body


async def test_a_word_of_which_whatsapp_gives_no_time_was_said_when_it_came(patients):
    async with patients.patient() as ada:
        await says(patients, ada, "start")
        undated = datetime(1970, 1, 1, tzinfo=UTC)
        stopped = await says(patients, ada, "stop", at=undated)
        late = await says(patients, ada, "start")

    assert stopped.consent == NOTHING
    assert late.consent == NOTHING


async def test_words_that_only_a_newer_router_knows_stop_everything(patients):
    async with patients.patient() as ada:
        stopped = await says(patients, ada, "enough of this correspondence")

    assert stopped.consent == NOTHING
    assert "unless you write first" in stopped.content.body


async def test_marketing_that_is_stopped_in_whatsapp_is_told_and_not_acknowledged(patients):
    contact = uuid4()
    at = datetime.now(UTC)
    async with patients.listening(topics.OUTBOUND_REPLIES) as heard:
        for n, wanted in enumerate((False, True)):
            chosen_at = at + timedelta(seconds=n)
            await patients.room.put(
                MarketingChosen(contact_id=contact, wanted=wanted, chosen_at=chosen_at)
            )
        told = [event for _, event in await heard.take(2)]

    assert [type(event) for event in told] == [ConsentChanged, ConsentChanged]
    assert [event.consent.refused for event in told] == [("campaign",), ()]


async def test_of_two_contacts_that_are_one_what_either_refused_both_did(patients):
    async with patients.patient() as ada:
        await says(patients, ada, "no more surveys")
        other, into = ada.id, uuid4()
        ada.id = into
        await says(patients, ada, "no more reminders")
        await patients.room.put(ContactMerged(from_=other, into=into, merged_at=datetime.now(UTC)))
        await patients.eventually(
            lambda: patients.one("select 1 from contact_alias where old = $1", other)
        )
        after_merge = await says(patients, ada, "no ads")

    assert after_merge.consent.refused == ("campaign", "reminder", "survey")


def test_of_two_contacts_that_are_one_a_start_of_one_is_none_of_what_the_other_refused():
    noon = datetime(2026, 11, 26, 12, tzinfo=UTC)
    stopped = (Word(Wish(wanted=False, purpose="survey"), noon),)
    started = (Word(Wish(wanted=True), noon + timedelta(hours=1)),)

    for one, other in ((stopped, started), (started, stopped)):
        assert allowed(last_of_both(one, other)).refused == ("survey",)
    assert allowed(last_of_both((Word(Wish(wanted=False), noon),), started)) == NOTHING
