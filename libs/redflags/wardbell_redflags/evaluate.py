"""How well the screen does on labelled messages, for `wardbell evaluate redflags FILE.jsonl`."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from wardbell_redflags.screen import Match, Screen


@dataclass(frozen=True, slots=True)
class Row:
    line: int
    lang: str
    text: str
    emergency: bool


@dataclass(slots=True)
class Figures:
    """Rates are None where there was nothing to be right about."""

    cases: int = 0
    right: int = 0
    missed: int = 0
    false_alarms: int = 0
    emergencies: int = 0
    wrong: list[dict[str, Any]] = field(default_factory=list)

    def count(self, row: Row, match: Match | None) -> None:
        self.cases += 1
        self.emergencies += row.emergency
        if (match is not None) == row.emergency:
            self.right += 1
            return
        self.missed += row.emergency
        self.false_alarms += not row.emergency
        self.wrong.append(
            {
                "line": row.line,
                "lang": row.lang,
                "text": row.text,
                "expected": row.emergency,
                "rule": match and match.rule,
            }
        )

    def rates(self) -> dict[str, float | None]:
        others = self.cases - self.emergencies
        return {
            "accuracy": _share(self.right, self.cases),
            "sensitivity": _share(self.emergencies - self.missed, self.emergencies),
            "specificity": _share(others - self.false_alarms, others),
        }


def read_rows(lines: Iterable[str]) -> Iterator[Row]:
    """Rows of a JSONL file: `lang`, `text`, `emergency`; more fields are welcome and ignored.

    Raises ValueError naming the line that is not such a row.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _row(number, line)


def evaluate(screen: Screen, rows: Iterable[Row]) -> dict[str, Any]:
    """Counts and rates over all rows and, under `languages`, for each `lang`."""
    total = Figures()
    languages: dict[str, Figures] = defaultdict(Figures)
    for row in rows:
        match = screen(row.text)
        total.count(row, match)
        languages[row.lang].count(row, match)
    return {
        **asdict(total),
        **total.rates(),
        "languages": {
            lang: {"cases": figures.cases, "missed": figures.missed}
            | {"false_alarms": figures.false_alarms}
            | figures.rates()
            for lang, figures in sorted(languages.items())
        },
    }


def _row(number: int, line: str) -> Row:
    try:
        content = json.loads(line)
    except json.JSONDecodeError as error:
        raise ValueError(f"line {number} is not JSON: {error}") from error
    fields = content if isinstance(content, dict) else {}
    lang, text, emergency = (fields.get(name) for name in ("lang", "text", "emergency"))
    if isinstance(lang, str) and isinstance(text, str) and isinstance(emergency, bool):
        return Row(number, lang, text, emergency)
    raise ValueError(
        f"line {number} must be an object with a text “lang”, a text “text” and “emergency”, "
        "true or false"
    )


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None
