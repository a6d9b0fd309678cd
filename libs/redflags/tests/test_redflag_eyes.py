"""An eye that something flew into, with flashes and then a shadow, or red, blurred and sick."""

import pytest

AT_SPEED = """
metal flew in my eye from the grinder
was hammering a nail and something shot into my eye
angle grinder, bit of metal hit my eye and now it waters and hurts
chip of stone pinged into my eye when I was strimming
was chiselling without goggles, something has gone in my eye
piece of the drill bit snapped off and hit him in the eye
a firework went off and hit my eye
beim flexen ist mir ein splitter ins auge geflogen
beim hämmern ist was ins auge gespritzt
vom meißeln hab ich was im auge, sticht und tränt
metallspan ins auge bekommen an der drehbank
beim rasenmähen ist mir ein stein ins auge geschossen
ohne schutzbrille geflext, jetzt steckt was im auge
eine silvesterrakete hat ihn am auge getroffen
"""
SHADOW = """
lights in my vision like flashes then a dark shadow coming from the side
flashes for two days and now a grey curtain creeping up from the bottom of my eye
theres a dark shadow growing at the edge of my right eye
like a black veil coming down over one eye after lots of flashes
lightning at the corner of my eye and now part of the picture is gone dark
erst blitze und jetzt kommt ein dunkler schatten von der seite
seit gestern lichtblitze, jetzt schiebt sich eine schwarze wand ins bild
ein grauer vorhang zieht von unten hoch im linken auge
hab so ein flackern gehabt und jetzt fehlt mir am rand ein stück vom bild
dunkler schleier wandert von oben übers auge
"""
RED_BLURRED_SICK = """
painful red eye, vision blurry and throwing up
my eye is really red and aching, everythings blurred and ive been sick twice
right eye bright red, cant see well out of it, feel so sick
eye pain, vomiting and my sight has gone misty
das auge ist knallrot, tut weh, ich seh verschwommen und muss mich übergeben
auge rot und drückt wie wahnsinnig, alles unscharf und mir ist kotzübel
linkes auge schmerzt, seh wie durch nebel und hab gebrochen
augapfel tut höllisch weh, sicht trüb, mir is schlecht
"""


@pytest.mark.parametrize("text", AT_SPEED.strip().splitlines())
def test_what_flew_into_an_eye_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", SHADOW.strip().splitlines())
def test_flashes_and_then_a_shadow_are_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize("text", RED_BLURRED_SICK.strip().splitlines())
def test_a_red_blurred_eye_that_makes_sick_is_an_emergency(screen, text):
    assert screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "my eyes are red from the pool",
        "eye is a bit red and itchy, pollen i think",
        "the metal in the MRI, is that a problem with my eye implant",
        "which eye shadow can i wear after the op",
        "there is a shadow on the x ray you sent, is that the curtain?",
        "can I still use the strimmer after my eye test",
        "auge rot und juckt, heuschnupfen",
        "der vorhang in der kabine geht nicht zu",
        "hab was im auge, eine wimper glaub ich",
        "meine augen brennen vom bildschirm",
        "braucht ihr meine brille für das blitzlicht foto",
    ],
)
def test_what_sounds_like_it_is_none(screen, text):
    assert screen(text) is None
