"""Files of patients are fetched in time, looked into, and gone again after a while."""

import asyncio
import zipfile
from contextlib import asynccontextmanager, closing, nullcontext, suppress
from datetime import UTC, datetime
from io import BytesIO
from uuid import uuid4

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from wardbell_cli.system import free_port
from wardbell_events import ContactMerged, MediaArrived, topics
from wardbell_sender import media_in
from wardbell_sender.app import service
from wardbell_sender.file_types import is_as_told

PATIENT = "15550100017"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000") + bytes(900)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(900)
EICAR = (
    b"%PDF-1.7\n" + rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
)
OFFICE = "application/vnd.openxmlformats-officedocument"


def zipped(name):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, "x")
    return made.getvalue()


@pytest.fixture
def sends(prepared, whatsapp):
    """`sends(content, mime_type)`: a patient sends a file, and the router passes it on."""

    async def send(content, mime_type, *, media_id=None):
        sent = await whatsapp.post(
            f"/sim/users/{PATIENT}/files", content=content, headers={"Content-Type": mime_type}
        )
        message = sent.json()
        media = message["type"]
        event = MediaArrived(
            contact_id=uuid4(),
            message_id=uuid4(),
            media=media,
            media_id=media_id or message[media]["id"],
        )
        await prepared.put(event)
        return event

    return send


@pytest.fixture
def kept(prepared):
    """What the sender keeps."""

    async def look():
        async with prepared.database(prepared.schemas[0]) as conn:
            return [tuple(row) for row in await conn.fetch("select mime_type, content from media")]

    return look


@pytest.mark.parametrize(
    ("content", "mime_type"),
    [(JPEG, "image/jpeg"), (PDF, "application/pdf"), ("Grüße".encode(), "text/plain")],
)
async def test_a_file_is_fetched_kept_and_told_of_by_ids(sender, sends, kept, content, mime_type):
    event = await sends(content, mime_type)
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        envelope, told = await heard.next()

    assert (told.state, told.mime_type, told.size) == ("stored", mime_type, len(content))
    assert (told.contact_id, told.message_id) == (event.contact_id, event.message_id)
    assert envelope.causation_id != ""
    assert await kept() == [(mime_type, content)]


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setenv("MEDIA_MAX_BYTES", "1000")


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("content", "mime_type", "media_id", "reason"),
    [
        (JPEG + bytes(1000), "image/jpeg", None, "too_large"),
        (b"<!DOCTYPE html><script>", "application/pdf", None, "type"),
        (b"MZ\x90\x00" + bytes(500), "application/x-msdownload", None, "type"),
        (JPEG, "image/jpeg", "1234567890123456", "gone"),
    ],
)
async def test_what_is_too_large_not_what_it_says_or_gone_is_not_kept(
    small, sender, sends, kept, content, mime_type, media_id, reason
):
    await sends(content, mime_type, media_id=media_id)
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        _, told = await heard.next()

    assert (told.state, told.reason) == ("refused", reason)
    assert await kept() == [(None, None)]


async def test_while_whatsapp_is_away_it_waits_and_answers_go_on_waiting_for_nothing(
    sender, whatsapp, sends
):
    await whatsapp.post("/sim/faults", json={"outage": True})
    await sends(JPEG, "image/jpeg")
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        with pytest.raises(TimeoutError):
            await heard.next(3)
        await whatsapp.post("/sim/faults", json={"outage": False})
        _, told = await heard.next(30)

    assert told.state == "stored"


async def test_a_file_that_waits_is_whom_the_contact_became(sender, whatsapp, sends):
    await whatsapp.post("/sim/faults", json={"outage": True})
    event, into = await sends(JPEG, "image/jpeg"), uuid4()
    async with sender.database(sender.schemas[0]) as conn:

        async def has_tried():
            return await conn.fetchval("select attempts from media")

        async def is_moved():
            return await conn.fetchval("select contact_id from media") == into

        await sender.until(has_tried)
        merged = ContactMerged(from_=event.contact_id, into=into, merged_at=datetime.now(UTC))
        await sender.put(merged)
        await sender.until(is_moved)
    await whatsapp.post("/sim/faults", json={"outage": False})
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        _, told = await heard.next(30)

    assert (told.state, told.contact_id) == ("stored", into)


@pytest.fixture
def soon(monkeypatch):
    """Files are kept for three seconds."""
    monkeypatch.setenv("MEDIA_KEPT_DAYS", str(3 / 86_400))
    monkeypatch.setattr(media_in, "PURGE_SECONDS", 0.2)


@pytest.mark.usefixtures("soon")
async def test_they_are_purged(soon, sender, sends, kept):
    await sends(JPEG, "image/jpeg")
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        _, told = await heard.next()
    assert told.state == "stored"

    async def is_empty():
        return not await kept()

    await sender.until(is_empty)


@pytest.mark.parametrize(
    ("content", "mime_type", "fits"),
    [
        (b"OggS\0\x02" + bytes(60), "audio/ogg; codecs=opus", True),
        (b"#!AMR\n" + bytes(40), "audio/amr", True),
        (b"\0\0\0\x20ftypisom\0\0\x02\0isomiso2mp41" + bytes(40), "audio/mp4", True),
        (b"\0\0\0\x18ftyp3gp4\0\0\0\0isom3gp4" + bytes(40), "video/3gpp", True),
        (zipped("word/document.xml"), f"{OFFICE}.wordprocessingml.document", True),
        (zipped("a.exe"), "application/zip", False),
        (JPEG, "image/png", False),
        (PDF, "text/plain", False),
        (b"a\0b", "text/plain", False),
        (b"", "application/pdf", False),
    ],
)
def test_a_file_is_what_its_first_bytes_say(content, mime_type, fits):
    assert is_as_told(content, mime_type) == fits


class Scanner:
    """An ICAP server (RFC 3507) that knows one virus."""

    def __init__(self, *, allows_204):
        self._allows_204 = allows_204
        self.seen = []

    @asynccontextmanager
    async def running(self, port=0):
        server = await asyncio.start_server(self._serve, "127.0.0.1", port)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _serve(self, reader, writer):
        with suppress(asyncio.IncompleteReadError, ConnectionError), closing(writer):
            head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
            method, address, version = head[0].split()
            assert (method, version) == ("RESPMOD", "ICAP/1.0")
            assert address.startswith("icap://")
            headers = dict(line.lower().split(": ", 1) for line in head[1:] if line)
            offsets = dict(p.strip().split("=") for p in headers["encapsulated"].split(","))
            start, body = int(offsets["res-hdr"]), int(offsets["res-body"])
            parts = await reader.readexactly(body)
            assert parts[:start].endswith(b"\r\n\r\n")
            assert parts[start:].startswith(b"HTTP/1.1 200")
            content = b""
            while size := int(await reader.readline(), 16):
                content += await reader.readexactly(size)
                await reader.readline()
            self.seen.append(content)
            if b"EICAR" in content:
                page = b"HTTP/1.1 403 Forbidden\r\n\r\n"
                content = b"blocked"
            elif self._allows_204 and headers.get("allow") == "204":
                writer.write(b"ICAP/1.0 204 No Content\r\n\r\n")
                return
            else:
                page = parts[start:]
            answer = f"ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, res-body={len(page)}\r\n\r\n"
            writer.write(answer.encode() + page)
            writer.write(b"%x\r\n" % len(content) + content + b"\r\n0\r\n\r\n")


@pytest.mark.parametrize("allows_204", [True, False])
async def test_a_scanner_sees_each_file_and_what_it_knows_is_not_kept(
    prepared, sends, kept, monkeypatch, allows_204
):
    scanner = Scanner(allows_204=allows_204)
    async with scanner.running() as port:
        monkeypatch.setenv("ICAP_URL", f"icap://127.0.0.1:{port}/avscan")
        async with (
            service().running(),
            prepared.listening(topics.WHATSAPP_MEDIA) as heard,
        ):
            await sends(PDF, "application/pdf")
            _, clean = await heard.next()
            await sends(EICAR, "application/pdf")
            _, infected = await heard.next()

    assert clean.state == "stored"
    assert (infected.state, infected.reason) == ("refused", "malware")
    assert scanner.seen == [PDF, EICAR]
    assert sorted(await kept(), key=str) == [("application/pdf", PDF), (None, None)]


@asynccontextmanager
async def silent(port):
    """A scanner that takes files and says nothing."""

    async def take(reader, writer):
        with closing(writer), suppress(ConnectionError):
            while await reader.read(1 << 16):
                pass

    async with await asyncio.start_server(take, "127.0.0.1", port):
        yield


@pytest.fixture
def where(prepared, monkeypatch):
    """The port of a scanner that is to be asked."""
    port = free_port()
    del prepared
    monkeypatch.setenv("ICAP_URL", f"icap://127.0.0.1:{port}/avscan")
    monkeypatch.setattr(media_in, "SCAN_SECONDS", 0.5)
    return port


@pytest.mark.parametrize("away", [lambda _: nullcontext(), silent], ids=["away", "silent"])
async def test_nothing_is_kept_that_the_scanner_has_not_seen(
    where, sender, sends, kept, metrics, away
):
    away_shown = 'wardbell_sender_media_total{outcome="scanner_away"}'

    async def is_said():
        shown = await metrics()
        waits = shown["wardbell_sender_media_waiting_seconds"]
        return waits > 1 and shown.get(away_shown, 0) >= 1

    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        async with away(where):
            await sends(PDF, "application/pdf")
            await sender.until(is_said)
            with pytest.raises(TimeoutError):
                await heard.next(0.5)
            assert await kept() == [(None, None)]
        async with Scanner(allows_204=True).running(where):
            _, told = await heard.next(30)

    assert told.state == "stored"


class OddMeta:
    """WhatsApp's files, given out as they should not be."""

    def __init__(self):
        self.size = len(PDF)
        self.held = asyncio.Event()
        self.asked = []

    async def about(self, request):
        url = f"{request.url.origin()}/file/{request.match_info['id']}"
        told = {"url": url, "mime_type": "application/pdf", "file_size": self.size}
        return web.json_response(told)

    async def file(self, request):
        self.asked.append(name := request.match_info["id"])
        if name == "slow":
            await self.held.wait()
        return web.Response(body=PDF)

    @asynccontextmanager
    async def running(self):
        app = web.Application()
        app.add_routes(
            [web.get("/v23.0/{id}", self.about), web.get("/file/{id}", self.file)],
        )
        async with TestServer(app) as server:
            yield str(server.make_url("")).rstrip("/")


@pytest.fixture
async def odd(prepared, monkeypatch):
    del prepared
    meta = OddMeta()
    async with meta.running() as url:
        monkeypatch.setenv("WHATSAPP_API_URL", url)
        yield meta
        meta.held.set()


@pytest.fixture
def arrives(prepared):
    """`arrives(media_id)`: a patient sent a file."""

    async def put(media_id):
        event = MediaArrived(
            contact_id=uuid4(), message_id=uuid4(), media="document", media_id=media_id
        )
        await prepared.put(event)
        return event.message_id

    return put


@pytest.mark.parametrize("size", [None, "many", {}, str(len(PDF)), 1e400])
async def test_a_size_that_is_no_number_keeps_no_file(odd, sender, arrives, size):
    odd.size = size
    await arrives("file")
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        _, told = await heard.next()

    assert (told.state, told.size) == ("stored", len(PDF))


async def test_a_slow_file_holds_no_other(odd, sender, arrives):
    slow = await arrives("slow")

    async def is_asked_for():
        return odd.asked == ["slow"]

    await sender.until(is_asked_for)
    others = {await arrives(f"{n}") for n in range(6)}
    async with sender.listening(topics.WHATSAPP_MEDIA) as heard:
        assert {(await heard.next())[1].message_id for _ in others} == others
        odd.held.set()
        _, told = await heard.next()

    assert told.message_id == slow
