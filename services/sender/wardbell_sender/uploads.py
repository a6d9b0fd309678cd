"""Files of ours at WhatsApp: uploaded once, their ids used again for as long as they live.

Source: Meta, media: `POST /{phone-number-id}/media`; ids of uploads live 30 days.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta

import aiohttp

from wardbell_events.outbound import FileContent
from wardbell_runtime import Running, Tx, warn
from wardbell_sender import meta
from wardbell_sender.outcome import Again, Refused, Unclear, outcome
from wardbell_sender.settings import SenderSettings

LIFE = timedelta(days=29)
"""A day less than Meta's, for what is sent and not yet fetched by the phone."""
UPLOAD_SECONDS = 4.0
"""Less than a claim's lease leaves beside the call that sends the message."""
NO_SUCH_FILE = frozenset({100, 131052, 131053})
"""Meta's codes for a message whose file it cannot take, or does not have any more."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that WhatsApp has."""

    media_id: str
    digest: bytes
    used_again: bool
    """Whether it was uploaded for an earlier message."""

    def may_be_gone(self, code: int) -> bool:
        """Whether a message was refused since WhatsApp has no longer what it once took."""
        return self.used_again and code in NO_SUCH_FILE


class Uploads:
    """Uploads, and remembers what is there. Whatever fails here, no message was sent."""

    def __init__(self, settings: SenderSettings) -> None:
        self._settings = settings

    async def of(
        self, running: Running, session: aiohttp.ClientSession, number: str, file: FileContent
    ) -> Upload | Again | Refused:
        """A file's upload for one of our numbers; or why there is none.

        Two that upload the same file at once do so twice, which harms nobody.
        """
        digest = hashlib.sha256(file.mime_type.encode() + b"\0" + file.data).digest()
        try:
            if (known := await _known(running, number, digest)) is not None:
                return Upload(known, digest, used_again=True)
            media_id = await self._upload(session, number, file)
            if isinstance(media_id, str):
                await _remember(running, number, digest, media_id)
                return Upload(media_id, digest, used_again=False)
        except Exception as error:  # noqa: BLE001  # the message is kept, and tried again
            warn("could not upload a file", error=error)
            return Again(None)
        return media_id

    async def forget(self, running: Running, number: str, upload: Upload) -> None:
        """WhatsApp has it no longer: the next message uploads it anew."""
        try:
            await running.pool.execute(
                "delete from upload where number = $1 and digest = $2 and media_id = $3",
                number,
                upload.digest,
                upload.media_id,
            )
        except Exception as error:  # noqa: BLE001  # the next message finds out again
            warn("could not forget an upload", error=error)

    async def _upload(
        self, session: aiohttp.ClientSession, number: str, file: FileContent
    ) -> str | Again | Refused:
        form = aiohttp.FormData({"messaging_product": "whatsapp", "type": file.mime_type})
        form.add_field("file", file.data, content_type=file.mime_type, filename="file")
        url = meta.address(self._settings, f"{number}/media")
        timeout = aiohttp.ClientTimeout(total=UPLOAD_SECONDS)
        async with session.post(url, data=form, timeout=timeout) as answer:
            told = await meta.parsed(answer)
        if answer.status == 200 and isinstance(told, dict) and isinstance(told.get("id"), str):
            return str(told["id"])
        match outcome(answer.status, told):
            case Refused() | Again() as refused:
                return refused
            case Unclear(code):  # of the file; of the message surely nothing is on its way
                return Again(code)
            case _:
                return Again(None)


async def forget_old(running: Running) -> None:
    """Drop what WhatsApp has not any more."""
    await running.forget(
        "delete from upload where (number, digest) in"
        " (select number, digest from upload where until < $1 limit $2) and until < $1",
        running.clock.now(),
    )


def forget_all(tx: Tx, number: str) -> None:
    """WhatsApp could not take the file of a message that it had accepted: all are uploaded anew."""
    tx.later("delete from upload where number = $1", number, instead_of=number)


async def _known(running: Running, number: str, digest: bytes) -> str | None:
    media_id: str | None = await running.pool.fetchval(
        "select media_id from upload where number = $1 and digest = $2 and until > $3",
        number,
        digest,
        running.clock.now(),
    )
    return media_id


async def _remember(running: Running, number: str, digest: bytes, media_id: str) -> None:
    await running.pool.execute(
        "insert into upload (number, digest, media_id, until) values ($1, $2, $3, $4)"
        " on conflict (number, digest) do update"
        " set media_id = excluded.media_id, until = excluded.until",
        number,
        digest,
        media_id,
        running.clock.now() + LIFE,
    )
