"""JSON logs with our ids only: never a name, number, text, wamid or BSUID.

A line has an event name and fields from a fixed list. An exception shows its class and where it
rose, not its text: pydantic and Postgres put the value at fault into theirs.
"""

from __future__ import annotations

import json
import logging
import sys
import time
import traceback
from enum import Enum
from typing import Any, Final
from uuid import UUID

from wardbell_runtime.errors import is_contention

FIELDS: Final = frozenset(
    {
        *("service", "consumer", "timer", "lane", "shard"),
        *("topic", "partition", "offset", "type", "count", "seconds", "attempt"),
        *("contact_id", "message_id", "event_id", "task_id", "parked_id"),
        *("reason", "outcome", "state", "status", "code", "version", "port", "name", "field"),
    }
)
"""Names a log line may carry. Nothing that a patient wrote or that names a person fits one."""

LASTING_SECONDS = 0.135
"""A pause between tries with which a lock that somebody else has is said: that of the third."""

_logger = logging.getLogger("wardbell")


def log(
    event: str, *, level: int = logging.INFO, error: BaseException | None = None, **fields: Any
) -> None:
    """Write one line.

    Args:
        event: what happened, in a few words of the program's own, e.g. `batch rolled back`
        error: an exception; its class and frames are shown, its text is not
        fields: from `FIELDS`; numbers, ids, enums or the program's own short words
    """
    unknown = fields.keys() - FIELDS
    if unknown:
        raise TypeError(f"log() has no field {', '.join(sorted(unknown))}: see log.FIELDS")
    if _logger.isEnabledFor(level):
        _logger.log(level, event, extra={"fields": fields, "error": error})


def warn(event: str, *, error: BaseException | None = None, **fields: Any) -> None:
    """`log` at level WARNING."""
    log(event, level=logging.WARNING, error=error, **fields)


def warn_unless_expected(
    event: str, *, error: BaseException, seconds: float = 0, **fields: Any
) -> None:
    """`warn` of what is tried again; that somebody else had a lock, only once that lasts.

    Args:
        seconds: until the next try, longer with each
    """
    expected = is_contention(error) and seconds < LASTING_SECONDS
    level = logging.DEBUG if expected else logging.WARNING
    log(event, level=level, error=error, seconds=round(seconds, 2), **fields)


class _JsonFormatter(logging.Formatter):
    def __init__(self, service: str) -> None:
        super().__init__()
        self._service = service

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created))
            + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "service": self._service,
        }
        if record.name == "wardbell":
            line["event"] = record.getMessage()
            line.update(record.__dict__.get("fields", {}))
            error = record.__dict__.get("error")
        else:
            # A library's message may hold anything: where it speaks is enough to look it up.
            line["event"] = f"{record.name}: {record.funcName}:{record.lineno}"
            error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            line["error"] = type(error).__name__
            line["at_code"] = [
                f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}"
                for frame in traceback.extract_tb(error.__traceback__)[-6:]
            ]
        return json.dumps(line, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    return type(value).__name__


def configure(service: str, level: str) -> None:
    """Send all logs of this process to stdout as JSON lines."""
    # A line that cannot be formatted would be printed to stderr with all that it holds.
    logging.raiseExceptions = False
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(_JsonFormatter(service))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    _logger.setLevel(level)
    for quiet in ("aiokafka", "uvicorn.access", "asyncio"):
        logging.getLogger(quiet).setLevel(logging.ERROR)
