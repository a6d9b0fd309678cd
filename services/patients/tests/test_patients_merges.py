"""Two contacts prove to be one: their people come together, and nobody is asked twice."""

from datetime import UTC, datetime
from uuid import uuid4

from wardbell_events import ContactMerged, PersonIdentified, ProfileChanged


async def merge(patients, loser, winner):
    """The router says that they are one; returns when patients knows."""
    await patients.room.put(
        ContactMerged(from_=loser.id, into=winner.id, merged_at=datetime.now(UTC))
    )
    await patients.eventually(
        lambda: patients.one("select 1 from contact_alias where old = $1", loser.id)
    )


async def profile_of(profiles, contact, version):
    """The profile of a contact with this version."""
    [profile] = await profiles_of(profiles, (contact, version))
    return profile


async def profiles_of(profiles, *wanted):
    """Profiles of contacts with these versions, in whatever order they come."""
    keys = [(contact.id, version) for contact, version in wanted]
    found = {}
    while not found.keys() >= set(keys):
        _, profile = await profiles.next()
        found[profile.contact_id, profile.version] = profile
    return [found[key] for key in keys]


async def test_the_same_person_on_both_sides_becomes_one(patients):
    async with (
        patients.patient() as old,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        new = another(old)
        await old.introduces_herself("Ada Müller", "12.03.1980")
        await heard.next()
        await new.introduces_herself("ada MULLER", "12 March 80")
        _, known_as = await heard.next()
        kept = await profile_of(profiles, old, 1)

        await merge(patients, new, old)
        emptied, joined = await profiles_of(profiles, (new, 2), (old, 3))

    # Whoever maps one id to the other reads the empty one as older.
    assert emptied.people == ()
    (ada,) = kept.people
    assert joined.people == (ada.model_copy(update={"formerly": (known_as.person_id,)}),)
    assert await patients.one("select count(*) from person") == 1


async def test_who_proves_to_be_one_again_and_again_has_all_ids_ever_told(patients):
    async with (
        patients.patient() as first,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        second, third = another(first), another(first)
        ids = []
        for contact in (first, second, third):
            await contact.introduces_herself("Ada Example", "12.03.1980")
            _, known_as = await heard.next()
            ids.append(known_as.person_id)

        await merge(patients, first, second)
        await merge(patients, second, third)
        joined = await profile_of(profiles, third, 5)

    (ada,) = joined.people
    assert (ada.person_id, set(ada.formerly)) == (ids[2], set(ids[:2]))
    assert await patients.one("select count(*) from person") == 1


async def test_when_it_was_quiet_for_one_it_is_for_both(patients):
    async with (
        patients.patient() as old,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        new = another(old)
        for contact in (old, new):
            await contact.introduces_herself()
            await heard.next()
        await patients.run("quiet", str(new.id), "--zone", "America/New_York", "--as", "Nia")
        await profile_of(profiles, new, 2)

        await merge(patients, new, old)
        joined = await profile_of(profiles, old, 4)

    assert joined.time_zone == "America/New_York"


async def test_other_people_are_joined_and_the_winner_stays_who_it_is(patients):
    async with (
        patients.patient() as old,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        new = another(old)
        await old.introduces_herself("Ada Example")
        _, ada = await heard.next()
        await new.introduces_herself("Ben Example")
        _, ben = await heard.next()

        await merge(patients, new, old)
        joined = await profile_of(profiles, old, 3)
        await new.is_wanted()
        _, again = await heard.next()

    assert [(p.person_id, p.is_self) for p in joined.people] == [
        (ada.person_id, True),
        (ben.person_id, False),
    ]
    assert again.person_id == ada.person_id
    assert again.contact_id == new.id


async def test_a_winner_that_nobody_knew_becomes_who_the_loser_was(patients):
    async with (
        patients.patient() as new,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        old = another(new)
        await new.introduces_herself("Ada Example")
        _, ada = await heard.next()

        await merge(patients, new, old)
        joined = await profile_of(profiles, old, 3)
        await old.is_wanted()
        _, identified = await heard.next()

    assert [(p.person_id, p.is_self) for p in joined.people] == [(ada.person_id, True)]
    assert identified.person_id == ada.person_id


async def test_an_open_question_goes_on_under_the_new_id(patients):
    async with patients.patient() as new, patients.hears(PersonIdentified) as heard:
        old = another(new)
        await new.is_asked("triage")
        await new.writes("Ada Example")

        await merge(patients, new, old)
        old.sent_at = new.sent_at
        await old.says("12.03.1980")
        _, identified = await heard.next()

    assert (identified.contact_id, identified.wanted_by) == (old.id, "triage")
    assert await patients.one("select name from person") == "Ada Example"


async def test_who_was_asked_and_proves_to_be_known_is_not_asked_on(patients):
    async with patients.patient() as old, patients.hears(PersonIdentified) as heard:
        new = another(old)
        await old.introduces_herself("Ada Example")
        _, ada = await heard.next()
        await new.is_asked("triage")

        await merge(patients, new, old)
        old.sent_at = max(old.sent_at, new.sent_at)
        said = await old.says("Ada Exampel")
        _, identified = await heard.next()

    assert (identified.person_id, identified.wanted_by) == (ada.person_id, "triage")
    assert identified.message_id == said.message_id
    assert await patients.one("select count(*) from person") == 1


async def test_merges_may_follow_each_other_in_any_order_and_come_again(patients):
    async with patients.patient() as first, patients.hears(PersonIdentified) as heard:
        second, third, last = (another(first) for _ in range(3))
        await first.introduces_herself()
        _, ada = await heard.next()

        await merge(patients, second, third)
        await merge(patients, first, second)
        await merge(patients, first, second)
        await merge(patients, third, last)
        for contact in (first, second, third, last):
            await contact.is_wanted()
            _, identified = await heard.next()
            assert identified.person_id == ada.person_id

    assert await patients.one("select count(*) from contact") == 1
    assert await patients.one("select count(*) from parked") == 0


async def test_another_language_is_told_with_the_people(patients):
    async with (
        patients.patient() as ada,
        patients.hears(ProfileChanged) as profiles,
        patients.hears(PersonIdentified) as heard,
    ):
        await ada.introduces_herself()
        await heard.next()
        for language, version in (("de", 3), ("en", 2), ("de", 4), ("fr", 5)):
            await patients.hear_language(ada.id, language, version)
        told = [(await profiles.next())[1] for _ in range(3)]

    assert [(p.version, p.language) for p in told] == [(1, "en"), (2, "de"), (3, "fr")]
    assert all(len(p.people) == 1 for p in told)


def another(patient):
    """A second contact, whose answers are read where the first one's are."""
    return type(patient)(patient.room, patient.replies, id=uuid4())
