"""What the router itself says: welcome, menu, language, stop and start."""

from __future__ import annotations

from wardbell_dialogue.messages import choose, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_events.outbound import Content

SAY = texts("wardbell_gateway")


def menu(language: str, site: Site, *, lead: str = "") -> Content:
    """The main menu, with a sentence before it where something went wrong."""
    rows = [
        ("desk:call_back:appointment", "appointment"),
        ("triage:check:start", "symptoms"),
        ("desk:call_back:human", "human"),
    ]
    if len(site.languages) > 1:
        rows.append((f"gateway:language:{other_language(language, site)}", "language"))
    body = SAY(language, "menu")
    return choose(
        f"{lead}\n\n{body}" if lead else body,
        SAY(language, "menu-button"),
        [
            (id_, SAY(language, f"menu-{row}"), SAY(language, f"menu-{row}-more"))
            for id_, row in rows
        ],
    )


def welcome(language: str, site: Site) -> str:
    """Said once to every contact, before anything else the router says."""
    return SAY(language, "welcome", site=site.name, emergency=site.emergency_number)


def dead_end(language: str, site: Site, why: str) -> str:
    """A kind sentence and a next step."""
    sentence = SAY(language, why)
    if site.phone:
        sentence += " " + SAY(language, "call-us", phone=site.phone)
    return sentence


def line(language: str, key: str) -> Content:
    """One sentence."""
    return say(SAY(language, key))


def other_language(language: str, site: Site) -> str:
    """The site's next language after this one."""
    place = site.languages.index(language) if language in site.languages else 0
    return site.languages[(place + 1) % len(site.languages)]
