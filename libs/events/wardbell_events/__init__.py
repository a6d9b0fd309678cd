"""Every event of Wardbell, the topics they travel on and the envelope around them."""

from wardbell_events.contacts import ContactChanged, ContactMerged
from wardbell_events.delivery import DeliveryChanged
from wardbell_events.desk import TaskClosed, TaskOpened
from wardbell_events.envelope import Envelope, Malformed
from wardbell_events.event import Event, registry
from wardbell_events.inbound import Address, MessageReceived, RedFlag
from wardbell_events.outbound import MessageRequested
from wardbell_events.personal import Personal, personal_fields
from wardbell_events.whatsapp import AccountChanged, MessageArrived, StatusChanged, UserChanged

__all__ = [
    "AccountChanged",
    "Address",
    "ContactChanged",
    "ContactMerged",
    "DeliveryChanged",
    "Envelope",
    "Event",
    "Malformed",
    "MessageArrived",
    "MessageReceived",
    "MessageRequested",
    "Personal",
    "RedFlag",
    "StatusChanged",
    "TaskClosed",
    "TaskOpened",
    "UserChanged",
    "personal_fields",
    "registry",
]
