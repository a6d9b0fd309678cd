"""Where a hospital has a proxy or a certificate authority of its own, calls to Meta go by them."""

import asyncio
import datetime as dt
import ipaddress
import os
import ssl
import sys
from contextlib import asynccontextmanager, closing, suppress
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from wardbell_dialogue.messages import say
from wardbell_events import topics
from wardbell_sender.app import service

ASK = """
import asyncio
from wardbell_sender import meta
from wardbell_sender.settings import SenderSettings

async def main():
    settings = SenderSettings()
    async with meta.session(settings, connections=1, seconds=5) as session:
        async with session.get(meta.address(settings, "1")) as answer:
            print(answer.status)
    async with meta.account(settings) as client:
        print((await client.get("message_templates")).status_code)

asyncio.run(main())
"""


async def pipe(reader, writer):
    with suppress(ConnectionError), closing(writer):
        while data := await reader.read(1 << 16):
            writer.write(data)
            await writer.drain()


async def joined(host, port, reader, writer, head=b""):
    there, back = await asyncio.open_connection(host, port)
    back.write(head)
    await asyncio.gather(pipe(reader, back), pipe(there, writer))


@asynccontextmanager
async def listening(serve, **options):
    server = await asyncio.start_server(serve, "127.0.0.1", 0, **options)
    async with server:
        yield server.sockets[0].getsockname()[1]


async def test_messages_go_by_the_proxy(prepared, requested, whatsapp, monkeypatch):
    asked = []

    async def proxy(reader, writer):
        method, address, version = (await reader.readline()).split()
        place = urlsplit(address.decode())
        asked.append(place.path)
        head = b" ".join((method, place.path.encode(), version)) + b"\r\n"
        await joined(place.hostname, place.port, reader, writer, head)

    async with listening(proxy) as port:
        monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{port}")
        async with (
            service().running(),
            prepared.listening(topics.WHATSAPP_DELIVERIES) as heard,
        ):
            await prepared.put(requested(say("hello")), topics.OUTBOUND_REPLIES)
            _, told = await heard.next()
        monkeypatch.delenv("HTTP_PROXY")

    assert told.state == "sent"
    assert asked == [f"/v23.0/{prepared.env['WHATSAPP_PHONE_NUMBER_ID']}/messages"]


@pytest.fixture
def certificate(tmp_path):
    """A certificate for 127.0.0.1 that only its own file vouches for, and the key behind it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hospital")])
    now = dt.datetime.now(dt.UTC)
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(minutes=5))
        .not_valid_after(now + dt.timedelta(hours=1))
        .add_extension(here, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, no_password = serialization.Encoding.PEM, serialization.NoEncryption()
    (tmp_path / "ca.pem").write_bytes(made.public_bytes(pem))
    (tmp_path / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, no_password)
    )
    return tmp_path / "ca.pem", tmp_path / "key.pem"


async def ask(**env):
    """What a process of its own, which reads certificates as it begins, is answered."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", ASK),
        env={**os.environ, **env},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, errors = await process.communicate()
    return out.decode().split(), errors.decode()


@pytest.mark.usefixtures("prepared")
async def test_ones_own_certificate_authority_is_believed(certificate, whatsapp, monkeypatch):
    ca, key = certificate
    offered = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    offered.load_cert_chain(ca, key)

    async def open_up(reader, writer):
        await joined(whatsapp.base_url.host, whatsapp.base_url.port, reader, writer)

    monkeypatch.setenv("WHATSAPP_BUSINESS_ACCOUNT_ID", "102290129340398")
    async with listening(open_up, ssl=offered) as port:
        url = f"https://127.0.0.1:{port}"
        answers, _ = await ask(WHATSAPP_API_URL=url, SSL_CERT_FILE=str(ca))
        nothing, why = await ask(WHATSAPP_API_URL=url)

    assert answers == ["400", "200"]
    assert not nothing
    assert "CERTIFICATE_VERIFY_FAILED" in why
