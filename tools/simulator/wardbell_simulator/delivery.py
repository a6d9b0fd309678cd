"""How far messages to patients come, and what the business hears of it."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

from wardbell_simulator import webhook_bodies
from wardbell_simulator.clock import Clock
from wardbell_simulator.cloud_api import codes
from wardbell_simulator.faults import Faults
from wardbell_simulator.live import Live
from wardbell_simulator.phones import ChatMessage, State
from wardbell_simulator.webhook_bodies import BusinessNumber
from wardbell_simulator.webhooks import PATIENTS, STATUSES, OnAccepted, Webhooks


class Delivery:
    def __init__(
        self,
        numbers: Mapping[str, BusinessNumber],
        clock: Clock,
        faults: Faults,
        webhooks: Webhooks,
        live: Live,
    ) -> None:
        self._numbers = numbers
        self._clock = clock
        self._faults = faults
        self._webhooks = webhooks
        self._live = live
        self._held: list[ChatMessage] = []

    def forget_all(self) -> None:
        self._held.clear()

    def send(self, message: ChatMessage) -> None:
        """Take a message on its way: delivered if the phone is online."""
        self.reach(message, "sent")
        if message.phone.online:
            self.reach(message, "delivered")

    def hold(self, message: ChatMessage) -> None:
        """Keep a template back for its quality assessment."""
        message.state = "held"
        self._held.append(message)

    def release_held(self) -> None:
        """The assessment was good: what was held goes on its way."""
        held, self._held = self._held, []
        for message in held:
            self.send(message)
            self.show_state(message)

    def drop_held(self, name: str, language: str) -> None:
        """The template was paused: what was held of it never arrives."""
        for message in self._held[:]:
            sent = message.content["template"]
            if (sent["name"], sent["language"]["code"]) == (name, language):
                self._held.remove(message)
                self.fail(message, codes.TEMPLATE_PAUSED)

    def reach(self, message: ChatMessage, state: State) -> None:
        message.state = state
        is_quiet_reaction = state != "sent" and message.content["type"] == "reaction"
        if is_quiet_reaction:
            return
        if state == "delivered" and self._faults.happens(self._faults.now.skip_delivered):
            return
        self._tell(message, state)
        message.priced = state != "sent"

    def fail(self, message: ChatMessage, code: int) -> None:
        message.state, message.error = "failed", code
        self._tell(message, "failed")
        self.show_state(message)

    def show(self, message: ChatMessage) -> None:
        if self._live.watched:
            self._live.publish("message", message.phone.wa_id, {"message": message.as_json()})

    def show_state(self, message: ChatMessage) -> None:
        self._live.publish("state", message.phone.wa_id, {"id": message.id, "state": message.state})

    def _tell(self, message: ChatMessage, status: str) -> None:
        if self._faults.now.no_statuses or self._faults.happens(self._faults.now.skip_statuses):
            return
        change = webhook_bodies.status_change(
            self._numbers[message.phone_number_id], message, status, int(self._clock.now())
        )
        self.update(message, change, delay_s=self._faults.now.status_delay_s, rank=STATUSES)

    def update(
        self,
        lane: Hashable,
        change: dict[str, Any],
        *,
        on_accepted: OnAccepted | None = None,
        delay_s: float = 0.0,
        rank: int = PATIENTS,
        time: int | None = None,
    ) -> None:
        """Send a webhook; `time` is for what is about the account."""
        raw = webhook_bodies.encoded(change, ascii_only=not self._faults.now.raw_utf8)
        self._webhooks.send(lane, raw, on_accepted, delay_s, rank, time)
