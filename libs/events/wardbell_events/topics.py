"""Topics, declared once. Creation, manifests and the docs table come from here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

PARTITIONS = 24
URGENT_PARTITIONS = 6

Lane = Literal["urgent", "normal"]


@dataclass(frozen=True, slots=True)
class Topic:
    """A Kafka topic: who writes it, who reads it, how long it is kept.

    Partitions are never grown in place, since keys would move: growth is a new topic, drained
    before the switch.
    """

    name: str
    owner: str
    readers: tuple[str, ...]
    about: str
    days: int = 6
    compacted: bool = False
    personal: bool = False
    urgent: bool = False
    partitions: int = field(default=PARTITIONS)

    @property
    def lane(self) -> Lane:
        """Whose connections it has."""
        return "urgent" if self.urgent else "normal"

    @property
    def config(self) -> Mapping[str, str]:
        """The topic's settings in Kafka's own names and units."""
        config = {"cleanup.policy": "delete", "retention.ms": str(self.days * DAY_MS)}
        if self.compacted:
            config = {"cleanup.policy": "compact"}
        if self.personal:
            # Kafka deletes only closed segments; its default would keep a quiet partition
            # twice as long as promised.
            config["segment.ms"] = str(12 * HOUR_MS)
            if self.compacted:
                config["max.compaction.lag.ms"] = str(3 * DAY_MS)
                config["delete.retention.ms"] = str(DAY_MS)
        config["max.message.bytes"] = str(4 * 1024 * 1024)
        return MappingProxyType(config)


EVERY = "every service"

WHATSAPP_MESSAGES = Topic(
    "whatsapp.messages",
    "gateway",
    ("gateway", "sender"),
    "Patients' messages and every other change that names a user, as Meta sent them.",
    personal=True,
)
WHATSAPP_URGENT = Topic(
    "whatsapp.urgent",
    "gateway",
    ("gateway", "sender"),
    "Messages that matched the emergency screen at the door.",
    personal=True,
    urgent=True,
    partitions=URGENT_PARTITIONS,
)
WHATSAPP_STATUSES = Topic(
    "whatsapp.statuses",
    "gateway",
    ("sender",),
    "Delivery statuses of our messages, as Meta sent them.",
    personal=True,
)
WHATSAPP_ACCOUNT = Topic(
    "whatsapp.account",
    "gateway",
    ("sender",),
    "Changes of templates, numbers and quality, as Meta sent them.",
    personal=True,
)
INBOUND_TRIAGE = Topic(
    "inbound.triage", "gateway, feedback", ("triage",), "Messages for triage.", personal=True
)
INBOUND_TRIAGE_URGENT = Topic(
    "inbound.triage.urgent",
    "gateway",
    ("triage",),
    "Messages that matched the emergency screen.",
    personal=True,
    urgent=True,
    partitions=URGENT_PARTITIONS,
)
INBOUND_DESK = Topic(
    "inbound.desk",
    "gateway, scheduling, feedback",
    ("desk",),
    "Messages for a human.",
    personal=True,
)
INBOUND_DESK_URGENT = Topic(
    "inbound.desk.urgent",
    "gateway, triage",
    ("desk",),
    "The messages of `inbound.triage.urgent`, and what patients write on in an emergency, for staff"
    " to read: triage alone answers them.",
    personal=True,
    urgent=True,
    partitions=URGENT_PARTITIONS,
)
INBOUND_SCHEDULING = Topic(
    "inbound.scheduling",
    "gateway, patients, feedback",
    ("scheduling",),
    "Messages about appointments, and for whom they are.",
    personal=True,
)
INBOUND_PATIENTS = Topic(
    "inbound.patients",
    "gateway, scheduling, sender",
    ("patients",),
    "The wish to know who somebody is, and what they answer.",
    personal=True,
)
INBOUND_FEEDBACK = Topic(
    "inbound.feedback", "gateway", ("feedback",), "What patients say of a visit.", personal=True
)
INBOUND_MEDIA = Topic(
    "inbound.media", "gateway", ("sender",), "Files that patients sent.", personal=True
)
OUTBOUND_URGENT = Topic(
    "outbound.urgent",
    EVERY,
    ("sender", "gateway"),
    "Answers to emergencies.",
    personal=True,
    urgent=True,
    partitions=URGENT_PARTITIONS,
)
OUTBOUND_REPLIES = Topic(
    "outbound.replies", EVERY, ("sender", "gateway"), "Answers to patients.", personal=True
)
OUTBOUND_NOTICES = Topic(
    "outbound.notices",
    EVERY,
    ("sender",),
    "Messages that we begin: reminders, news, questions.",
    personal=True,
)
WHATSAPP_DELIVERIES = Topic(
    "whatsapp.deliveries",
    "sender",
    ("gateway", EVERY),
    "What became of our messages.",
    days=30,
)
WHATSAPP_MEDIA = Topic(
    "whatsapp.media",
    "sender",
    (),
    "Files of patients that are here, or never will be: ids only.",
    days=30,
)
CONTACTS = Topic(
    "contacts",
    "gateway",
    ("sender", "desk", "patients", "reminders", "feedback"),
    "Address, our number and language of every contact.",
    compacted=True,
    personal=True,
)
CONTACTS_MERGES = Topic(
    "contacts.merges",
    "gateway",
    (EVERY,),
    "Two contacts proved to be one.",
    compacted=True,
)
DESK_TASKS = Topic(
    "desk.tasks",
    EVERY,
    ("desk", EVERY),
    "Whatever waits for a human, and that it was done.",
    days=30,
)
DESK_TASKS_URGENT = Topic(
    "desk.tasks.urgent",
    EVERY,
    ("desk", EVERY),
    "The same for emergencies and whatever else is urgent.",
    days=30,
    urgent=True,
    partitions=URGENT_PARTITIONS,
)
APPOINTMENTS = Topic(
    "scheduling.appointments",
    "scheduling",
    ("reminders", "feedback"),
    "What became of appointments.",
    days=30,
)
SCHEDULING_CATALOG = Topic(
    "scheduling.catalog",
    "scheduling",
    ("reminders", "triage"),
    "Names of services, practitioners and places.",
    compacted=True,
)
TRIAGE_ASSESSMENTS = Topic(
    "triage.assessments",
    "triage",
    ("feedback",),
    "Results of interviews about symptoms: ids and codes.",
    days=30,
)
FEEDBACK_RESPONSES = Topic(
    "feedback.responses",
    "feedback",
    (),
    "How patients found a visit: stars and codes, no words.",
    days=30,
)
PATIENTS_PROFILES = Topic(
    "patients.profiles",
    "patients",
    ("scheduling", "reminders", "sender"),
    "The people behind a contact, and when it is quiet for them.",
    compacted=True,
    personal=True,
)
PAGES_PARTS = Topic(
    "pages.parts",
    EVERY,
    ("pages",),
    "What short-lived links show, encrypted for the link.",
    personal=True,
)

ALL: tuple[Topic, ...] = tuple(t for t in list(globals().values()) if isinstance(t, Topic))


def inbound(service: str) -> Topic:
    """The topic of messages for a service. KeyError: no such service."""
    return _INBOUND[service]


def tasks(priority: Lane) -> Topic:
    """The topic of tasks of one priority: of a task, all that happens to it."""
    return DESK_TASKS_URGENT if priority == "urgent" else DESK_TASKS


_INBOUND = {t.name.split(".")[1]: t for t in ALL if t.name.startswith("inbound.") and not t.urgent}
