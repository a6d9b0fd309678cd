"""What comes days after a needle, a new medicine or with a cancer, and what sounds like it."""

import pytest

AFTER_A_NEEDLE_AT_THE_SPINE = """
they gave me a needle in the spine on thursday, now it hurts like hell further up and im \
shivering with 102
epidural steroid shot 6 days ago, my back has never been this bad and i have a fever of 38.8
had my facet joint injections last week. new awful pain beside the spot and 39.1 this morning
jab next to the spine on friday, back pain worse than ever before and now im at 39
lumbar puncture four days ago, my back is killing me and i feel hot and cold
dad had his back injected last tuesday, far worse pain since yesterday, temperature 38.9
nerve root injection a week ago and now i cant lie or sit for the pain in my back, got the chills
cortisone put in his spine on monday, today 103 and screaming when he moves his back
the pain clinic stuck a needle in my back 5 days ago, fever since last night and it throbs
husband had a spinal block for his operation last week, burning up and his back hurts terribly
epidural in labour 5 days ago, now my back is agony where it went in and i have a fever
after the injection near my spine im running a temp and the back pain is unbearable
hab vor 6 tagen ne spritze direkt an die wirbelsäule gekriegt, jetzt 39 fieber und rücken so \
schlimm wie nie
nach der pda-spritze letzte woche hab ich fieber und der rücken brennt wie feuer an einer \
andern stelle
mein mann wurde am montag in den rücken gespritzt, seit heute schüttelfrost und höllische \
rückenschmerzen
facettenspritze vor fünf tagen, nun neue schmerzen daneben, viel schlimmer, und 38,7
rückenmarkspritze letzte woche, ich glühe und kann vor kreuzweh nicht liegen
bei mir wurde vor 4 tagen an der lendenwirbelsäule infiltriert, heute 39,4 und wahnsinnige \
schmerzen im kreuz
prt vor einer woche, rücken tut mehr weh als vorher und ich hab fieber
hatte am freitag eine nadel im rücken, jetzt ist mir heiß und kalt und der rücken pocht furchtbar
nach der periduralanästhesie bei der geburt vor 6 tagen hab ich fieber und rückenschmerzen an \
der einstichstelle
spritze neben die wirbelsäule bekommen, 3 tage später fieber und brutale schmerzen
"""

A_CHILD_HOT_FOR_FIVE_DAYS = """
my lil boy 3 yrs boiling hot for 5 days, spots all over, eyes red, lips like raw meat
our daughter is 2, day 6 of fever, her eyes are bloodshot and her lips are cracked and bleeding
fever for five days, my son is 4, rash on his chest and puffy red hands
toddler, fifth day of a high temp, tongue like a strawberry and red eyes without goo
my 18 month old has had 39.5 since last week, blotchy rash, peeling fingertips, red cracked lips
little girl age 3 hot for nearly a week, lump in her neck, lips bright red and splitting
my kid has had a fever of 40 for 6 days now, eyes like a rabbit, fingers like sausages
baby 9 months, fever won't go for 5 days, rash in the nappy area and pink eyes and red soles
6 days of fever, my grandson is 5, his feet are swollen so he won't walk and he has a rash
my son, 4, fever every day since monday, that's day five, whites of his eyes are red, lips dry \
and bleeding
unser kleiner (3) den fünften tag um die 40 fieber, rote augen, lippen aufgeplatzt dass es blutet
tochter 2 jahre, seit 6 tagen fieber, ausschlag am ganzen körper und hände ganz dick
mein sohn (4) fiebert seit einer woche, die augen blutunterlaufen, zunge wie eine himbeere
kind, 5. tag mit 39,5, lippen knallrot und rissig, ausschlag am bauch
mein enkel 18 monate hat schon fünf tage hohes fieber, augen knallrot, füßchen geschwollen
kleinkind seit fünf tagen heiß wie ein ofen, flecken überall, rote lippen die aufreißen
der junge ist 5, tag sechs mit fieber, knoten am hals und rote augen ohne eiter
baby 10 monate, fieber geht seit 5 tagen nicht weg, handflächen rot und dick, ausschlag
meine kleine ist 3, fieber seit über 5 tagen, haut an den fingern schält sich und die lippen \
bluten
sohn 2 jahre, fast eine woche fieber, erdbeerzunge und ausschlag
"""

BLACK_AS_TAR = """
72 year old lady, temp 39.9, when i go its black as coal and like glue
what comes out of me is like tar and my pulse is 120
when mum goes its jet black and sticky and her heart is racing
my number two looks like road tar and i feel faint
since yesterday i pass something black like treacle, fever 39
grandad left black gluey stuff in the pan, he is feverish
coming out black and sticky like tar down below, heart going fast
what she does in the toilet is coal black and shiny, stinks terribly
it is black as soot every time i go to the loo
wiping and wiping, black like shoe polish, temperature 39.5
nan's pad is full of black sticky stuff like tar and she is burning up
mutter hat 40 fieber und ihr stuhl ist kohlrabenschwarz, schmierig wie teer
was bei mir hinten rauskommt ist schwarz wie kohle und klebt
wenn ich muss kommt nur schwarzes klebriges zeug wie teer, herz rast
auf dem topf alles schwarz wie pech und puls 120
opa hat was pechschwarzes in der hose, klebrig, und fieber
unten raus kommt es schwarz und zäh wie honig, mir ist schwindelig
in der einlage ist es schwarz wie teer, sie ist ganz heiß
mein geschäft ist schwarz und glänzt wie asphalt
beim abwischen alles schwarz und klebrig wie leim, fieber 39
muss dauernd und es ist rabenschwarz und stinkt fürchterlich
schwarz wie ruß wenn ich groß mache, dazu 39,8
"""

CANCER_AND_LEGS = """
i have prostate cancer and its gone to the bones. back hurts at night and my legs get weaker \
every day
breast cancer in my spine, since yesterday my thigh is numb and i keep stumbling
mum has lung cancer, her legs won't hold her any more and her bowels have stopped
metastases in the vertebrae, i cant feel my left thigh and cant open my bowels
husband has bone cancer, legs keep buckling and he fell twice
dad with myeloma, new pain round his ribs like a belt and his legs are heavy and unsteady
bone mets, walking like a drunk since two days, feet tingling
kidney cancer that spread to the bones, legs dont obey me and i wet myself
my wife's cancer is in her backbone, she has no strength in her legs and needs the wall to walk
prostate cancer, in the bones, bad back and he cant get out of the chair as his legs are weak
secondaries in my spine, numb from the waist down since this morning
hab krebs prostata, ist in die knochen gegangen, die beine werden immer schwächer und der \
schenkel ist taub
brustkrebs mit knochenmetastasen, seit gestern knicken mir ständig die beine weg
vater hat lungenkrebs, kommt nicht mehr vom stuhl hoch weil die beine so schwach sind, rücken \
tut weh
metastasen in der wirbelsäule und ich lauf wie betrunken
mama hat einen tumor in den wirbeln, spürt die füße nicht mehr
krebs in den knochen, kein gefühl im oberschenkel und stuhlgang geht nicht mehr
mein mann hat plasmozytom, rückenschmerzen nachts, die beine gehorchen ihm nicht
nierenkrebs mit absiedlungen im rücken, beine ganz kraftlos, stolpere dauernd
knochenmetastasen, kann seit heute kaum noch stehen, kribbeln in beiden beinen
der krebs hat gestreut in die wirbel, ab dem bauchnabel alles taub
papa krebs, rücken weh, seine beine machen schlapp und er kann kein wasser lassen
"""

STIFF_AND_HOT = """
my husband started haldol 5 days ago. 104 fever, the whole body stiff like a board, hardly \
answers me
brother on new tablets for voices, stiff all over, 40 degrees, he just stares
she got a depot injection last week, now rigid, dripping with sweat and 39.8
new antipsychotic since monday, fever 39.5 and cant bend his arms
mum takes risperidone since a week, temp 40, jaw locked, doesn't speak
son's dose of olanzapine was doubled, he is burning up and his muscles are like stone
he takes something new from the psychiatrist, high fever and barely reacts
my sister on clozapine: fever of 40, stiff neck and arms and legs, soaked in sweat, mumbling
started aripiprazole, body has gone stiff, fever, heart racing
grandpa was given haloperidol for his confusion, now he is stiff as a plank and red hot
patient on quetiapine, rigid arms, 39.9, doesn't know me
mein mann nimmt haldol, 40 fieber, ganz steif der ganze körper wie ein brett, reagiert fast \
nicht mehr
bruder hat neue tabletten gegen die stimmen, ist stocksteif und glüht
sie hat letzte woche die depotspritze bekommen, 39,8, arme lassen sich nicht biegen
neues neuroleptikum, fieber 40 und er starrt nur noch
meine mutter bekommt risperidon, hohes fieber, muskeln hart wie stein
seit er olanzapin nimmt ist er steif, schweißgebadet und hat 40
sohn bekam neue psychopillen, steif am ganzen leib, 39,5 fieber, spricht nicht
opa kriegt im heim haloperidol, er ist ganz starr und fiebert
tante nimmt clozapin, fieber 40, völlig steif und antwortet kaum
vom psychiater was neues, 39,9 fieber und reagiert kaum noch
mit quetiapin angefangen, körper steif, fieber, herz rast
"""

WRITTEN_AFTER_MENDING = """
had cortisone jabs beside my vertebrae on wednesday. today i shake with cold and the pain is \
twice as bad
i got an injection for my slipped disc 6 days ago and since last night 39.3 with horrible \
stabbing right next to it
my mum's pain doctor put a needle in her lower back last friday, she is feverish and screams \
when she turns over
3yo girl, temp of 39-40 for 5 days, red lips peeling, both eyes red, palms red
our toddler is on day five of high fever and his hands look like little balloons, spots everywhere
my two year old: fever since last thursday, mouth all red and cracked, blotchy tummy, miserable
everything i pass looks like liquid liquorice and my heart is pounding, thermometer 39.4
mum 80: what we find in her pad looks like hot road tar
since morning sticky black mess whenever i sit on the throne
lymphoma patient, burning pain between the shoulder blades and i trip over my own feet, legs \
like someone elses
my dads prostate tumour spread, he can't lift his left leg onto the step since today and is \
constipated for 5 days
breast cancer 2 yrs ago, now terrible spine pain at night and both feet feel like cotton wool
since the clinic changed his schizophrenia tablets he is hot as an oven and like a plank, does \
not speak
sister had her first depot last week. 40.1, arms like iron bars, dribbling
grandma got haldol in the home, very high temperature, will not open her jaw, drenched
bekam am dienstag cortison neben die bandscheibe, seit heut 39 und ich könnt schreien vor schmerz
papa hatte letzte woche wirbelsäulenspritzen, jetzt friert er und der schmerz ist doppelt so \
schlimm
nach der infiltration an der nervenwurzel vor 4 tagen 38,9 und stechen daneben
mädchen 3 jahre, 5. fiebertag, 39,8, lippen wie lackiert und aufgeplatzt, augen beide rot
unser zweijähriger hat seit freitag jeden tag 40, flecken am bauch, hände und füße wie aufgepumpt
5 tage 39 fieber bei meinem kleinen, himbeerzunge, augen rot, isst nix
was ich ausscheide ist wie flüssiger asphalt und mein herz rast, 39,2
oma 80: in ihrer windel schwarzer klebriger brei, stinkt
seit heute früh pechschwarzer klebriger brei aus dem darm
lymphom, brennender schmerz zwischen den schulterblättern und ich stolper über meine eigenen füße
prostatakrebs gestreut, kriegt das linke bein nicht mehr auf die stufe, seit 5 tagen verstopft
hatte brustkrebs, nachts furchtbare schmerzen in der wirbelsäule und die füße wie in watte
seit dem neuen mittel gegen die schizophrenie glüht er und ist hart wie ein brett, sagt nichts
schwester hat erste depotspritze gehabt, 40,1, arme wie eisenstangen
oma bekommt haldol im heim, sehr hohes fieber, macht den mund nicht auf, klatschnass
"""
"""Of these nine were found when they were first tried."""

HARMLESS = """
had my spinal injection on wednesday, a bit sore there, no fever
the pain clinic injection in my back was 6 days ago, when can i drive?
my toddler had a rash last week, nursery needs a note
my 3 year old has red cheeks and hands from the cold
5 days of cough, my daughter is 6, no fever, eyes fine
my stools are dark green since the spinach
the sticky black stuff on the road got on my pram
prostate cancer, i need the loo often, appointment please
lymphoma check up next week, legs fine, back fine
my brother takes abilify and needs a sick note for the flu
haldol level blood test, when?
spritze in die bandscheibe am mittwoch, wann darf ich wieder autofahren?
mein kleinkind hatte letzte woche ausschlag, kita will ein attest
5 tage husten, tochter 6, kein fieber
mein stuhl ist dunkelgrün vom spinat
brustkrebs nachsorge, habe muskelkater in den beinen
prostatakrebs, bitte überweisung
bruder nimmt abilify, braucht krankschreibung wegen grippe
blutspiegel haldol, wann?
die füße meines sohnes sind gewachsen, er ist 3, ausschlag hat er keinen
I had an epidural at the birth 3 years ago, back is fine
iron tablets make my stool black, is that normal
my poo is black from the iron tablets
when is my next injection in the spine?
had a spinal injection last week, back is much better, thank you
can i get the flu jab with a fever?
my back injection is on friday at 39 Main Street
can I have an epidural, I am 39 weeks
I have been 39 since may, is the injection in my back still covered at that age
my son had a fever for five days last month, he is fine now
fever for 5 days, my son is 3, no rash, eyes are fine
my son is 4 and has red eyes and cracked lips from the cold, no fever
my daughter has chapped lips and a rash from the new soap
the nursery has hand foot and mouth, my son is well, can he go?
the new road in front of the clinic is black as tar and sticks to my shoes
the coffee that comes out of your machine is black as tar
my shoes are black with glue, is there a cloth at the entrance?
when I go to the car park it is pitch black
my hair is black as coal, does dyeing hurt in chemo?
prostate cancer follow up next week, my legs are fine
cancer screening letter, when do I come?
had breast cancer ten years ago, my legs ache after the gym
my dad has cancer and needs a taxi, he walks slowly
I need a refill of my haldol
my mattress is stiff as a board
risperidone refill please, no fever
stiff after the gym, I take quetiapine to sleep
can my brother see the psychiatrist about his new tablets?
hatte vor drei jahren eine pda bei der geburt, rücken ist gut
eisentabletten machen den stuhl schwarz, ist das normal?
wann ist meine nächste spritze an die wirbelsäule?
die spritze in den rücken letzte woche hat super geholfen, danke
grippeimpfung trotz fieber möglich?
bin 39, brauche ich vor der spritze in den rücken ein mrt?
mein sohn hatte letzten monat fünf tage fieber, jetzt ist alles gut
5 tage fieber, mein sohn ist 3, kein ausschlag, augen sind gut
sohn 4, rote augen und rissige lippen vom wind, kein fieber
in der kita geht hand fuß mund um, mein kind ist gesund
der kaffee aus ihrem automaten ist schwarz wie teer
die neue straße vor der praxis ist schwarz wie teer
meine schwarze hose klebt am sitz im wartezimmer
krebsnachsorge nächste woche, die beine sind in ordnung
hatte vor zehn jahren brustkrebs, muskelkater in den beinen nach dem sport
mein vater hat krebs und braucht einen fahrdienst
brauche ein neues rezept für haldol
mein nacken ist vom schlafen etwas steif
risperidon rezept bitte, kein fieber
termin beim psychiater für meinen bruder wegen der neuen tabletten
"""


FOUND = {
    "fever and pain after a needle at the spine": AFTER_A_NEEDLE_AT_THE_SPINE,
    "five days of fever with two signs of Kawasaki": A_CHILD_HOT_FOR_FIVE_DAYS,
    "black as tar": BLACK_AS_TAR,
    "legs that fail with a cancer": CANCER_AND_LEGS,
    "stiff and hot on an antipsychotic": STIFF_AND_HOT,
    "the same in other pictures": WRITTEN_AFTER_MENDING,
}


@pytest.mark.parametrize(
    ("what", "text"),
    [(what, text) for what, texts in FOUND.items() for text in texts.strip().splitlines()],
)
def test_it_is_an_emergency(screen, what, text):
    assert screen(text) is not None, what


@pytest.mark.parametrize("text", HARMLESS.strip().splitlines())
def test_what_only_sounds_like_it_stays_silent(screen, text):
    assert screen(text) is None
