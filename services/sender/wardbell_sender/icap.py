"""A malware scanner that speaks ICAP (RFC 3507): a file is shown to it as an answer of HTTP.

RESPMOD with `Allow: 204`, the whole file at once: 204 says that nothing is wrong with it. Scanners
tell what they found in headers of their own, or by another answer than the one they were shown.
"""

from __future__ import annotations

import asyncio
from asyncio import LimitOverrunError
from contextlib import suppress
from urllib.parse import urlsplit

PORT = 1344
FOUND = ("x-infection-found", "x-virus-id", "x-violations-found")
"""Headers by which scanners say that something is wrong (draft-stecher-icap-subid, and habit)."""


class ScanError(Exception):
    """The scanner did not say anything of use: ask again later."""


async def is_clean(url: str, content: bytes, mime_type: str, seconds: float) -> bool:
    """Whether the scanner at `icap://host:port/service` finds nothing wrong with a file.

    Raises:
        ScanError: it is away, too slow, or does not speak ICAP.
    """
    try:
        async with asyncio.timeout(seconds):
            return await _ask(url, content, mime_type)
    except (OSError, EOFError, ValueError, LookupError, LimitOverrunError) as error:
        raise ScanError(type(error).__name__) from error


async def _ask(url: str, content: bytes, mime_type: str) -> bool:
    place = urlsplit(url)
    host, port = place.hostname or "", place.port or PORT
    request = b"GET /file HTTP/1.1\r\nHost: wardbell\r\n\r\n"
    response = (
        f"HTTP/1.1 200 OK\r\nContent-Type: {mime_type}\r\nContent-Length: {len(content)}\r\n\r\n"
    ).encode()
    body = len(request) + len(response)
    head = (
        f"RESPMOD {url} ICAP/1.0\r\nHost: {host}:{port}\r\nAllow: 204\r\nConnection: close\r\n"
        f"Encapsulated: req-hdr=0, res-hdr={len(request)}, res-body={body}\r\n\r\n"
    ).encode()
    reader, writer = await asyncio.open_connection(host, port)
    try:
        with suppress(ConnectionError):  # it may know before it has seen all
            writer.write(head + request + response)
            if content:
                writer.writelines((b"%x\r\n" % len(content), content, b"\r\n"))
            writer.write(b"0\r\n\r\n")
            await writer.drain()
        return await _verdict(reader, content)
    finally:
        writer.close()


async def _verdict(reader: asyncio.StreamReader, shown: bytes) -> bool:
    status, headers = await _head(reader)
    if status == 204:
        return True
    if status not in {200, 201}:
        raise ScanError(f"ICAP {status}")
    if any(name in headers for name in FOUND):
        return False
    # No remark: it is clean if it came back as it was.
    parts = dict(part.strip().split("=") for part in headers["encapsulated"].split(","))
    if "res-body" not in parts:
        return False
    # The request's header may come back too.
    told = (await reader.readexactly(int(parts["res-body"])))[int(parts["res-hdr"]) :]
    answered = int(told.split(maxsplit=2)[1])
    return answered == 200 and await _body(reader, len(shown)) == shown


async def _head(reader: asyncio.StreamReader) -> tuple[int, dict[str, str]]:
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    version, status = lines[0].split()[:2]
    if not version.startswith("ICAP/"):
        raise ValueError("it does not speak ICAP")
    headers = (line.partition(":") for line in lines[1:] if line)
    return int(status), {name.strip().lower(): value.strip() for name, _, value in headers}


async def _body(reader: asyncio.StreamReader, most: int) -> bytes:
    """What comes in chunks; of what is longer than `most` only so much that it shows."""
    content = bytearray()
    while size := int((await reader.readline()).split(b";")[0], 16):
        content += await reader.readexactly(min(size, most + 1))
        if len(content) > most:
            break
        await reader.readline()
    return bytes(content)
