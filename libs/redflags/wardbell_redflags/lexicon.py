"""A language's lexicon as written by people: a folder of TOML files.

`context.toml` says what takes a word's alarm away, every other file holds `[concepts]` (lists of
words and phrases) and `[[rule]]` tables. Nothing here knows how matching works; `compiler` turns a
lexicon into something fast.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from typing import Any

from wardbell_redflags.categories import Category

LEXICONS = Path(__file__).parent / "lexicons"
SOURCES = "sources.toml"
CONTEXT = "context.toml"

DEFAULT_WITHIN = 6


class Context(IntEnum):
    """What words around a finding do to it, after ConText (Harkema 2009, PMID 19435614)."""

    IGNORE = 0  # the whole phrase means something else ("emergency contact", "killing me")
    NEGATION = 1  # what follows is not there
    NEGATION_AFTER = 2  # what came before is not there ("... habe ich nicht")
    HYPOTHETICAL = 3  # what follows has not happened ("in case of")
    TOPIC = 4  # what follows is talked about ("symptoms of a")
    PAST = 5  # its clause lies long ago ("last year")
    PAST_OF = 6  # what follows lies long ago ("history of")
    HAD = 7  # past tense: long ago if its sentence is
    NOW = 8  # lifts PAST and ERRAND from its clause
    ERRAND = 9  # its sentence is about an errand ("parking"); takes away names, never signs
    ASSERTS = 10  # what follows is there ("having a"); lifts ERRAND
    STOP = 11  # a negation does not reach beyond
    JOIN = 12  # a new clause begins
    OR = 13  # keeps a list under one negation
    COMPARES = 14  # "never ... like this": lifts NEGATION from its clause
    DENIES_NOTHING = 15  # holds a negation, but of something else ("not sure", "won't stop")
    CANNOT = 16  # what follows is not possible; counts for "not <...>" only
    DENIES_BEFORE = 17  # German verbs come first: "versteht plötzlich nicht"; for "not <...>" only
    COURTESY = 18  # may stand beside a cry for help that is the whole message
    FETCHED = 19  # a paper or medicine and what it is for: "my referral for chest pain"
    FETCHES = 20  # asks for it to be handed over; makes no alarm of FETCHED if no word is left over
    FETCHING = 21  # what else may be said then


class LexiconError(ValueError):
    """A lexicon that cannot work. Says where, what is wrong and what to do."""


@dataclass(frozen=True, slots=True)
class Concept:
    """Different words for one thing."""

    entries: tuple[str, ...]
    file: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One red flag. `signs` say that it is happening, `names` only name it.

    Without a category it is no alarm, only something that is said (`reader`).
    """

    id: str
    language: str
    category: Category | None
    sources: tuple[str, ...]
    signs: tuple[str, ...]
    names: tuple[str, ...]
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    within: int
    file: str
    in_crisis: bool = False
    """Says something only to whoever has just written of wanting to die: "I took the pills"."""

    def __str__(self) -> str:
        return f"{self.file}, rule {self.id}"


@dataclass(slots=True)
class Lexicon:
    language: str
    concepts: dict[str, Concept] = field(default_factory=dict)
    context: dict[Context, tuple[str, ...]] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    mistyped: tuple[str, ...] = ()
    plain: tuple[str, ...] = ()
    rules: list[Rule] = field(default_factory=list)


def read_all(folder: Path = LEXICONS) -> list[Lexicon]:
    """Every language under `folder`, by name.

    Raises LexiconError naming file and rule if one cannot work.
    """
    known = set(_toml(folder / SOURCES))
    languages = sorted(path for path in folder.iterdir() if (path / CONTEXT).is_file())
    if not languages:
        raise LexiconError(f"{folder} has no language: add a folder with a {CONTEXT}.")
    return [read(path, known) for path in languages]


def read(folder: Path, known_sources: set[str]) -> Lexicon:
    lexicon = Lexicon(folder.name)
    for path in sorted(folder.glob("*.toml")):
        file, content = f"{folder.name}/{path.name}", _toml(path)
        if path.name == CONTEXT:
            _read_context(lexicon, content, file)
            continue
        for name, words in content.pop("concepts", {}).items():
            if name in lexicon.concepts:
                other = lexicon.concepts[name].file
                raise LexiconError(f"{file}: <{name}> is already in {other}: merge or rename.")
            lexicon.concepts[name] = Concept(tuple(_words(words)), file)
        for table in content.pop("rule", []):
            rule = _rule(table, lexicon.language, file, known_sources)
            if any(rule.id == other.id for other in lexicon.rules):
                raise LexiconError(f"{rule}: the id is already taken: choose another.")
            lexicon.rules.append(rule)
        if content:
            raise LexiconError(f"{file}: unknown table {', '.join(content)}: use concepts, rule.")
    lexicon.rules.sort(key=_precedence)
    return lexicon


def _precedence(rule: Rule) -> int:
    """Before others what is a crisis beside the wound; that it is an emergency, after which one."""
    match rule.category:
        case Category.SELF_HARM_DONE:
            return 0
        case Category.CRY_FOR_HELP:
            return 2
    return 1


def _read_context(lexicon: Lexicon, content: dict[str, Any], file: str) -> None:
    lexicon.numbers = tuple(_words(content.pop("numbers", "")))
    lexicon.mistyped = tuple(_words(content.pop("mistyped", "")))
    lexicon.plain = tuple(_words(content.pop("plain", "")))
    for kind in Context:
        lexicon.context[kind] = tuple(_words(content.pop(kind.name.lower(), "")))
    if content:
        known = ", ".join(
            ("numbers", "mistyped", "plain", *(kind.name.lower() for kind in Context))
        )
        raise LexiconError(f"{file}: unknown {', '.join(content)}: use {known}.")


def _rule(table: dict[str, Any], language: str, file: str, known_sources: set[str]) -> Rule:
    if not table.get("id"):
        raise LexiconError(f"{file}: a rule has no id: give every [[rule]] one.")
    category = table.pop("category", "")
    if category not in set(Category):
        raise LexiconError(f"{file}, rule {table['id']}: no category “{category}”: see Category.")
    rule = Rule(
        id=table.pop("id"),
        language=language,
        category=Category(category),
        sources=tuple(_words(table.pop("source", ""))),
        signs=tuple(_lines(table.pop("signs", ""))),
        names=tuple(_lines(table.pop("names", ""))),
        hits=tuple(_lines(table.pop("hits", ""))),
        misses=tuple(_lines(table.pop("misses", ""))),
        within=table.pop("within", DEFAULT_WITHIN),
        in_crisis=table.pop("in_crisis", False),
        file=file,
    )
    missing = [name for name in ("sources", "hits", "misses") if not getattr(rule, name)]
    if missing:
        raise LexiconError(f"{rule}: has no {' and no '.join(missing)}: every rule needs them.")
    if not rule.signs and not rule.names:
        raise LexiconError(f"{rule}: can never match: give it signs or names.")
    if table:
        raise LexiconError(f"{rule}: unknown field {', '.join(table)}.")
    for source in rule.sources:
        if source.partition("/")[0] not in known_sources:
            raise LexiconError(f"{rule}: source {source} is not in {SOURCES}: add it there.")
    return rule


def _words(text: str) -> Iterator[str]:
    """Entries between commas and line ends; a line may break inside brackets."""
    begun = ""
    for line in _lines(text):
        begun = f"{begun} {line}" if begun else line
        if begun.count("(") == begun.count(")"):
            yield from (entry.strip() for entry in begun.split(",") if entry.strip())
            begun = ""
    if begun:
        yield begun


def _lines(text: str) -> Iterator[str]:
    """Lines that are neither empty nor a remark (";")."""
    for line in text.splitlines():
        if (line := line.strip()) and not line.startswith(";"):
            yield line


def _toml(path: Path) -> dict[str, Any]:
    text = path.read_text("utf-8")
    if "\\" not in text and "'''" not in text:
        text = text.replace('"""', "'''")  # says the same, is read several times faster
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.parent.name}/{path.name}: is not TOML: {error}") from error
