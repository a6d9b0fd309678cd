"""From what people type to comparable tokens, in one pass and linear time.

A token is a lower-case word without marks and apostrophes, a number ("38.5", "112/74"), or a run
of punctuation. Fullwidth letters, zero-width characters, NULs and curly apostrophes disappear here,
so that nothing behind this module has to know them.
"""

import re
import unicodedata

SENTENCE_END = "."
QUESTION = "?"
CLAUSE_END = ","

_DELETED = "'\u2018\u2019\u201a\u201b\u02bc\u02b9\u00b4`\u2032\uff07\u00ad\ufeff\ufe0e\ufe0f\u180e"
_ZERO_WIDTH = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
_CONTROLS = (code for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n\r\x85")
_CLEANED: dict[int, str | None] = {
    **dict.fromkeys(map(ord, _DELETED)),
    **dict.fromkeys(_ZERO_WIDTH),
    **dict.fromkeys(_CONTROLS),
    ord("\N{SQUARED SOS}"): " sos ",
    ord("\N{LATIN SMALL LETTER DOTLESS I}"): "i",
}
_MARKS = re.compile("[\u0300-\u036f]+")
_TOKEN = re.compile(
    r"\d{1,2}\.(?=\s?[^\W\d_])"  # "3. Grad" is one number, not an end
    r"|\d+(?:[.,:/]\d+)*"
    r"|[^\W\d_]+|[.!?;\u2026\u3002]+|[,:()\n\r\u2013\u2014]+"
)
_STRETCHED = re.compile(r"(\w)\1{2,}")
_SENTENCE_MARKS = frozenset(".!?;\u2026\u3002")
_CLAUSE_MARKS = frozenset(",:()\n\r\u2013\u2014")


def tokens(text: str) -> list[str]:
    """Words, numbers and punctuation runs of a text, in order."""
    text = text.translate(_CLEANED)
    if text.isascii():
        return _TOKEN.findall(text.lower())
    # compatibility forms and umlauts fall apart first; casefold then also turns "ß" into "ss"
    return _TOKEN.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text).casefold()))


def punctuation(token: str) -> str:
    """SENTENCE_END, QUESTION, CLAUSE_END, or "" for a word or number."""
    if token[0] in _SENTENCE_MARKS:
        return QUESTION if QUESTION in token else SENTENCE_END
    return CLAUSE_END if token[0] in _CLAUSE_MARKS else ""


def folded(word: str) -> str:
    """One spelling for "ä", "ae" and "a": umlauts have lost their dots, digraphs lose their e."""
    if len(word) < 4 or "e" not in word:
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def squeezed(word: str) -> tuple[str, str]:
    """With stretched letters as two and as one: "heeelp" gives ("heelp", "help")."""
    return _STRETCHED.sub(r"\1\1", word), _STRETCHED.sub(r"\1", word)
