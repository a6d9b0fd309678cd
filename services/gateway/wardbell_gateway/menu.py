"""What the router itself says: welcome, menu, language."""

from __future__ import annotations

from wardbell_dialogue.language import names
from wardbell_dialogue.messages import choose, say
from wardbell_dialogue.sites import Site
from wardbell_dialogue.texts import texts
from wardbell_dialogue.words import number
from wardbell_events.inbound import Said
from wardbell_events.outbound import Content
from wardbell_gateway.said import tap

SAY = texts("wardbell_gateway")


def rows(language: str, site: Site) -> list[tuple[str, str, str]]:
    """The menu's rows, each `(service:action:argument, title, description)`."""
    named = [
        ("scheduling:start", "appointment"),
        ("triage:check:start", "symptoms"),
        ("desk:call_back:human", "human"),
    ]
    if len(site.languages) > 1:
        named.append((f"gateway:language:{other_language(language, site)}", "language"))
    return [
        (id_, SAY(language, f"menu-{row}"), SAY(language, f"menu-{row}-more")) for id_, row in named
    ]


def menu(language: str, site: Site, *, lead: str = "") -> Content:
    """The main menu, with a sentence before it where something went wrong."""
    body = SAY(language, "menu")
    return choose(
        f"{lead}\n\n{body}" if lead else body,
        SAY(language, "menu-button"),
        rows(language, site),
    )


def chosen(text: str, language: str, site: Site) -> Said | None:
    """The tap that a number stands for, typed at the menu in this language; None: it is none."""
    picked = number(text)
    shown = rows(language, site)
    if picked is None or not 1 <= picked <= len(shown):
        return None
    id_, title, _ = shown[picked - 1]
    return tap(id_, title)


def welcome(language: str, site: Site) -> str:
    """Said once to every contact, before anything else."""
    return SAY(language, "welcome", site=site.name, emergency=site.emergency_number)


def welcome_alone(language: str, site: Site) -> Content:
    """The welcome where no menu follows it, in which the language could be changed."""
    others = [SAY(other, "in-this-language") for other in site.languages if other != language]
    return say("\n".join([welcome(language, site), *others]))


def dead_end(language: str, site: Site, why: str) -> str:
    """A kind sentence and a next step."""
    sentence = SAY(language, why)
    if site.phone:
        sentence += " " + SAY(language, "call-us", phone=site.phone)
    return sentence


def foreign(site: Site) -> str:
    """What we understand, in every language of the site, since the patient's is none of them."""
    return " / ".join(
        SAY(language, "foreign", languages=names(site.languages, language))
        for language in site.languages
    )


def line(language: str, key: str) -> Content:
    """One sentence."""
    return say(SAY(language, key))


def other_language(language: str, site: Site) -> str:
    """The site's next language after this one."""
    place = site.languages.index(language) if language in site.languages else 0
    return site.languages[(place + 1) % len(site.languages)]
