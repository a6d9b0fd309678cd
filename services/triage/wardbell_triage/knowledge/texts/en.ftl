## Complaints

complaint-fever = fever
complaint-cough = cough or cold
complaint-breathlessness = shortness of breath
complaint-chest-pain = chest pain
complaint-headache = headache
complaint-abdominal-pain = belly pain
complaint-back-pain = back pain
complaint-vomiting-diarrhoea = nausea, vomiting, diarrhoea or blood in them
complaint-rash = rash
complaint-sore-throat = sore throat
complaint-urinary = trouble with passing water
complaint-injury = injury
complaint-low-mood = low mood
complaint-sleeplessness = trouble with sleeping

## Questions: one answer each, Yes / No / Not sure

ask-very-ill-now = Is any of these happening *now*?
    - confused, or hardly awake
    - fainted
    - lips or face blue or grey
    - a fit
    - fighting for breath
ask-child-danger = { $who ->
    [other] Does any of these apply to the child?
        - does not drink, or brings up everything
        - limp, or hardly awake
        - blue lips
        - had a fit
        - fights for breath
   *[self] Is any of these happening?
        - not able to drink, or everything comes up again
        - limp, or hardly awake
        - blue lips
        - a fit
        - fighting for breath
    }
ask-child-breathes-hard = { $who ->
    [other] When the child is calm, does any of these apply?
        - the skin between the ribs draws in
        - breathing in makes a noise
        - breathing pauses
        - it began suddenly, with something in the mouth
   *[self] At rest, does any of these apply?
        - the skin between the ribs draws in
        - breathing in makes a noise
        - breathing pauses
        - it began suddenly, with something in the mouth
    }
ask-meningitis-signs = Does any of these apply?
    - the neck is so stiff that the chin does not reach the chest
    - red or purple spots stay when you press a glass on them
ask-non-blanching-rash = Please press a clear glass on the spots. Do they stay visible through the glass?
ask-fever = Is there a fever, 38 degrees or more, or does the body feel hot?
ask-high-fever = Is the temperature 39 degrees or more?
ask-fever-warning = Does any of these apply?
    - shivers so strong that the teeth chatter
    - nothing stays down
    - no pee for about twelve hours
ask-life-weary = { $who ->
    [other] Thank you for writing for them. Does the person think of harming themself, or say they would rather not live?
   *[self] It is good that you write. Do you think of harming yourself, or would you sometimes rather not live?
    }
ask-psychosis-signs = { $who ->
    [other] Does the person hear or see things that nobody else does, or are they sure that they are followed or controlled?
   *[self] Do you hear or see things that nobody else does, or are you sure that you are followed or controlled?
    }
ask-self-neglect = { $who ->
    [other] Does the person hardly eat, drink, wash or get out of bed any more?
   *[self] Do you hardly eat, drink, wash or get out of bed any more?
    }
ask-estranged-from-baby = { $who ->
    [other] Does the person feel nothing for the baby, or unable to be a parent to it?
   *[self] Do you feel nothing for your baby, or unable to be a parent to it? You may say so here.
    }
ask-under-three-months = Is the baby younger than three months?
ask-pregnant = { $who ->
    [other] Is the person pregnant, could she be, or did she give birth in the last six weeks?
   *[self] Are you pregnant, could you be, or did you give birth in the last six weeks?
    }
ask-chemo-recent = Does any of these apply?
    - chemotherapy in the last weeks
    - a transplant
    - no spleen
ask-infection-risk = Does any of these apply?
    - a weakened immune system
    - in the tropics in the last three months
    - an operation in the last weeks
    - an artificial heart valve or joint
    - injected drugs
ask-chronic-risk = Does any of these apply?
    - asthma or another lasting lung illness
    - a heart illness
    - diabetes
    - a weakened immune system
ask-dries-out = Does any of these apply?
    - nothing stays down, not even sips
    - no pee for about twelve hours
ask-lasts-over-2-days = Has it lasted for more than two days?
ask-lasts-over-5-days = Has the fever lasted for five days or more?
ask-kawasaki-signs = Are two or more of these true?
    - both eyes red, without pus
    - lips bright red, cracked or bleeding, or a tongue like a strawberry
    - hands or feet red or swollen, or skin peeling at the fingertips
    - a rash
ask-lasts-over-1-week = Has it lasted for more than a week?
ask-lasts-over-2-weeks = Has it lasted for two weeks or more?
ask-lasts-over-3-weeks = Has it lasted for three weeks or more?
ask-coughs-blood = Is there blood in what is coughed up?
ask-coughs-much-blood = Is it more than streaks: a teaspoon of blood or more?
ask-barking-cough = Does the cough sound like the bark of a dog or a seal?
ask-cough-fits = Are there fits of coughing that end in vomiting, a whoop or a pause in breathing?
ask-chest-worse = Is there shortness of breath, or pain in the chest when breathing or coughing?
ask-weight-loss-sweats = { $who ->
    [other] Has the person lost weight without wanting to, or does the person wake at night soaked with sweat?
   *[self] Have you lost weight without wanting to, or do you wake at night soaked with sweat?
    }
ask-breathless-at-rest = Is breath short even while sitting still?
ask-sudden-or-swelling = Did it begin suddenly, within minutes, or do the lips, the tongue or the throat swell?
ask-heart-attack-signs = Does any of these apply?
    - pressure, tightness or weight on the chest
    - a pain that spreads to an arm, the neck, the jaw, the back or the belly
ask-clot-signs = Does any of these apply?
    - one leg swollen or sore
    - a clot (thrombosis) in the past
    - in the last four weeks an operation, a plaster cast, days in bed or a very long journey
ask-airway-swelling = Are the lips, the tongue or the throat swelling, or does the throat feel tight?
ask-inhaler-not-helping = Does the inhaler help less than usual, or not at all?
ask-new-or-worse-breath = Is it new, or has it got worse in the last days?
ask-heart-failure-signs = Is it worse lying flat or at night, or are both ankles or legs swollen?
ask-chest-unwell = Does any of these come with it?
    - cold sweat
    - sickness or vomiting
    - light-headed
    - short of breath
ask-sudden-chest-pain = Did the pain come suddenly and has it been there ever since, for more than 15 minutes?
ask-pain-on-effort = Does it come with effort, such as stairs or sport, and ease with rest?
ask-heart-risk = Does any of these apply?
    - a known heart illness
    - diabetes
    - high blood pressure
    - smoking
ask-chest-inflamed = Is there fever, or does the pain get worse on breathing in?
ask-sudden-severe-headache = Was the headache at its worst within a minute, or is it the worst ever?
ask-neuro-signs = Does any of these apply?
    - weak or numb on one side
    - trouble speaking
    - trouble seeing
    - a red, painful eye
ask-pain-severe = Is there pain so strong that it can hardly be borne?
ask-head-hit = Was there a blow or fall on the head in the last weeks?
ask-blood-thinner = { $who ->
    [other] Does the person take blood thinners, such as warfarin, apixaban or rivaroxaban?
   *[self] Do you take blood thinners, such as warfarin, apixaban or rivaroxaban?
    }
ask-headache-risk = Does any of these apply?
    - a blow or fall on the head in the last weeks
    - blood thinners
    - cancer
    - a weakened immune system
ask-pressure-signs = { $who ->
    [other] Does the headache wake the person at night, or get worse with lying down, coughing or straining?
   *[self] Does the headache wake you at night, or get worse with lying down, coughing or straining?
    }
ask-new-kind-of-headache = Does any of these apply?
    - a new kind of headache
    - the scalp is sore to the touch
    - the jaw hurts on chewing
ask-headache-long = Does any of these apply?
    - it has lasted for more than a week
    - it keeps coming back
    - painkillers on more than ten days a month
ask-sudden-pain = Did the pain come suddenly, within minutes?
ask-peritonitis-signs = Does any of these apply?
    - the belly is hard as a board
    - every step or bump hurts
    - a painful lump in the groin or navel cannot be pushed back
ask-gut-bleeding = Is there blood in vomit or stool, or is the stool black like tar?
ask-much-gut-blood = Is it more than a few streaks?
    - black stool
    - vomit like coffee grounds
    - a lot of blood
ask-vaginal-bleeding = Is there bleeding from the vagina?
ask-screams-in-bouts = Does any of these apply?
    - the baby screams in bouts, draws up the legs and turns pale
    - the stool is like red jelly
ask-belly-warning = Does any of these apply?
    - fever
    - yellow skin or eyes
    - the pain is mainly low on the right
    - neither stool nor wind for a day
ask-cauda-equina = Does any of these apply?
    - numb between the legs or around the bottom
    - new trouble holding or passing urine or stool
    - both legs weak
ask-back-risk = Does any of these apply?
    - cancer, now or earlier
    - blood thinners
    - cortisone for a long time
    - a weakened immune system
ask-back-warning = Does any of these apply?
    - it began after an accident or a fall (with thin bones a small one counts too)
    - one leg is weak or numb
ask-back-rest-pain = Is the pain worst at rest or at night, or did weight go down without wanting to?
ask-projectile-vomiting = Does the baby vomit in a strong jet after most feeds?
ask-green-vomit = Is the vomit green?
ask-dehydration-risk = Does any of these apply?
    - a weakened immune system
    - diabetes
    - a heart or kidney illness
ask-blisters-or-peeling = Are there blisters, does the skin peel, or does it hurt?
ask-mouth-or-eye-sores = Are there also sores in the mouth, or red, sore eyes?
ask-hot-spreading-skin = Is there an area of red, hot skin that gets bigger?
ask-rash-risk = Did a new medicine begin in the last weeks, or is the immune system weakened?
ask-throat-closing = Does any of these apply?
    - spit runs out of the mouth
    - breathing in makes a noise
    - throat or tongue swells shut
ask-quinsy-signs = Does any of these apply?
    - the mouth hardly opens
    - the pain is only on one side
    - the voice is muffled
    - the neck is stiff or swollen
ask-throat-immune-risk = Does any of these apply?
    - a weakened immune system
    - chemotherapy
    - tablets for an overactive thyroid (carbimazole, thiamazole)
ask-cannot-pee = Is the bladder full, but no water comes?
ask-kidney-signs = Does any of these apply?
    - fever
    - shivers
    - vomiting
    - pain in the side or below the ribs
ask-urinary-risk = Does any of these apply?
    - a weakened immune system
    - diabetes
    - a catheter
    - only one kidney
    - an operation in the last weeks
ask-blood-urine = Is there blood in the urine, or is it pink or brown?
ask-burning-urine = Does it burn or hurt to pass water?
ask-often-urine = Is there a need to pass water much more often than usual?
ask-great-thirst = Is there great thirst, and much urine by day and night?
ask-big-accident = Was it a serious accident?
    - an accident on the road
    - a fall from more than a metre or five stairs
    - pain in the neck or numbness since then
ask-head-danger = Has any of these happened since the blow?
    - knocked out for a moment
    - vomiting
    - a headache that grows
    - memory gaps, or drowsy
    - clear fluid or blood from nose or ear
ask-wound = Is there an open wound?
ask-bleeding-goes-on = Does it still bleed after ten minutes of firm pressure?
ask-wound-bad = What about the wound: does any of these apply?
    - deep or gaping
    - something is stuck in it
    - a bad cut on the face or the palm
ask-wound-infected = Is the wound getting red, hot, more painful or full of pus?
ask-no-tetanus-shot = Is the wound dirty, and is the last tetanus shot more than ten years ago or unknown?
ask-limb-danger = Does any of these apply?
    - an arm, a leg or a joint is crooked
    - bone shows
    - it is cold, blue or numb beyond the injury
ask-cannot-use-limb = Is it impossible to stand on the leg for a few steps, or to use the arm or hand?
ask-burn-bad = What about the burn: does any of these apply?
    - bigger than the hand of the burnt person
    - white or charred
    - blisters on face, hands, feet or private parts
    - from electricity or chemicals

## Reasons

because-fever-very-ill = Fever with confusion, fainting, blue lips, a fit or hard breathing can be a dangerous infection. It needs help now.
because-fever-meningitis-signs = Fever with a stiff neck, or with spots that do not fade, can be meningitis. Every hour counts.
because-fever-baby-under-three-months = In a baby under three months every fever must be examined at once, even if the baby seems well.
because-fever-child-danger = { $who ->
    [other] A feverish child that does not drink, keeps nothing down or is limp needs a doctor now.
   *[self] Who is feverish and does not drink, keeps nothing down or is limp needs a doctor now.
    }
because-fever-chemo = After chemotherapy, a transplant or without a spleen a fever can become dangerous within hours.
because-fever-infection-risk = With this history a fever can have a cause that should be found within a day.
because-fever-older = From 65 on, a fever can hide a serious infection. A doctor should look within a day.
because-fever-pregnant = In pregnancy and after a birth a fever should be looked at within a day, for both of you.
because-fever-baby-high = A baby with 39 degrees or more should be examined within a day.
because-fever-very-high = 40 degrees and more should be looked at within a day.
because-fever-warning = Strong shivers can mean germs in the blood, and whoever keeps nothing down is drying out. A doctor should look within a day.
because-fever-child-kawasaki = Five days of fever with red eyes, cracked lips, swollen hands or a rash can be an inflammation of the vessels that reaches a child's heart. It should be examined at once.
because-fever-child-five-days = A fever of five days in a child should be examined within a day, also to rule out rarer illnesses.
because-fever-child-ears = Fever with sore ears in a child should be looked at in the next day or two, also at the ears.
because-fever-breast = A red, hot, hard breast with fever is often mastitis. Antibiotics may be needed: within a day, please. Go on breast-feeding or emptying the breast.
because-fever-some-days = A fever of more than two days should be looked at in the next day or two.
because-fever-otherwise = A fever of a day or two without danger signs mostly passes by itself. Rest and drink plenty.
    Come back if it lasts for three days, if drinking gets hard, or if you are worried.
    Call for help at once with spots that do not fade, a stiff neck, hard breathing or confusion.
because-cough-very-ill = A cough with hard breathing, blue lips or confusion means that the body lacks air. It needs help now.
because-cough-child-breathes-hard = { $who ->
    [other] A child that has to work for each breath, or may have breathed something in, needs a doctor now, even if it seems better.
   *[self] Who has to work for each breath, or may have breathed something in, needs a doctor now, even if it seems better.
    }
because-cough-child-danger = { $who ->
    [other] A coughing child that does not drink, keeps nothing down or is limp needs a doctor now.
   *[self] Who coughs and does not drink, keeps nothing down or is limp needs a doctor now.
    }
because-cough-much-blood = Coughing up this much blood is dangerous. It needs help now.
because-cough-blood = Blood in what is coughed up should be looked at within a day.
because-cough-chest-worse = A cough with short breath or chest pain can be pneumonia or a clot in the lung. A doctor should look within a day.
because-cough-barking = A barking cough in a child can narrow the airway at night. It should be seen within a day, at once if breathing becomes noisy at rest.
because-cough-fits-baby = Fits of coughing can be whooping cough, which is dangerous for babies. Within a day, please.
because-cough-older-fever = From 65 on, a cough with fever can be pneumonia. A doctor should look within a day.
because-cough-chronic-risk = With this illness a cough can turn into something more. It should be looked at in the next day or two.
because-cough-fever = A cough with fever should be listened to in the next day or two, in case it is pneumonia.
because-cough-weeks-weight = A cough for weeks with weight loss or night sweats should be looked into in the next day or two.
because-cough-weeks = A cough of three weeks or more deserves an appointment, even if it is mostly harmless.
because-cough-otherwise = Without danger signs this is mostly a cold, and a cough goes within three weeks. Drink plenty; honey helps from one year of age on.
    Come back with fever, short breath, chest pain or blood, or if it lasts for three weeks.
because-breathlessness-very-ill = Short breath with confusion, fainting or blue lips means that the body lacks air. It needs help now.
because-breathlessness-at-rest = Short breath while sitting still can get worse quickly. It needs help now.
because-breathlessness-sudden = Short breath that comes within minutes, or with a swelling in the throat, can be a clot, a collapsed lung or an allergy. It needs help now.
because-breathlessness-heart = Short breath with pressure or pain in the chest can be a heart attack. It needs help now.
because-breathlessness-clot = With this history short breath can come from a clot in the lung. It needs help now.
because-breathlessness-child-breathes-hard = { $who ->
    [other] A child that has to work for each breath, or may have breathed something in, needs a doctor now, even if it seems better.
   *[self] Who has to work for each breath, or may have breathed something in, needs a doctor now, even if it seems better.
    }
because-breathlessness-child-danger = { $who ->
    [other] A child short of breath that does not drink or is limp needs a doctor now.
   *[self] Who is short of breath and does not drink or is limp needs a doctor now.
    }
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
because-chest-pain-heart-risk = With this risk chest pain can look harmless and still be the heart. Within a day, please.
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
because-headache-risk = After a blow to the head, or with this illness or medicine, a headache should be looked at within a day.
because-headache-pressure = Headache that wakes at night, or worsens with lying or coughing, can mean pressure in the head. Within a day, please.
because-headache-pregnant = In pregnancy and after a birth, a headache should be looked at within a day.
because-headache-new-over-50 = From 50 on, a new kind of headache, a sore scalp or a jaw that hurts on chewing can be an inflamed artery. Within a day, please.
because-headache-long = A headache that stays for more than a week or keeps coming back deserves an appointment. A note of days and painkillers helps.
because-headache-otherwise = Most headaches without danger signs go by themselves. Drink enough, rest, and take a painkiller you know and tolerate, on ten days a month at most.
    Come back if it gets worse, stays for a week or keeps returning.
    Call for help at once with fever and a stiff neck, confusion, weakness or trouble seeing.
because-abdominal-pain-very-ill = Belly pain with fainting or confusion can be bleeding inside. It needs help now.
because-abdominal-pain-sudden-severe = Belly pain that is very strong and came suddenly needs help now.
because-abdominal-pain-heart = Pain in the upper belly with cold sweat or pressure in the chest can be a heart attack. It needs help now.
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
because-abdominal-pain-warning = Belly pain with fever, yellow skin, low on the right, or without stool and wind can be an inflammation such as appendicitis, or a blocked bowel. Within a day, please.
because-abdominal-pain-older = From 65 on, belly pain should be looked at within a day, because dangerous causes can look mild.
because-abdominal-pain-baby = A baby with belly pain should be seen within a day.
because-abdominal-pain-some-days = Belly pain of more than two days should be looked at in the next day or two.
because-abdominal-pain-comes-back = Belly pain that keeps coming back deserves an appointment.
because-abdominal-pain-otherwise = Belly pain without danger signs mostly passes within a day or two. Rest, warmth and small sips help.
    Come back if it gets stronger, moves to the lower right, comes with fever, vomiting or blood, or lasts for more than two days.
because-back-pain-very-ill = Back pain with fainting or confusion can be bleeding inside. It needs help now.
because-back-pain-cauda-equina = Numbness where you sit, weak legs or trouble with bladder or bowel can mean squeezed nerves. They can be saved only within hours.
because-back-pain-aorta = A tearing pain, or back pain with a known aneurysm, can come from the great artery. It needs help now.
because-back-pain-sudden-over-50 = From 50 on, a very strong back pain that came suddenly can come from the great artery. It needs help now.
because-back-pain-chest = Back pain together with chest pain can be the heart or the great artery. It needs help now.
because-back-pain-fever-risk = Fever and back pain with this history can be an abscess beside the spinal cord. It needs help now.
because-back-pain-fever = Back pain with fever can come from the kidney or an inflamed spine. Within a day, please.
because-back-pain-risk = With this illness or medicine new back pain should be looked at within a day.
because-back-pain-warning = After an accident or fall a vertebra may be broken, and a weak or numb leg can mean a squeezed nerve. Within a day, please; at once if it gets worse.
because-back-pain-rest-pain = Back pain that is worst at rest or at night, or comes with weight loss, should be looked at in the next day or two.
because-back-pain-pregnant = In pregnancy, back pain should be talked over in the next day or two.
because-back-pain-weeks = Back pain that has not gone after three weeks deserves an appointment.
because-back-pain-otherwise = Back pain without danger signs mostly gets better within two weeks. Keep moving as well as you can; warmth helps.
    Come back if it has not gone after three weeks, or with fever or a weak leg.
    Call for help at once with numbness where you sit, weak legs, or trouble with bladder or bowel.
because-vomiting-diarrhoea-very-ill = Vomiting or diarrhoea with confusion, fainting or a fit needs help now.
because-vomiting-diarrhoea-much-blood = Bleeding in stomach or bowel can become dangerous. It needs help now.
because-vomiting-diarrhoea-nausea-heart = Nausea with a pressed chest, or a pain that spreads, can come from the heart. It needs help now.
because-vomiting-diarrhoea-green-vomit = Green vomit in a child can be a blocked bowel. It needs a doctor now.
because-vomiting-diarrhoea-baby-bouts = A baby that screams in bouts, turns pale or passes red jelly can have a telescoped bowel. It needs a doctor now.
because-vomiting-diarrhoea-baby-projectile = Vomiting in a strong jet after each feed can mean a narrow stomach outlet in a young baby. It needs a doctor now.
because-vomiting-diarrhoea-child-danger = { $who ->
    [other] A child that does not drink, keeps nothing down or is limp needs a doctor now.
   *[self] Who does not drink, keeps nothing down or is limp needs a doctor now.
    }
because-vomiting-diarrhoea-meningitis-signs = Vomiting with a stiff neck, or with spots that do not fade, can be meningitis. Every hour counts.
because-vomiting-diarrhoea-severe-pain = Sudden, very strong belly pain with vomiting or diarrhoea needs help now.
because-vomiting-diarrhoea-poison = Vomiting after mushrooms, berries or something toxic needs help now, even if it gets better.
because-vomiting-diarrhoea-severe = Very strong belly pain with vomiting or diarrhoea should be looked at within a day.
because-vomiting-diarrhoea-blood = Blood in vomit or stool should be looked at within a day.
because-vomiting-diarrhoea-dries-out = Whoever keeps nothing down or hardly passes water is drying out. Within a day, please.
because-vomiting-diarrhoea-pees-less = A child that passes less water than usual is beginning to dry out. Within a day, please. Offer small sips again and again.
because-vomiting-diarrhoea-spinning = When everything spins and you feel sick with it, a doctor should look within a day.
because-vomiting-diarrhoea-baby = Babies dry out quickly. A baby with vomiting or diarrhoea should be seen within a day.
because-vomiting-diarrhoea-risk = With this illness vomiting and diarrhoea can go wrong sooner. Within a day, please.
because-vomiting-diarrhoea-older = From 65 on the body dries out sooner. It should be looked at in the next day or two.
because-vomiting-diarrhoea-pregnant = In pregnancy, vomiting or diarrhoea should be talked over in the next day or two.
because-vomiting-diarrhoea-vomiting-days = Vomiting or nausea of more than two days should be looked at in the next day or two.
because-vomiting-diarrhoea-antibiotics = Diarrhoea after antibiotics should be looked at in the next day or two.
because-vomiting-diarrhoea-diarrhoea-week = Diarrhoea of more than a week should be looked at in the next day or two.
because-vomiting-diarrhoea-otherwise = A stomach bug without danger signs mostly passes within days. Drink often, in small sips, even if some comes back up; a drink with salts from the pharmacy helps.
    Come back with blood, strong pain or fever, if nothing stays down, if hardly any urine comes, or if vomiting lasts for two days or diarrhoea for a week.
because-low-mood-life-weary = Thoughts of not wanting to live can become dangerous. Nobody should be alone with them: there is help now.
because-low-mood-psychosis = To hear or see what others do not, or to feel followed, is an illness that can be treated. It needs help now.
because-low-mood-hopeless = It is hard when hope is gone, and it is good that you say so. A doctor should hear about it today.
because-low-mood-self-neglect = When eating, washing or getting up hardly works any more, a doctor should hear about it today.
because-low-mood-estranged = It is good that you say so. Such feelings around a birth can be treated, and a doctor should hear about them today.
because-low-mood-around-birth = Around a birth, do not wait with a low mood: a doctor or a midwife can help in the next day or two.
because-low-mood-weeks = It is good that you write. If a low mood or sleepless nights last for weeks, a doctor can do a lot about it.
because-sleeplessness-life-weary = Thoughts of not wanting to live can become dangerous. Nobody should be alone with them: there is help now.
because-sleeplessness-weeks = Bad sleep for weeks wears out, and a doctor can look for what is behind it. If you also feel low or afraid, say so there.
because-sleeplessness-otherwise = Bad sleep often gets better with steady hours, and without coffee, alcohol or screens in the evening. If it lasts, a doctor can look for what is behind it.
because-low-mood-otherwise = It is good that you write. A low mood often gets better with time, and talking about it helps. A doctor has time for it, sooner if it lasts or gets heavier.
because-rash-very-ill = A rash with confusion, fainting, blue lips or hard breathing needs help now.
because-rash-glass-child = Spots that do not fade under a glass can be blood poisoning in a child. Every hour counts.
because-rash-glass-fever = Fever with spots that do not fade can be blood poisoning. Every hour counts.
because-rash-swelling = A rash with swelling of lips, tongue or throat can be a dangerous allergy. It needs help now.
because-rash-hives-vomiting = Hives with vomiting, dizziness or short breath can be a dangerous allergy. It needs help now.
because-rash-peeling-mouth = Blisters or peeling skin with sores in mouth or eyes can be a dangerous reaction to a medicine. It needs help now.
because-rash-red-skin-pain = Spreading red skin with very strong pain can be a deep infection. It needs help now.
because-rash-glass = Spots that do not fade should be looked at within a day.
because-rash-red-skin = Red, hot skin that spreads can be an infection. Within a day, please.
because-rash-blisters = Blisters, peeling or painful skin should be looked at within a day. If it is shingles, treatment works best early.
because-rash-eye = A rash at the eye should be looked at within a day, to protect the sight.
because-rash-fever = Rash with fever should be looked at within a day.
because-rash-risk = A rash after a new medicine, or with a weakened immune system, should be looked at within a day. Ask before the next dose.
because-rash-week = A rash of more than a week deserves an appointment.
because-rash-otherwise = A rash without danger signs mostly goes by itself. Leave out what is new on the skin, cool it and keep it dry; the pharmacy has something for the itch.
    Come back with fever, pain or blisters, if it spreads, or if it lasts for a week.
    Call for help at once if lips or tongue swell, breath gets short, or spots stay under a glass.
because-sore-throat-very-ill = A sore throat with hard breathing, blue lips or confusion needs help now.
because-sore-throat-closing = A throat that lets no spit down, a noise on breathing in or a swelling can close the airway. It needs help now.
because-sore-throat-child-danger = { $who ->
    [other] A child with a sore throat that does not drink or is limp needs a doctor now.
   *[self] Who has a sore throat and does not drink or is limp needs a doctor now.
    }
because-sore-throat-stiff-neck = Fever with a stiff neck can be meningitis or a deep abscess. Every hour counts.
because-sore-throat-after-tonsils = Bleeding after the tonsils were taken out can become heavy, even if it has stopped. It needs help now.
because-sore-throat-chemo = After chemotherapy, a transplant or without a spleen, fever with a sore throat can become dangerous within hours.
because-sore-throat-abscess = Pain on one side, a mouth that hardly opens or a stiff, swollen neck can be an abscess. Within a day, please.
because-sore-throat-no-fluids = When drinking no longer works, the body dries out. Within a day, please.
because-sore-throat-weak-immune = With a weakened immune system, or with tablets for the thyroid, a sore throat should be looked at within a day.
because-sore-throat-food = Food that is stuck can block the way for spit and harm the gullet within hours. It needs help now.
because-sore-throat-stuck = Something stuck in the throat should be looked at within a day; if it is a battery or spit does not go down, at once.
because-sore-throat-baby = A baby with a sore throat should be seen within a day.
because-sore-throat-rough-rash = A sore throat with a rash can be scarlet fever. It should be looked at in the next day or two.
because-sore-throat-fever = A sore throat with fever should be looked at in the next day or two.
because-sore-throat-week = A sore throat of more than a week deserves an appointment.
because-sore-throat-otherwise = Most sore throats come from a cold and go within a week, without antibiotics. Drink plenty, warm or cold as it feels better, and rest the voice.
    Come back with fever, a rash, pain on one side, if drinking gets hard, or after a week.
    Call for help at once if spit no longer goes down or breathing gets hard.
because-urinary-very-ill = Trouble passing water with confusion or fainting can be a dangerous infection. It needs help now.
because-urinary-retention = A full bladder that cannot be emptied needs help now.
because-urinary-numb = Trouble passing water with numbness where you sit or weak legs can mean squeezed nerves. Every hour counts.
because-urinary-testicle = Sudden pain in a testicle may be a twist. It can be saved only within a few hours.
because-urinary-erection = A painful erection of hours must be treated now.
because-urinary-infected-stone = Fever with very strong pain in the side can be a blocked, infected kidney. It needs help now.
because-urinary-baby-fever = In a baby under three months every fever must be examined at once.
because-urinary-child-thirst = A child that drinks and passes water very much may have diabetes that begins, and that can become dangerous within hours. It needs a test now.
because-urinary-kidney = Fever, shivers, vomiting or pain in the side can come from an infected kidney. Within a day, please.
because-urinary-pregnant = In pregnancy an infection of the bladder should be treated within a day.
because-urinary-risk = With this history an infection can rise to the kidney sooner. Within a day, please.
because-urinary-clots = Clots of blood can block the bladder. Within a day, please.
because-urinary-adult-thirst = Great thirst and much urine can be diabetes. It should be tested within a day.
because-urinary-blood = Blood in the urine should always be looked into, even when it is gone. In the next day or two, please.
because-urinary-burning = Burning when passing water can be an infection of the bladder. In the next day or two, please.
because-urinary-child = A child with trouble passing water should have the urine tested in the next day or two.
because-urinary-older = From 65 on, new trouble passing water should be looked at in the next day or two.
because-urinary-otherwise = Having to go often, without pain, fever or blood, deserves an appointment. Come back sooner with burning, fever, blood, pain in the side, or if passing water gets hard.
because-injury-very-ill = An injury with fainting, confusion, a fit or hard breathing needs help now.
because-injury-big-accident = After such an accident injuries can be hidden. It needs help now. Please move the neck as little as possible.
because-injury-head-danger = A blow to the head with these signs can be a bleed in the head. It needs help now.
because-injury-head-blood-thinner = A blow to the head while taking blood thinners can bleed inside, even later. It needs help now.
because-injury-bleeding = Bleeding that does not stop needs help now. Press firmly on it and do not look in between.
because-injury-limb = A limb that is crooked, cold, numb or with bone showing needs help now.
because-injury-hip = From 65 on, not being able to stand or walk after a fall can be a broken hip. It needs help now.
because-injury-big-burn = This burn must be treated in hospital now. Cool it with running water, not with ice.
because-injury-snake = A snake bite must be watched in hospital, even if little is to be seen. Keep the limb still; do not cut, suck or tie it off.
because-injury-eye = An injured eye needs help now. Do not rub or press; rinse with water only if something splashed in.
because-injury-gaping-wound = A deep or gaping wound must be closed within hours. Cover it with a clean cloth and leave in what is stuck.
because-injury-head = At this age a blow to the head should be looked at within a day, even without other signs.
because-injury-limb-use = A limb that cannot be used may be broken. Within a day, please.
because-injury-bite = Every bite that broke the skin should be cleaned and looked at within a day.
because-injury-infected = A wound that gets red, hot or full of pus is infected. Within a day, please.
because-injury-burn-child = A burn in a child should be looked at within a day. Cool it with lukewarm running water first.
because-injury-tetanus = After a dirty wound the tetanus shot should be renewed in the next day or two.
because-injury-week = An injury that still hurts after a week or more deserves an appointment.
because-injury-otherwise = A sprain, bruise or small cut without danger signs mostly heals by itself. Rest, cool and raise it for two days; rinse small cuts with water and cover them.
    Come back if it swells more, cannot be used, gets red or hot, or still hurts after a week.
    After a blow to the head somebody should stay near for a day: vomiting, drowsiness or a growing headache need help at once.


## Reasons: what was measured

because-measured-low-oxygen = The oxygen in the blood is too low.
because-measured-low-blood-pressure = The blood pressure is dangerously low.
because-measured-very-high-blood-pressure = The blood pressure is dangerously high.
because-measured-pressure-in-pregnancy = In pregnancy and the weeks after it this blood pressure is dangerous for mother and child.
because-measured-very-fast-pulse = The heart beats far too fast.
because-measured-very-slow-pulse = The heart beats far too slowly.
because-measured-fast-breathing = Breathing is far too fast.
because-measured-very-slow-breathing = Breathing is far too slow.
because-measured-low-temperature = The body is far too cold.
because-danger-very-ill = Confusion, fainting, blue lips, a fit or fighting for breath can be life-threatening. It needs help now.
because-danger-stroke = Weakness on one side or trouble speaking can be a stroke. It needs help now.
because-danger-stroke-behind = Dizziness together with double vision can come from a stroke at the back of the brain.
because-danger-swelling = Swelling of lips, tongue or throat can close the airway. It needs help now.
because-danger-child = { $who ->
    [other] A child that does not drink, keeps nothing down, is limp or has to work for breath needs a doctor now.
   *[self] Who does not drink, keeps nothing down, is limp or has to work for breath needs a doctor now.
    }
because-nothing-drunk = Whoever drinks nothing for a day can dry out quickly, older people above all; often an illness is behind it.
because-joint-infection = A hot, swollen joint with fever may be an infection that destroys the joint quickly. It needs help now.
because-fever-cold-or-mottled = Fever with stone-cold hands and feet or mottled skin can be blood poisoning. It needs help now.
because-adrenal-crisis = Whoever needs cortisone every day and vomits, has a fever or feels faint can be in danger within hours. Take the emergency dose, if you have one.
because-spine-needle-fever = Fever after an injection or operation at the spine can be an infection that presses on the nerves. It needs help now.
because-chickenpox-in-pregnancy = Chickenpox, or having been near it, needs advice within a day in pregnancy, even without a rash: whoever is not immune can be given something against it. Please call first, because of others in the waiting room.
because-clot-in-leg = One swollen, sore leg can have a clot in it. It should be looked at within a day. With short breath or chest pain it is an emergency.
because-newborn-yellow = A newborn baby that looks yellow should be checked within a day, by the midwife or a doctor. If the baby is very sleepy or does not feed, it is an emergency.
because-tooth-abscess = A bad tooth with a swollen cheek is often an abscess: a dentist should see it within a day. If swallowing, breathing or opening the mouth is hard, it is an emergency.
because-weakness-climbs = Weakness that climbs from the feet upwards can reach the breathing. It needs help now.
because-swallowed-battery = A battery burns the gullet within hours, and magnets can pinch the bowel. It needs help now, also without any pain.
because-mania = Hardly any sleep for days together with racing thoughts or an unusual high can become dangerous quickly.
