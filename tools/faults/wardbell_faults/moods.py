"""What comes to a patient's mind who is to book: choices, words, and much that is neither."""

from __future__ import annotations

import random
from collections.abc import Sequence

from wardbell_cli.demo import choices, in_words, tap
from wardbell_faults.phones import Json

HELLO = {"en": "I need an appointment", "de": "Ich brauche einen Termin"}
OLDEST = 6
"""So many messages back a patient scrolls to tap on something."""
SILENT = {"reaction"}
"""Types that ask for nothing."""
MOODS = {
    "choice": 45,
    "number": 8,
    "title": 5,
    "old choice": 5,
    "words": 22,
    "no words": 6,
    "universal": 8,
    "hello": 6,
}
"""What a message is, and how often."""
WORDS = {
    "en": (
        "back", "other time", "more", "never mind", "cancel", "yes", "no", "my appointments",
        "cancel my appointment", "can I move my appointment", "tomorrow", "Friday afternoon",
        "on the 31st of February", "yesterday", "at 9:30", "in the morning", "Dr Weber",
        "with Dr Wevber tomorrow", "check-up", "the first one", "99", "asdf", "??", "👍",
        "anybody", "as soon as possible", "put me on the waiting list", "something earlier",
        "an appointment tomorrow at 10", "Ada Example", "12.03.1980", "31.02.1990",
    ),
    "de": (
        "zurück", "andere Zeit", "mehr", "doch nicht", "abbrechen", "ja", "nein", "meine Termine",
        "Termin absagen", "kann ich den Termin verschieben", "morgen", "Freitag Nachmittag",
        "am 31. Februar", "gestern", "um halb zehn", "vormittags", "Frau Dr. Weber",
        "bei Dr. Yilmas übermorgen", "Vorsorge", "die erste", "99", "asdf", "??", "👍",
        "egal bei wem", "so bald wie möglich", "auf die Warteliste", "geht es früher",
        "einen Termin morgen um 10", "Ada Beispiel", "12. März 1980", "31.02.1990",
    ),
}  # fmt: skip
STOP, START = ("STOP", "STOPP"), ("start", "anmelden")
UNIVERSAL = {
    "en": ("menu", "human", STOP[0], START[0], "language"),
    "de": ("Menü", "Mensch", STOP[1], START[1], "Sprache"),
}
NO_WORDS: tuple[Json, ...] = (
    {"type": "image", "image": {}},
    {"type": "audio", "audio": {"voice": True}},
    {"type": "sticker", "sticker": {}},
    {"type": "document", "document": {}},
    {"type": "location", "location": {"latitude": 52.5, "longitude": 13.4}},
    {"type": "contacts", "contacts": [{"name": {"formatted_name": "Ben"}}]},
    {"type": "reaction", "reaction": {"message_id": "wamid.x", "emoji": "👍"}},
    {"type": "unsupported"},
)
DANGER = "triage:check:yes"
ASKED_IN_WORDS = (("birth", "12.03.1980"), ("geburt", "12.03.1980"), ("name", "Ada Example"))
"""A word of a question without choices, and its answer."""


def whim(rng: random.Random, language: str, shown: Sequence[Json]) -> Json:
    """Whatever comes to mind next, as WhatsApp's JSON; `shown` is what stands on the phone."""
    mood = rng.choices(list(MOODS), list(MOODS.values()))[0]
    old = rng.choice(shown[-OLDEST:]) if shown else {}
    offered = choices(old if mood == "old choice" else shown[-1] if shown else {})
    match mood:
        case "choice" | "old choice" if offered:
            return tap(*rng.choice(offered))
        case "number" if offered:
            return text(str(rng.randint(1, len(offered))))
        case "title" if offered:
            return text(rng.choice(offered)[2])
        case "no words":
            return dict(rng.choice(NO_WORDS))
        case "universal":
            return text(rng.choice(UNIVERSAL[language]))
        case "words" | "number" | "title":
            return text(rng.choice(WORDS[language]))
        case _:
            return text(_asked_for(shown) or HELLO[language])


def first_choice(shown: Json) -> Json:
    """Of what is offered the first; a question for name or date of birth has its answer.

    Who is asked whether they are in danger, or offered nothing, goes back to the menu.
    """
    offered = choices(shown)
    if offered and offered[0][1].partition(".")[0] != DANGER:
        return tap(*offered[0])
    return text(_asked_for([shown]) or "menu")


def _asked_for(shown: Sequence[Json]) -> str | None:
    """What the last question asks for in words."""
    asked = in_words(shown[-1]).lower() if shown and not choices(shown[-1]) else ""
    return next((answer for word, answer in ASKED_IN_WORDS if word in asked), None)


def text(body: str) -> Json:
    """Something typed."""
    return {"type": "text", "text": {"body": body}}
