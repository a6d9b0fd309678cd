"""A link holds the only key to what it shows."""

import hashlib
import hmac
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wardbell_dialogue.links import NotThisPage, link, new_token, page_id, read_token, seal, unseal
from wardbell_events.pages import PagePublished

CONTENT = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def sealed(token, content=CONTENT):
    return seal(
        content,
        content_type="text/calendar",
        token=token,
        version=3,
        expires_at=datetime.now(UTC) + timedelta(days=1),
    )


def test_what_was_sealed_for_a_link_opens_with_its_token_after_the_way_through_kafka():
    token = new_token()
    page = PagePublished.model_validate_json(sealed(token).encode())

    assert unseal(page.sealed, token) == CONTENT
    assert (page.page_id, page.key, page.version) == (page_id(token), page_id(token), 3)


def test_what_travels_tells_neither_the_token_nor_the_content():
    token = new_token()
    travels = sealed(token).encode()

    for secret in (token, token.hex().encode(), token_text(token).encode(), b"VCALENDAR"):
        assert secret not in travels


def test_another_token_does_not_open_it():
    with pytest.raises(NotThisPage):
        unseal(sealed(new_token()).sealed, new_token())


@pytest.mark.parametrize("place", [0, 11, 12, 20, -1])
def test_one_changed_bit_anywhere_does_not_open(place):
    token = new_token()
    changed = bytearray(sealed(token).sealed)
    changed[place] ^= 1

    with pytest.raises(NotThisPage):
        unseal(bytes(changed), token)


@pytest.mark.parametrize("length", [0, 5, 12, 20, 27])
def test_what_is_too_short_does_not_open(length):
    token = new_token()

    with pytest.raises(NotThisPage):
        unseal(sealed(token).sealed[:length], token)


def test_an_empty_content_is_a_content():
    token = new_token()

    assert unseal(sealed(token, b"").sealed, token) == b""


def test_the_same_content_is_sealed_differently_each_time():
    token = new_token()

    assert sealed(token).sealed != sealed(token).sealed


def test_the_seal_is_the_one_that_is_written_down():
    """HKDF-SHA256 (RFC 5869, no salt) and AES-256-GCM, spelled out: old links open for ever."""
    token = bytes(range(32))
    extracted = hmac.digest(bytes(32), token, hashlib.sha256)
    key = hmac.digest(extracted, b"wardbell pages v1\x01", hashlib.sha256)
    bound = hashlib.sha256(token).hexdigest().encode()

    made = b"n" * 12 + AESGCM(key).encrypt(b"n" * 12, CONTENT, bound)

    assert unseal(made, token) == CONTENT
    with pytest.raises(NotThisPage):
        unseal(b"n" * 12 + AESGCM(key).encrypt(b"n" * 12, CONTENT, None), token)


@pytest.mark.parametrize("public_url", ["https://clinic.example", "https://clinic.example/"])
def test_a_link_is_read_back(public_url):
    token = new_token()

    assert link(public_url, token) == f"https://clinic.example/c/{token_text(token)}.ics"
    assert read_token(token_text(token)) == token


def test_a_token_has_one_spelling():
    assert read_token("A" * 43) == bytes(32)
    assert read_token("A" * 42 + "B") is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "A" * 42,
        "A" * 44,
        "A" * 45,
        "A" * 4300,
        "A" * 43 + "\n",
        "A" * 42 + "=",
        "A" * 42 + "/",
        "A" * 42 + "\u0661",
        "A" * 43 + "\u0661",
        " " + "A" * 42,
    ],
)
def test_what_is_no_token_is_not_read(text):
    assert read_token(text) is None


def token_text(token):
    return link("", token).removeprefix("/c/").removesuffix(".ics")
