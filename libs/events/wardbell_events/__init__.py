"""Every event of Wardbell, the topics they travel on and the envelope around them."""

from wardbell_events.contacts import ContactChanged, ContactMerged
from wardbell_events.delivery import DeliveryChanged, FallbackWanted, MessagePriced
from wardbell_events.desk import TaskClosed, TaskOpened
from wardbell_events.envelope import Envelope, Malformed
from wardbell_events.event import Event, registry
from wardbell_events.feedback import ResponseRecorded
from wardbell_events.inbound import (
    Address,
    FloorEnded,
    MediaArrived,
    MediaSettled,
    MessageReceived,
    RedFlag,
)
from wardbell_events.outbound import ConsentChanged, MessageRequested
from wardbell_events.pages import PagePublished
from wardbell_events.patients import (
    IdentityRequested,
    MarketingChosen,
    Person,
    PersonIdentified,
    ProfileChanged,
)
from wardbell_events.personal import Personal, personal_fields
from wardbell_events.scheduling import (
    AppointmentArrived,
    AppointmentBooked,
    AppointmentCancelled,
    AppointmentConfirmed,
    AppointmentDeclined,
    AppointmentFulfilled,
    AppointmentNoShow,
    AppointmentRequested,
    AppointmentRescheduled,
    AppointmentState,
    CatalogChanged,
)
from wardbell_events.triage import AssessmentCompleted
from wardbell_events.whatsapp import AccountChanged, MessageArrived, StatusChanged, UserChanged

__all__ = [
    "AccountChanged",
    "Address",
    "AppointmentArrived",
    "AppointmentBooked",
    "AppointmentCancelled",
    "AppointmentConfirmed",
    "AppointmentDeclined",
    "AppointmentFulfilled",
    "AppointmentNoShow",
    "AppointmentRequested",
    "AppointmentRescheduled",
    "AppointmentState",
    "AssessmentCompleted",
    "CatalogChanged",
    "ConsentChanged",
    "ContactChanged",
    "ContactMerged",
    "DeliveryChanged",
    "Envelope",
    "Event",
    "FallbackWanted",
    "FloorEnded",
    "IdentityRequested",
    "Malformed",
    "MarketingChosen",
    "MediaArrived",
    "MediaSettled",
    "MessageArrived",
    "MessagePriced",
    "MessageReceived",
    "MessageRequested",
    "PagePublished",
    "Person",
    "PersonIdentified",
    "Personal",
    "ProfileChanged",
    "RedFlag",
    "ResponseRecorded",
    "StatusChanged",
    "TaskClosed",
    "TaskOpened",
    "UserChanged",
    "personal_fields",
    "registry",
]
