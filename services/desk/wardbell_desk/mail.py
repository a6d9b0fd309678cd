"""Notices as e-mail. A mail says that something waits, never who it is or what was said."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from urllib.parse import unquote, urlsplit

import aiosmtplib

from wardbell_desk.courier import NotSent, Send
from wardbell_desk.dialogue import SAY, spoken
from wardbell_desk.notices import Channel, Notice
from wardbell_desk.settings import DeskSettings
from wardbell_dialogue.local_time import day_and_time
from wardbell_dialogue.sites import Sites
from wardbell_dialogue.texts import FALLBACK
from wardbell_runtime import warn


class Mail:
    """The channel `mail`."""

    name: Channel = "mail"

    def __init__(self, settings: DeskSettings, sites: Sites) -> None:
        self._settings = settings
        self._server = urlsplit(settings.desk_smtp_url.get_secret_value())
        self._sites = sites

    @asynccontextmanager
    async def open(self) -> AsyncIterator[Send]:
        """Each mail has a connection of its own: they are few, and servers drop idle ones."""
        yield self._send

    async def _send(self, notice: Notice, now: datetime) -> None:
        server = self._server
        secure = server.scheme == "smtps"
        try:
            refused, _ = await aiosmtplib.send(
                self._compose(notice, now),
                hostname=server.hostname,
                port=server.port,
                username=unquote(server.username) if server.username else None,
                password=unquote(server.password) if server.password else None,
                use_tls=secure,
                # Where there is a password, it never travels in the clear.
                start_tls=False if secure else (True if server.username else None),
                local_hostname=_domain(self._settings.desk_mail_from),
                timeout=self._settings.desk_notice_timeout_seconds,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            raise NotSent from error
        if refused:
            warn("some addresses were refused", name=self.name, count=len(refused))

    def _compose(self, notice: Notice, now: datetime) -> EmailMessage:
        site = self._sites.get(notice.number)
        language = spoken(site.languages[0]) if site else FALLBACK
        zone = site.time_zone if site else "UTC"
        known = f"kind-{notice.kind}" in SAY.keys(FALLBACK)
        words = {
            "kind": SAY(language, f"kind-{notice.kind}" if known else "kind-other"),
            "priority": SAY(language, f"priority-{notice.priority}"),
            "site": site.name if site else notice.site,
            "opened": ", ".join(day_and_time(language, zone, notice.opened_at)),
            "due": ", ".join(day_and_time(language, zone, notice.due)),
            "task": str(notice.task_id),
        }
        mail = EmailMessage()
        mail["Subject"] = SAY(
            language, "mail-subject-unclaimed" if notice.level else "mail-subject", **words
        )
        mail["From"] = self._settings.desk_mail_from
        mail["To"] = self._recipients(notice)
        mail["Date"] = format_datetime(now)
        # The same however often it is sent, so that mail programs show it once.
        mail["Message-ID"] = f"<{notice.id}@{_domain(self._settings.desk_mail_from)}>"
        mail["Auto-Submitted"] = "auto-generated"
        if notice.priority == "urgent":
            mail["Importance"] = "high"
        mail.set_content(SAY(language, "mail-body", **words))
        return mail

    def _recipients(self, notice: Notice) -> str:
        settings = self._settings
        if notice.level and settings.desk_escalation_to:
            return settings.desk_escalation_to
        if notice.priority == "urgent" and settings.desk_mail_to_urgent:
            return settings.desk_mail_to_urgent
        return settings.desk_mail_to


def _domain(address: str) -> str:
    return address.rsplit("@", 1)[-1].strip("> ")
