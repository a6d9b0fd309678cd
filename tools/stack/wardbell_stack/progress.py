import sys
import threading
import time
from types import TracebackType
from typing import Self, TextIO

WIDTH = 30
SECONDS_BETWEEN_DRAWINGS = 0.1


class Progress:
    """Bytes of a total on one line of a terminal; elsewhere one line when it is done."""

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self._what, self._total = what, total
        self._stream = stream or sys.stderr
        self._done = 0
        self._drawn = 0.0
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if kind is None:
            self._draw(end="\n")
        elif self._stream.isatty():
            print(file=self._stream)

    def add(self, count: int) -> None:
        with self._lock:
            self._done += count
            if self._stream.isatty() and time.monotonic() - self._drawn > SECONDS_BETWEEN_DRAWINGS:
                self._drawn = time.monotonic()
                self._draw(end="")

    def _draw(self, end: str) -> None:
        share = min(self._done / self._total, 1.0)
        bar = "#" * round(share * WIDTH)
        start = "\r" if self._stream.isatty() else ""
        print(
            f"{start}{self._what} [{bar:<{WIDTH}}] "
            f"{self._done / 1e6:.0f} of {self._total / 1e6:.0f} MB",
            end=end,
            file=self._stream,
            flush=True,
        )
