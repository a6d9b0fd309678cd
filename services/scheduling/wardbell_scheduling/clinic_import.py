"""Taking over a clinic's file: what is kept, what is told to others, who loses their place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from wardbell_events import CatalogChanged
from wardbell_events.scheduling import CatalogLocation, CatalogPractitioner, CatalogService
from wardbell_runtime import Running, Tx
from wardbell_scheduling import appointment_rows, clinics, freed, reopened, staff, waiting_rows
from wardbell_scheduling.appointment import Appointment
from wardbell_scheduling.clinic import Clinic, Practitioner
from wardbell_scheduling.slots import Span, in_schedule
from wardbell_scheduling.staff import Refused


@dataclass(frozen=True, slots=True)
class _Before:
    """What holds before an import."""

    version: int
    clinic: Clinic | None
    waited_for: frozenset[str]
    """Services."""

    def covers(self, now: _Before) -> bool:
        """Whether what was found out about this is true of a later state."""
        return self.version == now.version and self.waited_for >= now.waited_for


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import comes to."""

    version: int
    """0: nothing changed."""
    stranded: Sequence[Appointment]
    """Appointments to come that the schedule has no place for any more."""
    others: Sequence[str] = ()
    """Of a site that is new: those that there were."""


async def import_clinic(
    running: Running, clinic: Clinic, who: str, *, new_site: bool = True
) -> Imported:
    """Keep a clinic's file.

    Args:
        new_site: it may be one of a site that there was not, beside others
    """
    while True:
        async with running.transaction() as tx:
            before = await _before(tx, clinic.site)
            there = ", ".join(sorted(await clinics.read(tx, {})))
        if before.clinic is None and there and not new_site:
            raise Refused(
                f"{clinic.site} would be a new site beside {there}; --new-site adds it, "
                "or mend the line `site:` of the file"
            )
        # Everybody who talks about appointments waits for the lock of the clinics: what takes long
        # is done without it, and once more if something was quicker.
        opened = (
            reopened.places(before.clinic, clinic, before.waited_for, running.clock.now())
            if before.clinic
            else []
        )
        async with running.transaction() as tx:
            await clinics.change(tx)
            if before.covers(await _before(tx, clinic.site)):
                return await _take_over(tx, before.clinic, clinic, opened, who)


async def _before(tx: Tx, site: str) -> _Before:
    version, document = (await clinics.read(tx, {})).get(site, (0, ""))
    clinic = Clinic.model_validate_json(document) if document else None
    return _Before(version, clinic, await waiting_rows.services(tx, site))


async def _take_over(
    tx: Tx, before: Clinic | None, clinic: Clinic, opened: Sequence[reopened.Place], who: str
) -> Imported:
    kept = clinic
    if before is not None:
        kept = still_naming(before, clinic, await appointment_rows.in_use(tx, clinic.site))
    others = sorted(await clinics.read(tx, {})) if before is None else ()
    version = await clinics.save(tx, clinic.site, kept.model_dump_json(by_alias=True), who)
    if version:
        tx.cause = staff.command(clinic.site, "", clinic.site, tx.now)
        tx.emit(_catalog(clinic, kept, version, tx.now))
        staff.audit(tx, who, "import", detail=f"version {version}")
        await freed.opened(tx, clinic.site, opened)
        if before is not None:
            freed.look(tx, clinic.site)  # what was offered may be gone
    two_years = Span(tx.now, tx.now + timedelta(days=730))
    coming = await appointment_rows.ahead(tx, clinic.site, two_years)
    stranded = [visit for visit in coming if not in_schedule(clinic, visit.slot)]
    return Imported(version, stranded, others)


def still_naming(before: Clinic, clinic: Clinic, used: Sequence[tuple[str, str, str]]) -> Clinic:
    """A clinic with what its file has no more, but what is booked or offered is called by.

    Nobody offers it, so nothing new is booked; patients read the names and the address they know.

    Args:
        used: ids of service, practitioner and place
    """
    services = before.services.keys() & {service for service, _, _ in used}
    people = before.practitioners.keys() & {person for _, person, _ in used}
    places = before.locations.keys() & {place for _, _, place in used}
    return clinic.model_copy(
        update={
            "services": clinic.services
            | {
                id_: before.services[id_].model_copy(update={"rooms": ()})
                for id_ in sorted(services - clinic.services.keys())
            },
            "practitioners": clinic.practitioners
            | {
                id_: Practitioner(name=before.practitioners[id_].name, services=())
                for id_ in sorted(people - clinic.practitioners.keys())
            },
            "locations": clinic.locations
            | {id_: before.locations[id_] for id_ in sorted(places - clinic.locations.keys())},
        }
    )


def _catalog(clinic: Clinic, kept: Clinic, version: int, now: datetime) -> CatalogChanged:
    """Services that are offered now, and all names that patients are told of their visits."""
    return CatalogChanged(
        site=clinic.site,
        version=version,
        services=tuple(
            CatalogService(id=id_, names=s.names, minutes=s.minutes, confirmation=s.confirmation)
            for id_, s in clinic.services.items()
        ),
        practitioners=tuple(
            CatalogPractitioner(id=id_, name=p.name, services=p.services)
            for id_, p in kept.practitioners.items()
        ),
        locations=tuple(
            CatalogLocation(id=id_, name=p.name, address=p.address, time_zone=kept.zone(id_).key)
            for id_, p in kept.locations.items()
        ),
        changed_at=now,
    )
