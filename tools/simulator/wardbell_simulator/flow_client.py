"""A patient's phone that fills in a Flow: each step goes, encrypted, to the business's endpoint.

Source: Meta, Flows, implementing your Flow endpoint, read 2026.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256

from wardbell_simulator.webhook_bodies import signature

Json = dict[str, Any]

KEY_BYTES, IV_BYTES = 16, 16
"""AES-128-GCM with an initial vector of 16 bytes, not the usual 12."""
ANOTHER_KEY, TOKEN_IS_OVER, WRONG_SIGNATURE = 421, 427, 432
"""What an endpoint says beside 200: it cannot decrypt; the Flow is not valid any more; and that."""
WITHIN = ClientTimeout(total=10)


class FlowFailedError(Exception):
    """The endpoint did not answer as a phone understands it; the patient sees an error."""


class FlowOverError(Exception):
    """The endpoint says that this Flow is over; the text is for the patient."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One request's key, which its answer is read with."""

    key: bytes
    iv: bytes

    @classmethod
    def new(cls) -> Sealed:
        return cls(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(IV_BYTES))

    def body(self, asked: Json, public_key: RSAPublicKey) -> bytes:
        """What is posted."""
        data = AESGCM(self.key).encrypt(self.iv, json.dumps(asked).encode(), None)
        padding = OAEP(MGF1(SHA256()), SHA256(), None)
        parts = {
            "encrypted_flow_data": data,
            "encrypted_aes_key": public_key.encrypt(self.key, padding),
            "initial_vector": self.iv,
        }
        return json.dumps({name: b64encode(part).decode() for name, part in parts.items()}).encode()

    def read(self, answer: bytes) -> Json:
        """An answer has the same key, and the initial vector with every bit turned."""
        turned = bytes(byte ^ 0xFF for byte in self.iv)
        try:
            said = json.loads(AESGCM(self.key).decrypt(turned, b64decode(answer), None))
        except (InvalidTag, NotBase64, ValueError) as error:
            raise FlowFailedError(f"its answer cannot be read ({type(error).__name__})") from None
        if not isinstance(said, dict):
            raise FlowFailedError("its answer is no object")
        return said


PublicKey = Callable[[], RSAPublicKey]


class FlowClient:
    """Speaks with endpoints as WhatsApp's phones and its health checks do."""

    def __init__(self, session: ClientSession, app_secret: str) -> None:
        self._session = session
        self._secret = app_secret.encode()

    async def ask(self, endpoint: str, public_key: PublicKey, asked: Json) -> Json:
        """One step.

        Args:
            public_key: what the business' key is now

        Raises:
            FlowFailedError: no answer, or one that is none
            FlowOverError: the token is not valid any more
        """
        status, said = await self._post(endpoint, public_key(), asked)
        if status == ANOTHER_KEY:  # a phone fetches the key again, and tries once more
            status, said = await self._post(endpoint, public_key(), asked)
        if status == TOKEN_IS_OVER:
            raise FlowOverError(str(said.get("error_msg", "")))
        if status != 200:
            why = {ANOTHER_KEY: "cannot decrypt", WRONG_SIGNATURE: "refuses the signature"}
            raise FlowFailedError(f"it answered {status}: it {why.get(status, 'failed')}")
        return said

    async def _post(self, endpoint: str, public_key: RSAPublicKey, asked: Json) -> tuple[int, Json]:
        sealed = Sealed.new()
        body = sealed.body(asked, public_key)
        headers = {
            "Content-Type": "application/json",
            "X-Hub-Signature-256": signature(self._secret, body),
        }
        try:
            async with self._session.post(
                endpoint, data=body, headers=headers, timeout=WITHIN, allow_redirects=False
            ) as response:
                status, raw = response.status, await response.read()
        except (ClientError, TimeoutError) as error:
            raise FlowFailedError(f"it did not answer ({type(error).__name__})") from None
        return status, sealed.read(raw) if status in {200, TOKEN_IS_OVER} else {}
