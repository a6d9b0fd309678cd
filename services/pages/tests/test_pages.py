"""A link shows its calendar file until it expires; without a valid one nobody learns anything."""

import asyncio
import socket
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import asyncpg
import httpx
import pytest

from wardbell_dialogue.links import link, new_token, page_id, seal
from wardbell_events import topics
from wardbell_pages.app import MIGRATIONS, service
from wardbell_pages.handlers import page_published
from wardbell_runtime import Tx

FILE = "BEGIN:VCALENDAR\r\nSUMMARY:Zahnärztin\r\nEND:VCALENDAR\r\n".encode()
PATIENCE = 2.0


def a_page(token, content=FILE, *, version=1, content_type="text/calendar", **valid):
    return seal(
        content,
        content_type=content_type,
        token=token,
        version=version,
        expires_at=datetime.now(UTC) + timedelta(**(valid or {"days": 1})),
    )


@dataclass
class Pages:
    """The service at work, and its public door."""

    room: object
    table: asyncpg.Connection
    http: httpx.AsyncClient
    health: str

    async def ask(self, token, method="GET"):
        return await self.http.request(method, link("", token))

    async def publish(self, page):
        await self.room.put(page)

    async def have(self, page):
        """Publish a page, and wait until it is there."""
        await self.publish(page)
        await self.until(page.page_id, page.version)

    async def until(self, id_, version):
        async with asyncio.timeout(15):
            while await self.version(id_) != version:  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def version(self, id_):
        return await self.table.fetchval("select version from page where page_id = $1", id_)

    async def settled(self):
        async with asyncio.timeout(15):
            while (await self.http.get(f"{self.health}/idle")).status_code != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

    async def counted(self, name):
        text = (await self.http.get(f"{self.health}/metrics")).text
        wanted = f"wardbell_pages_{name}_total "
        return next(float(x.split()[1]) for x in text.splitlines() if x.startswith(wanted))


@pytest.fixture
async def pages(room, monkeypatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for key, value in {**room.env, "PAGES_PORT": str(port)}.items():
        monkeypatch.setenv(key, value)
    await room.topics(topics.PAGES_PARTS)
    schema = await room.schema("pages", MIGRATIONS)
    made = service()
    async with (
        room.database(schema) as table,
        made.running(),
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{port}",
            timeout=30,
            limits=httpx.Limits(max_connections=300),
        ) as http,
    ):
        health = f"http://127.0.0.1:{made.health_port}"
        async with asyncio.timeout(30):
            while (await http.get(f"{health}/ready")).status_code != 200:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
        yield Pages(room, table, http, health)


@pytest.fixture
async def nothing(pages):
    """The answer to what is no link."""
    return await pages.http.get("/")


@pytest.fixture
def impatient(monkeypatch):
    """Where it does not matter how long a page is waited for."""
    monkeypatch.setattr("wardbell_pages.door.ARRIVAL_SECONDS", 0.1)


def same(answer, other):
    """Whether two answers cannot be told apart."""
    mute = ("date",)
    seen = [{k: v for k, v in a.headers.items() if k not in mute} for a in (answer, other)]
    return (
        answer.status_code == other.status_code
        and answer.content == other.content
        and (seen[0] == seen[1])
    )


async def test_a_link_gives_the_calendar_file_to_keep_and_to_nobody_between(pages):
    token = new_token()
    await pages.have(a_page(token))

    answer = await pages.ask(token)

    assert (answer.status_code, answer.content) == (200, FILE)
    expected = {
        "content-type": "text/calendar; charset=utf-8",
        "content-length": str(len(FILE)),
        "content-disposition": 'attachment; filename="appointment.ics"',
        "cache-control": "private, no-store",
        "referrer-policy": "no-referrer",
        "x-content-type-options": "nosniff",
    }
    assert {name: answer.headers.get(name) for name in expected} == expected
    assert "server" not in answer.headers


async def test_head_says_what_get_would_give(pages, nothing):
    token = new_token()
    await pages.have(a_page(token))

    full, head = await pages.ask(token), await pages.ask(token, "HEAD")
    none = await pages.ask(new_token(), "HEAD")

    assert head.content == none.content == b""
    assert head.status_code == 200
    assert head.headers["content-length"] == str(len(FILE))
    assert head.headers.keys() == full.headers.keys()
    assert (none.status_code, none.headers.keys()) == (404, nothing.headers.keys())


async def test_a_link_may_be_opened_again(pages):
    token = new_token()
    await pages.have(a_page(token))

    assert [(await pages.ask(token)).status_code for _ in range(3)] == [200, 200, 200]


@pytest.mark.usefixtures("impatient")
async def test_an_expired_page_is_as_if_it_had_never_been_though_its_row_is_there(pages, nothing):
    token = new_token()
    page = a_page(token, seconds=-1)
    await pages.have(page)

    assert same(await pages.ask(token), nothing)
    assert await pages.version(page.page_id) == 1


@pytest.mark.usefixtures("impatient")
async def test_a_page_that_was_served_is_not_once_its_time_is_over(pages, nothing):
    token = new_token()
    page = a_page(token, seconds=3)
    await pages.have(page)
    before = await pages.ask(token)
    await asyncio.sleep((page.expires_at - datetime.now(UTC)).total_seconds() + 0.01)

    assert before.status_code == 200
    assert same(await pages.ask(token), nothing)


@pytest.mark.usefixtures("impatient")
async def test_a_page_that_was_changed_in_the_table_is_not_shown(pages, nothing):
    token = new_token()
    page = a_page(token)
    await pages.have(page)
    for place in (0, 15, -1):
        changed = bytearray(page.sealed)
        changed[place] ^= 1
        await pages.table.execute("update page set sealed = $1", bytes(changed))

        assert same(await pages.ask(token), nothing)


@pytest.mark.usefixtures("impatient")
async def test_a_page_put_under_another_links_name_is_not_shown(pages, nothing):
    mine, other = new_token(), new_token()
    stranger = a_page(other).model_copy(update={"page_id": page_id(mine)})
    await pages.have(stranger)

    assert same(await pages.ask(mine), nothing)


@pytest.mark.usefixtures("impatient")
async def test_a_page_of_another_type_is_not_shown_as_a_calendar(pages, nothing):
    token = new_token()
    await pages.have(a_page(token, b"<script>", content_type="text/html"))

    assert same(await pages.ask(token), nothing)


async def test_a_newer_version_replaces_and_an_older_one_does_not(pages):
    token = new_token()
    await pages.have(a_page(token, b"one", version=1))
    await pages.have(a_page(token, b"three", version=3))
    await pages.publish(a_page(token, b"two", version=2))
    await pages.publish(a_page(token, b"three again", version=3))
    await pages.settled()

    assert (await pages.ask(token)).content == b"three"


async def test_versions_that_come_in_one_batch_leave_the_newest(pages):
    token, other = new_token(), new_token()
    async with pages.table.transaction():
        tx = Tx(pages.table, "pages", datetime.now(UTC))
        for version in (1, 4, 2, 3):
            await page_published(tx, a_page(token, b"%d" % version, version=version))
        await page_published(tx, a_page(other, b"other"))
        await tx.flush()

    assert [(await pages.ask(of)).content for of in (token, other)] == [b"4", b"other"]


@pytest.mark.usefixtures("impatient")
async def test_a_newer_version_that_has_expired_takes_the_page_back(pages, nothing):
    token = new_token()
    await pages.have(a_page(token))
    await pages.have(a_page(token, b"", version=2, seconds=-1))

    assert same(await pages.ask(token), nothing)


async def test_a_link_that_is_faster_than_its_page_waits_for_it(pages):
    token = new_token()
    asked = asyncio.create_task(pages.ask(token))
    await asyncio.sleep(0.5)
    assert not asked.done()

    await pages.publish(a_page(token))

    answer = await asked
    assert (answer.status_code, answer.content) == (200, FILE)


async def test_what_cannot_be_shown_is_waited_for_two_seconds_whatever_the_reason(pages, nothing):
    expired, changed = new_token(), new_token()
    await pages.have(a_page(expired, seconds=-1))
    await pages.have(a_page(changed).model_copy(update={"sealed": b"x" * 40}))

    for token in (new_token(), expired, changed):
        began = time.monotonic()
        answer = await pages.ask(token)

        assert same(answer, nothing)
        assert PATIENCE <= time.monotonic() - began < PATIENCE + 1.5


async def test_a_newer_version_is_waited_for_where_the_older_one_has_expired(pages):
    token = new_token()
    await pages.have(a_page(token, b"old", seconds=-1))
    asked = asyncio.create_task(pages.ask(token))
    await asyncio.sleep(0.3)

    await pages.publish(a_page(token, version=2))

    assert (await asked).content == FILE


async def test_a_hundred_may_wait_and_what_is_there_is_served_meanwhile(pages):
    token = new_token()
    await pages.have(a_page(token))
    asked = time.monotonic()
    waiting = [asyncio.create_task(pages.ask(new_token())) for _ in range(100)]
    await asyncio.sleep(0.7)

    served, refused = await asyncio.gather(pages.ask(token), pages.ask(new_token()))

    assert (served.status_code, refused.status_code) == (200, 404)
    # A busy machine may take longer than they have patience.
    assert not any(task.done() for task in waiting) or time.monotonic() - asked > PATIENCE
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {404}
    began = time.monotonic()
    await pages.ask(new_token())
    assert time.monotonic() - began >= PATIENCE  # they left their places


async def test_what_is_no_link_gets_the_same_answer_at_once(pages, nothing):
    paths = [
        "/c/",
        "/c/.ics",
        f"/c/{'A' * 42}.ics",
        f"/c/{'A' * 42}B.ics",
        f"/c/{'A' * 43}",
        f"/c/{'A' * 43}.ics/",
        f"/x/{'A' * 43}.ics",
        f"/{'A' * 43}",
        f"/c/{'A' * 43}.ics%0A",
        f"/c/{'A' * 42}%C3%A9.ics",
        f"/c/{'A' * 42}%FF.ics",
        "/c/..%2F..%2Fmetrics",
        "/metrics",
        "/ready",
        "/c/" + "A" * 199 + ".ics",
        "/c/" + "A" * 20_000 + ".ics",
    ]
    for path in paths:
        began = time.monotonic()
        answer = await pages.http.get(path)

        assert same(answer, nothing), path
        assert time.monotonic() - began < 1, path


async def test_a_link_is_only_to_be_read(pages):
    token = new_token()
    await pages.have(a_page(token))

    for method in ("POST", "PUT", "DELETE", "OPTIONS", "PATCH"):
        answer = await pages.ask(token, method)

        assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert (await pages.ask(token)).status_code == 200


async def test_served_and_not_found_are_counted(pages):
    token = new_token()
    await pages.have(a_page(token))
    for asked in (link("", token), link("", token), "/nothing"):
        await pages.http.get(asked)
    await pages.http.post("/nothing")

    assert (await pages.counted("served"), await pages.counted("not_found")) == (2, 1)


async def test_while_postgres_does_not_answer_nobody_is_told_that_a_link_is_wrong(pages):
    token = new_token()
    await pages.have(a_page(token))
    async with pages.table.transaction():
        await pages.table.execute("lock table page")
        answer = await pages.ask(token)

    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")
    assert answer.headers["cache-control"] == "private, no-store"
    assert (await pages.ask(token)).status_code == 200


async def test_expired_pages_are_forgotten(room, monkeypatch):
    for key, value in room.env.items():
        monkeypatch.setenv(key, value)
    await room.topics(topics.PAGES_PARTS)
    schema = await room.schema("pages", MIGRATIONS)
    now = datetime.now(UTC)
    async with room.database(schema) as conn:
        await conn.executemany(
            "insert into page values ($1, 1, 'text/calendar', '', $2)",
            [
                ("old", now - timedelta(days=3)),
                ("just over", now - timedelta(seconds=1)),
                ("valid", now + timedelta(minutes=5)),
            ],
        )
        async with service().running(), asyncio.timeout(10):
            while await conn.fetchval("select count(*) from page") > 1:  # noqa: ASYNC110
                await asyncio.sleep(0.05)

        assert await conn.fetchval("select page_id from page") == "valid"


async def test_nothing_that_is_kept_or_logged_opens_a_page(pages, logged):
    token = new_token()
    path = link("", token)
    await pages.have(a_page(token))
    await pages.http.get(path)
    await pages.http.post(path)
    await pages.http.get(path + "x")
    await pages.table.execute("alter table page rename to away")
    assert (await pages.http.get(path)).status_code == 500
    await pages.table.execute("alter table away rename to page")
    rows = await pages.table.fetch("select * from page")
    metrics = (await pages.http.get(f"{pages.health}/metrics")).text

    assert '"uvicorn.error: ' in logged()  # the fault was said
    for kept in (logged(), str(rows), metrics):
        for secret in (path[3:-4], token.hex(), "VCALENDAR"):
            assert secret not in kept


async def test_an_event_that_cannot_be_read_is_parked_and_the_next_is_shown(pages):
    token = new_token()
    page = a_page(token)
    broken = page.encode().replace(page.page_id.encode(), b"not a hash")
    envelope = await pages.room.put(a_page(new_token()))
    headers = [(k, v) for k, v in envelope.headers() if k != "ce_id"]
    headers.append(("ce_id", b"01900000-0000-7000-8000-000000000001"))
    await pages.room.raw(topics.PAGES_PARTS, page.key.encode(), broken, headers)
    await pages.have(page)

    assert (await pages.ask(token)).content == FILE
    assert await pages.table.fetchval("select count(*) from parked") == 1
