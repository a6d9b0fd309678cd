"""Wiring of patients."""

from __future__ import annotations

from pathlib import Path

from wardbell_dialogue.sites import load_sites
from wardbell_events import (
    ContactChanged,
    ContactMerged,
    IdentityRequested,
    MarketingChosen,
    MessageReceived,
    topics,
)
from wardbell_patients.directory_rows import fold_names
from wardbell_patients.handlers import FORGET, Patients, forget, load
from wardbell_patients.settings import PatientsSettings
from wardbell_runtime import Service

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def service() -> Service:
    """Patients, first form: who the people behind a contact are."""
    settings = PatientsSettings()
    patients = Patients(
        load_sites(settings.wardbell_numbers_file, settings.whatsapp_phone_number_id)
    )
    made = Service("patients", settings)
    made.consume(
        topics.INBOUND_PATIENTS,
        {
            IdentityRequested: patients.identity_requested,
            MessageReceived: patients.message_received,
            MarketingChosen: patients.marketing_chosen,
        },
        prepare=load,
        on_parked=patients.unreadable,
    )
    made.consume(
        topics.CONTACTS, {ContactChanged: patients.contact_changed}, prepare=load, linger=0.2
    )
    made.consume(topics.CONTACTS_MERGES, {ContactMerged: patients.contact_merged}, prepare=load)
    made.timers(FORGET, forget)
    made.hourly("names of an older version", fold_names)
    return made


async def main() -> None:
    """The process: runs until it is told to stop."""
    await service().run()
