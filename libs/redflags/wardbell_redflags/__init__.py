"""Multilingual emergency lexicon and matcher: runs on every message before anything else."""

from wardbell_redflags.categories import MENTAL_HEALTH, Category
from wardbell_redflags.evaluate import evaluate, read_rows
from wardbell_redflags.lexicon import LexiconError
from wardbell_redflags.reader import Mention, Reader, Words
from wardbell_redflags.screen import Level, Match, Screen, load

screen = load()
"""The built-in lexicons, read at import. `screen(text)` gives a Match or None."""

__all__ = [
    "MENTAL_HEALTH",
    "Category",
    "Level",
    "LexiconError",
    "Match",
    "Mention",
    "Reader",
    "Screen",
    "Words",
    "evaluate",
    "load",
    "read_rows",
    "screen",
]
