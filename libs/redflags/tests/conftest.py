from pathlib import Path

import pytest

from wardbell_redflags import Screen, load

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def screen() -> Screen:
    return load()


@pytest.fixture(scope="session")
def phrases():
    """Lines of a set of our labelled phrases: `phrases("fresh_en")`."""
    return lambda name: (DATA / f"{name}.jsonl").read_text("utf-8").splitlines()


@pytest.fixture
def lexicon(tmp_path):
    """A small working lexicon to break: `lexicon(words=…, rules=…, context=…)` gives its folder."""

    def write(*, concepts='pain = "pain"', rule=RULE, context='negation = "no"', sources=SOURCES):
        (tmp_path / "xx").mkdir(exist_ok=True)
        (tmp_path / "sources.toml").write_text(sources)
        (tmp_path / "xx" / "context.toml").write_text(context)
        (tmp_path / "xx" / "rules.toml").write_text(f"[concepts]\n{concepts}\n{rule}")
        return tmp_path

    return write


SOURCES = '[book]\ntitle = "A book"\n'
RULE = """
[[rule]]
id = "pain"
category = "chest_pain"
source = "book"
signs = "<pain>"
hits = "pain"
misses = "no pain"
"""
