"""Names of practitioners and places, as scheduling told them last."""

from __future__ import annotations

from wardbell_events import CatalogChanged
from wardbell_events.scheduling import CatalogLocation, CatalogPractitioner
from wardbell_runtime import Tx


async def catalog_changed(tx: Tx, event: CatalogChanged) -> None:
    """A site's names; an older version changes nothing."""
    tx.later(
        """
        insert into catalog (site, version, document) values ($1, $2, $3)
        on conflict (site) do update
           set version = excluded.version, document = excluded.document
         where catalog.version < excluded.version
        """,
        event.site,
        event.version,
        event.model_dump_json(),
    )


class Catalogs:
    """What a process knows of them; only what has changed is read again."""

    def __init__(self) -> None:
        self._versions: dict[str, int] = {}
        self._practitioners: dict[tuple[str, str], CatalogPractitioner] = {}
        self._locations: dict[tuple[str, str], CatalogLocation] = {}

    async def renew(self, tx: Tx) -> None:
        """Take over what was told since. A name that is gone is kept for visits that have it."""
        for row in await tx.fetch(
            "select site, version, document from catalog"
            " where (site, version) not in (select * from unnest($1::text[], $2::bigint[]))",
            list(self._versions),
            list(self._versions.values()),
        ):
            site = row["site"]
            catalog = CatalogChanged.model_validate_json(row["document"])
            self._versions[site] = row["version"]
            self._practitioners |= {(site, p.id): p for p in catalog.practitioners}
            self._locations |= {(site, place.id): place for place in catalog.locations}

    def practitioner(self, site: str, id_: str) -> str:
        """Who somebody is; the id where nobody has told."""
        found = self._practitioners.get((site, id_))
        return found.name if found else id_

    def address(self, site: str, id_: str) -> str:
        """The same without its name, which may say what a visit is for; empty where unknown."""
        found = self._locations.get((site, id_))
        return found.address if found else ""

    def place(self, site: str, id_: str) -> str:
        """Where a place is; the id where nobody has told."""
        found = self._locations.get((site, id_))
        return f"{found.name}, {found.address}" if found else id_
