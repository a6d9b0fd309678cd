"""What only sounds like an emergency is none; what sounds like it and is one stays one."""

import pytest

HARMLESS = """
bin schwanger 18 woche und es brennt beim wasserlassen
blasenentzündung, es brennt wenn ich auf klo geh
es brennt so beim pinkeln, brauch ich antibiotika
es brennt immer wenn ich pipi mache
seit gestern brennts beim pieseln
having trouble getting an erection for some months now
cant get an erection for 3 months, what can I take
problems keeping an erection since the new tablets
knöchel dick wie ein ei, bin umgeknickt
im sport umgeknickt, kann gar nicht auftreten, knöchel dick wie ein ei
hab ne beule wie ein ei am schienbein
mein baby sabbert viel, kommt wohl ein zahn
bei unserem baby kommt der erste zahn, was hilft
zeh angestoßen, nagel is blau
hab mir den daumen geklemmt, der nagel ist ganz blau
bringt mich um die warterei, gibts nen früheren termin
diese warterei bringt mich noch um
die bürokratie bringt mich um
es bringt mich um diese warteschleife
im choking on this cough syrup its horrible, any pills instead
i choke on that cough mixture it tastes vile
I'm a first aider, do you run courses on cardiac arrest and choking
do you have courses on choking and cpr
brauch ne folgebescheinigung fürs gebrochene bein, die alte lief am freitag ab
die au wegen meinem fuß läuft morgen ab
"""
REAL = """
badly burned my hand on the stove, on the way to the toilet
hab mir am herd die hand schlimm verbrannt, auf dem weg zum klo
es brennt in der küche, ich sitz auf dem klo
es brennt hier, und beim pinkeln hab ich den rauch gerochen
hab eine erektion seit 5 stunden
erection for 6 hours and it hurts
erection since last night wont go down
mein ei ist dick und tut höllisch weh
linkes ei plötzlich dick wie eine zitrone
das baby kommt, der kopf ist schon da
baby ist ganz blau
seine lippen und der nagel sind ganz blau
mein mann bringt mich um
bring mich um heute noch
im choking on this cough syrup, cant breathe
choking on a pill
i am a first aider and a man is choking here
i am a first aider, my colleague has a cardiac arrest
finger ist ab
fingerkuppe ab
die säge hat ihm den finger abgetrennt
breastfeeding, and my 3 week old has a fever
my breast is sore and my 3 week old feels hot, his temp is 38.4
stille noch, brust ist hart, aber mein 3 wochen altes baby hat fieber
still mein 4 wochen altes baby, sie hat 38,6 und die brust ist rot
"""


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_it_only_sounds_like_an_emergency(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize("text", REAL.strip().splitlines())
def test_what_sounds_like_it_and_is_one_stays_one(screen, text):
    assert screen(text)
