"""Templates keep to Meta's limits, in every language, and say nothing clinical."""

import pytest

from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.templates import CATALOG, Definition, check, fill, load
from wardbell_dialogue.word_lists import languages

GOOD = {
    "category": "utility",
    "ttl_seconds": 3600,
    "examples": {"day": "Monday"},
    "texts": {"en": {"body": "It is on {{day}} at our place.", "buttons": ["Fine"]}},
}


def findings(**changed):
    texts = {"en": {**GOOD["texts"]["en"], **changed}}
    made = {"some_name": Definition.model_validate({**GOOD, "texts": texts})}
    return [found.what for found in check(made, frozenset({"en"}))]


def test_the_catalog_has_nothing_that_meta_would_refuse():
    assert list(check(CATALOG, frozenset(languages()))) == []


@pytest.mark.parametrize(
    ("changed", "what"),
    [
        ({"body": "{{day}} is the day of it all."}, "begins or ends"),
        ({"body": "It is on the day of {{day}}."}, "begins or ends"),
        ({"body": "It is on {{day}} {{day}} at our place here."}, "right after another"),
        ({"body": "On {{day}} it."}, "fewer than 3 words"),
        ({"body": "It is on a day at our place."}, "has the variables []"),
        ({"body": "It is on {{day}}. " + "x" * 1024}, "at most 1024"),
        ({"body": "Your MRT is on {{day}} at our place."}, "says mrt"),
        ({"buttons": ["x" * 26]}, "1 to 25 characters"),
        ({"buttons": ["Fine 👍"]}, "no emoji"),
        ({"buttons": ["Yes", "Yes"]}, "two buttons with one label"),
    ],
)
def test_what_meta_would_refuse_is_found(changed, what):
    assert [found for found in findings(**changed) if what in found]


def test_a_file_that_is_no_template_is_said_with_its_line_and_field(tmp_path):
    texts = "texts:\n  en:\n    body: It is on a day at our place.\n"
    (tmp_path / "some_name.yaml").write_text(f"category: news\nttl_seconds: 99999\n{texts}")

    with pytest.raises(RulesError) as wrong:
        load(tmp_path)

    assert str(wrong.value).splitlines() == [
        "some_name.yaml:1: category: Input should be 'utility', 'authentication' or 'marketing'",
        "some_name.yaml:2: ttl_seconds: must be 43200 at most",
    ]


def test_a_language_that_lacks_is_found():
    made = {"some_name": Definition.model_validate(GOOD)}

    assert [f.what for f in check(made, frozenset({"en", "de"}))] == ["has no text in de"]


def test_what_is_filled_in_has_all_values_and_no_line_breaks():
    filled = fill("appointment_booked", "scheduling:mine", day="Monday", time="9:00", place="A\nB")

    assert filled.parameters["place"] == "A B"
    with pytest.raises(ValueError, match="wants"):
        fill("appointment_booked", day="Monday", time="9:00", place="A")
    with pytest.raises(KeyError):
        fill("nothing")
