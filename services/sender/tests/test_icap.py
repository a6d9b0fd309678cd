"""What scanners answer (RFC 3507), and what is no answer of one."""

import asyncio

import pytest

from wardbell_sender.icap import ScanError, is_clean

FILE = b"%PDF-1.7"
PAGE = b"HTTP/1.1 200 OK\r\n\r\n"
SAME = b"8\r\n" + FILE + b"\r\n0\r\n\r\n"
WHOLE = b"Encapsulated: res-hdr=0, res-body=19\r\n"


@pytest.fixture
def answering():
    """`answering(raw)`: a scanner's address that answers so, whatever it is shown."""
    opened = []

    async def open_(raw):
        async def serve(reader, writer):
            await reader.readuntil(b"0\r\n\r\n")
            writer.write(raw)
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        opened.append(server)
        return f"icap://127.0.0.1:{server.sockets[0].getsockname()[1]}/scan"

    yield open_
    for server in opened:
        server.close()


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (b"ICAP/1.0 204 No Content\r\n\r\n", True),
        (b"ICAP/1.0 200 OK\r\n" + WHOLE + b"\r\n" + PAGE + SAME, True),
        (b"ICAP/1.0 200 OK\r\nX-Infection-Found: Type=0;\r\n" + WHOLE + b"\r\n" + PAGE, False),
        (b"ICAP/1.0 200 OK\r\nx-virus-id: EICAR\r\n\r\n", False),
        (b"ICAP/1.0 200 OK\r\nEncapsulated: res-hdr=0, null-body=19\r\n\r\n" + PAGE, False),
        (b"ICAP/1.0 200 OK\r\n" + WHOLE + b"\r\n" + PAGE + b"3\r\nbad\r\n0\r\n\r\n", False),
        (
            b"ICAP/1.0 200 OK\r\n" + WHOLE + b"\r\n" + PAGE.replace(b"200", b"403") + SAME,
            False,
        ),
        # A request's header may come back before.
        (
            b"ICAP/1.0 200 OK\r\nEncapsulated: req-hdr=0, res-hdr=8, res-body=27\r\n\r\n"
            + b"GET /\r\n\r"[:8]
            + PAGE
            + SAME,
            True,
        ),
    ],
)
async def test_only_what_came_back_unchanged_and_without_remark_is_clean(answering, raw, clean):
    assert await is_clean(await answering(raw), FILE, "application/pdf", 5) == clean


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"ICAP/1.0 404 Service not found\r\n\r\n",
        b"ICAP/1.0 500 Server error\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"ICAP/1.0\r\n\r\n",
        b"ICAP/1.0 200 OK\r\n\r\n",
        b"ICAP/1.0 200 OK\r\n" + WHOLE + b"\r\n" + PAGE[:5],
        b"ICAP/1.0 200 OK\r\n" + WHOLE + b"\r\n" + PAGE + b"no number\r\n",
        b"x" * 100_000,
    ],
)
async def test_what_says_nothing_of_the_file_is_no_verdict(answering, raw):
    with pytest.raises(ScanError):
        await is_clean(await answering(raw), FILE, "application/pdf", 5)


async def test_a_scanner_that_is_silent_or_away_is_no_verdict():
    async def keep_silent(reader, writer):
        await reader.read()
        writer.close()

    server = await asyncio.start_server(keep_silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(ScanError, match="TimeoutError"):
        await is_clean(f"icap://127.0.0.1:{port}/scan", FILE, "application/pdf", 0.2)
    server.close()
    await server.wait_closed()
    with pytest.raises(ScanError, match="ConnectionRefusedError"):
        await is_clean(f"icap://127.0.0.1:{port}/scan", FILE, "application/pdf", 5)
