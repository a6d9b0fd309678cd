"""The checker of sending scripts sees each broken promise, in histories made by hand."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import pytest

from wardbell_faults.sending.checker import (
    HEARD_WITHIN,
    NIGHT_FALLS,
    WINDOW,
    WINDOW_CLOSED,
    check,
)
from wardbell_faults.sending.history import Asked, Entry, History, Status, Told, Try

ADA = UUID(int=1)
LONG_AFTER = 60.0


@dataclass
class Day:
    """Writes a history as it should be; a test then damages it."""

    history: History = field(default_factory=lambda: History(written={ADA: [0.0]}))
    at: float = 10.0

    def sends(self, lane="reply", *, contact=ADA, kind="text", **more):
        """A message is asked for, sent and delivered; returns its id."""
        self.at += 1
        id_, history = uuid4(), self.history
        history.asked.append(Asked(id_, contact, lane, self.at, **more))
        history.tries.append(Try(id_, self.at, self.at, kind, f"wamid.{id_}"))
        history.statuses.append(Status(f"wamid.{id_}", "sent", self.at + 0.1))
        history.ledger.append(Entry(id_, len(history.ledger), "delivered"))
        history.told += [Told(id_, "sent"), Told(id_, "delivered")]
        return id_

    def tried_again(self, **first):
        """The last message a second time, long after its first try was as said."""
        history = self.history
        history.tries[-1] = replace(history.tries[-1], **first)
        last = history.tries[-1]
        again = replace(
            last, at=last.at + LONG_AFTER, virtual=last.virtual + 9, wamid="wamid.b", status=200
        )
        history.tries.append(again)

    def ends(self, state, reason=None, **more):
        """The last message in another state, and told so."""
        last = self.history.ledger[-1]
        self.history.ledger[-1] = replace(last, state=state, **more)
        self.history.told = [told for told in self.history.told if told.id != last.id]
        self.history.told.append(Told(last.id, state, reason))

    def never_left(self):
        self.history.tries.pop()
        self.history.statuses.pop()

    def found(self):
        return set(check(self.history, timeout=1.0).findings())


@pytest.fixture
def day():
    return Day()


def test_a_good_day_has_no_findings(day):
    for lane in ("reply", "notice", "urgent", "reply"):
        day.sends(lane)
    day.sends("notice", kind="template", templated=True)

    verdict = check(day.history, timeout=1.0)

    assert (verdict.asked, verdict.reached, verdict.findings()) == (5, 5, {})


def test_what_is_not_in_the_ledger_is_lost(day):
    day.sends()
    day.history.ledger.clear()
    day.history.told.clear()

    assert "lost" in day.found()


@pytest.mark.parametrize("state", ["deferred", "ready", "claimed", "unclear"])
def test_what_has_no_fate_in_the_end_is_found(day, state):
    day.sends()
    day.ends(state)

    assert "unsettled" in day.found()


def test_what_is_sent_but_not_at_whatsapp_is_lost(day):
    day.sends()
    day.never_left()

    assert "lost" in day.found()


@pytest.mark.parametrize(("said", "found"), [(True, {"lost"}), (False, set())])
def test_what_whatsapp_did_not_deliver_is_lost_if_it_said_so(day, said, found):
    id_ = day.sends()
    day.ends("sent")
    day.history.errors[f"wamid.{id_}"] = 131000
    if said:
        day.history.statuses.append(Status(f"wamid.{id_}", "failed", day.at + 0.3))

    assert day.found() == found


def test_what_failed_though_whatsapp_never_said_so_is_lost(day):
    day.sends()
    day.never_left()
    day.ends("failed", doubts=1)

    assert "lost" in day.found()


def test_what_whatsapp_refused_may_fail(day):
    day.sends()
    day.never_left()
    asked = day.history.asked[-1]
    day.history.tries.append(Try(asked.id, 1, 1, "text", None, 400, 131026))
    day.ends("failed")

    assert not day.found()


@pytest.mark.parametrize(
    ("reason", "asked", "found"),
    [
        ("expired", {}, {"lost"}),
        ("expired", {"expires": True}, set()),
        ("consent", {}, {"lost"}),
        (None, {}, {"lost"}),
    ],
)
def test_what_is_withheld_has_a_reason(day, reason, asked, found):
    day.sends(**asked)
    day.never_left()
    day.ends("undeliverable", reason)

    assert day.found() == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [({}, set()), ({"in_reply_to": 1.0}, {"lost"}), ({"templated": True}, {"lost"})],
)
def test_outside_the_window_what_has_no_template_is_withheld(day, asked, found):
    day.at = WINDOW - 600
    day.sends(**asked)
    day.never_left()
    day.ends("undeliverable", "window")

    assert day.found() == found


@pytest.mark.parametrize(
    "first",
    [{"status": None}, {"status": 500}, {"took": 1.5}],
    ids=["cut", "server error", "too late"],
)
def test_a_second_try_is_right_where_the_answer_left_it_open(day, first):
    day.sends()
    day.history.statuses.clear()
    day.tried_again(**first)

    verdict = check(day.history, timeout=1.0)

    assert (verdict.findings(), verdict.doubled_in_doubt) == ({}, 1)


def test_a_second_try_is_right_where_the_sender_was_killed_before_it_wrote_the_answer_down(day):
    day.sends()
    day.history.statuses.clear()
    day.tried_again()
    assert day.found() == {"doubled"}

    day.history.kills.append(day.at + 0.5)

    assert not day.found()


def test_a_second_try_is_wrong_where_a_status_had_come(day):
    day.sends()
    day.tried_again(status=None)
    assert day.found() == {"doubled"}

    (status,) = day.history.statuses
    late = day.history.tries[-1].at - HEARD_WITHIN + 0.1
    day.history.statuses = [replace(status, taken=late)]

    assert not day.found()


def test_what_failed_after_all_may_follow_as_a_template(day):
    id_ = day.sends(templated=True)
    day.tried_again()
    day.history.errors[f"wamid.{id_}"] = WINDOW_CLOSED

    assert not day.found()


@pytest.mark.parametrize(
    ("virtual", "kind", "found"),
    [
        (WINDOW - 1, "text", set()),
        (WINDOW + 2, "text", {"against_rules"}),
        (WINDOW + 2, "template", set()),
        (-5.0, "text", {"against_rules"}),
    ],
)
def test_outside_the_window_only_templates_are_tried(day, virtual, kind, found):
    day.sends(kind=kind)
    day.history.tries[-1] = replace(day.history.tries[-1], virtual=virtual)

    assert day.found() == found


@pytest.mark.parametrize(
    ("lane", "purpose", "wish", "found"),
    [
        ("notice", "care", {"notices": False}, {"against_rules"}),
        ("notice", "security", {"notices": False}, set()),
        ("reply", "care", {"notices": False}, set()),
        ("urgent", "care", {"notices": False}, set()),
        ("notice", "survey", {"notices": True, "refused": ("survey",)}, {"against_rules"}),
        ("notice", "care", {"notices": True, "refused": ("survey",)}, set()),
    ],
)
def test_after_a_stop_nothing_of_its_purpose_is_tried(day, lane, purpose, wish, found):
    day.sends("notice", purpose=purpose)
    day.sends(**wish)
    day.sends(lane, purpose=purpose)

    assert day.found() == found


def test_what_is_not_wanted_may_be_withheld(day):
    day.sends(notices=True, refused=("survey",))
    for purpose in ("survey", "care"):
        day.sends("notice", purpose=purpose)
        day.never_left()
        day.ends("undeliverable", "consent")
        assert day.found() == (set() if purpose == "survey" else {"lost"})


@pytest.mark.parametrize(("not_before", "found"), [(5.0, set()), (500.0, {"against_rules"})])
def test_nothing_is_tried_before_its_time(day, not_before, found):
    day.sends(not_before=not_before)

    assert day.found() == found


@pytest.mark.parametrize(
    ("lane", "more", "found"),
    [
        ("notice", {}, {"against_rules"}),
        ("notice", {"quiet": False}, set()),
        ("notice", {"purpose": "security"}, set()),
        ("reply", {}, set()),
    ],
)
def test_at_night_nothing_is_tried_that_nobody_asked_for(day, lane, more, found):
    day.history.nights.append((0.0, 1000.0))
    day.at = NIGHT_FALLS + 1
    day.sends(lane, **{"quiet": True, **more})

    assert day.found() == found


@pytest.mark.parametrize(
    ("lane", "purpose", "count", "found"),
    [
        ("reply", "care", 20, set()),
        ("reply", "care", 21, {"against_rules"}),
        ("notice", "care", 20, {"against_rules"}),
        ("urgent", "care", 21, set()),
        ("notice", "security", 21, set()),
    ],
)
def test_more_users_than_meta_lets_us_reach_are_found(day, lane, purpose, count, found):
    day.history.users = 20
    for n in range(count):
        day.sends(lane, contact=UUID(int=n + 1), kind="template", templated=True, purpose=purpose)

    assert day.found() == found


def test_after_a_start_notices_are_tried_again(day):
    day.sends(notices=False)
    day.sends(notices=True)
    day.sends("notice")

    assert not day.found()


def test_a_message_that_left_before_its_predecessor_is_found(day):
    day.sends()
    day.sends("notice")
    first, second = day.history.tries
    day.history.tries = [replace(first, at=second.at + 1), second]
    assert day.found() == {"out_of_order"}

    doubtful = day.history.ledger[0]
    day.history.ledger[0] = replace(doubtful, doubts=1, unclear_since=second.virtual - 21)

    assert not day.found()


@pytest.mark.parametrize(("waited", "found"), [(21, set()), (19, {"out_of_order"})])
def test_who_passed_during_the_first_doubt_is_not_held_against_the_second(day, waited, found):
    day.sends()
    day.sends("notice")
    first, second = day.history.tries
    day.history.tries = [replace(first, at=second.at + 1), second]
    day.history.asked[0] = replace(day.history.asked[0], at=second.virtual - waited)
    entry = day.history.ledger[0]
    day.history.ledger[0] = replace(entry, doubts=2, unclear_since=second.virtual + 5)

    assert day.found() == found


@pytest.mark.parametrize(
    ("first", "held", "lane", "found"),
    [
        ({"not_before": 5.0}, False, "notice", set()),
        ({}, True, "notice", {"out_of_order"}),
        ({}, True, "reply", set()),
    ],
)
def test_nothing_waits_for_its_hour_and_what_we_hold_only_the_asked_pass(
    day, first, held, lane, found
):
    day.sends("notice", **first)
    day.history.ledger[-1] = replace(day.history.ledger[-1], held=held)
    day.sends(lane)
    tries = day.history.tries
    day.history.tries = [replace(tries[0], at=tries[1].at + 1), tries[1]]

    assert day.found() == found


@pytest.mark.parametrize(("lane", "found"), [("reply", {"out_of_order"}), ("urgent", set())])
def test_the_ledger_keeps_the_order_of_a_topic(day, lane, found):
    day.sends()
    day.sends(lane)
    first, second = day.history.ledger
    day.history.ledger = [replace(first, seq=2), replace(second, seq=1)]
    tries = day.history.tries
    day.history.tries = [replace(tries[0], at=tries[1].at + 1), tries[1]]

    assert day.found() == found


def test_what_is_told_is_what_the_ledger_has(day):
    day.sends()
    day.history.told.pop()

    assert day.found() == {"misheard"}


@pytest.mark.parametrize(("doubts", "found"), [(0, {"misheard"}), (1, set())])
def test_what_reached_the_phone_is_undeliverable_only_where_nobody_could_know(day, doubts, found):
    day.sends(expires=True)
    day.history.statuses.clear()
    day.ends("undeliverable", "expired", doubts=doubts)

    assert day.found() == found


def test_states_that_go_back_are_found(day):
    id_ = day.sends()
    day.history.told += [Told(id_, "sent"), Told(id_, "delivered")]

    assert day.found() == {"misheard"}


def test_a_status_that_the_webhook_took_and_the_ledger_does_not_have_is_found(day):
    id_ = day.sends()
    day.history.statuses.append(Status(f"wamid.{id_}", "read", day.at))

    assert day.found() == {"misheard"}


def test_what_did_not_come_to_rest_is_found(day):
    day.history.busy.append("sender: 1 messages under way")

    assert day.found() == {"unsettled"}
