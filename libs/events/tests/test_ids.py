"""Ids that are made again come out the same."""

from uuid import uuid4, uuid5

from wardbell_events.ids import derived


def test_a_derived_id_is_the_uuid5_of_its_origin():
    origin = uuid4()

    assert derived(origin, "scheduling/ü") == uuid5(origin, "scheduling/ü")
