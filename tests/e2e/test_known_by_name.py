"""Staff on the phone know a name or a number; scheduling knows neither."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from datetime import timedelta

import pytest

from wardbell_cli.demo import in_words
from wardbell_faults.moods import HELLO, text
from wardbell_faults.talk import Talk

CLINIC = """
time_zone: Europe/Berlin
locations:
  here: {name: Practice, address: Main Street 1}
services:
  check-up:
    names: {en: Check-up}
    minutes: 30
practitioners:
  weber:
    name: Dr. Anna Weber
    services: [check-up]
    schedule:
      - {days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "23:30", location: here}
"""
NOTED = """
select a.what, count(*) from patients.audit a join gateway.contact c on c.id = a.contact_id
 where c.wa_id = any($1) and a.who = 'Kim' group by 1
"""


@pytest.fixture(scope="module")
async def system(whole_system):
    """Everything that runs."""
    async with whole_system(CLINIC) as system:
        yield system


async def test_staff_book_for_whom_they_know_by_number_or_name(system, chatting):
    async def wardbell(*words, group="appointments"):
        """`wardbell appointments …`, or another group, as staff run it."""
        command = (sys.executable, "-m", "wardbell_cli.main", group, *words)
        env = {**os.environ, **system.env}
        run = await asyncio.create_subprocess_exec(*command, env=env, stdout=PIPE, stderr=PIPE)
        out, err = await run.communicate()
        return run.returncode, out.decode(), err.decode()

    book = ("--service", "check-up", "--practitioner", "weber", "--as", "Kim")
    async with chatting(system) as (chats, conn):
        eve, ada = Talk(chats, "15550500001", "en"), Talk(chats, "15550500002", "en")
        await eve.asks(text("hi"))  # she has never written about appointments
        await ada.asks(text(HELLO["en"]))
        await ada.goes_on_until("is booked")
        name = await conn.fetchval("select name from patients.person")

        code, _, said = await wardbell("book", "tomorrow 9:00", "--phone", "+1 555 050 0001", *book)
        assert code == 0, said
        code, _, said = await wardbell("book", "tomorrow 10:00", "--person", name, *book)
        assert code == 0, said
        assert await chats.phones.jump(timedelta(0)) == []
        for patient in (eve, ada):
            assert "Dr. Anna Weber" in in_words(patient.shown[-1])

        code, _, said = await wardbell("book", "tomorrow 11:00", "--phone", "1555050000", *book)
        assert (code, "nobody is known" in said) == (1, True)
        code, out, _ = await wardbell(
            "list", "--day", "tomorrow", "--names", "--as", "Kim", "--json"
        )
        names = [row["name"] for row in json.loads(out) if row["changed_by"] == "staff"]
        assert names == [None, name]
        code, out, _ = await wardbell("of", "--person", name, "--as", "Kim", "--json")
        assert [row["changed_by"] for row in json.loads(out)] == ["patient", "staff"]
        await ada.asks(text("human"))
        assert await chats.phones.jump(timedelta(0)) == []
        words = ("list", "--names", "--as", "Kim", "--json")
        code, out, said = await wardbell(*words, group="tasks")
        assert code == 0, said
        assert [row["name"] for row in json.loads(out)] == [name]
        ((what, count),) = await conn.fetch(NOTED, [eve.wa_id, ada.wa_id])
        assert (what, count) == ("reveal", 5)
