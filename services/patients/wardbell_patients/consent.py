"""What a patient wants to be sent, after their last word about it. Pure."""

from __future__ import annotations

from typing import get_args

from wardbell_dialogue.consent import Wish
from wardbell_dialogue.messages import say
from wardbell_events.outbound import Consent, Content, Purpose
from wardbell_patients.dialogue import SAY

TO_REFUSE = tuple(purpose for purpose in get_args(Purpose) if purpose != "security")


def after(before: Consent, wish: Wish) -> Consent:
    """What is allowed after a word. Who wanted nothing and wants one purpose gets that alone."""
    if wish.purpose is None:
        return Consent(notices=wish.wanted)
    if not before.notices and not wish.wanted:
        return before
    refused = set(before.refused if before.notices else TO_REFUSE)
    (refused.discard if wish.wanted else refused.add)(wish.purpose)
    return Consent(notices=True, refused=tuple(sorted(refused)))


def acknowledged(consent: Consent, purpose: Purpose | None, language: str) -> Content:
    """What holds now, in words."""
    wanted = consent.notices and purpose not in consent.refused
    key = "started" if wanted else "stopped"
    if purpose is None or not consent.notices:
        return say(SAY(language, key))
    return say(SAY(language, f"{key}-some", what=SAY(language, f"what-{purpose}")))
