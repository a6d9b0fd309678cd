"""What patients want to be sent: their last word holds, and rides in its acknowledgement."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.consent import Wish
from wardbell_events import ConsentChanged, ContactMerged, MarketingChosen, topics
from wardbell_events.inbound import Text
from wardbell_events.outbound import Consent
from wardbell_patients.consent import after

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

    assert no_surveys.consent == Consent(notices=True, refused=("survey",))
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
    assert "unless you write first" in late.content.body


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
