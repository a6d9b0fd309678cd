"""YAML whose every key knows its line, so that what is wrong can be said with it."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import yaml


class KnowledgeError(ValueError):
    """Knowledge that cannot be used; a line "file:line: what" for each thing to mend."""

    def __init__(self, found: Iterable[str]) -> None:
        """Keep all that was found, in the files' order."""
        self.found = tuple(dict.fromkeys(found))
        super().__init__("\n".join(self.found))


class Marked(dict[str, Any]):
    """A mapping of a file, with the line of each key."""

    place: str = ""
    places: dict[str, str]

    def at(self, key: str | None = None) -> str:
        """Where a key stands, or the whole: "complaints/headache.yaml:7"."""
        return self.places.get(key, self.place) if key else self.place

    def joined(self, other: Marked) -> Marked:
        """With the keys of another file; what stands in both is refused."""
        if twice := self.keys() & other.keys():
            raise KnowledgeError(
                f"{other.at(key)}: {key} is there already, in {self.at(key)}" for key in twice
            )
        made = Marked({**self, **other})
        made.place, made.places = self.place, {**self.places, **other.places}
        return made


class _Loader(yaml.CSafeLoader):
    """What is written twice is refused: YAML takes the second, and the first is gone unseen.

    In C: a service has to start within a moment, and there are some thousand lines.
    """

    name: str

    def marked(self, node: yaml.MappingNode) -> Marked:
        made, lines = Marked(), dict[str, int]()
        made.place = f"{self.name}:{node.start_mark.line + 1}"
        for key_node, value_node in node.value:
            key = str(self.construct_object(key_node, deep=True))
            line = key_node.start_mark.line + 1
            if key in made:
                first = lines[key]
                raise KnowledgeError(
                    [f"{self.name}:{line}: {key} is there already, on line {first}"]
                )
            made[key] = self.construct_object(value_node, deep=True)
            lines[key] = line
        made.places = {key: f"{self.name}:{line}" for key, line in lines.items()}
        return made


_Loader.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _Loader.marked)


def read(file: Path, name: str) -> Marked:
    """A file that is one mapping; `name` is what errors call it.

    Raises:
        KnowledgeError: it cannot be read, or is none.
    """
    try:
        loader = _Loader(file.read_text(encoding="utf-8"))
        loader.name = name
        content = loader.get_single_data()
    except (OSError, UnicodeDecodeError) as wrong:
        raise KnowledgeError([f"{name}: cannot be read: {wrong}"]) from wrong
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = f":{mark.line + 1}" if mark else ""
        problem = getattr(wrong, "problem", None) or wrong
        raise KnowledgeError([f"{name}{line}: {problem}"]) from wrong
    if not isinstance(content, Marked):
        raise KnowledgeError([f"{name}: must be a mapping; see docs/how-to/complaints.md"])
    return content


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint for a word that is not known."""
    near = get_close_matches(word, list(known), 1)
    return f" (is it {near[0]}?)" if near else ""
