"""Who could not be understood by us is told so, in every language of the site."""

import pytest

from wardbell_dialogue.apology import SAY, sorry
from wardbell_dialogue.sites import Site
from wardbell_dialogue.word_lists import languages

SITE = Site(site="main", name="Wardbell Clinic")


@pytest.mark.parametrize("told", [True, False])
def test_an_apology_is_in_every_language_and_names_the_emergency_number(told):
    body = sorry(SITE, told=told).body

    assert "could not read your last message" in body
    assert "konnte ich nicht lesen" in body
    assert body.count("*112*") == 2


def test_an_apology_names_the_telephone_where_there_is_one():
    with_phone = SITE.model_copy(update={"phone": "+49 1555 0000000"})

    assert "+49 1555 0000000" in sorry(with_phone, told=True).body
    assert "call +49" not in sorry(SITE, told=True).body


@pytest.mark.parametrize("first", ["en", "de"])
def test_who_has_to_write_again_is_offered_a_human_and_the_menu(first):
    site = SITE.model_copy(update={"languages": (first,)})
    offered = [button.id for button in sorry(site, told=False).buttons]

    assert offered == ["desk:call_back:human", "gateway:menu"]
    assert sorry(SITE, told=True).kind == "text"


def test_every_text_exists_in_every_language():
    assert {language: SAY.keys(language) for language in SAY.languages} == dict.fromkeys(
        languages(), SAY.keys("en")
    )
