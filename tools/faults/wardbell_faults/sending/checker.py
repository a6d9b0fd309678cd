"""What the sender promises, held against what happened. Pure: it is proven with made-up histories.

Every message leaves once, within Meta's rules, in order per patient and lane, and has a fate in
the end. WhatsApp has no idempotency key: where its answer left open whether it took a message, and
no status came, a second try is right, and counted.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from uuid import UUID

from wardbell_faults.checker import inversions
from wardbell_faults.sending.history import Asked, Entry, History, Told, Try

RANK = {"undeliverable": 0, "sent": 1, "failed": 2, "delivered": 3, "read": 4, "played": 5}
OPEN = {"deferred", "ready", "claimed", "unclear"}
WINDOW = 24 * 3600.0
WAIT_FOR_UNCLEAR = 20.0
"""Virtual seconds that a patient's later messages wait for one of unclear fate."""
WRITTEN_WITHIN = 2.0
"""Real seconds from WhatsApp's answer until it stands in the ledger: a kill meanwhile loses it."""
SURELY_OPEN = 120.0
"""Virtual seconds before its end from which a window may be closed when a message's turn comes."""
ON_ITS_WAY = 0.5
"""Real seconds that a request may still travel after its sender was killed."""
HEARD_WITHIN = 1.5
"""Real seconds from the webhook's 200 until the sender has read the status."""
NIGHT_FALLS = 6.0
"""Virtual seconds that a message may be on its way when quiet hours begin."""
USERS_DAY = 24 * 3600.0 - 20
"""Virtual seconds: a user is counted so much, at most, before the try."""
RESERVED = 0.05
"""Share of the users whom nobody reaches who has not been asked to."""
WINDOW_CLOSED = 131047


@dataclass(slots=True)
class Verdict:
    """Findings in words; a script went well when there are none."""

    asked: int = 0
    reached: int = 0
    """Messages that WhatsApp took and did not report as failed."""
    doubted: int = 0
    """Messages of which it was open for a while whether it had taken them."""
    doubled_in_doubt: int = 0
    """Messages that it took twice, since its answer left that open and no status came."""
    failed_unheard: int = 0
    """Messages that it took and did not deliver, of which no status ever said so."""
    given_up: int = 0
    """Messages without a word of WhatsApp's, twice."""
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    unsettled: list[str] = field(default_factory=list)
    against_rules: list[str] = field(default_factory=list)
    out_of_order: list[str] = field(default_factory=list)
    misheard: list[str] = field(default_factory=list)

    def findings(self) -> dict[str, list[str]]:
        """By kind, those of which there are any."""
        kinds = ("lost", "doubled", "unsettled", "against_rules", "out_of_order", "misheard")
        return {kind: found for kind in kinds if (found := getattr(self, kind))}


def check(history: History, *, timeout: float) -> Verdict:
    """Hold a history against the promises.

    Args:
        timeout: real seconds that the sender waits for an answer
    """
    known = _Known(history, timeout)
    verdict = Verdict(asked=len(known.asked), unsettled=list(history.busy))
    verdict.doubted = sum(entry.doubts > 0 for entry in history.ledger)
    for asked in known.asked.values():
        _settled(asked, known, verdict)
        _once(asked, known, verdict)
    verdict.against_rules += _outside_windows(known)
    verdict.against_rules += _unwanted(known)
    verdict.against_rules += _untimely(known)
    verdict.against_rules += _too_many_users(known)
    verdict.out_of_order += _order(known)
    verdict.misheard += _misheard(known)
    return verdict


class _Known:
    """A history with its indexes."""

    def __init__(self, history: History, timeout: float) -> None:
        self.history = history
        self.timeout = timeout
        self.asked: dict[UUID, Asked] = {}
        for asked in history.asked:
            self.asked.setdefault(asked.id, asked)
        self.ledger = {entry.id: entry for entry in history.ledger}
        self.tries: dict[UUID, list[Try]] = defaultdict(list)
        for each in sorted(history.tries, key=lambda each: each.at):
            self.tries[each.id].append(each)
        self.told: dict[UUID, list[Told]] = defaultdict(list)
        for told in history.told:
            self.told[told.id].append(told)
        self.said_closed = {
            self.asked[each.id].contact
            for each in history.tries
            if WINDOW_CLOSED in {each.code, history.errors.get(each.wamid or "")}
            and each.id in self.asked
        }
        """Contacts of whom WhatsApp has said, rightly or not, that their window is closed."""
        self.said_failed = {s.wamid for s in history.statuses if s.what == "failed"}
        self.first_word: dict[str, float] = {}
        for status in history.statuses:
            before = self.first_word.get(status.wamid, status.taken)
            self.first_word[status.wamid] = min(before, status.taken)

    def taken(self, id_: UUID) -> list[Try]:
        """Tries that WhatsApp took, whatever became of them."""
        return [each for each in self.tries[id_] if each.wamid is not None]

    def reached(self, id_: UUID) -> list[Try]:
        """Of these those of which it did not say that they failed."""
        return [each for each in self.taken(id_) if each.wamid not in self.history.errors]

    def failed_unheard(self, id_: UUID) -> bool:
        """Whether a try failed of which the status that would say so never came."""
        return any(
            each.wamid in self.history.errors and each.wamid not in self.said_failed
            for each in self.taken(id_)
        )

    def in_doubt(self, before: Try, after: Try) -> bool:
        """Whether a second try was right: nobody could know of the first one."""
        answered = before.at + (before.took or self.timeout)
        killed = any(
            before.at - ON_ITS_WAY <= kill <= answered + WRITTEN_WITHIN
            for kill in self.history.kills
        )
        open_ = before.status is None or before.status >= 500 or answered - before.at > self.timeout
        word = self.first_word.get(before.wamid or "")
        heard = word is not None and word < after.at - HEARD_WITHIN
        return (killed or open_) and not heard


def _settled(asked: Asked, known: _Known, verdict: Verdict) -> None:
    """A fate in the end, and one that is true."""
    entry, reached = known.ledger.get(asked.id), known.reached(asked.id)
    name = f"{asked.lane} {asked.id}"
    verdict.reached += bool(reached)
    if entry is None:
        verdict.lost.append(f"{name} is not in the ledger")
    elif entry.state in OPEN:
        verdict.unsettled.append(f"{name} is {entry.state}")
    elif entry.state == "failed":
        refused = any(each.code for each in known.tries[asked.id])
        failed = any(each.wamid in known.history.errors for each in known.taken(asked.id))
        if not refused and not failed and entry.doubts < 2:
            verdict.lost.append(f"{name} failed, and WhatsApp never said so")
        elif not failed and entry.doubts >= 2:
            verdict.given_up += 1
    elif entry.state == "undeliverable":
        if reached and not entry.doubts:
            verdict.misheard.append(f"{name} is undeliverable, and on the phone")
        elif not _may_be_withheld(asked, known):
            reasons = [told.reason for told in known.told[asked.id]]
            verdict.lost.append(f"{name} was not sent, for no good reason: {reasons}, {asked}")
    elif not reached and known.failed_unheard(asked.id):
        verdict.failed_unheard += 1
    elif not reached:
        verdict.lost.append(f"{name} is {entry.state}, but not at WhatsApp")


def _may_be_withheld(asked: Asked, known: _Known) -> bool:
    reason = next((told.reason for told in reversed(known.told[asked.id])), None)
    match reason:
        case "window":
            opened = _opened(known, asked)
            closed = opened is None or asked.at > opened + WINDOW - SURELY_OPEN
            # What we held may have its turn a day later.
            closed = closed or known.ledger[asked.id].held
            return not asked.templated and (closed or asked.contact in known.said_closed)
        case "expired":
            return asked.expires
        case "consent":
            return any(wish.forbids(asked) for wish in known.history.asked)
    return False


def _opened(known: _Known, asked: Asked) -> float | None:
    """When the window opened, as far as the sender must know: its own topic said so by then."""
    same = (a for a in known.history.asked if (a.contact, a.lane) == (asked.contact, asked.lane))
    until = takewhile(lambda a: a.id != asked.id, same)
    return max((a.in_reply_to for a in (*until, asked) if a.in_reply_to), default=None)


def _once(asked: Asked, known: _Known, verdict: Verdict) -> None:
    """Twice at WhatsApp only where it left open whether it took the first."""
    reached = known.reached(asked.id)
    pairs = list(pairwise(reached))
    if pairs and all(known.in_doubt(before, after) for before, after in pairs):
        verdict.doubled_in_doubt += 1
    elif pairs:
        times = ", ".join(f"{each.at:.2f} (answered {each.status})" for each in reached)
        verdict.doubled.append(f"{asked.lane} {asked.id} was taken {len(reached)} times: {times}")


def _outside_windows(known: _Known) -> Iterator[str]:
    """Meta: outside 24 hours after the user's last message only templates may be sent."""
    for each in known.history.tries:
        asked = known.asked.get(each.id)
        free = each.kind not in {"template", None}
        if asked and free and not _wrote_within(known, asked, each.virtual, WINDOW):
            yield f"{asked.lane} {asked.id} was tried as {each.kind} outside the window"


def _wrote_within(known: _Known, asked: Asked, at: float, seconds: float) -> bool:
    # WhatsApp's times are whole seconds.
    written = known.history.written.get(asked.contact, [])
    return any(moment <= at + 1 and at < moment + seconds + 1 for moment in written)


def _unwanted(known: _Known) -> Iterator[str]:
    """After the acknowledgement of a STOP nothing of its purpose, until it is wanted again."""
    contacts: dict[UUID, list[Asked]] = defaultdict(list)
    for asked in known.history.asked:
        if asked.notices is not None:
            contacts[asked.contact].append(asked)
    for wishes in contacts.values():
        for number, wish in enumerate(wishes):
            if not (taken := known.taken(wish.id)):
                continue
            for each in known.history.tries:
                tried = known.asked.get(each.id)
                if tried is None or not wish.forbids(tried):
                    continue
                later = (w.at for w in wishes[number:] if not w.forbids(tried))
                if taken[0].virtual < each.virtual < next(later, float("inf")):
                    yield f"{tried.purpose} {tried.id} was tried after a STOP ({wish.id})"


def _untimely(known: _Known) -> Iterator[str]:
    """Nothing before its time, and nobody is woken by what they have not asked for."""
    for each in known.history.tries:
        if (asked := known.asked.get(each.id)) is None:
            continue
        if asked.not_before is not None and each.virtual < asked.not_before:
            yield f"{asked.lane} {asked.id} was tried before its time"
        quiet = (begin + NIGHT_FALLS < each.virtual < end for begin, end in known.history.nights)
        if asked.unasked and asked.quiet and any(quiet):
            yield f"{asked.lane} {asked.id} was tried at night"


def _too_many_users(known: _Known) -> Iterator[str]:
    """Meta: so many users in rolling 24 hours get a template; emergencies and codes may be more.

    Whom these have reached costs nothing more, perhaps for days.
    """
    limit, unasked = known.history.users, int(known.history.users * (1 - RESERVED))
    templates = [
        (each.virtual, asked)
        for each in known.history.tries
        if each.kind == "template" and (asked := known.asked.get(each.id)) is not None
    ]
    for now, last in templates if limit else ():
        before = [(at, asked) for at, asked in templates if at <= now]
        today = {asked.contact for at, asked in before if at > now - USERS_DAY}
        counted = today - {asked.contact for _, asked in before if not asked.may_wait}
        first = today - {asked.contact for _, asked in before if not asked.unasked}
        if len(counted) > limit or len(first) > unasked:
            users = f"{len(counted)} users in 24 hours, {len(first)} unasked"
            yield f"{last.lane} {last.id} made {users}"


def _order(known: _Known) -> Iterator[str]:
    """In the ledger as it was asked for, at WhatsApp as in the ledger."""
    topics: dict[tuple[UUID, str], list[Entry]] = defaultdict(list)
    lanes: dict[tuple[UUID, bool], list[tuple[Try, Entry]]] = defaultdict(list)
    for asked in known.asked.values():
        entry, taken = known.ledger.get(asked.id), known.taken(asked.id)
        if entry is not None:
            topics[asked.contact, asked.lane].append(entry)
            if taken:
                lanes[asked.contact, asked.lane == "urgent"].append((taken[0], entry))
    for entries in topics.values():
        for before, after in inversions(entries, [entry.seq for entry in entries]):
            yield f"{after.id} was asked for after {before.id}, and stands before it"
    for (_, urgent), lane in lanes.items():
        lane.sort(key=lambda pair: pair[0].at)
        for (later, before), (_, after) in inversions(lane, [entry.seq for _, entry in lane]):
            asked = known.asked[after.id]
            held = _waits_alone(asked, after, known.asked[before.id])
            if not held and not _need_not_wait(later, asked, after, urgent=urgent):
                yield f"{before.id} left before {after.id}, which it was to follow"


def _waits_alone(asked: Asked, entry: Entry, later: Asked) -> bool:
    """Nothing waits for what has its hour; for what we hold only what nobody has asked for."""
    return asked.not_before is not None or (entry.held and not later.unasked)


def _need_not_wait(later: Try, asked: Asked, doubtful: Entry, *, urgent: bool) -> bool:
    if not doubtful.doubts:
        return False
    # The ledger has the time of the last doubt; the first one was not before it was asked for.
    since = doubtful.unclear_since if doubtful.doubts == 1 else asked.at
    return urgent or later.virtual >= since + WAIT_FOR_UNCLEAR


def _misheard(known: _Known) -> Iterator[str]:
    """What is told is what the ledger has, and both what WhatsApp said."""
    for entry in known.ledger.values():
        states = [told.state for told in known.told[entry.id]]
        settled = entry.state not in OPEN
        if settled and states[-1:] != [entry.state]:
            yield f"{entry.id} is {entry.state}, but told were {states}"
        if not _rises(states) and not entry.refused_wamids:
            yield f"{entry.id} went back: {states}"
    of = {each.wamid: each.id for each in known.history.tries if each.wamid is not None}
    said: dict[UUID, Counter[str]] = defaultdict(Counter)
    for status in known.history.statuses:
        if status.wamid in of and status.what != "failed":
            entry_of = known.ledger.get(of[status.wamid])
            if entry_of is not None and status.wamid not in entry_of.refused_wamids:
                said[entry_of.id][status.what] += 1
    for id_, whats in said.items():
        highest = max(whats, key=lambda what: RANK[what])
        if RANK.get(known.ledger[id_].state, 0) < RANK[highest]:
            yield f"{id_} is {known.ledger[id_].state}, but WhatsApp said {highest}"


def _rises(states: Sequence[str]) -> bool:
    ranks = [RANK.get(state, 9) for state in states]
    return all(before < after for before, after in pairwise(ranks))
