"""The clinics of all sites, as they were imported last; only what has changed is read again."""

from __future__ import annotations

from wardbell_runtime import Tx
from wardbell_scheduling import repository
from wardbell_scheduling.clinic import Clinic


class Clinics:
    """What a process knows of clinics."""

    def __init__(self) -> None:
        self._clinics: dict[str, Clinic] = {}
        self._versions: dict[str, int] = {}

    async def renew(self, tx: Tx) -> None:
        """Take over what was imported since."""
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
