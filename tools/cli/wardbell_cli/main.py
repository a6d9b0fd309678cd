"""`wardbell`: run services, look after them, evaluate what they understand.

Exit codes: 0 fine, 1 a finding, 2 wrong usage. With `--json` stdout is one JSON value.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Awaitable, Callable
from importlib.util import find_spec
from typing import Annotated

import typer
import uvloop
from pydantic import ValidationError

from wardbell_cli import evaluate, parked, provision
from wardbell_cli.environment import use_running_stack
from wardbell_cli.services import add_commands, people, process, process_names
from wardbell_dialogue.rule_files import RulesError
from wardbell_runtime.log import configure

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_show_locals=False,
    add_completion=False,
    help="Wardbell: a hospital talks with its patients over WhatsApp.",
)
topics_app = typer.Typer(no_args_is_help=True, help="Kafka topics.")
app.add_typer(topics_app, name="topics")
app.add_typer(evaluate.app, name="evaluate")
app.add_typer(parked.app, name="parked")
STAGE: set[str] = set()
"""Commands that start a system of their own; an image has none of them."""
if find_spec("wardbell_stack"):
    from wardbell_cli import stage

    stage.add_to(app)
    STAGE |= stage.NAMES


@app.command()
def run(name: Annotated[str, typer.Argument(help=", ".join(process_names()))]) -> None:
    """Run one process in the foreground."""
    if name not in process_names():
        raise typer.BadParameter(f"there is no {name}; there are {', '.join(process_names())}")
    configure(name, os.environ.get("LOG_LEVEL", "INFO"))
    uvloop.run(_awaited(process(name)))


@app.command()
def migrate() -> None:
    """Bring every service's schema up to date."""
    asyncio.run(provision.migrate_all())
    typer.echo("all schemas are up to date")


@topics_app.command("apply")
def apply_topics(
    partitions: Annotated[int | None, typer.Option(help="Instead of the declared number.")] = None,
) -> None:
    """Create the topics that are missing; the broker itself never does."""
    made = asyncio.run(provision.apply_topics(partitions))
    typer.echo(f"created: {', '.join(made)}" if made else "all topics are there")


async def _awaited(main: Callable[[], Awaitable[None]]) -> None:
    # What start-up made stays: the collector need not walk through it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)
    await main()


def cli() -> None:
    """Entry of the command."""
    called = next(iter(sys.argv[1:]), "")
    # What starts a system of its own must not join the one that is up.
    if called not in STAGE:
        use_running_stack()
    # Reading what services bring along takes longer than a process needs to start.
    ours = called in typer.main.get_group(app).commands
    try:
        if not ours:
            add_commands(app, called)
        app(obj=None if ours else people())
    except ValidationError as wrong:
        missing = ", ".join(str(e["loc"][0]).upper() for e in wrong.errors() if e["loc"])
        typer.echo(f"set {missing}, or start a system with `make up`", err=True)
        sys.exit(2)
    except RulesError as wrong:
        typer.echo(str(wrong), err=True)
        sys.exit(2)


if __name__ == "__main__":
    cli()
