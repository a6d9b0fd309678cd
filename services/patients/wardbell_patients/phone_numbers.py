"""Telephone numbers as people say them. Pure.

A national number keeps its 0: "0155 5010 0777" is not +1 555 010 0777, which is somebody else's.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

COUNTRY = "[1-9][0-9]{0,2}"
"""A country's code, as a pattern; without knowing the country, any of them may be meant."""


class PhoneNumber(NamedTuple):
    """A number, or the end of one."""

    digits: str
    """National ones with their 0, international ones without + or 00."""
    kind: Literal["international", "national", "open"]
    """`open`: neither + nor 0 is before it, so it may be either, or just the end."""

    @property
    def pattern(self) -> str:
        """What fits of those that are kept, as a regular expression."""
        match self.kind:
            case "international":
                return f"^{self.digits}$"
            case "national":
                return f"^(0|{COUNTRY}){self.digits[1:]}$"
            case "open":
                return f"{self.digits}$"

    @property
    def end(self) -> str:
        """With what all of them end."""
        return self.digits[1:] if self.kind == "national" else self.digits

    @property
    def nationals(self) -> list[str]:
        """What fits of those that are kept without a country's code: whichever it may be."""
        if self.kind == "national" or self.digits.startswith("0"):
            return []
        return ["0" + self.digits[n:] for n in (1, 2, 3)]


def phone_number(text: str) -> PhoneNumber:
    """A number without what people write around it: `+49 170 …`, `0049 (0)170 …`, `0170 …`."""
    digits = "".join(c for c in text.replace("(0)", "") if c.isdecimal())
    if text.strip().startswith("+") or digits.startswith("00"):
        return PhoneNumber(digits.lstrip("0"), "international")
    return PhoneNumber(digits, "national" if digits.startswith("0") else "open")


def same_number(kept: str, wa_id: str, site_phone: str) -> bool:
    """Whether a caller's number is a WhatsApp number; a national one is of the site's country."""
    if not kept.startswith("0"):
        return kept == wa_id
    found = re.fullmatch(f"({COUNTRY}){kept[1:]}", wa_id)
    site = phone_number(site_phone)
    return bool(found and site.kind == "international" and site.digits.startswith(found[1]))
