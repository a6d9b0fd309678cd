"""The unborn child moves less or not at all, or the waters are not clear: hospital now."""

import pytest

STILL = """
bin in der 36 woche und spür mein baby seit gestern abend gar nicht mehr
es ist so ruhig im bauch, sonst tritt der kleine immer, 34 ssw
31. ssw, unser kleiner ist heute viel ruhiger als sonst
sie strampelt heut kaum noch, bin in der 33 woche
hab den kleinen seit heute früh noch kein einziges mal gespürt, 38. woche
29 ssw und im bauch tut sich nix mehr
im 8. monat, die tritte sind viel schwächer geworden
schwanger, die kleine bewegt sich viel weniger als sonst
37 ssw, trotz kaltem wasser und süßem rührt sich nichts im bauch
i gspür mei kind nimma, 35. wocha
seit stunden kein tritt mehr, bin hochschwanger
baby is much quieter than normal today, 31 weeks
bin 32. woche, baby turnt sonst den ganzen abend und heute nix
33 weeks and she's hardly moved all day
im 28 weeks, bump has gone really quiet
not as many kicks as usual, 36 weeks
little man isnt as active as he normally is, 35 wks
her movements have slowed right down, im 38 weeks
cant remember when i last felt him move. 37 weeks
tried cold juice and lying on my side and still nothing from baby
39 weeks, he usually kicks all evening and tonight nothing
i havent felt any movement since breakfast, 30 weeks
movements are weaker than usual im 34 weeks pregnant
"""
WATERS = """
im pregnant and my waters are brown
waters went and theyre green, 39 weeks
my waters have broken and its a greenish colour
40 weeks, leaking greeny brown water
there was meconium in my waters
im 37 weeks, waters smell horrible and look like pea soup
das fruchtwasser ist bräunlich
schwanger, das wasser das rausläuft ist grünlich
blase ist geplatzt und das fruchtwasser ist trüb und stinkt
39. woche, wasser kommt raus und ist braun
da ist kindspech im fruchtwasser
"""


@pytest.mark.parametrize("text", STILL.strip().splitlines())
def test_a_child_that_moves_less_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", WATERS.strip().splitlines())
def test_waters_that_are_not_clear_are_an_emergency(screen, text):
    assert screen(text).category == "pregnancy"


@pytest.mark.parametrize(
    "text",
    [
        "bin in der 12. woche, ab wann spürt man das baby?",
        "schwanger, hab einen termin zum ultraschall, mein mann kommt mit",
        "wann treten babys normalerweise zum ersten mal, bin in der 14 woche",
        "unser wartezimmer ist so ruhig heute",
        "im 16 weeks, when will I feel kicks?",
        "the waiting room was much quieter than usual today",
        "36 weeks and baby is doing well, when is my next scan?",
        "the water in your fountain is green",
        "bin schwanger, darf ich das braune leitungswasser trinken",
        "is a quieter room possible for my scan at 20 weeks",
    ],
)
def test_what_sounds_like_it_is_none(screen, text):
    assert screen(text) is None
