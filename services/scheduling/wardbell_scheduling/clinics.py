"""The clinics of all sites, as they were imported last; only what has changed is read again."""

from __future__ import annotations

from wardbell_runtime import Tx
from wardbell_scheduling import repository
from wardbell_scheduling.clinic import Clinic

_LOCK = "hashtextextended(concat_ws('/', 'clinics', current_schema()), 0)"


async def change(tx: Tx) -> None:
    """Before an import: whoever has read the clinics is waited for, and who wants to, waits.

    So an import sees every appointment that was booked by the file before it.
    """
    await tx.execute(f"select pg_advisory_xact_lock({_LOCK})")


async def stay_as_they_are(tx: Tx) -> None:
    """Until this transaction ends nobody imports another file."""
    await tx.execute(f"select pg_advisory_xact_lock_shared({_LOCK})")


class Clinics:
    """What a process knows of clinics."""

    def __init__(self) -> None:
        self._clinics: dict[str, Clinic] = {}
        self._versions: dict[str, int] = {}

    async def renew(self, tx: Tx) -> None:
        """Take over what was imported since; it stays true until this transaction ends."""
        await stay_as_they_are(tx)
        for site, (version, document) in (await repository.clinics(tx, self._versions)).items():
            # Somebody else may have read a later one meanwhile.
            if version > self._versions.get(site, 0):
                self._clinics[site] = Clinic.model_validate_json(document)
                self._versions[site] = version

    def get(self, site: str) -> Clinic | None:
        """A site's clinic, if one was imported."""
        return self._clinics.get(site)

    def all(self) -> list[Clinic]:
        """Of every site."""
        return list(self._clinics.values())
