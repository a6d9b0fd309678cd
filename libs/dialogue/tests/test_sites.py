import pytest

from wardbell_dialogue.rule_files import RulesError
from wardbell_dialogue.sites import load_sites

NUMBERS = """
numbers:
  "1":
    site: north
    name: North Clinic
    languages: [de]
  "2":
    site: south
    name: South Clinic
    languages: {languages}
"""


@pytest.fixture
def numbers(tmp_path):
    def written(languages):
        file = tmp_path / "numbers.yaml"
        file.write_text(NUMBERS.format(languages=languages))
        return load_sites(file, "")

    return written


def test_a_site_speaks_the_languages_that_it_names(numbers):
    assert numbers("[de, en]")["2"].languages == ("de", "en")


def test_a_language_without_texts_is_refused_with_the_ones_that_there_are(numbers):
    with pytest.raises(RulesError) as refused:
        numbers("[de, fr]")

    said = str(refused.value)
    assert "numbers.yaml:10: numbers.2.languages" in said
    assert "fr" in said
    assert "there are de, en" in said


def test_a_number_may_stand_there_without_quotes(numbers, tmp_path):
    file = tmp_path / "unquoted.yaml"
    file.write_text("numbers:\n  106540352242922: {site: north, name: North Clinic}\n")

    assert load_sites(file, "").numbers == ["106540352242922"]


@pytest.mark.parametrize("written", ["", "numbers: {}\n", "number: 1\n", "- 1\n", "a: [\n"])
def test_a_file_without_numbers_is_refused(tmp_path, written):
    file = tmp_path / "numbers.yaml"
    file.write_text(written)

    with pytest.raises(RulesError, match=r"numbers\.yaml"):
        load_sites(file, "")
