"""Messages that may be sent when a patient has not written for 24 hours: WhatsApp's templates.

One YAML file each in `templates/`: category, time to live, every language's text. Meta approves
each. Who, when, where and how to answer, and no clinical word: a lock screen shows them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from wardbell_dialogue import rule_files
from wardbell_dialogue.folding import plain
from wardbell_events.outbound import ButtonId, Template

FOLDER = Path(__file__).parent / "templates"
VARIABLE = re.compile(r"\{\{([a-z_]+)\}\}")
WORDS_A_VARIABLE = 3
"""Meta refuses a text that is little more than variables, and does not say what is enough."""
MOST_BODY, MOST_BUTTON, MOST_BUTTONS = 1024, 25, 10


class Text(BaseModel):
    """A template in one language."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    body: str
    buttons: tuple[str, ...] = ()
    """Quick replies."""


class Definition(BaseModel):
    """A template as its file has it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: Literal["utility", "authentication", "marketing"]
    ttl_seconds: int = Field(ge=30, le=43_200)
    """How long WhatsApp tries to deliver it: a reminder is of no use after the visit."""
    examples: dict[str, str] = Field(default_factory=dict)
    """What the variables may be, for Meta's review."""
    texts: dict[str, Text]

    @property
    def buttons(self) -> int:
        """How many quick replies it has in every language."""
        return len(next(iter(self.texts.values())).buttons)

    def as_meta(self, name: str, language: str) -> dict[str, Any]:
        """What `POST /{waba-id}/message_templates` takes."""
        text = self.texts[language]
        body: dict[str, Any] = {"type": "BODY", "text": text.body}
        if self.examples:
            examples = [{"param_name": n, "example": e} for n, e in self.examples.items()]
            body["example"] = {"body_text_named_params": examples}
        components = [body]
        if text.buttons:
            buttons = [{"type": "QUICK_REPLY", "text": title} for title in text.buttons]
            components.append({"type": "BUTTONS", "buttons": buttons})
        return {
            "name": name,
            "language": language,
            "category": self.category.upper(),
            "parameter_format": "NAMED",
            "message_send_ttl_seconds": self.ttl_seconds,
            "components": components,
        }


def load(folder: Path = FOLDER) -> dict[str, Definition]:
    """Every template by its name. RulesError: a file is not one."""
    return {file.stem: rule_files.read(Definition, file) for file in sorted(folder.glob("*.yaml"))}


CATALOG: Mapping[str, Definition] = load()


def fill(name: str, *payloads: ButtonId, **parameters: str) -> Template:
    """A template to send. KeyError: there is none; ValueError: it wants other values or buttons.

    Args:
        payloads: of its quick replies, in their order
    """
    wanted = CATALOG[name]
    if set(parameters) != set(wanted.examples) or len(payloads) != wanted.buttons:
        raise ValueError(f"{name} wants {sorted(wanted.examples)} and {wanted.buttons} payloads")
    # Meta takes no line breaks in a value, and no more than four spaces in a row.
    values = {each: " ".join(value.split()) for each, value in parameters.items()}
    return Template(name=name, parameters=values, payloads=payloads)


@dataclass(frozen=True, slots=True)
class Finding:
    """What Meta would refuse, or a lock screen must not show."""

    where: str
    what: str


def check(catalog: Mapping[str, Definition], languages: frozenset[str]) -> Iterator[Finding]:
    """What is wrong with templates. Source: Meta, template definition limits (whatsapp.md, 3)."""
    clinical = _clinical()
    for name, definition in catalog.items():
        if not re.fullmatch(r"[a-z0-9_]{1,512}", name):
            yield Finding(name, "a name has lower-case letters, digits and underscores")
        for language in sorted(languages - set(definition.texts)):
            yield Finding(name, f"has no text in {language}")
        for language, text in definition.texts.items():
            where = f"{name}/{language}"
            yield from (Finding(where, what) for what in _check_body(text.body, definition))
            yield from (Finding(where, what) for what in _check_buttons(text, definition))
            for word in plain(" ".join((text.body, *text.buttons))).split():
                if word in clinical:
                    yield Finding(where, f"says {word}, which a lock screen must not show")


def _clinical() -> frozenset[str]:
    """Words that say what somebody has, or which kind of doctor they see."""
    return frozenset(map(plain, (FOLDER / "clinical_words.txt").read_text("utf-8").split()))


def _check_body(body: str, definition: Definition) -> Iterator[str]:
    variables = VARIABLE.findall(body)
    if len(body) > MOST_BODY:
        yield f"has {len(body)} characters, at most {MOST_BODY}"
    if sorted(variables) != sorted(definition.examples):
        yield f"has the variables {sorted(variables)}, examples are {sorted(definition.examples)}"
    bare = VARIABLE.sub("\0", body).strip(" .,;:!?()-")
    if bare.startswith("\0") or bare.endswith("\0"):
        yield "begins or ends with a variable"
    if re.search(r"\}\}\s*\{\{", body):
        yield "has a variable right after another"
    if len(VARIABLE.sub(" ", body).split()) < WORDS_A_VARIABLE * len(variables):
        yield f"has fewer than {WORDS_A_VARIABLE} words a variable"


def _check_buttons(text: Text, definition: Definition) -> Iterator[str]:
    if len(text.buttons) != definition.buttons or len(text.buttons) > MOST_BUTTONS:
        yield f"has {len(text.buttons)} buttons: the same in every language, at most {MOST_BUTTONS}"
    if len(set(text.buttons)) < len(text.buttons):
        yield "has two buttons with one label"
    for label in text.buttons:
        if not 0 < len(label) <= MOST_BUTTON or (not label.isascii() and _is_emoji(label)):
            yield f"has the button {label!r}: 1 to {MOST_BUTTON} characters, no emoji"


def _is_emoji(label: str) -> bool:
    return any(ord(character) > 0x2000 for character in label)
