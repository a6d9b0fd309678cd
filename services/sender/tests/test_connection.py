"""WhatsApp is reached through the house's proxy, and over TLS that the house vouches for."""

import asyncio
import base64
import ssl
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import service
from wardbell_sender.connection import proxy

HOST = "127.0.0.1"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A key and a certificate of its own, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "the house")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path_factory.mktemp("house") / "house.pem"
    file.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return file


async def join(reader, writer, port):
    """Pass on what comes, both ways, until one end is done."""
    there, back = await asyncio.open_connection(HOST, port)

    async def pump(source, sink):
        while data := await source.read(65536):
            sink.write(data)
            await sink.drain()
        sink.close()

    await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)


@asynccontextmanager
async def listening(serve, **more):
    server = await asyncio.start_server(serve, HOST, 0, **more)
    async with server:
        yield server.sockets[0].getsockname()[1]


@pytest.fixture
async def over_tls(whatsapp, certificate):
    """The simulator behind TLS; yields its address."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    port = whatsapp.base_url.port

    async def serve(reader, writer):
        await join(reader, writer, port)

    async with listening(serve, ssl=context) as port_there:
        yield f"https://{HOST}:{port_there}"


@pytest.fixture
async def the_proxy():
    """An HTTP proxy; yields its port and what it was asked for."""
    asked = []

    async def serve(reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        asked.append(head)
        where = urlsplit(f"//{head.split()[1]}")
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await join(reader, writer, where.port)

    async with listening(serve) as port:
        yield port, asked


@asynccontextmanager
async def is_sent(prepared, requested):
    """A message, and what becomes of it."""
    async with service().running(), prepared.listening(topics.WHATSAPP_DELIVERIES) as heard:
        await prepared.put(requested(say("hello")), topics.OUTBOUND_REPLIES)
        yield heard


async def test_tls_is_believed_that_the_house_vouches_for_and_no_other(
    prepared, requested, over_tls, certificate, monkeypatch
):
    monkeypatch.setenv("WHATSAPP_API_URL", over_tls)
    async with is_sent(prepared, requested) as heard:
        with pytest.raises(TimeoutError):
            await heard.next(2)
    monkeypatch.setenv("WHATSAPP_CA_FILE", str(certificate))
    async with is_sent(prepared, requested) as heard:
        _, told = await heard.next()

    assert told.state == "sent"


async def test_the_way_leads_through_the_proxy(
    prepared, requested, over_tls, certificate, the_proxy, monkeypatch
):
    port, asked = the_proxy
    monkeypatch.setenv("WHATSAPP_API_URL", over_tls)
    monkeypatch.setenv("WHATSAPP_CA_FILE", str(certificate))
    monkeypatch.setenv("HTTPS_PROXY", f"http://house:secret@{HOST}:{port}")
    async with is_sent(prepared, requested) as heard:
        _, told = await heard.next()

    assert told.state == "sent"
    credentials = base64.b64encode(b"house:secret").decode()
    assert asked[0].startswith(f"CONNECT {over_tls.removeprefix('https://')} ")
    assert f"Proxy-Authorization: Basic {credentials}" in asked[0]


@pytest.mark.parametrize(
    ("address", "none_for", "found"),
    [
        ("https://graph.facebook.com", "", "http://proxy:3128"),
        ("https://graph.facebook.com", "facebook.com", None),
        ("https://graph.facebook.com", "*", None),
        ("http://simulator:8090", "", None),
    ],
)
def test_some_addresses_need_no_proxy(monkeypatch, address, none_for, found):
    for name in ("HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy:3128")
    monkeypatch.setenv("NO_PROXY", none_for)

    assert proxy(address) == found
