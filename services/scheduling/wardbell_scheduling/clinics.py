"""The clinics of all sites, as they were imported last; only what has changed is read again."""

from __future__ import annotations

from wardbell_runtime import Tx
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


async def read(tx: Tx, known: dict[str, int]) -> dict[str, tuple[int, str]]:
    """Clinics of which another version is known, or none: site to version and document."""
    rows = await tx.fetch(
        "select site, version, document from clinic"
        " where (site, version) not in (select * from unnest($1::text[], $2::bigint[]))",
        list(known),
        list(known.values()),
    )
    return {row["site"]: (row["version"], row["document"]) for row in rows}


async def save(tx: Tx, site: str, document: str, who: str) -> int:
    """Keep a clinic's file; returns its new version, or 0 if nothing changed."""
    version: int | None = await tx.fetchval(
        """
        insert into clinic (site, version, document, imported_at, imported_by)
        values ($1, 1, $2, $3, $4)
        on conflict (site) do update
           set version = clinic.version + 1, document = excluded.document,
               imported_at = excluded.imported_at, imported_by = excluded.imported_by
         where clinic.document <> excluded.document
        returning version
        """,
        site,
        document,
        tx.now,
        who,
    )
    return version or 0


class Clinics:
    """What a process knows of clinics."""

    def __init__(self) -> None:
        self._clinics: dict[str, Clinic] = {}
        self._versions: dict[str, int] = {}

    async def renew(self, tx: Tx) -> None:
        """Take over what was imported since; it stays true until this transaction ends."""
        await stay_as_they_are(tx)
        for site, (version, document) in (await read(tx, self._versions)).items():
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
