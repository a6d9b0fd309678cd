"""Emergencies in plain words, and in one language what we had known only in the other."""

import pytest

HERNIA = """
lump in my groin wont go back in and I'm being sick
my hernia is stuck out and I cant push it in, really painful
hernia gone hard and purple and I keep vomiting
the bulge by my belly button wont go down, agony, thrown up twice
rupture has popped out and wont go back, feel awful sick
mein bruch lässt sich nimmer reindrücken und ich muss kotzen
der leistenbruch geht nicht mehr zurück und tut höllisch weh
die beule in der leiste ist hart geworden und ich muss brechen
nabelbruch steht raus, krieg ihn nicht mehr rein, mir ist schlecht
knubbel in der leiste lässt sich nicht mehr wegdrücken, ganz starke schmerzen
"""
SKIN_COMES_OFF = """
skin is peeling off in sheets since the new tablets and mouth is all sores
started a new epilepsy tablet, now blisters all over and my lips are raw
her skin comes off when you touch it and her eyes are sore and red
skin slipping off my back, sores in my mouth, on lamotrigine since two weeks
haut löst sich in fetzen seit den neuen tabletten, mund voller wunden
seit dem neuen antibiotikum geht die haut ab und der mund ist ganz wund
überall blasen und die haut pellt sich, lippen blutig verkrustet, neues medikament
die haut geht beim anfassen ab und die augen sind entzündet
"""
CLIMBS = """
legs have gone weak from the feet up over two days and now my hands too
started with my feet tingling on monday, now my legs wont carry me and my arms are weak
weakness is creeping up my legs, yesterday the ankles today the thighs
cant climb stairs since yesterday, getting weaker every day, its moved from my legs to my arms
both feet went numb, then my knees, now its up to my hips
seit zwei tagen werden die beine schwächer, jetzt auch die arme
erst waren die füße taub, jetzt sind die knie dran und ich komm kaum mehr hoch
die schwäche steigt von den füßen hoch, heute kann ich die hände kaum heben
angefangen hats in den zehen, jetzt knicken beide beine weg
von tag zu tag weniger kraft in den beinen und jetzt auch in den händen
"""
ONE_LANGUAGE = """
dauerständer seit 5 stunden, tut weh
mein ständer geht seit heut nacht nicht mehr weg
latte seit 4 stunden und es tut richtig weh
hab viagra genommen und er wird seit stunden nicht mehr schlaff
er sieht viecher, zittert und schwitzt, trinkt seit 2 tagen nix mehr, war alkoholiker
mein mann ist alkoholiker, hat seit gestern nichts getrunken und sieht kleine tiere an der wand
seit drei tagen kein bier mehr, jetzt zittere ich am ganzen körper und höre stimmen
papa hat mit dem saufen aufgehört, schwitzt und redet mit leuten die nicht da sind
er hat sich den kopf gestoßen und fragt dauernd das gleiche
nach dem sturz auf den kopf erzählt sie immer wieder dasselbe
kopf angehauen, weiß nicht mehr was heute war und fragt alle zwei minuten wo wir sind
überall blaue flecken und fieber, er ist 4
mein kind hat am ganzen körper blaue flecken und ist ganz blass und fiebert
tochter 3 jahre, fieber und blutergüsse die von allein kommen
unser kind 2 hat wo heißes wasser drübergekriegt, arm voller blasen
der kleine hat sich den tee übergeschüttet, die ganze brust ist voller blasen
tochter hat in die heiße herdplatte gefasst, die hand ist eine einzige blase
chopped the end of my finger off with the bread knife
sliced the tip of my thumb off on the mandolin
the top of his finger came off in the door
lost the tip of my finger in the lawnmower
hab seit einer std so ein reißen zwischen den schulterblättern, so was hatte ich noch nie
plötzlich hats mir zwischen den schulterblättern einen riss getan, halt es nicht aus
ein zerreißender schmerz vom brustbein bis in den rücken
als ob mir einer den rücken aufreißt, von jetzt auf gleich
ripping feeling down my back came on in a second
"""


@pytest.mark.parametrize("text", HERNIA.strip().splitlines())
def test_a_hernia_that_does_not_go_back_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", SKIN_COMES_OFF.strip().splitlines())
def test_skin_that_comes_off_with_sores_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", CLIMBS.strip().splitlines())
def test_weakness_that_climbs_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", ONE_LANGUAGE.strip().splitlines())
def test_what_one_language_knew_both_know(screen, text):
    assert screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "how long is the waiting list for a hernia operation",
        "my hernia has been there for years and goes back in, when is the operation",
        "wie lang ist die warteliste für die leistenbruch op",
        "mein leistenbruch macht keine probleme, wann ist die op",
        "skin is peeling after the sunburn",
        "my skin is peeling on the fingers, bit dry",
        "haut schält sich nach dem sonnenbrand",
        "neue tabletten, muss ich die nüchtern nehmen",
        "legs are tired after the run",
        "meine beine sind abends müde, krampfadern",
        "trinkt seit 2 tagen nur tee, darf er zur koloskopie",
        "mein sohn hat blaue flecken vom fußball",
        "er fragt dauernd das gleiche in der sprechstunde, wann ist die impfung",
        "ein bisschen muskelkater zwischen den schulterblättern vom rudern",
        "the top of my finger is a bit sore from typing",
        "hab beim kochen ne kleine blase am finger bekommen",
        "ständer für die infusion, kann man den leihen",
    ],
)
def test_what_sounds_like_it_is_none(screen, text):
    assert screen(text) is None
