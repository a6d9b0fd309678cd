## Complaints

complaint-fever = fever
complaint-cough = cough
complaint-breathlessness = shortness of breath
complaint-chest-pain = chest pain
complaint-headache = headache
complaint-abdominal-pain = belly pain

## Questions: one answer each, Yes / No / Not sure

ask-very-ill-now = Is any of these happening now: confused or hardly awake, fainted, lips or face blue or grey, a fit, or fighting for breath?
ask-child-danger = Does the child refuse to drink, bring up everything, or lie there limp and without interest?
ask-child-breathes-hard = When the child is calm: does the skin between or under the ribs draw in, is there a harsh noise on breathing in, or does breathing pause?
ask-meningitis-signs = Is the neck so stiff that the chin does not reach the chest, or are there red or purple spots that stay when you press a glass on them?
ask-non-blanching-rash = Please press a clear glass on the spots. Can you still see them through the glass?
ask-fever = Is there a fever, 38 degrees or more, or does the body feel hot?
ask-high-fever = Is the temperature 39 degrees or more?
ask-shaking-chills = Were there shivers so strong that the teeth chattered or the bed shook?
ask-under-three-months = Is the baby younger than three months?
ask-pregnant = { $who ->
    [other] Is the person pregnant, could she be, or did she give birth in the last six weeks?
   *[self] Are you pregnant, could you be, or did you give birth in the last six weeks?
    }
ask-chemo-recent = Does one of these apply: chemotherapy in the last weeks, a transplant, or no spleen?
ask-infection-risk = Does one of these apply: a weakened immune system, a stay in the tropics in the last three months, an operation in the last weeks, an artificial heart valve or joint, injected drugs?
ask-weak-immune = Is the immune system weakened, by an illness or by medicines such as cortisone tablets?
ask-chronic-risk = Does one of these apply: asthma or another lasting lung illness, a heart illness, diabetes, a weakened immune system?
ask-dries-out = Does nothing stay down, not even sips, or has there been no pee for about twelve hours?
ask-lasts-over-2-days = Has it lasted for more than two days?
ask-lasts-over-5-days = Has the fever lasted for five days or more?
ask-lasts-over-1-week = Has it lasted for more than a week?
ask-lasts-over-3-weeks = Has it lasted for three weeks or more?
ask-coughs-blood = Is there blood in what is coughed up?
ask-coughs-much-blood = Is it more than streaks: a teaspoon of blood or more?
ask-inhaled-something = Did the cough begin suddenly, while the child was eating or had something small in the mouth?
ask-barking-cough = Does the cough sound like the bark of a dog or a seal?
ask-cough-fits = Are there fits of coughing that end in vomiting, a whoop or a pause in breathing?
ask-chest-worse = Is there shortness of breath, or pain in the chest when breathing or coughing?
ask-weight-loss-sweats = { $who ->
    [other] Has the person lost weight without wanting to, or woken at night soaked with sweat?
   *[self] Have you lost weight without wanting to, or woken at night soaked with sweat?
    }
ask-breathless-at-rest = Is breath short even while sitting still?
ask-sudden-breathless = Did it begin suddenly, within minutes?
ask-heart-attack-signs = Is there pressure, tightness or a heavy feeling in the chest, or a pain that spreads to an arm, the neck, the jaw, the back or the belly?
ask-clot-signs = Does one of these apply: one leg swollen or sore, a clot in the past, and in the last four weeks an operation, a plaster cast, days in bed or a very long journey?
ask-throat-swelling = Are the lips, the tongue or the throat swelling, or does the throat feel tight?
ask-inhaler-not-helping = Does the inhaler help less than usual, or not at all?
ask-new-or-worse-breath = Is it new, or has it got worse in the last days?
ask-heart-failure-signs = Is it worse lying flat or at night, or are both ankles or legs swollen?
ask-chest-unwell = Is there cold sweat, sickness or vomiting, light-headedness or short breath with it?
ask-sudden-chest-pain = Did the pain come suddenly and has it been there ever since, for more than 15 minutes?
ask-pain-on-effort = Does it come with effort, such as stairs or sport, and ease with rest?
ask-heart-risk = Does one of these apply: a known heart illness, diabetes, high blood pressure, smoking?
ask-chest-inflamed = Is there fever, or does the pain get worse on breathing in?
ask-sudden-severe-headache = Did the headache reach its full strength within a minute, or is it the worst ever?
ask-neuro-signs = Is there weakness or numbness on one side, trouble speaking, trouble seeing, or a red, painful eye?
ask-pain-severe = Is the pain so strong that it can hardly be borne?
ask-head-hit = Was there a blow or fall on the head in the last weeks?
ask-blood-thinner = { $who ->
    [other] Does the person take blood thinners, such as warfarin, apixaban or rivaroxaban?
   *[self] Do you take blood thinners, such as warfarin, apixaban or rivaroxaban?
    }
ask-headache-risk = Does one of these apply: blood thinners, cancer, a weakened immune system?
ask-pressure-signs = { $who ->
    [other] Does the headache wake the person at night, or get worse with lying down, coughing or straining?
   *[self] Does the headache wake you at night, or get worse with lying down, coughing or straining?
    }
ask-new-headache = Is it a new kind of headache, unlike any before?
ask-scalp-or-jaw-pain = Is the scalp sore to the touch, or does the jaw hurt on chewing?
ask-headache-often = Do headaches keep coming back, or are painkillers needed on more than ten days a month?
ask-sudden-pain = Did the pain come suddenly, within minutes?
ask-peritonitis-signs = Is the belly hard as a board, does every step or bump hurt, or is there a painful lump in the groin or navel that cannot be pushed back?
ask-gut-bleeding = Is there blood in vomit or stool, or is the stool black like tar?
ask-much-gut-blood = Is it more than a few streaks: black stool, vomit like coffee grounds, or a lot of blood?
ask-vaginal-bleeding = Is there bleeding from the vagina?
ask-screams-in-bouts = Does the baby scream in bouts, draw up the legs and turn pale, with calm in between?
ask-belly-inflamed = Is there fever, yellow skin or eyes, or is the pain mainly low on the right?
ask-no-stool-no-gas = Have neither stool nor wind passed for a day or more?
ask-pain-comes-back = Has this pain kept coming back for weeks?

## Reasons

because-fever-very-ill = Fever with confusion, fainting, blue lips, a fit or hard breathing can be a dangerous infection. It needs help now.
because-fever-meningitis-signs = Fever with a stiff neck, or with spots that do not fade, can be meningitis. Every hour counts.
because-fever-baby-under-three-months = In a baby under three months every fever must be examined at once, even if the baby seems well.
because-fever-child-danger = A feverish child that does not drink, keeps nothing down or is limp needs a doctor now.
because-fever-chemo = After chemotherapy, a transplant or without a spleen a fever can become dangerous within hours.
because-fever-infection-risk = With this history a fever can have a cause that should be found within a day.
because-fever-shaking-chills = Strong shivers can mean that germs have reached the blood. A doctor should look within a day.
because-fever-older = From 65 on, a fever can hide a serious infection. A doctor should look within a day.
because-fever-pregnant = In pregnancy and after a birth a fever should be looked at within a day, for both of you.
because-fever-baby-high = A baby with 39 degrees or more should be examined within a day.
because-fever-very-high = 40 degrees and more should be looked at within a day.
because-fever-dries-out = Whoever keeps nothing down or hardly passes water is drying out. A doctor should look within a day.
because-fever-child-five-days = A fever of five days in a child should be examined within a day, also to rule out rarer illnesses.
because-fever-some-days = A fever of more than two days should be looked at in the next day or two.
because-fever-otherwise = A fever of a day or two without danger signs mostly passes by itself. Rest and drink plenty. Come back if it lasts for three days, if drinking becomes hard, with a rash, a stiff neck, trouble breathing or confusion, or if you are worried.
because-cough-very-ill = A cough with hard breathing, blue lips or confusion means that the body lacks air. It needs help now.
because-cough-child-breathes-hard = A child that has to work for each breath needs a doctor now.
because-cough-child-danger = A coughing child that does not drink, keeps nothing down or is limp needs a doctor now.
because-cough-inhaled-something = Something may have gone into the windpipe. That must be looked at now, even if the child seems better.
because-cough-much-blood = Coughing up this much blood is dangerous. It needs help now.
because-cough-blood = Blood in what is coughed up should be looked at within a day.
because-cough-chest-worse = A cough with short breath or chest pain can be pneumonia or a clot in the lung. A doctor should look within a day.
because-cough-barking = A barking cough in a child can narrow the airway at night. It should be seen within a day, at once if breathing becomes noisy at rest.
because-cough-fits-baby = Fits of coughing can be whooping cough, which is dangerous for babies. Within a day, please.
because-cough-older-fever = From 65 on, a cough with fever can be pneumonia. A doctor should look within a day.
because-cough-chronic-risk = With this illness a cough can turn into something more. It should be looked at in the next day or two.
because-cough-fever = A cough with fever should be listened to in the next day or two, in case it is pneumonia.
because-cough-weeks-weight = A cough for weeks with weight loss or night sweats should be looked into within days.
because-cough-weeks = A cough of three weeks or more deserves an appointment, even if it is mostly harmless.
because-cough-otherwise = Without danger signs a cough is mostly a cold and goes within three weeks. Drink plenty; honey helps from one year of age on. Come back with fever, short breath, chest pain or blood, or if it lasts for three weeks.
because-breathlessness-very-ill = Short breath with confusion, fainting or blue lips means that the body lacks air. It needs help now.
because-breathlessness-at-rest = Short breath while sitting still can get worse quickly. It needs help now.
because-breathlessness-sudden = Short breath that comes within minutes can be a clot, a collapsed lung or an allergy. It needs help now.
because-breathlessness-heart = Short breath with pressure or pain in the chest can be a heart attack. It needs help now.
because-breathlessness-clot = With this history short breath can come from a clot in the lung. It needs help now.
because-breathlessness-swelling = Swelling of lips, tongue or throat can close the airway. It needs help now.
because-breathlessness-inhaled = Something may have gone into the windpipe. That must be looked at now.
because-breathlessness-child-breathes-hard = A child that has to work for each breath needs a doctor now.
because-breathlessness-child-danger = A child short of breath that does not drink or is limp needs a doctor now.
because-breathlessness-inhaler = When the inhaler no longer helps, an attack can become dangerous. It needs help now.
because-breathlessness-new = Short breath that is new or getting worse should be looked at within a day.
because-breathlessness-heart-failure = Short breath when lying down, or with swollen legs, can be a weak heart. It should be looked at within a day.
because-breathlessness-pregnant = In pregnancy and after a birth, short breath should be looked at within a day.
because-breathlessness-baby = A baby that is short of breath should be seen within a day, at once if it gets worse.
because-breathlessness-older = From 65 on, short breath can be the only sign of a heart or lung illness. Within a day, please.
because-breathlessness-otherwise = Short breath should be looked at in the next day or two, even when it has been the same for a while. If it gets worse, comes at rest or with chest pain, call for help at once.
because-chest-pain-very-ill = Chest pain with fainting, confusion, blue lips or hard breathing needs help now.
because-chest-pain-heart-attack = Pressure in the chest, or a pain that spreads, can be a heart attack. It needs help now.
because-chest-pain-unwell = Chest pain with cold sweat, sickness or short breath can be a heart attack. It needs help now.
because-chest-pain-sudden = A chest pain that came suddenly and does not go away needs help now.
because-chest-pain-tearing = A tearing pain through to the back can come from the great artery. It needs help now.
because-chest-pain-after-vomiting = Strong chest pain after hard vomiting can be a torn gullet. It needs help now.
because-chest-pain-cocaine = Cocaine and similar drugs can cause a heart attack at any age. It needs help now.
because-chest-pain-clot = With this history chest pain can come from a clot in the lung. It needs help now.
because-chest-pain-effort-child = Chest pain during sport should be looked at within a day in a child. No sport until then.
because-chest-pain-effort = Chest pain on effort can come from narrowed heart arteries. It should be looked at within a day.
because-chest-pain-heart-risk = With this illness chest pain can look harmless and still be the heart. Within a day, please.
because-chest-pain-older = From 65 on, chest pain should be looked at within a day.
because-chest-pain-inflamed = Chest pain with fever, or worse on breathing in, can be pneumonia, an inflamed heart sac or a clot. Within a day, please.
because-chest-pain-shingles = Blisters in a band on one side can be shingles. Treatment works best in the first three days.
because-chest-pain-otherwise = Chest pain that comes and goes without danger signs should be looked at in the next day or two. If it stays, presses or spreads, call for help at once.
because-headache-very-ill = Headache with confusion, fainting or a fit can come from the brain. It needs help now.
because-headache-thunderclap = A headache at its worst within a minute, or the worst ever, can be a bleed in the brain. It needs help now.
because-headache-meningitis-signs = Headache with a stiff neck, or with spots that do not fade, can be meningitis or a bleed. Every hour counts.
because-headache-neuro-signs = Headache with weakness, trouble speaking or trouble seeing needs help now.
because-headache-pregnant-severe = Strong headache in pregnancy or after a birth can come from high blood pressure. It needs help now.
because-headache-injury-blood-thinner = Headache after a blow, while taking blood thinners, can be a bleed in the head. It needs help now.
because-headache-others-ill = When several people in one house get headaches, there may be carbon monoxide in the air. Go outside now and call for help.
because-headache-injury = A headache after a blow to the head should be looked at within a day.
because-headache-risk = With this illness or medicine a headache should be looked at within a day.
because-headache-pressure = Headache that wakes at night, or worsens with lying or coughing, can mean pressure in the head. Within a day, please.
because-headache-pregnant = In pregnancy and after a birth, a headache should be looked at within a day.
because-headache-new-over-50 = From 50 on, a new kind of headache, a sore scalp or a jaw that hurts on chewing can be an inflamed artery. Within a day, please.
because-headache-long = A headache of more than a week should be looked at in the next day or two.
because-headache-often = Headaches that keep coming back deserve an appointment. A note of days and painkillers helps.
because-headache-otherwise = Most headaches without danger signs go by themselves. Drink enough, rest, and take a painkiller you know and tolerate, on ten days a month at most. Come back if it gets worse, stays for a week or keeps returning. Call for help at once with fever and a stiff neck, confusion, weakness or trouble seeing.
because-abdominal-pain-very-ill = Belly pain with fainting or confusion can be bleeding inside. It needs help now.
because-abdominal-pain-sudden-severe = Belly pain that is very strong and came suddenly needs help now.
because-abdominal-pain-peritonitis = A hard belly, pain at every step or a trapped lump in the groin may need surgery. It needs help now.
because-abdominal-pain-much-blood = Bleeding in stomach or bowel can become dangerous. It needs help now.
because-abdominal-pain-pregnant-severe = Strong belly pain or bleeding in pregnancy can be a pregnancy outside the womb. It needs help now.
because-abdominal-pain-testicle = Sudden pain in a testicle may be a twist. It can be saved only within a few hours.
because-abdominal-pain-aneurysm = Belly pain with a known aneurysm needs help now.
because-abdominal-pain-diabetes-vomiting = Belly pain with vomiting in diabetes can be a dangerous derailment of blood sugar. It needs help now.
because-abdominal-pain-blocked = No stool, no wind and vomiting can be a blocked bowel. It needs help now.
because-abdominal-pain-baby-bouts = A baby that screams in bouts and turns pale can have a telescoped bowel. It needs a doctor now.
because-abdominal-pain-severe = Very strong belly pain should be looked at today, within a day at the latest.
because-abdominal-pain-blood = Belly pain with blood should be looked at within a day.
because-abdominal-pain-pregnant = In pregnancy, belly pain should be looked at within a day.
because-abdominal-pain-inflamed = Belly pain with fever, yellow skin or low on the right can be an inflammation such as appendicitis. Within a day, please.
because-abdominal-pain-no-stool = When neither stool nor wind passes, the bowel may be blocked. Within a day, please.
because-abdominal-pain-older = From 65 on, belly pain should be looked at within a day, because dangerous causes can look mild.
because-abdominal-pain-baby = A baby with belly pain should be seen within a day.
because-abdominal-pain-some-days = Belly pain of more than two days should be looked at in the next day or two.
because-abdominal-pain-comes-back = Belly pain that keeps coming back deserves an appointment.
because-abdominal-pain-otherwise = Belly pain without danger signs mostly passes within a day or two. Rest, warmth and small sips help. Come back if it gets stronger, moves to the lower right, comes with fever, vomiting or blood, or lasts for more than two days.
