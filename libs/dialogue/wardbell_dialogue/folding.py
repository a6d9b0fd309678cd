"""Words as they are compared, however they are typed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_WORD = re.compile(r"[^\w+]+")


@lru_cache(maxsize=256)
def plain(text: str) -> str:
    """Lower case, no accents or punctuation, single spaces; `ä` becomes `a`, `ß` `ss`.

    Thumbs and ticks stay, as the words they stand for. Cached, since one message is asked about
    several times.
    """
    text = text.replace("👍", " +yes ").replace("👎", " +no ").replace("✅", " +yes ")
    folded = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(_NOT_WORD.sub(" ", bare.replace("'", "").replace("’", "")).split())
