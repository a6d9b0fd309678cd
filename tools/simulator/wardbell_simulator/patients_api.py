"""`/sim/users`: acting as a patient, and seeing what a patient sees."""

from __future__ import annotations

import re
from typing import Any

from aiohttp import web

from wardbell_simulator.answers import WrongRequest, body_of, flag_in, text_in
from wardbell_simulator.inbound import checked
from wardbell_simulator.live import Live
from wardbell_simulator.phones import Phone
from wardbell_simulator.whatsapp import WhatsApp

PROFILE = ("name", "user_id", "no_wa_id", "on_whatsapp")
WA_ID = re.compile(r"[0-9]{7,15}")
USER_ID = re.compile(r"[A-Z]{2}\.[A-Za-z0-9]{1,128}")


class PatientsApi:
    def __init__(self, whatsapp: WhatsApp, live: Live) -> None:
        self._whatsapp = whatsapp
        self._live = live

    def routes(self) -> list[web.AbstractRouteDef]:
        user = "/users/{wa_id}"
        return [
            web.get("/users", self.all_users),
            web.post(user, self.profile),
            web.post(f"{user}/messages", self.send),
            web.get(f"{user}/chat", self.chat),
            web.post(f"{user}/read", self.read),
            web.post(f"{user}/number", self.change_number),
            web.post(f"{user}/played", self.played),
            web.post(f"{user}/call", self.call),
            web.post(f"{user}/preferences", self.preferences),
            web.post(f"{user}/offline", self.offline),
            web.get(f"{user}/events", self.events),
        ]

    async def all_users(self, _request: web.Request) -> web.Response:
        return web.json_response({"users": [phone.as_json() for phone in self._whatsapp.phones]})

    async def profile(self, request: web.Request) -> web.Response:
        phone = self._phone(request)
        self._change_profile(phone, await body_of(request))
        return web.json_response(phone.as_json())

    async def send(self, request: web.Request) -> web.Response:
        """Send as the patient; the query may change the profile: name, user_id, no_wa_id."""
        content = checked(await body_of(request))
        phone = self._phone(request)
        query = dict(request.query)
        phone_number_id = number_in(request, self._whatsapp)
        query.pop("phone_number_id", None)
        if query:
            profile: dict[str, Any] = {**query}
            if "no_wa_id" in query:
                profile["no_wa_id"] = query["no_wa_id"] in {"1", "true"}
            self._change_profile(phone, profile)
        message = self._whatsapp.receive(phone, content, phone_number_id)
        return web.json_response(message.as_json())

    async def chat(self, request: web.Request) -> web.Response:
        phone = self._whatsapp.phones.known(wa_id_in(request))
        messages = [message.as_json() for message in phone.chat.values()] if phone else []
        typing = phone is not None and self._whatsapp.shows_typing(phone)
        return web.json_response({"messages": messages, "typing": typing})

    async def read(self, request: web.Request) -> web.Response:
        self._whatsapp.open_chat(self._phone(request))
        return web.json_response({})

    async def change_number(self, request: web.Request) -> web.Response:
        """Change to the number that `to` gives."""
        phone = self._phone(request)
        wa_id = text_in({"to": None, **await body_of(request)}, "to")
        if not WA_ID.fullmatch(wa_id):
            raise WrongRequest(f"to is a phone number of 7 to 15 digits, not {wa_id!r}")
        try:
            self._whatsapp.change_number(phone, wa_id)
        except ValueError as error:
            raise WrongRequest(str(error)) from None
        return web.json_response(phone.as_json())

    async def played(self, request: web.Request) -> web.Response:
        """Listen to a voice message, whose `id` the body gives."""
        phone = self._phone(request)
        message = phone.chat.get(text_in({"id": None, **await body_of(request)}, "id"))
        if message is None or not message.content.get("audio", {}).get("voice"):
            raise WrongRequest("id is not of a voice message in this chat")
        self._whatsapp.play(message)
        return web.json_response(message.as_json())

    async def call(self, request: web.Request) -> web.Response:
        phone = self._phone(request)
        call_id = self._whatsapp.call(phone, number_in(request, self._whatsapp))
        return web.json_response({"id": call_id})

    async def preferences(self, request: web.Request) -> web.Response:
        """Stop or resume marketing messages."""
        phone = self._phone(request)
        wish = text_in({"marketing": None, **await body_of(request)}, "marketing")
        if wish not in {"stop", "resume"}:
            raise WrongRequest(f"marketing is stop or resume, not {wish!r}")
        self._whatsapp.prefer(phone, marketing=wish == "resume")
        return web.json_response(phone.as_json())

    async def offline(self, request: web.Request) -> web.Response:
        phone = self._phone(request)
        if flag_in({"offline": True, **await body_of(request)}, "offline"):
            self._whatsapp.go_offline(phone)
        else:
            self._whatsapp.come_online(phone)
        return web.json_response(phone.as_json())

    async def events(self, request: web.Request) -> web.StreamResponse:
        return await self._live.stream(request, wa_id_in(request))

    def _phone(self, request: web.Request) -> Phone:
        return self._whatsapp.phones.get(wa_id_in(request))

    def _change_profile(self, phone: Phone, profile: dict[str, Any]) -> None:
        unknown = profile.keys() - set(PROFILE)
        if unknown:
            raise WrongRequest(
                f"a profile has {', '.join(PROFILE)}, but no {', '.join(sorted(unknown))}"
            )
        if "user_id" in profile:
            user_id = text_in(profile, "user_id")
            if not USER_ID.fullmatch(user_id):
                raise WrongRequest(f"a user_id looks like US.13491208655302741918, not {user_id!r}")
            try:
                self._whatsapp.phones.change_user_id(phone, user_id)
            except ValueError as error:
                raise WrongRequest(str(error)) from None
        if "name" in profile:
            phone.name = text_in(profile, "name")
        if "no_wa_id" in profile:
            phone.hides_number = flag_in(profile, "no_wa_id")
        if "on_whatsapp" in profile:
            phone.on_whatsapp = flag_in(profile, "on_whatsapp")
        self._live.publish("user", phone.wa_id, phone.as_json())


def number_in(request: web.Request, whatsapp: WhatsApp) -> str | None:
    """Return which of our numbers a patient writes to, None for the default one."""
    number = request.query.get("phone_number_id")
    if number is not None and number not in whatsapp.numbers:
        raise WrongRequest(f"this simulator has no number {number}")
    return number


def wa_id_in(request: web.Request) -> str:
    wa_id = request.match_info["wa_id"]
    if not WA_ID.fullmatch(wa_id):
        raise WrongRequest(f"a wa_id is a phone number of 7 to 15 digits, not {wa_id!r}")
    return wa_id
