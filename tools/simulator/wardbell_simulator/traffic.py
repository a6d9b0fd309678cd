"""WhatsApp's limits on sending, kept on the virtual clock."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from wardbell_simulator.clock import Clock
from wardbell_simulator.phones import Phone
from wardbell_simulator.traffic_limits import TrafficLimits

DAY_S = 86_400
USUAL_WINDOW_HOURS = 24.0  # prices depend on it even where it is not enforced


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float

    def take(self, now: float, size: float, per_s: float, *, owing: bool = False) -> bool:
        """Take a token if there is one; `owing` takes it in any case."""
        self.tokens = min(size, self.tokens + per_s * (now - self.at))
        self.at = now
        if self.tokens < 1 and not owing:
            return False
        self.tokens -= 1
        return True


class Traffic:
    def __init__(self, limits: TrafficLimits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self.forget_all()

    def forget_all(self) -> None:
        self._buckets: dict[Hashable, _Bucket] = {}
        self._reached: dict[Phone, float] = {}  # outside a window, when last; oldest first

    def arrived(self, number: str) -> None:
        """Count a user's message: throughput is of both directions, but users are not refused."""
        if rate := self._limits.throughput_per_s:
            self._take(number, rate, rate, owing=True)

    def has_throughput(self, number: str) -> bool:
        rate = self._limits.throughput_per_s
        return not rate or self._take(number, rate, rate)

    def pair_may(self, number: str, phone: Phone) -> bool:
        """Whether the number may write to this user now."""
        burst, every_s = self._limits.pair_burst, self._limits.pair_every_s
        return not (burst and every_s) or self._take((number, phone), burst, 1 / every_s)

    def in_window(self, number: str, phone: Phone) -> bool:
        until = self.window_until(number, phone)
        return until is not None and self._clock.now() < until

    def only_templates(self, number: str, phone: Phone) -> bool:
        return bool(self._limits.window_hours) and not self.in_window(number, phone)

    def left(self, number: str) -> float | None:
        """How many messages a number may send at once now; None: as many as it likes."""
        rate = self._limits.throughput_per_s
        return self._tokens(number, rate, rate) if rate else None

    def left_to(self, number: str, phone: Phone) -> float | None:
        """The same to one user."""
        burst, every_s = self._limits.pair_burst, self._limits.pair_every_s
        return self._tokens((number, phone), burst, 1 / every_s) if burst and every_s else None

    def users_reached(self) -> tuple[int, int]:
        """How many users were reached outside a window in 24 hours, of how many; 0: no limit."""
        self._forget_old()
        return len(self._reached), self._limits.unique_users

    def window_until(self, number: str, phone: Phone) -> float | None:
        """When a window closes or closed, in virtual epoch seconds; None: it never was open."""
        opened = phone.windows.get(number)
        hours = self._limits.window_hours or USUAL_WINDOW_HOURS
        return None if opened is None else opened + hours * 3600

    def portfolio_may(self, phone: Phone) -> bool:
        """Whether this user may be reached outside a window, and count it if so."""
        most, now = self._limits.unique_users, self._clock.now()
        if not most:
            return True
        self._forget_old()
        if phone not in self._reached and len(self._reached) >= most:
            return False
        self._reached.pop(phone, None)
        self._reached[phone] = now
        return True

    def _forget_old(self) -> None:
        for known, at in list(self._reached.items()):
            if self._clock.now() - at < DAY_S:
                break
            del self._reached[known]

    def _tokens(self, whose: Hashable, size: float, per_s: float) -> float:
        bucket = self._buckets.get(whose)
        if bucket is None:
            return size
        return min(size, bucket.tokens + per_s * (self._clock.now() - bucket.at))

    def _take(self, whose: Hashable, size: float, per_s: float, *, owing: bool = False) -> bool:
        now = self._clock.now()
        bucket = self._buckets.setdefault(whose, _Bucket(size, now))
        return bucket.take(now, size, per_s, owing=owing)
