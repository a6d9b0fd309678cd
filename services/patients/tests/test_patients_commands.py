"""Operators see ids and steps; names and dates of birth only when they ask, and that is noted."""

from uuid import uuid4

from wardbell_events import PersonIdentified


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

    shown = await patients.shown(ada.id, "--reveal", "--as", "Nia")
    (person,) = shown["people"]
    assert (person["name"], person["birth_date"]) == ("Ada Example", "1980-03-12")
    assert await patients.one("select who from audit where contact_id = $1", ada.id) == "Nia"


async def test_half_a_name_is_hidden_too(patients):
    async with patients.patient() as ada:
        await ada.is_asked()
        await ada.writes("Ada Example")

    hidden = await patients.run("show", str(ada.id))
    revealed = await patients.run("show", str(ada.id), "--reveal")

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
