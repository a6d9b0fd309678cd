"""What patients type about days and times, and what it means."""

from datetime import date, datetime, time
from pathlib import Path

import pytest

from wardbell_dialogue.dates import When, understand

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 3, 4, 10, 0)  # a Wednesday


def said(language):
    for line in (DATA / f"dates_said_{language}.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            text, _, meaning = line.rpartition("=")
            yield pytest.param(text.strip(), language, meaning.split(), id=text.strip())


@pytest.mark.parametrize(("text", "language", "meaning"), [*said("en"), *said("de")])
def test_a_phrase_is_understood(text, language, meaning):
    assert short(understand(text, language=language, today=NOW)) == meaning


def short(when: When | None) -> list[str]:
    if when is None:
        return ["-"]
    parts = []
    if when.date is not None:
        parts.append(when.date.isoformat().removeprefix("2026-"))
    if when.time is not None:
        parts.append(when.time.strftime("%H:%M"))
    if when.daypart is not None:
        parts.append(when.daypart)
    if when.refused is not None:
        parts.append(f"!{when.refused}")
    elif not when.sure:
        parts.append("?")
    return parts or ["-"]
