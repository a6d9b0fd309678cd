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
        hours = self._limits.window_hours or USUAL_WINDOW_HOURS
        opened = phone.windows.get(number)
        return opened is not None and self._clock.now() < opened + hours * 3600

    def only_templates(self, number: str, phone: Phone) -> bool:
        return bool(self._limits.window_hours) and not self.in_window(number, phone)

    def portfolio_may(self, phone: Phone) -> bool:
        """Whether this user may be reached outside a window, and count it if so."""
        most, now = self._limits.unique_users, self._clock.now()
        if not most:
            return True
        for known, at in list(self._reached.items()):
            if now - at < DAY_S:
                break
            del self._reached[known]
        if phone not in self._reached and len(self._reached) >= most:
            return False
        self._reached.pop(phone, None)
        self._reached[phone] = now
        return True

    def _take(self, whose: Hashable, size: float, per_s: float, *, owing: bool = False) -> bool:
        now = self._clock.now()
        bucket = self._buckets.setdefault(whose, _Bucket(size, now))
        return bucket.take(now, size, per_s, owing=owing)
