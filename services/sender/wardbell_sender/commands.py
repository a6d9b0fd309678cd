"""`wardbell templates`: what may be sent outside the 24 hours, checked here, approved by Meta."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from dataclasses import asdict, dataclass
from json import JSONDecodeError
from typing import Any, TypeVar

import httpx
import typer

from wardbell_dialogue.templates import CATALOG, check
from wardbell_dialogue.word_lists import languages
from wardbell_runtime.terminal import Json, finding, print_json
from wardbell_sender.meta import RefusedError, account, checked
from wardbell_sender.meta import templates as all_templates
from wardbell_sender.settings import SenderSettings

templates = typer.Typer(no_args_is_help=True, help="What may be sent when nobody has written.")

APPROVED = "APPROVED"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Standing:
    """A template in a language, as Meta has it."""

    name: str
    language: str
    status: str
    """Meta's, or `MISSING`; `DIFFERS`: Meta has another text."""
    category: str = ""
    """Meta's, by which it bills; it may not be what was asked for."""
    quality: str = ""
    """Meta's, of how patients take it: `GREEN`, `YELLOW`, `RED`, `UNKNOWN`."""


@templates.command("check")
def check_() -> None:
    """Meta's limits, every language, no clinical word; needs no network."""
    wrong = [f"{found.where}: it {found.what}" for found in check(CATALOG, frozenset(languages()))]
    if wrong:
        finding("\n".join(wrong))
    typer.echo(f"{len(CATALOG)} templates in {len(languages())} languages: fine")


@templates.command()
def push() -> None:
    """Hand in to Meta what it does not have yet; what it has in other words is only named."""
    made, standing = _done(_push())
    typer.echo(f"{made} handed in; `wardbell templates status` shows what Meta says")
    if differing := [each for each in standing if each.status == "DIFFERS"]:
        lines = [f"{each.name}/{each.language} has another text at Meta" for each in differing]
        finding("\n".join([*lines, "change it in WhatsApp Manager, or give the new text a name"]))


@templates.command()
def status(*, json: Json = False) -> None:
    """What Meta says of each; exit code 1 unless it has approved all."""
    standing = _done(_status())
    if json:
        print_json([asdict(each) for each in standing])
    else:
        for each in standing:
            where = f"{each.name}/{each.language}"
            typer.echo(f"{each.status:12} {each.category:14} {each.quality:8} {where}")
    if any(each.status != APPROVED for each in standing):
        finding("not all can be sent: a message without one is lost outside the 24 hours")


def _done(work: Coroutine[Any, Any, T]) -> T:
    """Do it; what is in the way is said, and ends the program."""
    try:
        return asyncio.run(work)
    except RefusedError as refused:
        finding(f"Meta says: {refused}")
    except (httpx.HTTPError, JSONDecodeError) as error:
        finding(f"Meta does not answer as it should ({type(error).__name__}): try again later")


async def _push() -> tuple[int, list[Standing]]:
    standing, made = await _status(), 0
    async with _meta() as client:
        for each in standing:
            if each.status == "MISSING":
                definition = CATALOG[each.name].as_meta(each.name, each.language)
                checked(await client.post("message_templates", json=definition))
                made += 1
    return made, standing


async def _status() -> list[Standing]:
    async with _meta() as client:
        found = await all_templates(client)
    theirs = {(each["name"], each["language"]): each for each in found}
    return [_standing(name, language, theirs.get((name, language))) for name, language in _ours()]


def _ours() -> Iterator[tuple[str, str]]:
    for name, definition in CATALOG.items():
        for language in definition.texts:
            yield name, language


def _standing(name: str, language: str, theirs: dict[str, Any] | None) -> Standing:
    if theirs is None:
        return Standing(name, language, "MISSING")
    ours = CATALOG[name].texts[language]
    differs = _said(theirs) != (ours.body, list(ours.buttons))
    status = "DIFFERS" if differs else theirs["status"]
    quality = (theirs.get("quality_score") or {}).get("score", "")
    return Standing(name, language, status, theirs.get("category", ""), quality)


def _said(theirs: dict[str, Any]) -> tuple[str, list[str]]:
    parts = {part["type"].upper(): part for part in theirs.get("components", [])}
    buttons = parts.get("BUTTONS", {}).get("buttons", [])
    return parts.get("BODY", {}).get("text", ""), [button["text"] for button in buttons]


def _meta() -> httpx.AsyncClient:
    settings = SenderSettings()
    if not settings.whatsapp_business_account_id:
        finding("set WHATSAPP_BUSINESS_ACCOUNT_ID: the account that has the templates", code=2)
    return account(settings)
