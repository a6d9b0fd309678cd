"""Despair without a word of death is a crisis; not to want an appointment any more is none."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Ich kann nicht mehr, ich will nicht mehr",
        "ich will nicht mehr",
        "Ich will einfach nicht mehr.",
        "ich mag nicht mehr, bitte helft mir",
        "Ich kann nicht mehr und fühle mich so hoffnungslos",
        "ich sehe keine Hoffnung mehr",
        "Es hat alles keinen Sinn mehr",
        "I feel like there is no point anymore",
        "there's no point any more",
        "what's the point anymore",
        "I feel so hopeless, I can't cope any more",
        "I cannot cope anymore, everything is hopeless",
        "I can't go on",
        "I've lost all hope",
    ],
)
def test_despair_is_a_crisis(screen, text):
    found = screen(text)

    assert found
    assert found.mental_health


@pytest.mark.parametrize(
    "text",
    [
        "Ich will nicht mehr warten",
        "Ich will nicht mehr zu Dr. Kern",
        "Den Termin am Montag brauche ich nicht mehr",
        "Ich will nicht mehr angeschrieben werden",
        "Ich kann nicht mehr am Montag",
        "There is no point in coming twice, is there?",
        "I can't cope with these forms",
        "I no longer want the appointment",
        "Ich bin hoffnungslos verspätet",
        "no appointment anymore",
        "Nein danke, ich will nicht mehr",
        "Termin absagen, ich will nicht mehr",
        "Von der Warteliste bitte streichen, ich will nicht mehr",
        "please cancel, there is no point anymore",
        "I am well again, there is no point anymore in coming",
        "whats the point anymore, you cancelled twice",
        "I've lost all hope of getting an earlier slot",
    ],
)
def test_who_does_not_want_something_any_more_is_in_no_crisis(screen, text):
    assert screen(text) is None


AT_THE_EDGE = """
ich steh auf der brücke und will nicht mehr
bin hier oben aufm dach und mag nimmer
sitz auf den gleisen, ich kann nicht mehr
steh am bahnsteig ganz vorn und will nicht mehr leben
im on the bridge and i cant do this anymore
sat on the roof of the car park, ive had enough
stood at the edge of the cliff and cant see a way out
"""
AFRAID_OF_ONESELF = """
ich hab angst dass ich mir heute nacht was antue
hab angst vor mir selbst
ich hab angst, dass ich eine dummheit mache
ich trau mir selber nicht mehr
kann nicht versprechen dass ich mir nichts tue
bin nicht sicher vor mir selber
wenn ich heut allein bleib tu ich mir was an
ich weiß nicht was ich mir sonst antue
i dont feel safe with myself tonight
im scared of what i might do to myself
i dont trust myself around the tablets
im frightened ill do something stupid tonight
i cant keep myself safe
dont leave me alone tonight, i dont know what ill do to myself
not safe on my own, i keep thinking of ending it
worried I will hurt myself if I stay alone
"""
MEANS_FETCHED = """
got the rope out the garage, cant see another way
rope is tied to the beam already
ive bought a rope and i cant see any other way out
got the knife from the kitchen, there is no other way
hose is on the exhaust, sorry everyone
hab das seil aus der garage geholt, ich seh keinen anderen weg
das seil hängt schon am balken
hab mir die rasierklingen geholt, weiß keinen anderen ausweg
der schlauch steckt am auspuff, verzeiht mir
"""
IN_DIALECT = """
i mog nimma lebn, i tua ma wos o
mog nimmer lebn
i wui nimma lebn
i wü nimma
i ko nimma, i mog nimma
i bring mi um
i häng mi auf
ich will nimmer lääbe
i wott nümme läbe
isch will net mehr lebe
tua ma heit no wos o
"""


@pytest.mark.parametrize("text", AT_THE_EDGE.strip().splitlines())
def test_who_stands_at_the_edge_and_does_not_want_to_go_on_is_in_a_crisis(screen, text):
    assert screen(text).mental_health


@pytest.mark.parametrize("text", AFRAID_OF_ONESELF.strip().splitlines())
def test_who_is_afraid_of_themself_is_in_a_crisis(screen, text):
    assert screen(text).mental_health


@pytest.mark.parametrize("text", MEANS_FETCHED.strip().splitlines())
def test_who_has_fetched_the_means_is_in_a_crisis(screen, text):
    assert screen(text).mental_health


@pytest.mark.parametrize("text", IN_DIALECT.strip().splitlines())
def test_a_crisis_is_heard_in_dialect(screen, text):
    assert screen(text).mental_health


@pytest.mark.parametrize(
    "text",
    [
        "steh auf der brücke im stau, komme später",
        "den stress tu ich mir nicht mehr an",
        "ich mag nimmer zu dem zahnarzt",
        "i ko morgen net kemma",
        "hab angst vor der spritze",
        "ich hab angst dass ich mich verlaufe, wo ist der eingang",
        "das fahrrad steht am geländer, kann ich das da lassen",
        "ich seh keinen anderen weg als den termin abzusagen",
        "im on the bridge in a traffic jam and will be late",
        "I don't trust myself to drive after the eye drops, can my wife come in",
        "I can't see another way to book online",
        "the rope barrier in your queue fell over",
        "I don't feel safe walking from the car park in the dark",
        "scared of what the scan might show",
        "hab das seil von der schaukel abgemacht, wegen dem knie meiner tochter",
    ],
)
def test_what_sounds_like_it_is_no_crisis(screen, text):
    assert screen(text) is None
