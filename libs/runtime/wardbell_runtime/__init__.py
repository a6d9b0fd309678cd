"""What every service stands on: one batch, one transaction; inbox, outbox, due jobs, health."""

from wardbell_runtime.batch import Nack
from wardbell_runtime.clock import Clock
from wardbell_runtime.due import Job, schedule, unschedule
from wardbell_runtime.errors import Transient
from wardbell_runtime.ids import at_the_door, uuid7
from wardbell_runtime.log import log, warn
from wardbell_runtime.records import Incoming, Record
from wardbell_runtime.running import Running
from wardbell_runtime.service import Service
from wardbell_runtime.settings import Settings
from wardbell_runtime.subscription import Handlers
from wardbell_runtime.tx import Tx

__all__ = [
    "Clock",
    "Handlers",
    "Incoming",
    "Job",
    "Nack",
    "Record",
    "Running",
    "Service",
    "Settings",
    "Transient",
    "Tx",
    "at_the_door",
    "log",
    "schedule",
    "unschedule",
    "uuid7",
    "warn",
]
