"""Which language a patient writes.

A conversation keeps its language unless a message of three words or more says otherwise, or one of
two that wants something by words of another one ("Termin absagen"): yes, no, numbers and names
never switch it, nor does one that might be of either ("lol im fine", "Video call").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

import eldc
from babel import Locale
from babel.lists import format_list

from wardbell_dialogue.folding import plain
from wardbell_dialogue.words import greeting_language, intent, universal_language, yes_or_no

SURE_WORDS = 3
SURE = 0.8
"""Score from which on a few words change a language: dialect sounds like another one."""
FEW_WORDS = 5
"""Up to here a message says little of its language."""
SURE_LETTERS = 6
"""Of a script without capitals: some of them, as Chinese and Thai, put no spaces between words."""
WANTS_WORDS = 2
PLAIN = 0.4
"""By so much another language scores higher where few words want something by its words."""
CLOSE = 0.1
"""Of two languages' scores: it might be either."""


class Hearing:
    """Tells the languages of one site apart."""

    def __init__(self, languages: Sequence[str]) -> None:
        self._languages = tuple(languages)
        eldc.init()
        self._detector = eldc.instance()
        self._detector.set_languages(list(languages))
        self._of_all = eldc.instance()

    def hear(self, text: str, current: str | None) -> str | None:
        """The language of a message, or `current` where the message does not tell."""
        said = plain(text)
        if not any(unicodedata.category(c).startswith("L") for c in said):
            return current
        greeted = greeting_language(text)
        if greeted in self._languages:
            return greeted
        # "Dr. Kerem Yilmaz" is a name, whatever language it sounds like.
        long_enough = _words(said) >= SURE_WORDS and not text.istitle()
        if current is not None and (wanted := self._wanted_in(text, said, current)):
            return wanted
        if current is not None and (not long_enough or yes_or_no(text) is not None):
            return current
        about = None if long_enough else intent(text)
        found = universal_language(text) or (about[1] if about else None)
        if found in self._languages:
            return found
        heard = self._detector.detect_details(text)
        if heard.language not in self._languages:
            return current
        scores: dict[str, float] = heard.scores
        either = scores[heard.language] - scores.get(current or "", 0.0) < CLOSE
        either = either or (
            _words(said) <= FEW_WORDS and current in scores and scores[heard.language] < SURE
        )
        return current if either and current is not None else str(heard.language)

    def _wanted_in(self, text: str, said: str, current: str) -> str | None:
        """The other language by whose words a short message wants something."""
        if not WANTS_WORDS <= _words(said) <= FEW_WORDS or text.istitle():
            return None
        about = intent(text)
        if about is None or about[1] == current or about[1] not in self._languages:
            return None
        scores: dict[str, float] = self._detector.detect_details(text).scores
        plainly = scores.get(about[1], 0.0) - scores.get(current, 0.0) >= PLAIN
        return about[1] if plainly else None

    def foreign(self, text: str) -> bool:
        """Whether a message is surely in a language that the site does not speak."""
        said = plain(text)
        few_words = _words(said) < SURE_WORDS
        if few_words and sum(unicodedata.category(c) == "Lo" for c in said) < SURE_LETTERS:
            return False
        found = self._of_all.detect_details(text)
        return bool(found.reliable) and found.language not in self._languages


def _words(said: str) -> int:
    """How many words there are; "1. April 1950" is one."""
    return sum(any(c.isalpha() for c in word) for word in said.split())


def names(languages: Sequence[str], language: str) -> str:
    """Names of languages, as they are listed in another one: `English and German`."""
    of_each = [Locale.parse(each).get_display_name(language) or each for each in languages]
    return format_list(of_each, locale=language)
