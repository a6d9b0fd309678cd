"""Medicine taken as it is meant is no harm; a stock of it, or any beside wanting to die, is."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "took all my tablets this morning",
        "this morning I took all my tablets",
        "took all my pills today",
        "I've taken all of my blood pressure pills, can i get more",
        "i took all my tablets, I need a refill",
        "i have taken 20 tablets of my antibiotic so far",
        "hab heute alle Tabletten genommen",
        "hab heute früh alle meine Tabletten genommen",
        "habe alle tabletten genommen die sie mir verschrieben haben",
        "hab alle tabletten genommen, brauche ein neues Rezept",
        "habe 20 tabletten von meinem Antibiotikum genommen",
        "habe 12 tropfen novalgin genommen",
        "habe 40 Tropfen Novalgin genommen",
    ],
)
def test_what_is_taken_as_meant_is_no_harm(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "i took all my pills",
        "i took all my paracetamol this morning",
        "took all my sleeping pills this morning, can i get more",
        "took a whole box of tablets this morning",
        "took 30 tablets, can i get more",
        "took all my tablets at once this morning",
        "took all my tablets this morning and feel so sleepy",
        "took all my tablets this morning, i want to die",
        "took all my tablets, need a refill, i want to die",
        "i want to die, took 20 tablets of my antibiotic",
        "cant do this anymore, took all my tablets this morning",
        "took all my pills today, goodbye",
        "took all my pills today with a bottle of vodka",
        "today I took all my pills that I could find",
        "habe heute alle Tabletten genommen die ich finden konnte",
        "hab heute alle Tabletten mit Wodka genommen",
        "hab heute alle Tabletten genommen, lebt wohl",
        "habe alle tabletten genommen",
        "hab heute alle paracetamol genommen",
        "hab heute früh alle Schlaftabletten genommen",
        "hab heute alle Tabletten auf einmal genommen",
        "hab heute 30 Tabletten genommen, brauche ein neues Rezept",
        "hab alle tabletten genommen, brauche ein neues Rezept, ich will nicht mehr leben",
        "ich kann nicht mehr, hab heute alle Tabletten genommen",
        "habe 30 paracetamol und 20 Tropfen Novalgin genommen",
        "habe 100 Tropfen Novalgin genommen",
        "habe 20 tropfen methadon genommen",
    ],
)
def test_a_stock_of_it_or_any_beside_wanting_to_die_is_harm(screen, text):
    assert screen(text).harmed


@pytest.mark.parametrize(
    "text",
    [
        "took 20 tablets of my antibiotic and 30 paracetamol",
        "habe 20 Tabletten Antibiotikum und 30 Paracetamol genommen",
    ],
)
def test_an_overdose_beside_what_is_taken_as_meant_is_one(screen, text):
    assert screen(text)


@pytest.mark.parametrize(
    "text",
    [
        "cant do this anymore, took paracetamol and my tooth still hurts",
        "I'm desperate, took ibuprofen and my back hurts so much",
        "ich kann nicht mehr, hab schon ibuprofen genommen, zahn tut so weh",
        "bin verzweifelt, hab Paracetamol genommen und hab Zahnschmerzen",
    ],
)
def test_a_painkiller_for_a_pain_that_wears_one_out_is_no_harm(screen, text):
    assert screen(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "cant do this anymore, took paracetamol",
        "cant do this anymore, took paracetamol, everything hurts",
        "cant do this anymore, took all the paracetamol and my tooth still hurts",
        "cant do this anymore, took too many paracetamol and my tooth still hurts",
        "cant do this anymore, took sleeping pills and my tooth still hurts",
        "i want to die, took paracetamol and my tooth still hurts",
        "ich kann nicht mehr, hab ibuprofen genommen, alles tut weh",
        "ich kann nicht mehr, hab zu viele ibuprofen genommen, zahn tut so weh",
        "ich kann nicht mehr, hab eine Packung ibuprofen genommen, zahn tut so weh",
        "ich kann nicht mehr, hab Schlaftabletten genommen, zahn tut so weh",
        "ich will nicht mehr leben, hab ibuprofen genommen, zahn tut so weh",
    ],
)
def test_more_than_that_is_harm(screen, text):
    assert screen(text).harmed
