"""For how long WhatsApp tries to deliver a reminder: never until the visit is over."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from wardbell_dialogue.templates import CATALOG
from wardbell_reminders import speech
from wardbell_reminders.catalogs import Catalogs
from wardbell_reminders.visit import Visit

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def visit(ahead, *, confirmed=False):
    return Visit(
        id=uuid4(),
        version=1,
        site="main",
        contact_id=uuid4(),
        service="check-up",
        practitioner="weber",
        location="here",
        virtual=False,
        start_at=NOW + ahead,
        time_zone="Europe/Berlin",
        stands=True,
        confirmed=confirmed,
        calling=False,
    )


@pytest.mark.parametrize("confirmed", [False, True])
@pytest.mark.parametrize("visits", [1, 2])
@pytest.mark.parametrize("hours", [1, 2, 6, 6.9, 7, 12, 24, 168])
def test_a_template_is_tried_no_longer_than_until_the_visit(hours, visits, confirmed):
    ahead = timedelta(hours=hours)
    told = [visit(ahead + timedelta(hours=n), confirmed=confirmed) for n in range(visits)]

    template = speech.template(told, Catalogs(), "en", NOW)

    tried = timedelta(seconds=CATALOG[template.name].ttl_seconds)
    assert timedelta(hours=1) <= tried <= ahead
    assert ("_again" in template.name) == (confirmed and visits == 1)
