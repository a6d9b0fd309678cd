import pytest

from wardbell_dialogue.sites import NumbersError, load_sites

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
    with pytest.raises(NumbersError) as refused:
        numbers("[de, fr]")

    said = str(refused.value)
    assert "numbers.yaml" in said
    assert "2: languages" in said
    assert "fr" in said
    assert "there are de, en" in said
