"""`wardbell feedback`: how visits were, on the terminal.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID
from zoneinfo import ZoneInfo

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.table import Table

from wardbell_dialogue.local_time import for_staff
from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.sites import sites_if_named
from wardbell_feedback import counter
from wardbell_feedback.evaluation import evaluate, read_rows
from wardbell_feedback.figures import STARS, TOGETHER, report
from wardbell_feedback.rules import Rule, load_rules
from wardbell_feedback.sentiment import model
from wardbell_feedback.settings import FeedbackSettings
from wardbell_runtime import Running
from wardbell_runtime.terminal import Json, Name, finding, print_json, run_at, run_on

HOUR = timedelta(hours=1)
WIDTH = 220
"""Columns of a table, however narrow the terminal."""

app = typer.Typer(no_args_is_help=True, help="How visits were.")


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None,
) -> None:
    """Read FILE (without it ours) as the service would; says the line of what has to be mended."""
    try:
        rules = load_rules(file)
    except RulesError as wrong:
        finding(str(wrong))
    for name, rule in {"every other service": rules.default, **rules.services}.items():
        typer.echo(f"{name}: {_in_words(rule)}")
    typer.echo("fine")


def _in_words(rule: Rule) -> str:
    if not rule.ask:
        return "not asked"
    after, stale = (f"{span / HOUR:g} h" for span in (rule.after, rule.stale_after))
    return f"asked {after} after the visit took place, at most {stale} after it began"


@app.command("figures")
def figures_(
    *,
    since: Annotated[
        str, typer.Option(metavar="DAY", help="Of visits from that day on, e.g. 2026-03-01.")
    ] = "",
    service: Annotated[str, typer.Option(metavar="ID", help="Only of this service.")] = "",
    json: Json = False,
) -> None:
    """Who answered, stars and their mean, by service; small groups are not shown alone."""
    settings = _settings()
    try:
        at_least = load_rules(settings.wardbell_feedback_file).hide_below
    except RulesError as wrong:
        finding(str(wrong), code=2)
    first = _day(since, settings) if since else None
    found = report(run_at("feedback", lambda feedback: counter.counts(feedback, first)), at_least)
    if service:
        found["by_service"] = [
            group
            for group in found["by_service"]
            if service in (group["service"], *group.get("services", ()))
        ]
        if not found["by_service"]:
            finding(f"nobody was asked about {service}")
    if json:
        return print_json(found)
    return _print(found, only=service)


@app.command()
def show(
    appointment: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="Of the visit: the reason of a complaint's task. Or enough of its beginning or"
            " its end.",
        ),
    ],
    *,
    as_: Name,
    json: Json = False,
) -> None:
    """What a patient said of a visit, in their own words; that you looked is noted."""

    async def work(feedback: Running, whole: UUID) -> dict[str, Any] | None:
        return await counter.show(feedback, whole, as_)

    found = run_on("feedback", "survey", appointment, work, column="appointment_id")
    if found is None:
        finding(f"nobody was asked about a visit {appointment}")
    if json:
        return print_json(found)
    comments, zone = found.pop("comments"), ZoneInfo(found.pop("time_zone"))
    for name, value in found.items():
        typer.echo(f"{name}: {_plain(value, zone)}")
    for comment in comments:
        typer.echo(f"{_plain(comment['said_at'], zone)} {comment['body']}")
    return None


@app.command("evaluate")
def evaluate_(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False)], *, json: Json = False
) -> None:
    """How comments are read, against FILE.jsonl (text; sentiment or y: -1, 0, 1; lang)."""
    try:
        with file.open(encoding="utf-8-sig") as lines:
            found = evaluate(model(), read_rows(lines))
    except ValueError as wrong:
        finding(f"{file.name}: {wrong}", code=2)
    if json:
        return print_json(found)
    parts = {"all": found, **found.pop("languages")}
    table = Table("", *found, box=None, pad_edge=False)
    for name, part in parts.items():
        table.add_row(name, *(str(figure) for figure in part.values()))
    Console(width=WIDTH).print(table)
    return None


def _print(found: dict[str, Any], only: str) -> None:
    stars = [f"{n} {'star' if n == 1 else 'stars'}" for n in STARS]
    table = Table("", "asked", "answered", "mean", *stars, "complaints", box=None, pad_edge=False)
    for group in [*found["by_service"], *([] if only else [found])]:
        name = group["service"]
        if name == TOGETHER:
            name = f"together: {', '.join(group['services'])}"
        if group["hidden"]:
            few = f"fewer than {found['at_least']}"
            table.add_row(name, str(group["asked"]), few, *[""] * 7)
            continue
        table.add_row(
            name,
            str(group["asked"]),
            f"{group['answers']} ({_percent(group['response_rate'])})",
            f"{group['mean']['value']:.2f} ({group['mean']['low']:.2f} to"
            f" {group['mean']['high']:.2f})",
            *(f"{part['count']} ({_percent(part)})" for part in group["distribution"].values()),
            str(group["complaints"]),
        )
    Console(width=WIDTH).print(table)
    typer.echo("In brackets: within which the true figure lies, 95 times of 100 (Wilson).")


def _percent(share: dict[str, float]) -> str:
    return f"{share['low'] * 100:.0f} to {share['high'] * 100:.0f} %"


def _settings() -> FeedbackSettings:
    try:
        return FeedbackSettings()
    except ValidationError:
        finding("no system is named: set DATABASE_URL, or start one with `make up`", code=2)


def _day(typed: str, settings: FeedbackSettings) -> datetime:
    """The beginning of a day where the first site is; in UTC where none is named."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        finding(f"{typed} is no day: write it as 2026-03-01", code=2)
    sites = sites_if_named(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    zone = ZoneInfo(sites[sites.numbers[0]].time_zone if sites.numbers else "UTC")
    return datetime.combine(day, time(), zone).astimezone(UTC)


def _plain(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return for_staff(value, zone)
    return "" if value is None else str(value)
