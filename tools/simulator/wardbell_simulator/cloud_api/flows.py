"""`/v{any}/{waba_id}/flows`, `…/whatsapp_business_encryption`: what Flows need of the business."""

from __future__ import annotations

from itertools import count
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from wardbell_simulator.cloud_api import errors
from wardbell_simulator.cloud_api.message_templates import parsed
from wardbell_simulator.cloud_api.shape import Json, array_at, string_at

FIRST_ID = 1082528349470000
KEY_BITS = 2048


class Flows:
    """Flows by id and by name with their endpoints, and the public key of each number."""

    def __init__(self, waba_id: str) -> None:
        self._waba_id = waba_id
        self._ids = count(FIRST_ID)
        self.forget_all()

    def forget_all(self) -> None:
        self._endpoints: dict[str, str] = {}
        self._keys: dict[str, RSAPublicKey] = {}

    def endpoint(self, parameters: Json) -> str | None:
        """Where the Flow of a message is answered."""
        return self._endpoints.get(str(parameters.get("flow_id") or parameters.get("flow_name")))

    def public_key(self, number: str) -> RSAPublicKey | None:
        return self._keys.get(number)

    async def create(self, request: web.Request) -> Json:
        if request.match_info["waba_id"] != self._waba_id:
            raise errors.unknown_object(request.match_info["waba_id"])
        asked = parsed(await request.read())
        name, endpoint = (string_at(asked, key, key) for key in ("name", "endpoint_uri"))
        array_at(asked, "categories", "categories")
        flow_id = str(next(self._ids))
        self._endpoints[flow_id] = self._endpoints[name] = endpoint
        return {"id": flow_id, "success": True}

    async def set_key(self, request: web.Request) -> dict[str, Any]:
        """Keep the key that phones encrypt with: a form's `business_public_key`, as PEM."""
        pem = (await request.post()).get("business_public_key")
        if not isinstance(pem, str):
            raise errors.required("business_public_key")
        try:
            key = load_pem_public_key(pem.encode())
        except ValueError:
            key = None
        if not isinstance(key, RSAPublicKey) or key.key_size != KEY_BITS:
            raise errors.wrong_kind("business_public_key", "a 2048-bit RSA public key in PEM")
        self._keys[request.match_info["phone_number_id"]] = key
        return {"success": True}
