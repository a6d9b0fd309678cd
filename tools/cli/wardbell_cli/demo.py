"""A patient on the terminal: what they write, what they read, and how fast."""

from __future__ import annotations

import json
import time
import urllib.request
from dataclasses import dataclass
from typing import Any

import typer

ANSWER_SECONDS = 20.0
JUMP_SECONDS = 60.0
"""How long the clock waits until nothing is under way."""

Json = dict[str, Any]


class NotAnswered(RuntimeError):
    """A patient waits in vain."""


@dataclass
class Patient:
    """Somebody with a phone, played through the simulator."""

    name: str
    wa_id: str
    simulator: str
    _seen: int = 0

    def writes(self, text: str) -> None:
        """Type a message and read the answer."""
        self._exchange(text, {"type": "text", "text": {"body": text}})

    def taps(self, id_start: str) -> None:
        """Tap the button or row whose id begins so, and read what follows."""
        choice = self.is_offered(id_start)
        self._exchange(f"[{choice[2]}]", tap(*choice))

    def is_offered(self, id_start: str) -> tuple[str, str, str]:
        """The choice of the last message whose id begins so, once there is one."""
        looked = time.time()
        while time.time() - looked < ANSWER_SECONDS:
            for choice in choices(self.reads()[-1]):
                if choice[1].startswith(id_start):
                    return choice
            time.sleep(0.01)
        raise NotAnswered(f"{self.name} looks for {id_start} and is not offered it")

    def hears(self) -> None:
        """Read what comes without having asked."""
        looked = time.time()
        while not (news := self.reads()[self._seen :]):
            if time.time() - looked > ANSWER_SECONDS:
                raise NotAnswered(f"{self.name} waits for word and nothing comes")
            time.sleep(0.01)
        typer.echo("")
        self._show(news[0])

    def reads(self) -> list[Json]:
        """What stands on the phone from us, oldest first."""
        chat = call(f"{self.simulator}/sim/users/{self.wa_id}/chat")["messages"]
        return [message for message in chat if message["direction"] == "out"]

    def _exchange(self, shown: str, message: Json) -> None:
        before = len(self.reads())
        sent = time.time()
        call(f"{self.simulator}/sim/users/{self.wa_id}/messages?name={self.name}", message)
        typer.secho(f"\n{self.name:>8}  {shown}", bold=True)
        while not (answers := self.reads()[before:]):
            if time.time() - sent > ANSWER_SECONDS:
                raise NotAnswered(f"{self.name} wrote and was not answered within 20 s")
            time.sleep(0.002)
        waited = (answers[0].get("at", time.time()) - sent) * 1000
        self._show(answers[0])
        typer.secho(f"{'':>8}  ({waited:.0f} ms)", dim=True)

    def _show(self, message: Json) -> None:
        self._seen = len(self.reads())
        for line in in_words(message).splitlines():
            typer.echo(f"{'Wardbell' if line else '':>8}  {line}")


def choices(message: Json) -> list[tuple[str, str, str]]:
    """What can be tapped on a message: (kind of reply, id, title)."""
    if message.get("type") == "template":
        replies = [b for b in message["hydrated"].get("buttons", []) if b["type"] == "quick_reply"]
        return [("button", button["payload"], button["text"]) for button in replies]
    action = (message.get("interactive") or {}).get("action") or {}
    buttons = [("button_reply", b["reply"]) for b in action.get("buttons", [])]
    rows = [("list_reply", row) for s in action.get("sections", []) for row in s["rows"]]
    return [(kind, item["id"], item["title"]) for kind, item in buttons + rows]


def tap(kind: str, id_: str, title: str) -> Json:
    """A button or row that was tapped, as `choices` has it."""
    if kind == "button":  # of a template
        return {"type": kind, kind: {"payload": id_, "text": title}}
    return {"type": "interactive", "interactive": {"type": kind, kind: {"id": id_, "title": title}}}


def in_words(message: Json) -> str:
    """A message as text, its choices in brackets."""
    if message["type"] == "text":
        return str(message["text"]["body"])
    if message["type"] == "template":
        body = str(message["hydrated"]["body"])
        titles = [f"[{title}]" for _, _, title in choices(message)]
        return f"{body}\n{'  '.join(titles)}" if titles else body
    interactive = message["interactive"]
    body = str(interactive["body"]["text"])
    if interactive["type"] == "cta_url":
        parameters = interactive["action"]["parameters"]
        return f"{body}\n[{parameters['display_text']}: {parameters['url']}]"
    return body + "\n" + "  ".join(f"[{title}]" for _, _, title in choices(message))


def call(url: str, body: Json | None = None) -> Json:
    """What the simulator answers."""
    request = urllib.request.Request(  # noqa: S310  # our own simulator
        url,
        None if body is None else json.dumps(body).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=JUMP_SECONDS + 10) as answer:  # noqa: S310
        answered: Json = json.load(answer)
        return answered
