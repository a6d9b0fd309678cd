import asyncio
import email
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import policy
from functools import partial
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import aiohttp
import pytest
from aiohttp import web
from typer.testing import CliRunner

from wardbell_cli.system import free_port
from wardbell_desk.app import MIGRATIONS, service
from wardbell_desk.commands import app
from wardbell_events import TaskOpened, topics
from wardbell_events.inbound import Tap, Text
from wardbell_simulator import Settings as SimulatorSettings
from wardbell_simulator import start

SECRET = "secret-of-the-webhook"
TOPICS = (
    topics.DESK_TASKS,
    topics.DESK_TASKS_URGENT,
    topics.INBOUND_DESK,
    topics.INBOUND_DESK_URGENT,
    topics.OUTBOUND_REPLIES,
    topics.CONTACTS,
    topics.CONTACTS_MERGES,
)
PATIENCE = 20.0


class Mailbox:
    """An SMTP server that keeps what it takes; `refuse_next` turns so many mails away."""

    def __init__(self):
        self.mails = asyncio.Queue()
        self.heard = []
        self.refuse_next = 0

    async def session(self, reader, writer):
        def say(line):
            writer.write(line.encode() + b"\r\n")

        say("220 test")
        to = []
        while line := (await reader.readline()).decode().strip():
            self.heard.append(line)
            verb = line[:4].upper()
            if verb == "RCPT":
                to.append(line.split("<")[1].split(">")[0])
            if verb == "DATA" and self.refuse_next:
                self.refuse_next -= 1
                say("451 later")
            elif verb == "EHLO":
                say("250-test")
                say("250 AUTH PLAIN")
            elif verb == "DATA":
                say("354 go on")
                raw = (await reader.readuntil(b"\r\n.\r\n"))[:-5]
                self.mails.put_nowait((to, email.message_from_bytes(raw, policy=policy.default)))
                to = []
                say("250 taken")
            else:
                say("221 bye" if verb == "QUIT" else "250 fine")
        writer.close()

    async def next(self):  # (recipients, message)
        return await asyncio.wait_for(self.mails.get(), PATIENCE)


class Hook:
    """A webhook that keeps what it gets while `awake`; `answers` come first, then 200."""

    def __init__(self):
        self.posts = asyncio.Queue()
        self.answers = []
        self.awake = asyncio.Event()
        self.awake.set()

    async def take(self, request):
        raw = await request.read()
        await self.awake.wait()
        status = self.answers.pop(0) if self.answers else 200
        self.posts.put_nowait((status, request.headers["X-Wardbell-Signature"], raw))
        return web.Response(status=status)

    async def next(self):  # (status it was answered with, signature, raw body)
        return await asyncio.wait_for(self.posts.get(), PATIENCE)


@pytest.fixture
async def mailbox():
    box = Mailbox()
    server = await asyncio.start_server(box.session, "127.0.0.1", 0)
    box.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield box


@pytest.fixture
async def hook():
    hook = Hook()
    application = web.Application()
    application.router.add_post("/tasks", hook.take)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/tasks"
    yield hook
    await runner.cleanup()


@dataclass
class Ada:
    """A patient of one test."""

    room: Any
    replies: Any
    language: str = "en"
    id: Any = field(default_factory=uuid4)

    async def writes(self, text, *, intent=None):
        return await self.says(Text(body=text), intent=intent)

    async def taps(self, action, argument=""):
        return await self.says(Tap(service="desk", action=action, argument=argument))

    async def says(self, said, *, intent=None):
        """Say something; returns the desk's answer to it."""
        event = await self.room.says(
            topics.INBOUND_DESK, said, contact_id=self.id, language=self.language, intent=intent
        )
        _, answer = await self.replies.next()
        assert (answer.contact_id, answer.in_reply_to) == (self.id, event.sent_at)
        return answer


class Desk:
    """A running desk, seen from outside: events, commands, clock."""

    def __init__(self, room, simulator, schema, health, session):
        self.room = room
        self.schema = schema
        self._clock = f"{simulator.url}/sim/clock"
        self._health = health
        self._session = session
        self.eventually = room.until

    async def opens(
        self,
        *,
        kind="emergency",
        priority="urgent",
        minutes=5,
        contact=None,
        about=None,
        **more,
    ):
        """Some service opens a task, about a patient's message; returns its event."""
        now = await self.now()
        event = TaskOpened(
            contact_id=contact or uuid4(),
            task_id=uuid4(),
            kind=kind,
            priority=priority,
            due=now + timedelta(minutes=minutes),
            opened_by="triage",
            opened_at=now,
            language="en",
            **{"reason": "en/chest-pain", **more},
        )
        await self.room.put(event, topics.tasks(priority), correlation_id=about)
        return event

    async def kept(self, task_id):
        """The task's public state, once the desk has it."""
        await self.room.until(lambda: self.one("select 1 from task where id = $1", task_id))
        return await self.shown(task_id)

    async def shown(self, task_id, *options):
        return json.loads((await self.run("show", str(task_id), "--json", *options)).stdout)

    async def listed(self, *options):
        return json.loads((await self.run("list", "--json", *options)).stdout)

    async def run(self, *words):
        """`wardbell tasks …`"""
        run = partial(CliRunner().invoke, app, list(words), catch_exceptions=False)
        return await asyncio.to_thread(run)

    async def one(self, sql, *args):
        async with self.room.database(self.schema) as conn:
            return await conn.fetchval(sql, *args)

    async def now(self):
        async with self._session.get(self._clock) as answer:
            return datetime.fromtimestamp((await answer.json())["now"], UTC)

    async def forward(self, **units):
        """Let time pass, and wait until what fell due in it is done."""
        await self._jump({"jump_s": timedelta(**units).total_seconds()})

    async def on(self, weekday, hour):
        """Let time pass until that weekday (0 is Monday) and hour in Berlin."""
        local = (await self.now()).astimezone(ZoneInfo("Europe/Berlin"))
        ahead = timedelta(days=(weekday - local.weekday() - 1) % 7 + 1)
        moment = (local + ahead).replace(hour=hour, minute=0, second=0, microsecond=0)
        await self._jump({"jump_to": moment.isoformat()})

    async def _jump(self, body):
        async with self._session.post(self._clock, json=body, raise_for_status=True):
            await self.settled()

    async def settled(self):
        """Nothing is due: no timer, no notice."""

        async def nothing_is_due():
            return not await self.one(
                "select exists (select 1 from due_job where due_at <= $1) or exists"
                " (select 1 from notice where outcome is null and try_at <= $1)",
                await self.now(),
            )

        await self.room.until(nothing_is_due)

    async def idle(self):
        """What `/idle` says: `ok`, or what is under way."""
        return json.loads(await self._asked("idle"))["status"]

    async def _asked(self, page):
        async with self._session.get(f"{self._health}/{page}") as answer:
            return await answer.text()

    async def metrics(self):
        return await self._asked("metrics")

    @asynccontextmanager
    async def patient(self, language="en"):
        async with self.room.listening(topics.OUTBOUND_REPLIES) as replies:
            yield Ada(self.room, replies, language)


@pytest.fixture
async def open_desk(room, mailbox, hook, monkeypatch):
    """A desk with these settings, on a clock of its own."""

    @asynccontextmanager
    async def opened(**settings):
        health = free_port()
        simulator = await start(
            SimulatorSettings(
                app_secret="x",
                access_token="x",
                phone_number_ids=(room.env["WHATSAPP_PHONE_NUMBER_ID"],),
            )
        )
        env = {
            **room.env,
            "WARDBELL_CLOCK": f"{simulator.url}/sim/clock",
            "HEALTH_PORT": str(health),
            "DESK_SMTP_URL": mailbox.url,
            "DESK_MAIL_FROM": "desk@clinic.example",
            "DESK_MAIL_TO": "team@clinic.example",
            "DESK_MAIL_TO_URGENT": "nurse@clinic.example, ward@clinic.example",
            "DESK_ESCALATION_TO": "head@clinic.example",
            "DESK_WEBHOOK_URL": hook.url,
            "DESK_WEBHOOK_SECRET": SECRET,
            **settings,
        }
        for key, value in env.items():
            monkeypatch.setenv(key, value)
        await room.topics(*TOPICS)
        schema = await room.schema("desk", MIGRATIONS)
        async with aiohttp.ClientSession() as session:
            desk = Desk(room, simulator, schema, f"http://127.0.0.1:{health}", session)
            try:
                async with service().running():
                    yield desk
            finally:
                await simulator.close()

    return opened


@pytest.fixture
async def desk(open_desk):
    async with open_desk() as desk:
        yield desk
