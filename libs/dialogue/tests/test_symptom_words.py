"""By which words a message is known to be about symptoms."""

import pytest

from wardbell_dialogue.words import intent, tells_symptoms

SYMPTOMS = """
Ich hab mir den Knöchel verknackst
ich hab so ein Reißen im Kreuz, seit Wochen schon
ein Ziehen im Knie
my heart is skipping beats
i feel like my heart is skipping beats
I feel a bit down since my dog died
feeling really low lately
i dont feel safe at home
ich fühle mich zuhause nicht sicher
mein arm is ganz dick und rot seit der impfung
my arm is red and hot since the jab
bin immer so müde
bin immer so müde, was soll ich da nehmen
I'm tired all day
blood pressure 210 over 120 and my head is pounding
blood pressure 210/120
my bp is 190/110
my temp is 40.3
temperature was 39.5
my pulse is 150
heart rate of 140
mein puls is 150 und ich hab nix gemacht
puls 150
Blutdruck 210/120
mein Blutdruck liegt bei 200
Temperatur ist 40,3
Sauerstoff 90
mir ist so schwindlig und ich seh alles doppelt
mein herz rast und stolpert seit heut nacht
ich habe Herzrasen seit heute nacht
mein herz rast
Nierenschmerzen und schüttelfrost
burning when i pee since tuesday
kid 6 y has 39.5 since yesterday
meine tochter ist 18 monate und hustet
my mother is 82 and a bit wobbly since the weekend
mir gehts nicht gut
mir geht es gar nicht gut
Zahnschmerzen
ich hab Knieschmerzen seit einer woche
Ich habe einen Knoten in der Brust gefunden
Ohrenschmerzen
hüftschmerzen
fersenschmerz
zahnweh
rückenweh
ohrenentzündung
wadenkrampf
herzbeschwerden
drehschwindel
zahnfleischbluten
mein knöchel ist angeschwollen
die Wunde eitert
mein Arm ist taub
es kribbelt in den fingern
ich sehe verschwommen
herzklopfen
er hat 39,5
mein Kind hat 40 grad
ich fühle mich elend
ich bin so schwach
fühl mich schlapp
ein knubbel am hals
toothache
my ear aches
bellyache
chestpain
tonsilitis
sinusitis
I feel a bit dizzy
dizzyness all day
my heart is pounding
irregular heartbeat
I see everything double
double vision since noon
found a lump under my arm
lump in my breast
pins and needles in my hand
my arm is numb
I dont feel good
not feeling great
I'm not well
feeling poorly
under the weather
I feel ill
my son is ill
im ill since monday
been ill all week
mir geht es nicht so gut
she's got a temp of 39
my boy has 40.2
meine mutter (82) isst und trinkt seit gestern nichts mehr
my mother has not eaten or drunk anything since yesterday
""".strip().splitlines()

OTHERS = """
i'll be there, thanks
I’ll be there
ill be there
ill be there, thanks
i'll take the first one
ill take the first one
ok so i'll come at 9
we'll see
she'll call
I'll have to check
I have 40 minutes
ich habe 38 euro bezahlt
my number is 0151 2345
a stiff price
danke, bis dann
wann habt ihr offen
das ist meine Sache
ändern Sie bitte die Sprache
das ist die Hauptsache
Dienstag passt mir nicht so gut
the coaches were kind
I was treated poorly
der Service war schwach
when do I get my discharge letter
ich brauche eine Krankschreibung
Schmerzmittel auf Rezept bitte
I live in Spain
""".strip().splitlines()


@pytest.mark.parametrize("text", SYMPTOMS)
def test_symptoms_are_known(text):
    about = intent(text)

    assert about is not None
    assert about[0] == "symptoms"


@pytest.mark.parametrize("text", OTHERS)
def test_other_words_are_no_symptoms(text):
    about = intent(text)

    assert about is None or about[0] != "symptoms"


@pytest.mark.parametrize(
    "text",
    [
        "Termin absagen wegen Hüftschmerzen",
        "book an appointment for my toothache",
        "cancel my visit, I'll call",
        "reschedule, ill be late",
    ],
)
def test_what_is_asked_for_counts_more_than_the_ending_of_a_word(text):
    assert intent(text)[0] == "appointment"


@pytest.mark.parametrize(
    "text",
    [
        "ich brauche einen termin, mein baby (3 wochen) hat 38,5",
        "mein sohn (4) hat seit gestern fieber und hustet, brauche ich einen termin?",
        "Fieber 40,2 seit 4 Tagen, ich brauche dringend einen Termin",
        "termin bitte, mir ist schwindelig",
        "i have a cough and fever and need an appointment",
        "I need an appointment, my knee hurts",
        "headache since Monday, want to see a doctor",
    ],
)
def test_symptoms_that_are_told_beside_a_wish_for_an_appointment(text):
    assert tells_symptoms(text)


@pytest.mark.parametrize(
    "text",
    [
        "I need a new complaint appointment with Dr Weber on Friday",
        "follow-up appointment for my cough",
        "I can't come to my appointment, I have a fever",
        "I have a flu shot appointment tomorrow",
        "no symptoms, just a check up appointment",
        "Termin für neue Beschwerden bei Dr. Weber am Freitag",
        "ich habe keine Schmerzen, nur ein Termin zur Kontrolle",
        "Ich möchte einen Termin in der Kopfschmerzsprechstunde",
        "Ich kann nicht kommen, habe Fieber",
    ],
)
def test_symptoms_that_are_only_named_or_a_reason_to_move_a_visit(text):
    assert not tells_symptoms(text)
