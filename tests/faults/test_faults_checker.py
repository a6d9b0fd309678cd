"""The checker of the fault tests sees each broken promise, in histories made by hand."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

import pytest

from wardbell_events import MessageArrived, MessageReceived, MessageRequested, TaskOpened
from wardbell_faults.checker import check
from wardbell_faults.history import Entry, History, Shown, Told, Written, welcome_id

ADA, BEN = "15550100017", "4915550100018"


@dataclass
class Hospital:
    """Writes a history as it should be; a test then damages it."""

    history: History = field(default_factory=History)
    offset: int = 0

    def answers(self, patient, *, service="triage", emergency=False):
        """A patient writes and is answered."""
        self.offset += 1
        lane = "urgent" if emergency else "normal"
        door, routed, asked, answer = uuid4(), uuid4(), uuid4(), uuid4()
        door_topic = "whatsapp.urgent" if emergency else "whatsapp.messages"
        self.tell(MessageArrived, door_topic, door, "", door)
        inbound = "inbound.triage.urgent" if emergency else f"inbound.{service}"
        self.tell(MessageReceived, inbound, routed, door, door)
        outbound = "outbound.urgent" if emergency else "outbound.replies"
        self.tell(MessageRequested, outbound, asked, routed, door, subject=answer)
        if emergency:
            task = uuid4()
            about = {"subject": task, "kind": "emergency"}
            self.tell(TaskOpened, "desk.tasks", uuid4(), routed, door, **about)
            self.history.tasks.append(task)
        history = self.history
        history.written.append(Written(patient, door, emergency))
        history.accepted[door] = float(self.offset)
        history.ledger.append(Entry(answer, self.offset, lane, service, "delivered"))
        history.shown.append(Shown(patient, answer, self.offset, float(self.offset)))

    def tell(self, event, topic, id_, cause, root, **more):
        place = (0, self.offset)
        told = Told(id_, event.type, topic, place, str(cause), str(root), **more)
        self.history.told.append(told)

    def again(self, kind, **changes):
        """The first event of a type once more, under another id."""
        first = next(told for told in self.history.told if told.type == kind.type)
        self.history.told.append(replace(first, id=uuid4(), **changes))

    def check(self):
        return check(self.history)


@pytest.fixture
def hospital():
    return Hospital()


def findings(verdict):
    kinds = ("lost", "duplicated", "out_of_order", "uncaused", "missing_tasks")
    return {kind for kind in (*kinds, "unexplained_parked") if getattr(verdict, kind)}


def test_a_good_day_has_no_findings(hospital):
    for patient in (ADA, BEN, ADA):
        hospital.answers(patient)
    hospital.answers(BEN, service="desk")
    hospital.answers(ADA, emergency=True)

    verdict = hospital.check()

    assert (verdict.accepted, verdict.replies, verdict.emergencies) == (5, 5, 1)
    assert not findings(verdict)


def test_a_welcome_before_the_answer_is_no_second_answer(hospital):
    hospital.answers(ADA)
    (message,) = hospital.history.written
    welcome = welcome_id(message.id)
    hospital.tell(
        MessageRequested, "outbound.replies", uuid4(), message.id, message.id, subject=welcome
    )
    hospital.history.shown.insert(0, Shown(ADA, welcome, 0))

    verdict = hospital.check()

    assert (verdict.accepted, verdict.replies) == (1, 1)
    assert not findings(verdict)


def test_what_the_webhook_never_took_need_not_be_answered(hospital):
    hospital.history.written.append(Written(ADA, uuid4()))

    assert not findings(hospital.check())


@pytest.mark.parametrize(
    ("gone", "where"),
    [
        ({MessageArrived, MessageReceived, MessageRequested}, "not on Kafka"),
        ({MessageReceived, MessageRequested}, "the router did nothing"),
        ({MessageRequested}, "on inbound.triage, but the service did nothing"),
    ],
)
def test_a_lost_message_is_found_with_the_place_it_was_lost(hospital, gone, where):
    hospital.answers(ADA)
    types = {kind.type for kind in gone}
    history = hospital.history
    history.told = [told for told in history.told if told.type not in types]
    history.shown.clear()

    verdict = hospital.check()

    assert findings(verdict) == {"lost"}
    assert where in verdict.lost[0]
    assert verdict.replies == 0


def test_an_answer_that_the_sender_never_entered_is_lost(hospital):
    hospital.answers(ADA)
    hospital.history.shown.clear()
    hospital.history.ledger.clear()

    assert "not in the sender's ledger" in hospital.check().lost[0]


def test_an_answer_that_stays_in_the_ledger_is_lost(hospital):
    hospital.answers(ADA)
    hospital.history.shown.clear()
    hospital.history.ledger[0] = replace(hospital.history.ledger[0], state="failed")

    assert "as failed" in hospital.check().lost[0]


def test_the_same_message_twice_on_a_phone_is_found(hospital):
    hospital.answers(ADA)
    hospital.history.shown.append(replace(hospital.history.shown[0], place=9))

    verdict = hospital.check()

    assert findings(verdict) == {"duplicated"}
    assert verdict.replies == 0


def test_two_answers_to_one_message_are_found(hospital):
    hospital.answers(ADA)
    hospital.again(MessageRequested, subject=uuid4(), cause=str(uuid4()))

    assert "has 2 answers" in hospital.check().duplicated[0]


@pytest.mark.parametrize("kind", [MessageReceived, MessageRequested, TaskOpened])
def test_an_event_that_was_handled_twice_is_found_though_no_phone_shows_it(hospital, kind):
    hospital.answers(ADA, emergency=True)
    hospital.again(kind)

    verdict = hospital.check()

    assert findings(verdict) == {"duplicated"}
    assert "handled 2 times" in verdict.duplicated[0]


def test_an_emergency_that_stands_twice_at_the_desk_is_found(hospital):
    hospital.answers(ADA, emergency=True)
    task = uuid4()
    hospital.again(TaskOpened, subject=task, cause=str(uuid4()))
    hospital.history.tasks.append(task)

    assert "stands 2 times at the desk" in hospital.check().duplicated[0]


def test_an_emergency_without_a_task_is_found(hospital):
    hospital.answers(ADA, emergency=True)
    hospital.history.tasks.clear()

    assert findings(hospital.check()) == {"missing_tasks"}


def test_an_emergency_that_opened_no_task_is_found(hospital):
    hospital.answers(ADA, emergency=True)
    history = hospital.history
    history.told = [told for told in history.told if told.type != TaskOpened.type]

    assert "opened no task" in hospital.check().missing_tasks[0]


def test_messages_on_a_phone_in_another_order_than_the_ledger_are_found(hospital):
    hospital.answers(ADA)
    hospital.answers(ADA, service="desk")
    first, second = hospital.history.shown
    hospital.history.shown = [replace(first, place=2), replace(second, place=1)]

    assert findings(hospital.check()) == {"out_of_order"}


def test_answers_of_a_service_in_another_order_than_the_messages_are_found(hospital):
    hospital.answers(ADA)
    hospital.answers(ADA)
    first, second = hospital.history.ledger
    hospital.history.ledger = [replace(first, seq=2), replace(second, seq=1)]
    hospital.history.shown.reverse()
    one, two = hospital.history.shown
    hospital.history.shown = [replace(one, place=1), replace(two, place=2)]

    verdict = hospital.check()

    assert findings(verdict) == {"out_of_order"}
    assert "was answered before it" in verdict.out_of_order[0]


def test_an_answer_of_another_service_may_overtake_and_is_counted(hospital):
    hospital.answers(ADA, service="triage")
    hospital.answers(ADA, service="desk")
    first, second = hospital.history.ledger
    hospital.history.ledger = [replace(first, seq=2), replace(second, seq=1)]
    one, two = hospital.history.shown
    hospital.history.shown = [replace(one, place=2), replace(two, place=1)]

    verdict = hospital.check()

    assert not findings(verdict)
    assert verdict.overtaken == 1


def test_an_emergency_may_overtake(hospital):
    hospital.answers(ADA)
    hospital.answers(ADA, emergency=True)
    first, second = hospital.history.shown
    hospital.history.shown = [replace(first, place=2), replace(second, place=1)]

    assert not findings(hospital.check())


@pytest.mark.parametrize(("second", "found"), [(19, {"out_of_order"}), (20, set())])
def test_a_message_waits_20_seconds_for_an_older_one_of_unclear_fate(hospital, second, found):
    hospital.answers(ADA)
    hospital.answers(ADA, service="desk")
    history = hospital.history
    history.ledger[0] = replace(history.ledger[0], doubts=1, unclear_since=1000.0)
    first, second_shown = history.shown
    history.shown = [
        replace(first, place=2, at=1030.0),
        replace(second_shown, place=1, at=1000.0 + second),
    ]

    assert findings(hospital.check()) == found


def test_an_emergency_waits_for_nothing_of_unclear_fate(hospital):
    hospital.answers(ADA, emergency=True)
    hospital.answers(ADA, emergency=True)
    history = hospital.history
    history.ledger[0] = replace(history.ledger[0], doubts=1, unclear_since=1000.0)
    first, second = history.shown
    history.shown = [replace(first, place=2), replace(second, place=1, at=1001.0)]

    assert not findings(hospital.check())


def test_two_patients_have_no_order(hospital):
    hospital.answers(ADA)
    hospital.answers(BEN)
    first, second = hospital.history.shown
    hospital.history.shown = [replace(first, place=2), replace(second, place=1)]

    assert not findings(hospital.check())


def test_a_parked_record_is_found(hospital):
    hospital.history.parked.append("triage.inbound.triage parked a message: bug, KeyError")

    assert findings(hospital.check()) == {"unexplained_parked"}


@pytest.mark.parametrize("id_", [None, UUID(int=1)])
def test_a_message_that_nobody_asked_for_is_found(hospital, id_):
    hospital.history.shown.append(Shown(ADA, id_, 1))

    assert findings(hospital.check()) == {"uncaused"}
