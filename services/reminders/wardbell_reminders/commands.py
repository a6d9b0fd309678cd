"""`wardbell reminders`: look over `reminders.yaml` before it counts.

Exit codes: 0 fine, 1 a finding, 2 wrong usage.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wardbell_dialogue.rule_files import RulesError
from wardbell_reminders.rules import Plan, load_rules
from wardbell_runtime.terminal import finding

app = typer.Typer(no_args_is_help=True, help="When patients are reminded.")


@app.callback()
def reminders() -> None:
    """When patients are reminded."""


@app.command()
def check(
    file: Annotated[Path | None, typer.Argument(exists=True, dir_okay=False)] = None,
) -> None:
    """Read FILE (without it ours) as the service would; says the line of what has to be mended."""
    try:
        rules = load_rules(file)
    except RulesError as wrong:
        finding(str(wrong))
    for name, plan in {"every other service": rules.default, **rules.services}.items():
        typer.echo(f"{name}: {_in_words(plan)}")
    typer.echo("fine")


def _in_words(plan: Plan) -> str:
    before = ", ".join(rule.before for rule in plan.reminders)
    called = f"; called {plan.answer_by} before without an answer" if plan.answer_by else ""
    return f"reminded {before} before{called}" if before else "not reminded"
