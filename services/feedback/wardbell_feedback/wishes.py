"""What a comment asks for beside what it says of the visit: an appointment, help, a human. Pure.

Read clause by clause: "Everything was great, but since yesterday I have a fever" is both. Patterns
are of `plain` words: no umlauts, no apostrophes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from wardbell_dialogue.folding import plain
from wardbell_dialogue.words import courtesy, greeting_language, intent

Wish = Literal["symptoms", "human", "appointment"]
WISHES: tuple[Wish, ...] = ("symptoms", "human", "appointment")
"""The most pressing first."""


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns))


def _words(*patterns: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


_CLAUSE = re.compile(r"[.!?;,\n]+|\b(?:but|however|because|aber|jedoch|weil)\b", re.IGNORECASE)
_CHANGE = (
    r"(?:cancel|call off|reschedule|postpone|rebook|move (?:it|my)"
    r"|(?:cant|cannot|wont) (?:come|make it)"
    r"|absagen|stornieren|verschieben|verlegen|umbuchen|nicht kommen)"
)
_ASKS = _words(
    _CHANGE,
    r"please|(?:can|could|may) (?:i|you|we)|(?:i|we) (?:need|want|have to|must|cant|cannot)",
    r"(?:i|we) would like|id like|(?:when|where) (?:is|do|should|must|can)|how do i|another",
    r"tomorrow|next (?:week|month)|running late|waiting list|waitlist",
    r"(?:im|i am|ill|i will) (?:\w+ ){0,3}late|verspate mich|komme (?:etwas )?(?:spater|zu spat)",
    r"bitte|(?:kann|konnte|darf) (?:ich|man)|(?:konnen|konnten|wurden) sie|brauche|mochte|muss",
    r"will ich|ich will|hatte gern|wurde gern|(?:wann|wo) (?:ist|muss|soll|kann)|warteliste",
    r"sage ab|noch einen|neuen|weiteren|morgen|ubermorgen|nachste (?:woche|monat)",
)
"""Something is wanted of us: an appointment alone is spoken of as well, "it was on time"."""
_PRAISES = _words("thank", "praise", "compliment", "say", "danken", "bedanken", "loben", "sagen")
_PAST = _words(
    r"was|were|(?<!have )(?<!ive )had|did|didnt|felt|went|got|helped|explained|took|gave|noticed",
    r"waited|waiting|without|no pain",
    r"war|waren|hatten?(?! gern)|wurden?(?! (?:gern|gerne|ich|sie))|hat|haben mir|geholfen",
    r"gewartet|warten|ohne|keine",
)
"""How it was; of symptoms, what has been treated."""
_NOW = _words(
    r"since|now|today|yesterday|still|again|worse|i have|ive got|im|i am|i feel|i cant|i keep",
    r"seit|jetzt|heute|gestern|immer noch|wieder|schlimmer|ich habe|ich hab|habe ich",
    r"mir ist|ist mir|geht es mir|mir geht",
)
_SINCE = _words("since", "now", "today", "yesterday", "seit", "jetzt", "heute", "gestern")
_MINE = _words(r"i have|ive|i am|im|i feel|my|ich habe|ich hab|habe ich|mir|ich bin|bin ich|meine?")
_NOT = _words(r"not|dont|never|too|so|always|nicht(?! kommen)|nie|kein\w*|standig|immer")
_BAD = re.compile(r"\bschlecht\b")
"""Of how one feels, and of everything else."""
_IS = {"question": "human"}
"""What only the team can answer is a wish for the team."""
_SURELY = {
    "appointment": _any(
        rf"^(?:please |pls |kindly )?{_CHANGE}\b",
        rf"\bplease {_CHANGE}\b",
        r"\b(?:i|we) (?:(?:\w+ ){0,2}(?:have|need|want|wish|would like) to|must|will|should)"
        rf" (?:\w+ )?{_CHANGE}\b",
        r"\b(?:id like to|(?:can|could|may) i|(?:can|could|would|will) you)"
        rf" (?:\w+ ){{0,2}}{_CHANGE}\b",
        r"\b(?:i|we) (?:\w+ )?(?:cant|cannot|wont) (?:come|make it)\b",
        r"\b(?:need|want|would like|id like|(?:can|could|may) i (?:have|get|make|book)"
        r"|to (?:book|make|get)) (?:an?|another|a new|the next|my next)(?: \w+)?"
        r" (?:appointment|check up|checkup)\b",
        r"\b(?:muss|mochte|mussen|mochten|will|wurde gern\w*|kann ich|konnte ich|ich kann"
        rf"|wir konnen|bitte|konnen sie|konnten sie)\b.*\b{_CHANGE}\b",
        r"^(?:\w+ )?(?:termin|impfung) (?:\w+ )?(?:absagen|verschieben|stornieren)$",
        r"\b(?:termin\w*|impfung)\b.*\b(?:absagen|verschieben|stornieren) bitte$",
        r"\b(?:ich|wir) sagen? .*\bab$",
        r"\b(?:brauche|mochte|hatte gern\w*|kann ich|konnte ich)\b.*"
        r"\b(?:einen|neuen|weiteren) (?:\w+ )?termin\b",
    ),
    "human": _any(
        r"^(?:please|(?:can|could) (?:you|somebody|someone)(?: please)?) call me\b",
        r"^(?:i )?(?:want|need|would like|have) to (?:speak|talk) (?:to|with)\b",
        r"^(?:bitte )?rufen sie mich\b",
        r"^ich (?:mochte|bitte um|will|muss)\b.*\b(?:ruckruf|sprechen|reden)\b",
    ),
}


@dataclass(frozen=True, slots=True)
class Found:
    """What words ask for, or only speak of."""

    wishes: tuple[Wish, ...] = ()
    """Wanted, by all we can tell: the most pressing first."""
    mentions: Wish | None = None
    """Only spoken of."""
    surely: bool = False
    """One wish is all there is: nothing is said of the visit."""


def find(words: str) -> Found:
    """What is asked for in a comment."""
    clauses = [said for part in _CLAUSE.split(words) if (said := plain(part))]
    clauses = [said for said in clauses if courtesy(said) is None and not greeting_language(said)]
    told = [(said, _IS.get(found[0], found[0])) for said in clauses if (found := intent(said))]
    wanted = {about for said, about in told if _is_wanted(said, about)}
    wishes = tuple(wish for wish in WISHES if wish in wanted)
    mentions = next((wish for wish in WISHES if any(about == wish for _, about in told)), None)
    surely = len(clauses) == 1 and len(wishes) == 1 and _is_sure(clauses[0], wishes[0])
    return Found(wishes, None if wishes else mentions, surely)


def _is_wanted(said: str, about: str) -> bool:
    if about == "appointment":
        return bool(_ASKS.search(said)) and not _PRAISES.search(said)
    if about == "human":
        return True
    # What may need help is asked about, unless it is told as past.
    return not _is_only_bad(said) and bool(_NOW.search(said) or not _PAST.search(said))


def _is_only_bad(said: str) -> bool:
    """Whether something is bad, "die Organisation war schlecht", and nobody is unwell."""
    if not _BAD.search(said) or re.search(r"\bmir\b", said):
        return False
    rest = intent(_BAD.sub("", said))
    return rest is None or rest[0] != "symptoms"


def _is_sure(said: str, wish: Wish) -> bool:
    if _PAST.search(said):
        return False
    if wish == "symptoms":
        return bool(_SINCE.search(said) and _MINE.search(said))
    return bool(_SURELY[wish].search(said)) and not _NOT.search(said)
