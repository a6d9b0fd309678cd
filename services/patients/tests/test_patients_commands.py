"""Operators see ids and steps; names and dates of birth only when they ask, and that is noted."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from wardbell_events import ContactMerged, PersonIdentified, ProfileChanged
from wardbell_patients.directory import PEOPLE
from wardbell_runtime.clock import SystemClock
from wardbell_runtime.people import Unclear


async def test_personal_data_is_hidden_unless_asked_for(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.introduces_herself()
        await heard.next()

    shown = await patients.shown(ada.id)
    (person,) = shown["people"]
    assert (person["name"], person["birth_date"], person["is_self"]) == ("•••", "•••", True)
    assert (shown["wanted_by"], shown["step"], shown["said_name"]) == ("scheduling", "done", None)
    assert await patients.one("select count(*) from audit") == 0


async def test_revealing_leaves_an_audit_line(patients):
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.introduces_herself()
        await heard.next()

    unnamed = await patients.run("show", str(ada.id), "--reveal")
    assert (unnamed.exit_code, "--reveal needs --as" in unnamed.stderr) == (2, True)
    shown = await patients.shown(ada.id, "--reveal", "--as", "Nia")
    (person,) = shown["people"]
    assert (person["name"], person["birth_date"]) == ("Ada Example", "1980-03-12")
    assert await patients.one("select who from audit where contact_id = $1", ada.id) == "Nia"


async def test_half_a_name_is_hidden_too(patients):
    async with patients.patient() as ada:
        await ada.is_asked()
        await ada.writes("Ada Example")

    hidden = await patients.run("show", str(ada.id))
    revealed = await patients.run("show", str(ada.id), "--reveal", "--as", "Nia")

    assert "Ada" not in hidden.stdout
    assert "step: birth_date" in hidden.stdout
    assert "said_name: Ada Example" in revealed.stdout


async def test_a_contact_that_never_wrote_is_a_finding(patients):
    result = await patients.run("show", str(uuid4()), "--json")

    assert result.exit_code == 1
    assert "nobody has written" in result.stderr


async def test_without_a_system_the_command_says_so(patients, monkeypatch):
    monkeypatch.delenv("DATABASE_URL")

    result = await patients.run("show", str(uuid4()))

    assert result.exit_code == 2
    assert "make up" in result.stderr


@pytest.fixture
async def ada(patients):
    """Ada Müller, whose number the router has told."""
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.introduces_herself("Ada Müller")
        await heard.next()
    await patients.hear_language(ada.id, "en", 1)
    await patients.eventually(lambda: patients.one("select wa_id from contact"))
    return ada


@pytest.mark.parametrize(
    "words",
    [
        ("ada", "mull"),
        ("--born", "12.3.1980"),
        ("Müller", "--born", "1980-03-12", "--phone", "555 010 0017"),
        ("--phone", "+1 555 010 0017"),
        ("--phone", "0555 0100017"),
    ],
)
async def test_somebody_is_found_by_what_they_say_on_the_phone_and_it_is_noted(
    patients, ada, words
):
    found = await patients.run("find", *words, "--as", "Nia")

    assert found.exit_code == 0, found.output
    assert found.stdout.startswith(f"{ada.id}  Ada Müller, born 1980-03-12, +15550100017, site ")
    assert await patients.one("select who from audit where contact_id = $1", ada.id) == "Nia"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("Eve",), 1),
        (("Ada", "--born", "12.3.1981"), 1),
        (("Ada", "--phone", "15550100018"), 1),
        (("--phone", "017"), 2),
        ((), 2),
        (("--born", "someday"), 2),
    ],
)
async def test_who_does_not_fit_is_not_shown(patients, ada, words, code):
    found = await patients.run("find", *words, "--as", "Nia")

    assert (found.exit_code, found.stdout) == (code, "")
    assert await patients.one("select count(*) from audit") == 0


async def test_names_are_told_to_other_services_commands_and_it_is_noted(patients, ada):
    nobody = uuid4()

    named = await PEOPLE.names("Nia", [ada.id, nobody])

    assert named == {ada.id: "Ada Müller"}
    assert await patients.one("select who from audit where contact_id = $1", ada.id) == "Nia"


async def test_names_behind_an_id_of_before_a_merge_are_noted_under_the_one_of_now(patients, ada):
    old = uuid4()
    await patients.room.put(ContactMerged(from_=old, into=ada.id, merged_at=datetime.now(UTC)))
    await patients.eventually(lambda: patients.one("select old from contact_alias"))

    named = await PEOPLE.names("Nia", [old])

    assert named == {old: "Ada Müller"}
    assert await patients.one("select contact_id from audit") == ada.id


async def test_whom_a_contact_speaks_for_is_told_to_other_services_commands(patients, ada):
    (found,) = await PEOPLE.find("Nia", contact=ada.id)

    assert (found.name, found.language) == ("Ada Müller", "en")
    assert await patients.one("select contact_id from audit") == ada.id
    assert await PEOPLE.find("Nia", contact=uuid4()) == []


async def test_two_digits_of_a_year_are_read_by_the_stacks_clock(patients, ada, monkeypatch):
    assert (await patients.run("find", "--born", "12.3.80", "--as", "Nia")).exit_code == 0

    monkeypatch.setattr(SystemClock, "now", lambda _: datetime(2081, 1, 1, tzinfo=UTC))

    found = await patients.run("find", "--born", "12.3.80", "--as", "Nia")
    assert (found.exit_code, found.stdout) == (2, "")  # it may be 2080 by now


async def test_who_calls_and_never_wrote_is_kept_and_found_again(patients):
    added = await PEOPLE.add(
        "Nia", "main", name="Eve  Example", born="12.03.1980", phone="0555 0100019"
    )

    (found,) = await PEOPLE.find("Nia", name="eve", born="12.3.1980", phone="+1 555 0100019")

    assert (found, found.contact_id, found.name) == (added, None, "Eve Example")
    assert await PEOPLE.names("Nia", [], [found.person_id]) == {found.person_id: "Eve Example"}
    assert await patients.one("select count(*) from caller_audit where who = 'Nia'") == 3
    assert str(found).startswith("never wrote  Eve Example, born 1980-03-12, 05550100019")


async def test_a_national_number_is_not_taken_for_an_international_one(patients):
    await PEOPLE.add("Nia", "main", name="Eve", born="12.03.1980", phone="0155 5010 0777")

    assert await PEOPLE.find("Nia", phone="+1 555 010 0777") == []
    (found,) = await PEOPLE.find("Nia", phone="0155 5010 0777")
    assert str(found).endswith(", 015550100777, site main")


@pytest.mark.parametrize(
    ("phone", "same"), [("+1 555 010 0017", True), ("+1 555 010 0018", False), ("", False)]
)
async def test_who_called_before_and_writes_now_is_the_same_person(patients, phone, same):
    called = await PEOPLE.add("Nia", "main", name="ada müller", born="12.03.1980", phone=phone)
    async with patients.patient() as ada, patients.hears(PersonIdentified) as heard:
        await ada.introduces_herself("Ada Müller")
        _, identified = await heard.next()

    assert (identified.person_id == called.person_id) is same


async def test_a_caller_without_name_or_date_of_birth_is_not_kept(patients):
    with pytest.raises(Unclear, match="--person and --born"):
        await PEOPLE.add("Nia", "main", name=" ", born="12.03.1980", phone="")


async def test_staff_say_when_it_is_quiet_for_somebody_and_it_is_noted(patients, ada):
    own = ("--hours", "22:00-09:30", "--zone", "America/New_York")
    async with patients.hears(ProfileChanged) as profiles:
        said = await patients.run("quiet", str(ada.id), *own, "--as", "Nia")
        _, profile = await profiles.next()
        while profile.quiet_hours is None:  # those of before
            _, profile = await profiles.next()
        shown = await patients.shown(ada.id)
        again = await patients.run("quiet", str(ada.id), "--as", "Nia")
        _, as_before = await profiles.next()

    assert said.exit_code == 0, said.output
    assert (profile.quiet_hours, profile.time_zone) == ("22:00-09:30", "America/New_York")
    assert [person.name for person in profile.people] == ["Ada Müller"]
    assert (shown["quiet_hours"], shown["time_zone"]) == ("22:00-09:30", "America/New_York")
    assert "time_zone: as at the site" in again.stdout
    assert (as_before.quiet_hours, as_before.time_zone) == (None, None)
    assert as_before.version > profile.version
    assert await patients.one("select count(*) from audit where what = 'quiet'") == 2


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--hours", "10pm-8am"), 2),
        (("--zone", "Mars/Phobos"), 2),
        (("--zone", "America"), 2),
        (("--zone", "../etc"), 2),
    ],
)
async def test_hours_and_clocks_that_are_none_are_refused(patients, ada, words, code):
    said = await patients.run("quiet", str(ada.id), *words, "--as", "Nia")

    assert (said.exit_code, said.stdout) == (code, "")
    assert await patients.one("select count(*) from audit") == 0


async def test_nobody_is_made_up_by_saying_when_it_is_quiet_for_them(patients):
    assert (await patients.run("quiet", str(uuid4()), "--as", "Nia")).exit_code == 1
    assert await patients.one("select count(*) from contact") == 0
