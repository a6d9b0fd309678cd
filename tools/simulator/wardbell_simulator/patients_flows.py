"""`/sim/users/{wa_id}/flow`: a patient fills in a Flow that the business has sent."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

from wardbell_simulator.answers import WrongRequest, body_of, refusal, text_in
from wardbell_simulator.cloud_api.flows import Flows
from wardbell_simulator.flow_client import FlowClient, FlowFailedError, FlowOverError
from wardbell_simulator.patients_api import wa_id_in
from wardbell_simulator.phones import ChatMessage, Phone
from wardbell_simulator.whatsapp import WhatsApp

VERSION = "3.0"
ACTIONS = ("INIT", "data_exchange", "BACK", "complete")
SUCCESS = "SUCCESS"
Json = dict[str, Any]


class PatientsFlows:
    def __init__(self, whatsapp: WhatsApp, flows: Flows, client: FlowClient) -> None:
        self._whatsapp = whatsapp
        self._flows = flows
        self._client = client
        self._over: dict[str, str] = {}
        """By wamid, Flows whose button does nothing any more, and what the patient was told."""

    def routes(self) -> list[web.AbstractRouteDef]:
        return [
            web.post("/users/{wa_id}/flow", self.step),
            web.post("/flows/{phone_number_id}/{flow_id}/ping", self.ping),
        ]

    async def step(self, request: web.Request) -> web.Response:
        """Take one step: `id` of the message, `action`, and for most a `screen` and its `data`.

        `complete` ends on the phone, without the endpoint. What ends well is sent as `nfm_reply`.
        """
        body = await body_of(request)
        phone = self._whatsapp.phones.get(wa_id_in(request))
        message = phone.chat.get(text_in({"id": None, **body}, "id"))
        if message is None or message.content.get("interactive", {}).get("type") != "flow":
            raise WrongRequest("id is not of a Flow in this chat")
        action = text_in({"action": None, **body}, "action")
        if action not in ACTIONS:
            raise WrongRequest(f"action is one of {', '.join(ACTIONS)}, not {action!r}")
        parameters = message.content["interactive"]["action"]["parameters"]
        if action == "INIT" and parameters.get("flow_action", "navigate") != "data_exchange":
            raise WrongRequest("INIT is only of a Flow sent with flow_action data_exchange")
        if message.id in self._over:
            return web.json_response({"closed": self._over[message.id]})
        token = parameters.get("flow_token", "unused")
        if action == "complete":
            return self._end(phone, message, {"flow_token": token, **body.get("data", {})})
        asked = {
            "version": VERSION,
            "action": action,
            "screen": body.get("screen", ""),
            "data": body.get("data", {}),
            "flow_token": token,
        }
        try:
            said = await self._ask(message.phone_number_id, parameters, asked)
        except FlowOverError as over:
            self._over[message.id] = str(over)
            return web.json_response({"closed": str(over)})
        except FlowFailedError as error:
            return refusal(502, f"the endpoint failed: {error}")
        if said.get("screen") == SUCCESS:
            reply = said.get("data", {}).get("extension_message_response", {}).get("params", {})
            return self._end(phone, message, {"flow_token": token, **reply})
        return web.json_response(said)

    async def ping(self, request: web.Request) -> web.Response:
        """Ask an endpoint whether it is well, as Meta does now and then."""
        parameters = {"flow_id": request.match_info["flow_id"]}
        asked = {"version": VERSION, "action": "ping"}
        try:
            number = request.match_info["phone_number_id"]
            return web.json_response(await self._ask(number, parameters, asked))
        except FlowFailedError as error:
            return refusal(502, f"the endpoint failed: {error}")

    async def _ask(self, number: str, parameters: Json, asked: Json) -> Json:
        def key() -> RSAPublicKey:
            if (found := self._flows.public_key(number)) is None:
                raise WrongRequest("the business has set no public key")
            return found

        if (endpoint := self._flows.endpoint(parameters)) is None:
            raise WrongRequest("the business has set no endpoint for this Flow")
        return await self._client.ask(endpoint, key, asked)

    def _end(self, phone: Phone, message: ChatMessage, reply: Json) -> web.Response:
        nfm = {"name": "flow", "body": "Sent", "response_json": json.dumps(reply)}
        content = {
            "type": "interactive",
            "interactive": {"type": "nfm_reply", "nfm_reply": nfm},
            "context": {"id": message.id},
        }
        sent = self._whatsapp.receive(phone, content, message.phone_number_id)
        return web.json_response({"screen": SUCCESS, "sent": sent.as_json()})
