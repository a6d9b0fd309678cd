"""Whom staff mean: by an id or a part of it, by name, date of birth or number."""

import asyncio
import json
from dataclasses import replace
from datetime import date
from functools import partial
from uuid import uuid4

import asyncpg
import pytest
from typer.testing import CliRunner

from wardbell_events import PersonIdentified
from wardbell_events.inbound import Text
from wardbell_runtime.people import Found
from wardbell_scheduling.commands import appointments
from wardbell_stack.daytime import HERE

BOOK = ("book", "tomorrow 9:00", "--service", "check-up", "--practitioner", "weber")


async def run(*words, people=None):
    """`wardbell appointments …` of somebody called Kim; `people` keep names."""
    invoke = partial(CliRunner().invoke, obj=people, catch_exceptions=False)
    return await asyncio.to_thread(partial(invoke, appointments, [*words, "--as", "Kim"]))


def somebody(id_, site="main", language="en", name="Ada"):
    return Found(id_, site, "n-1", language, "15550100017", uuid4(), name, date(1980, 3, 12))


class Known:
    """Who keeps names, and finds these whatever else is asked than a contact."""

    def __init__(self, *found):
        self._found = found
        self.born = None

    async def find(self, operator, *, contact=None, born, name="", **wanted):
        self.born = born
        fits = [each for each in self._found if contact in {None, each.contact_id}]
        return [each for each in fits if not name or name.lower() in each.name.lower()]

    async def names(self, operator, contacts, people):
        return {each.contact_id: each.name for each in self._found}

    async def add(self, operator, site, *, name, born, phone):
        self._found = (Found(None, site, None, None, phone, uuid4(), name, date(1980, 3, 12)),)
        return self._found[0]


class NotMigrated:
    """Who keeps names, without tables."""

    async def find(self, operator, **wanted):
        raise asyncpg.UndefinedTableError


@pytest.fixture
async def ada(world):
    """Somebody who has booked by herself."""
    ada = world.patient()
    await ada.books_tomorrow(time=3)
    return ada


async def visits(*words, people=None):
    """The contacts of what is shown."""
    found = await run("of", *words, "--json", people=people)
    assert found.exit_code == 0, found.output
    return [row["contact_id"] for row in json.loads(found.stdout)]


async def test_who_asks_what_is_booked_says_for_whom(world, ada):
    assert await visits("--contact", str(ada.contact_id)[-8:]) == [str(ada.contact_id)]

    nobody = await run("of")
    assert (nobody.exit_code, "whose?" in nobody.stderr) == (1, True)
    unknown = await run("of", "--phone", "0170 1234567")
    assert "no service is installed here that keeps names" in unknown.stderr


@pytest.mark.parametrize("by", ["--contact", "--person"])
async def test_who_looks_at_what_is_booked_is_noted(world, ada, by):
    said = str(ada.contact_id) if by == "--contact" else "ada"

    await visits(by, said, people=Known(somebody(ada.contact_id)))

    rows = await world.sql("select who, what, detail from scheduling_audit where what = 'look'")
    assert [tuple(row) for row in rows] == [("Kim", "look", str(ada.contact_id))]


async def test_a_contact_of_another_site_is_not_found_by_name(world, ada):
    people = Known(somebody(ada.contact_id, "elsewhere"))

    refused = await run("of", "--person", "ada", people=people)

    assert (refused.exit_code, "nobody is known" in refused.stderr) == (1, True)


async def test_who_is_booked_for_by_contact_is_told_in_their_language(world, ada):
    people = Known(somebody(ada.contact_id, language="de"))

    done = await run(*BOOK, "--contact", str(ada.contact_id)[-8:], people=people)

    assert done.exit_code == 0, done.output
    notice = await world.appointments.next_kind("outbound.message.requested.v1")
    assert notice.language == "de"


async def test_whom_only_staff_booked_for_is_found_by_part_of_an_id(world):
    eve = uuid4()
    people = Known(somebody(eve, name="Eve"))
    assert (await run(*BOOK, "--person", "eve", people=people)).exit_code == 0

    assert await visits("--contact", str(eve)[-8:], people=people) == [str(eve)]
    again = ("book", "tomorrow 10:00", *BOOK[2:], "--contact", str(eve)[-8:])
    done = await run(*again, people=people)

    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("part", [slice(None), slice(-8, None)])
async def test_an_id_of_before_a_merge_leads_to_who_lives_on(world, ada, part):
    new = world.patient()
    await world.merges(ada, new)
    await world.until("select exists (select from contact_alias)")

    assert await visits("--contact", str(ada.contact_id)[part]) == [str(new.contact_id)]


async def test_where_several_fit_they_are_named_and_nothing_is_done(world):
    one, other = uuid4(), uuid4()

    done = await run(*BOOK, "--person", "ada", people=Known(somebody(one), somebody(other)))

    assert done.exit_code == 1
    for id_ in (one, other):
        assert f"{id_}  Ada, born 1980-03-12, +15550100017, site main" in done.stderr
    assert await world.sql("select from appointment") == []


@pytest.mark.parametrize("by", ["--contact", "--phone"])
async def test_where_two_speak_with_one_number_both_are_named_and_nothing_is_done(world, by):
    ada = somebody(uuid4())
    eve = replace(ada, person_id=uuid4(), name="Eve")
    said = str(ada.contact_id) if by == "--contact" else "0155 50100017"

    done = await run(*BOOK, by, said, people=Known(ada, eve))

    assert done.exit_code == 1
    assert all(each in done.stderr for each in ("--person", "Ada, born", "Eve, born"))
    assert await world.sql("select from appointment") == []


async def test_a_date_of_birth_is_read_where_it_is_kept(world, ada):
    people = Known(somebody(ada.contact_id))

    assert await visits("--born", "12/30/80", people=people) == [str(ada.contact_id)]

    assert people.born == "12/30/80"


async def test_a_neighbour_without_tables_is_named_as_such(world):
    done = await run("of", "--person", "ada", people=NotMigrated())

    assert done.exit_code == 1
    assert "the service that keeps names has no tables here" in done.stderr


async def test_who_calls_for_the_first_time_is_kept_and_booked_for(world):
    callers = Known()
    said = ("--person", "Eve Example", "--born", "12.03.1980")

    unknown = await run(*BOOK, *said, people=callers)
    assert "--new keeps who calls for the first time" in unknown.stderr
    done = await run(*BOOK, *said, "--new", "--json", people=callers)

    assert done.exit_code == 0, done.output
    (visit,) = json.loads(done.stdout)
    (caller,) = await callers.find("Kim", born="")
    assert (visit["contact_id"], visit["person_id"]) == (None, str(caller.person_id))
    assert await visits(*said, people=callers) == [None]


async def test_nobody_is_kept_as_new_whose_number_writes_to_us(world, ada):
    people = Known(somebody(ada.contact_id, name=""))
    said = ("--person", "Eve Example", "--born", "12.03.1980", "--phone", "+15550100017")

    refused = await run(*BOOK, *said, "--new", people=people)

    assert refused.exit_code == 1
    assert "somebody writes to us from that number" in refused.stderr
    assert str(ada.contact_id) in refused.stderr


async def test_what_was_booked_by_telephone_is_theirs_when_they_write(world):
    callers = Known()
    said = ("--person", "Eve Example", "--born", "12.03.1980", "--phone", "+15550100017")
    assert (await run(*BOOK, *said, "--new", people=callers)).exit_code == 0
    (caller,) = await callers.find("Kim", born="")
    eve = world.patient()
    await eve.only_says(Text(body="do I have an appointment"), "appointment")
    wish = await eve.hears()

    await world.room.put(PersonIdentified(**wish.model_dump() | {"person_id": caller.person_id}))

    assert "Main Street 1" in (await eve.hears()).content.body
    told = await world.appointments.next_of(eve.contact_id)
    assert (told.type, told.version) == ("scheduling.appointment.booked.v1", 2)


async def test_who_would_be_cancelled_of_a_day_is_named(world, ada):
    (visit,) = await world.sql("select start_at from appointment")
    day = visit["start_at"].astimezone(HERE).date()
    words = ("cancel", "--practitioner", "weber", "--day", f"{day}", "--dry-run", "--names")

    shown = await run(*words, "--json", people=Known(somebody(ada.contact_id)))

    assert [row["name"] for row in json.loads(shown.stdout)] == ["Ada"]
