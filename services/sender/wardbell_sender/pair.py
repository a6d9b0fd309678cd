"""How much one patient is sent: a burst, and then a message every six seconds.

Source: Meta, pair rate limit: 45 messages to one user at once, borrowed from the future; in the
long run one in six seconds; beyond it 131056, to be tried again after 4^n seconds
(docs/reference/whatsapp.md, outbound).

All that has to be known is one moment, on the contact's row: `lasts_until`, how long what was sent
would have lasted at one message in six seconds. It is written with WhatsApp's answer, so what is
under way is not in it: one message, an urgent one beside it, and one whose sender was killed before
it wrote that down. For these, and for urgent ones, which are sent however many there were, `BURST`
leaves some room; where that was not enough Meta says so, and its count is taken for ours.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wardbell_sender.outcome import Accepted, Again, Outcome, Unclear

LIMIT = 131056
EVERY = timedelta(seconds=6)
BURST = 40
"""Of Meta's 45."""
LONGEST = 4
"""4^4 seconds are about what Meta needs to forget a whole burst."""


def lasts_at_most(now: datetime) -> datetime:
    """Who has no more than this may be sent one more."""
    return now + (BURST - 1) * EVERY


def backoff(attempts: int, longest: int = LONGEST) -> timedelta:
    """How long after so many tries the next one waits."""
    return timedelta(seconds=4 ** min(attempts - 1, longest))


def spent(result: Outcome, attempts: int, now: datetime) -> tuple[datetime, timedelta] | None:
    """What an answer says of how long it lasts: until then at least, and so much longer."""
    match result:
        case Accepted() | Unclear():
            return now, EVERY
        case Again(code) if code == LIMIT:  # Meta has counted more than we
            return lasts_at_most(now) + backoff(attempts), timedelta()
    return None
