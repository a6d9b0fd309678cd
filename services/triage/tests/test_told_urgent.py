"""What is told in passing and should be seen soon, and what only sounds like danger."""

from uuid import uuid4

import pytest

from wardbell_events.inbound import Text
from wardbell_redflags import screen
from wardbell_triage.compiler import ours
from wardbell_triage.conversation import turn
from wardbell_triage.state import AGE

BOOK = ours()


def level(text, age):
    """At the end, if all else is denied; what the screen raises is an emergency."""
    if screen(text) is not None:
        return 1
    now = turn(BOOK, None, Text(body=text), uuid4()).interview
    while not now.done:
        answer = age if now.asking == AGE else "no"
        now = turn(BOOK, now, Text(body=answer), uuid4()).interview
    return now.level


def _each(text):
    return [line.split(" | ") for line in text.strip().splitlines()]


SOON = """
1 | my 18 month old keeps pulling both ears, temp 39 for 2 days, still drinking ok
1 | she is 14 months, fever and screaming when i touch her ears, both ears hurt
2 | temp of 39.2 and earache in both ears, my son is 2
1 | unser kleiner (1) hat seit 2 tagen 39 fieber und fasst sich an beide ohren, trinken tut er
2 | meine tochter, 2 jahre, fieber 39 und ohrenschmerzen
1 | fieber und er greift sich dauernd an beide ohren, 15 monate alt
4 | my 4yo has been sick and had the runs for 2 days, weeing less than usual but taking little sips
2 | my son is 2, diarrhoea and fewer wet nappies than usual
3 | throwing up and her nappy is not as wet as it should be, she is 3
3 | tochter 3 jahre, seit 2 tagen brechdurchfall, trinkt schluckweise, windel weniger nass
2 | durchfall und er pieselt viel weniger, 2 jahre alt
4 | mein sohn 4 erbricht und muss kaum noch pipi
3 | mein sohn hat jetzt den fünften tag fieber um 39, trinkt und spielt zwischendurch
4 | meine tochter 4, heute schon der sechste tag mit fieber
3 | my daughter, 3, this is the fifth day of fever
4 | day 6 of a temperature, my son is 4
32 | still mein baby, brust rechts knallrot hart und 38,7 fieber
29 | hab milchstau, die brust glüht und ist hart, dazu fieber
30 | mastitis i think, sore red breast and a temperature
30 | 15 weeks pregnant and spent the day with my nephew who has chickenpox, never had it myself
27 | bin schwanger, im kindergarten sind windpocken, ich hatte die nie
33 | i am pregnant and my son has chicken pox
28 | schwanger in der 20. woche, meine nichte hat windpocken
56 | es dreht sich alles wenn ich den kopf beweg und mir ist übel, keine kopfschmerzen
48 | drehschwindel und muss dauernd brechen
50 | everything is spinning since yesterday and i feel nauseous
61 | vertigo and vomiting all day
49 | one calf is swollen and sore, just the one, no trouble breathing
43 | eine wade ist dick und druckempfindlich, nur links, luft krieg ich gut
35 | tooth is throbbing and my cheek's a bit swollen, no sleep, can swallow
27 | weisheitszahn pocht, die backe is dick seit gestern, schlucken geht
0.02 | our newborn is 8 days old and looks a bit yellow, feeding well
0.02 | unser neugeborenes ist 6 tage alt und sieht etwas gelb aus, trinkt gut
15 | im sport umgeknickt, kann gar nicht auftreten, knöchel dick wie ein ei
"""
MILD = """
12 | my daughter got bitten by midges, itchy little bumps on her legs
30 | bitten by mosquitoes on my arm, itchy
9 | mozzie bites all over his legs, they itch
25 | got bitten by fleas, little red itchy bumps
"""
NO_EMERGENCY = """
0.7 | my 8 month old is teething, dribbling and red cheeks, no temperature
0.6 | der kleine zahnt, sabbert viel, kein fieber, 7 monate
0.7 | mein baby sabbert viel, kommt wohl ein zahn
0.6 | my baby is dribbling loads, think its teeth
29 | bin schwanger 18 woche und es brennt beim wasserlassen
54 | having trouble getting an erection for some months now
"""
STILL = """
4 | my child is drooling, teething i thought, but cant swallow and has a fever
3 | zahnt vielleicht, sabbert, sitzt vorgebeugt und kriegt schlecht luft
30 | sore throat and drooling, cant swallow my spit
5 | er sabbert und hat halsweh und fieber
40 | badly burned my hand on the stove, on the way to the toilet
0.1 | my 3 week old has a fever, im breastfeeding
0.1 | meine brust ist hart und rot, aber mein baby hat fieber, es ist 5 wochen alt
"""


def age_of(years):
    return years if float(years) >= 1 else f"{round(float(years) * 12) or 1} months"


@pytest.mark.parametrize(("years", "text"), _each(SOON))
def test_what_is_told_is_seen_within_a_day_or_two(years, text):
    assert level(text, age_of(years)) in {2, 3}


@pytest.mark.parametrize(("years", "text"), _each(MILD))
def test_a_bite_of_an_insect_is_none_of_an_animal(years, text):
    assert level(text, age_of(years)) == 5


@pytest.mark.parametrize("text", ["bitten by a dog, and by midges too", "a fox has bitten me"])
def test_a_bite_of_an_animal_is_seen_within_a_day(text):
    assert level(text, "30") <= 2


@pytest.mark.parametrize(("years", "text"), _each(NO_EMERGENCY))
def test_what_only_sounds_like_danger_is_no_emergency(years, text):
    assert level(text, age_of(years)) > 1


@pytest.mark.parametrize(("years", "text"), _each(STILL))
def test_what_is_danger_beside_it_stays_an_emergency(years, text):
    assert level(text, age_of(years)) == 1
