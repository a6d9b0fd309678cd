"""`POST /v{any}/{phone_number_id}/messages`."""

from __future__ import annotations

import asyncio
import json

from aiohttp import web

from wardbell_simulator.clock import Clock
from wardbell_simulator.cloud_api import codes, errors, limits
from wardbell_simulator.cloud_api.access import JSON_HEADERS, Access
from wardbell_simulator.cloud_api.errors import Refused
from wardbell_simulator.cloud_api.media_files import check_files
from wardbell_simulator.cloud_api.message_templates import parsed
from wardbell_simulator.cloud_api.messages import check_message, number_in, user_id_in
from wardbell_simulator.cloud_api.policy import Policy
from wardbell_simulator.cloud_api.shape import Json, choice_at, object_at, string_at
from wardbell_simulator.faults import Faults
from wardbell_simulator.journal import Journal, Request
from wardbell_simulator.media_store import MediaStore
from wardbell_simulator.phones import ChatMessage, Content, Phone
from wardbell_simulator.pricing import terms
from wardbell_simulator.templates.hydration import hydrated
from wardbell_simulator.templates.registry import Template, Templates
from wardbell_simulator.whatsapp import WhatsApp

SUCCESS = b'{"success":true}'
DAY_S = 86_400
REFUSED_TEMPLATES = {"PAUSED": codes.TEMPLATE_PAUSED, "DISABLED": codes.TEMPLATE_DISABLED}


class CloudApi:
    def __init__(
        self,
        access: Access,
        whatsapp: WhatsApp,
        templates: Templates,
        store: MediaStore,
        faults: Faults,
        clock: Clock,
        journal: Journal,
    ) -> None:
        self._journal = journal
        self._access = access
        self._whatsapp = whatsapp
        self._templates = templates
        self._store = store
        self._policy = Policy(whatsapp.traffic, faults)
        self._faults = faults
        self._clock = clock
        self.under_way = 0  # requests

    async def messages(self, request: web.Request) -> web.StreamResponse:
        self.under_way += 1
        try:
            status, body = await self._answer(request)
        finally:
            self.under_way -= 1
        return web.Response(body=body, status=status, headers=JSON_HEADERS)

    async def _answer(self, request: web.Request) -> tuple[int, bytes]:
        phone_number_id = request.match_info["phone_number_id"]
        entry = Request(phone_number_id, self._clock.now())
        self._journal.requests.append(entry)
        raw = await request.read()
        switches = self._faults.now
        try:
            self._access.check(request)
            if phone_number_id not in self._whatsapp.numbers:
                raise errors.unknown_object(phone_number_id)
            if self._faults.happens(switches.error_5xx):
                raise codes.refused(codes.SOMETHING_WENT_WRONG)
            version = request.match_info["version"]
            body = self._handle(entry, version, parsed(raw))
        except Refused as refused:
            return await self._refuse(entry, refused)
        if self._faults.happens(switches.answer_lost) and request.transport:
            await self._dawdle(entry)
            request.transport.abort()
            entry.answered(None, None)
            return 200, body
        if self._faults.happens(switches.error_5xx_accepted):
            return await self._refuse(entry, codes.refused(codes.SOMETHING_WENT_WRONG))
        await self._dawdle(entry)
        entry.answered(200, None)
        return 200, body

    async def _refuse(self, entry: Request, refused: Refused) -> tuple[int, bytes]:
        await self._dawdle(entry)
        entry.answered(refused.status, refused.code)
        return refused.status, refused.body()

    async def _dawdle(self, entry: Request) -> None:
        if delay := self._faults.delay(entry.number):
            await asyncio.sleep(delay)

    def _handle(self, entry: Request, version: str, request: Json) -> bytes:
        choice_at(request, "messaging_product", "messaging_product", ("whatsapp",))
        if "status" in request:
            entry.kind = "read"
            self._mark_read(entry.number, request)
            return SUCCESS
        kind = entry.kind = check_message(request)
        entry.callback_data = request.get("biz_opaque_callback_data")
        phone_number_id = entry.number
        number, user_id = number_in(request), user_id_in(request)
        phone = self._recipient(phone_number_id, number, user_id)
        entry.to = phone.wa_id
        if kind == "reaction":
            self._check_reaction_target(phone, request["reaction"]["message_id"])
        content: Content = {"type": kind, kind: request[kind]}
        if "context" in request:
            content["context"] = request["context"]
        template = None
        if kind == "template":
            template = self._approved(request["template"])
            if template.category == "AUTHENTICATION" and number is None:
                raise codes.refused(codes.NEEDS_NUMBER)
            components = request["template"].get("components", [])
            content["hydrated"] = hydrated(template, components)
        wrong_file = check_files(content, self._store)
        self._policy.check(phone_number_id, phone)
        message = self._whatsapp.send(
            phone_number_id,
            phone,
            content,
            callback_data=entry.callback_data,
            terms=terms(
                template.category if template else None,
                in_window=self._whatsapp.traffic.in_window(phone_number_id, phone),
                version=version,
                pair=f"{phone_number_id} {phone.user_id}",
            ),
            to_user_id=number is None,
            ttl_s=template.ttl_s if template else limits.MESSAGE_DAYS * DAY_S,
            held=template is not None and self._faults.now.hold_templates,
            error=self._policy.failure(phone_number_id, phone, template) or wrong_file,
        )
        entry.wamid = message.id
        return _accepted(_contact(request, number, user_id), message)

    def _recipient(self, phone_number_id: str, number: str | None, user_id: str | None) -> Phone:
        if number is not None:
            if number == self._whatsapp.numbers[phone_number_id].display_phone_number:
                raise codes.refused(codes.TO_ITSELF)
            return self._whatsapp.phones.get(number)
        phone = self._whatsapp.phones.with_user_id(user_id or "")
        if phone is None:
            raise errors.invalid("Recipient user ID does not belong to any user")
        return phone

    def _approved(self, sent: Json) -> Template:
        name, language = sent["name"], sent["language"]["code"]
        template = self._templates.find(name, language)
        if template is not None and template.status in REFUSED_TEMPLATES:
            raise codes.refused(REFUSED_TEMPLATES[template.status])
        if template is None or template.status != "APPROVED":
            raise errors.no_such_template(name, language)
        return template

    def _check_reaction_target(self, phone: Phone, wamid: str) -> None:
        target = phone.chat.get(wamid)
        if target is None:
            raise errors.invalid("Message ID of the reaction does not belong to this chat")
        if target.content["type"] == "reaction":
            raise errors.invalid("A reaction cannot be the target of a reaction")
        if self._clock.now() - target.timestamp > limits.REACTION_DAYS * DAY_S:
            raise errors.invalid(f"The message is older than {limits.REACTION_DAYS} days")

    def _mark_read(self, phone_number_id: str, request: Json) -> None:
        choice_at(request, "status", "status", ("read",))
        wamid = string_at(request, "message_id", "message_id")
        typing = "typing_indicator" in request
        if typing:
            indicator = object_at(request, "typing_indicator", "typing_indicator")
            choice_at(indicator, "type", "typing_indicator['type']", ("text",))
        message = self._whatsapp.phones.message(wamid)
        is_users = message is not None and message.direction == "in"
        if message is None or not is_users or message.phone_number_id != phone_number_id:
            raise errors.invalid("Message ID does not belong to a message from a user")
        self._whatsapp.mark_read(message, typing=typing)


def _contact(request: Json, number: str | None, user_id: str | None) -> Json:
    """Return who was written to, as it was said; `to` wins when both are given."""
    known = {} if user_id is None else {"user_id": user_id}
    if number is None:
        return {"input": user_id, **known}
    return {"input": request["to"], "wa_id": number, **known}


def _accepted(contact: Json, message: ChatMessage) -> bytes:
    sent = {"id": message.id}
    if message.content["type"] == "template":
        held = message.state == "held"
        sent["message_status"] = "held_for_quality_assessment" if held else "accepted"
    return json.dumps(
        {"messaging_product": "whatsapp", "contacts": [contact], "messages": [sent]}
    ).encode()
