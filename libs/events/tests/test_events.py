import copy
import json
import logging

import pytest

from wardbell_events import Envelope, Malformed, MessageReceived, registry, topics
from wardbell_events.golden import (
    EXAMPLES,
    PAGE,
    RENEW,
    breaking,
    events,
    golden_file,
    page,
    render,
    schema,
)
from wardbell_events.personal import HIDDEN

EVENTS = pytest.mark.parametrize("event", events(), ids=lambda e: e.type)


@EVENTS
def test_the_golden_schema_says_what_the_event_is(event):
    file = golden_file(event)
    assert file.exists(), f"no golden schema yet: {RENEW}"
    golden = json.loads(file.read_text())

    assert not breaking(golden, schema(event)), "breaks readers: declare a new version"
    assert file.read_text() == render(schema(event)), f"out of date: {RENEW}"


@EVENTS
def test_every_event_has_an_example_that_reads_and_writes_back(event):
    file = EXAMPLES / f"{event.type}.json"
    assert file.exists(), f"write an example: {file.name}"
    example = json.loads(file.read_text())

    read = event.model_validate_json(json.dumps({**example, "a_later_field": 1}))

    assert json.loads(read.encode()) == example


@EVENTS
def test_every_event_is_documented_where_it_is_declared(event):
    assert event.__doc__
    assert "Emitted by" in event.__doc__ or "From the ingress" in event.__doc__


def test_no_example_or_schema_is_left_over():
    names = {f"{event.type}.json" for event in events()}

    assert {f.name for f in EXAMPLES.iterdir()} == names
    assert {f.name for f in golden_file(events()[0]).parent.iterdir()} == names


def test_the_page_of_events_is_up_to_date():
    assert PAGE.read_text() == page(), f"out of date: {RENEW}"


GOLDEN = schema(registry["inbound.message.received.v1"])


def changed(change):
    new = copy.deepcopy(GOLDEN)
    change(new)
    return breaking(GOLDEN, new)


def test_a_removed_field_breaks():
    assert changed(lambda s: s["properties"].pop("wamid"))


def test_a_newly_required_field_breaks():
    assert changed(lambda s: s["required"].append("intent"))


def test_another_type_breaks():
    assert changed(lambda s: s["properties"]["wamid"].update(type="integer"))


def test_a_narrower_enum_or_definition_breaks():
    assert changed(lambda s: s["$defs"]["Media"]["properties"].pop("caption"))
    narrowed = {"properties": {"a": {"enum": ["x", "y"]}}}
    assert breaking(narrowed, {"properties": {"a": {"enum": ["x"]}}})
    assert not breaking(narrowed, {"properties": {"a": {"enum": ["x", "y", "z"]}}})


def test_an_optional_field_more_does_not_break():
    assert not changed(lambda s: s["properties"].update(later={"type": "string"}))


def test_personal_data_is_never_printed():
    example = json.loads((EXAMPLES / "inbound.message.received.v1.json").read_text())
    event = MessageReceived.model_validate(example)

    for shown in (repr(event), str(event), f"{event.said!r}", f"{event.address}"):
        assert HIDDEN in shown
        assert example["said"]["body"] not in shown
        assert example["address"]["wa_id"] not in shown
        assert example["wamid"] not in shown


def test_personal_data_is_marked_in_the_schema():
    assert GOLDEN["properties"]["wamid"]["x-personal"] is True


def envelope_headers():
    return [
        ("ce_id", b"01a20000-0000-7000-8000-000000000001"),
        ("ce_type", b"a.b.v1"),
        ("ce_source", b"wardbell/x"),
        ("ce_time", b"2026-11-02T08:00:00+00:00"),
        ("foreign", b"\xff\xfe"),
    ]


def test_an_envelope_survives_the_way_through_kafka():
    envelope = Envelope.parse(envelope_headers())

    assert Envelope.parse(envelope.headers()) == envelope
    assert envelope.received_at == envelope.time


@pytest.mark.parametrize(
    "header",
    [("ce_id", b"nonsense"), ("ce_time", b"2026-11-02"), ("ce_type", b"\xff"), ("ce_id", None)],
)
def test_an_unreadable_attribute_is_malformed_and_not_repeated_in_the_error(header, caplog):
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Malformed) as wrong:
        Envelope.parse([*envelope_headers(), header])

    assert "nonsense" not in str(wrong.value)


def test_topics_with_personal_data_close_their_segments_in_time():
    for topic in topics.ALL:
        if topic.personal:
            assert int(topic.config["segment.ms"]) <= 12 * topics.HOUR_MS
            assert topic.compacted or topic.days <= 6


def test_every_inbound_topic_is_found_by_its_service():
    assert topics.inbound("desk") is topics.INBOUND_DESK
    with pytest.raises(KeyError):
        topics.inbound("nobody")
