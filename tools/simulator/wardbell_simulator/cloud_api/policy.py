"""What Meta does not let through although the request is right."""

from __future__ import annotations

from wardbell_simulator.cloud_api import codes
from wardbell_simulator.faults import Faults
from wardbell_simulator.phones import Phone
from wardbell_simulator.templates.registry import Template
from wardbell_simulator.traffic import Traffic


class Policy:
    def __init__(self, traffic: Traffic, faults: Faults) -> None:
        self._traffic = traffic
        self._faults = faults

    def check(self, number: str, phone: Phone) -> None:
        """Raise Refused for what comes too fast, and for errors injected on purpose."""
        if code := self._faults.error_for(number, phone.wa_id, later=False):
            raise codes.refused(code)
        if not self._traffic.has_throughput(number):
            raise codes.refused(codes.THROUGHPUT)
        if not self._traffic.pair_may(number, phone):
            raise codes.refused(codes.PAIR_RATE)

    def failure(self, number: str, phone: Phone, template: Template | None) -> int | None:
        """Return why a message will not be delivered; raise Refused where that is told at once.

        Meta tells it either way, and does not say when which.
        """
        code = self._undeliverable(number, phone, template)
        if code is not None and self._faults.now.undeliverable_at_once:
            raise codes.refused(code)
        return code or self._faults.error_for(number, phone.wa_id, later=True)

    def _undeliverable(self, number: str, phone: Phone, template: Template | None) -> int | None:
        if not phone.on_whatsapp:
            return codes.NOT_ON_WHATSAPP
        if template is None:
            return codes.NOT_IN_WINDOW if self._traffic.only_templates(number, phone) else None
        if template.category == "MARKETING" and not phone.takes_marketing:
            return codes.OPTED_OUT
        if not self._traffic.in_window(number, phone) and not self._traffic.portfolio_may(phone):
            return codes.TOO_MANY_USERS
        return None
