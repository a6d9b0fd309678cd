## Beschwerden

complaint-fever = Fieber
complaint-cough = Husten oder Erkältung
complaint-breathlessness = Atemnot
complaint-chest-pain = Brustschmerzen
complaint-headache = Kopfschmerzen
complaint-abdominal-pain = Bauchschmerzen
complaint-back-pain = Rückenschmerzen
complaint-vomiting-diarrhoea = Übelkeit, Erbrechen, Durchfall oder Blut darin
complaint-rash = Hautausschlag
complaint-sore-throat = Halsschmerzen
complaint-urinary = Beschwerden beim Wasserlassen
complaint-injury = Verletzung
complaint-low-mood = gedrückte Stimmung
complaint-sleeplessness = Schlafprobleme

## Fragen: je eine Antwort, Ja / Nein / Nicht sicher

ask-very-ill-now = Passiert *gerade jetzt* etwas davon?
    - verwirrt oder kaum wach
    - ohnmächtig geworden
    - Lippen oder Gesicht blau oder grau
    - ein Krampfanfall
    - Ringen nach Luft
ask-child-danger = { $who ->
    [other] Trifft etwas davon auf das Kind zu?
        - trinkt nicht, oder erbricht alles
        - schlaff, oder kaum wach
        - blaue Lippen
        - hatte einen Krampfanfall
        - ringt nach Luft
   *[self] Passiert etwas davon?
        - Trinken geht nicht, oder alles kommt wieder heraus
        - schlaff, oder kaum wach
        - blaue Lippen
        - ein Krampfanfall
        - Ringen nach Luft
    }
ask-child-breathes-hard = { $who ->
    [other] Wenn das Kind ruhig ist: Trifft etwas davon zu?
        - die Haut zwischen den Rippen zieht sich ein
        - das Einatmen macht ein Geräusch
        - es gibt Atempausen
        - es begann plötzlich, mit etwas im Mund
   *[self] In Ruhe: Trifft etwas davon zu?
        - die Haut zwischen den Rippen zieht sich ein
        - das Einatmen macht ein Geräusch
        - es gibt Atempausen
        - es begann plötzlich, mit etwas im Mund
    }
ask-meningitis-signs = Trifft etwas davon zu?
    - der Nacken ist so steif, dass das Kinn nicht auf die Brust kommt
    - rote oder lila Punkte bleiben, wenn Sie ein Glas daraufdrücken
ask-non-blanching-rash = Drücken Sie bitte ein durchsichtiges Glas auf die Flecken. Bleiben sie durch das Glas sichtbar?
ask-fever = Ist Fieber da, 38 Grad oder mehr, oder fühlt sich der Körper heiß an?
ask-high-fever = Sind es 39 Grad oder mehr?
ask-fever-warning = Trifft etwas davon zu?
    - Schüttelfrost, bei dem die Zähne klappern
    - nichts bleibt drin
    - seit etwa zwölf Stunden kein Urin
ask-life-weary = { $who ->
    [other] Danke, dass Sie für sie schreiben. Denkt die Person daran, sich etwas anzutun, oder sagt sie, dass sie lieber nicht mehr leben möchte?
   *[self] Gut, dass Sie schreiben. Denken Sie daran, sich etwas anzutun, oder möchten Sie manchmal lieber nicht mehr leben?
    }
ask-psychosis-signs = { $who ->
    [other] Hört oder sieht die Person, was sonst niemand hört oder sieht, oder ist sie sicher, verfolgt oder gesteuert zu werden?
   *[self] Hören oder sehen Sie, was sonst niemand hört oder sieht, oder sind Sie sicher, verfolgt oder gesteuert zu werden?
    }
ask-self-neglect = { $who ->
    [other] Isst, trinkt oder wäscht sich die Person kaum noch, oder kommt sie kaum noch aus dem Bett?
   *[self] Essen, trinken oder waschen Sie sich kaum noch, oder kommen Sie kaum noch aus dem Bett?
    }
ask-estranged-from-baby = { $who ->
    [other] Fühlt die Person nichts für das Baby, oder fühlt sie sich nicht imstande, für es da zu sein?
   *[self] Fühlen Sie nichts für Ihr Baby, oder fühlen Sie sich nicht imstande, für es da zu sein? Das dürfen Sie hier sagen.
    }
ask-under-three-months = Ist das Baby jünger als drei Monate?
ask-pregnant = { $who ->
    [other] Ist die Person schwanger, könnte sie es sein, oder hat sie in den letzten sechs Wochen entbunden?
   *[self] Sind Sie schwanger, könnten Sie es sein, oder haben Sie in den letzten sechs Wochen entbunden?
    }
ask-chemo-recent = Trifft etwas davon zu?
    - Chemotherapie in den letzten Wochen
    - eine Transplantation
    - keine Milz mehr
ask-infection-risk = Trifft etwas davon zu?
    - geschwächte Abwehr
    - in den letzten drei Monaten in den Tropen
    - eine Operation in den letzten Wochen
    - künstliche Herzklappe oder künstliches Gelenk
    - gespritzte Drogen
ask-chronic-risk = Trifft etwas davon zu?
    - Asthma oder eine andere dauernde Lungenkrankheit
    - eine Herzkrankheit
    - Diabetes
    - geschwächte Abwehr
ask-dries-out = Trifft etwas davon zu?
    - nichts bleibt drin, nicht einmal kleine Schlucke
    - seit etwa zwölf Stunden kein Urin
ask-lasts-over-2-days = Dauert es schon länger als zwei Tage?
ask-lasts-over-5-days = Dauert das Fieber schon fünf Tage oder länger?
ask-kawasaki-signs = Trifft zwei oder mehr davon zu?
    - beide Augen rot, ohne Eiter
    - Lippen knallrot, rissig oder blutig, oder eine Zunge wie eine Erdbeere
    - Hände oder Füße rot oder geschwollen, oder Haut, die sich an den Fingerspitzen schält
    - Ausschlag
ask-lasts-over-1-week = Dauert es schon länger als eine Woche?
ask-lasts-over-2-weeks = Dauert es schon zwei Wochen oder länger?
ask-lasts-over-3-weeks = Dauert es schon drei Wochen oder länger?
ask-coughs-blood = Kommt beim Husten Blut mit?
ask-coughs-much-blood = Ist es mehr als Streifen: ein Teelöffel Blut oder mehr?
ask-barking-cough = Klingt der Husten wie das Bellen eines Hundes oder eines Seehunds?
ask-cough-fits = Gibt es Hustenanfälle, die mit Erbrechen, einem Juchzen oder einer Atempause enden?
ask-chest-worse = Ist die Luft knapp, oder tut beim Atmen oder Husten die Brust weh?
ask-weight-loss-sweats = { $who ->
    [other] Hat die Person abgenommen, ohne es zu wollen, oder wacht sie nachts schweißnass auf?
   *[self] Haben Sie abgenommen, ohne es zu wollen, oder wachen Sie nachts schweißnass auf?
    }
ask-breathless-at-rest = Ist die Luft schon beim ruhigen Sitzen knapp?
ask-sudden-or-swelling = Hat es plötzlich begonnen, innerhalb von Minuten, oder schwellen Lippen, Zunge oder Hals an?
ask-heart-attack-signs = Trifft etwas davon zu?
    - Druck, Enge oder Schwere in der Brust
    - ein Schmerz, der in Arm, Hals, Kiefer, Rücken oder Bauch zieht
ask-clot-signs = Trifft etwas davon zu?
    - ein Bein ist geschwollen oder tut weh
    - früher ein Gerinnsel (Thrombose)
    - in den letzten vier Wochen eine Operation, ein Gips, Tage im Bett oder eine sehr lange Reise
ask-airway-swelling = Schwellen Lippen, Zunge oder Hals an, oder wird es im Hals eng?
ask-inhaler-not-helping = Hilft das Spray weniger als sonst, oder gar nicht?
ask-new-or-worse-breath = Ist es neu, oder ist es in den letzten Tagen schlimmer geworden?
ask-heart-failure-signs = Ist es im Liegen oder nachts schlimmer, oder sind beide Knöchel oder Beine geschwollen?
ask-chest-unwell = Kommt etwas davon dazu?
    - kalter Schweiß
    - Übelkeit oder Erbrechen
    - Benommenheit oder Schwindel
    - knappe Luft
ask-sudden-chest-pain = Kam der Schmerz plötzlich und ist er seitdem da, länger als 15 Minuten?
ask-pain-on-effort = Kommt der Schmerz bei Anstrengung, etwa auf der Treppe oder beim Sport, und lässt in Ruhe nach?
ask-heart-risk = Trifft etwas davon zu?
    - eine bekannte Herzkrankheit
    - Diabetes
    - hoher Blutdruck
    - Rauchen
ask-chest-inflamed = Ist Fieber da, oder wird der Schmerz beim Einatmen stärker?
ask-sudden-severe-headache = War der Kopfschmerz innerhalb einer Minute am stärksten, oder ist es der schlimmste, den es je gab?
ask-neuro-signs = Trifft etwas davon zu?
    - Schwäche oder Taubheit auf einer Seite
    - Probleme beim Sprechen
    - Probleme beim Sehen
    - ein rotes, schmerzendes Auge
ask-pain-severe = Gibt es Schmerzen, die kaum auszuhalten sind?
ask-head-hit = Gab es in den letzten Wochen einen Stoß oder Sturz auf den Kopf?
ask-blood-thinner = { $who ->
    [other] Nimmt die Person Blutverdünner, etwa Marcumar, Eliquis oder Xarelto?
   *[self] Nehmen Sie Blutverdünner, etwa Marcumar, Eliquis oder Xarelto?
    }
ask-headache-risk = Trifft etwas davon zu?
    - ein Stoß oder Sturz auf den Kopf in den letzten Wochen
    - Blutverdünner
    - eine Krebserkrankung
    - geschwächte Abwehr
ask-pressure-signs = { $who ->
    [other] Weckt der Kopfschmerz die Person nachts, oder wird er beim Hinlegen, Husten oder Pressen schlimmer?
   *[self] Weckt Sie der Kopfschmerz nachts, oder wird er beim Hinlegen, Husten oder Pressen schlimmer?
    }
ask-new-kind-of-headache = Trifft etwas davon zu?
    - ein neuartiger Kopfschmerz
    - die Kopfhaut ist druckempfindlich
    - der Kiefer tut beim Kauen weh
ask-headache-long = Trifft etwas davon zu?
    - es dauert schon länger als eine Woche
    - es kommt immer wieder
    - Schmerzmittel an mehr als zehn Tagen im Monat
ask-sudden-pain = Kam der Schmerz plötzlich, innerhalb von Minuten?
ask-peritonitis-signs = Trifft etwas davon zu?
    - der Bauch ist bretthart
    - jeder Schritt, jede Erschütterung tut weh
    - eine schmerzhafte Beule an Leiste oder Nabel geht nicht zurück
ask-gut-bleeding = Ist Blut im Erbrochenen oder im Stuhl, oder ist der Stuhl schwarz wie Teer?
ask-much-gut-blood = Ist es mehr als ein paar Streifen?
    - schwarzer Stuhl
    - Erbrochenes wie Kaffeesatz
    - viel Blut
ask-vaginal-bleeding = Gibt es eine Blutung aus der Scheide?
ask-screams-in-bouts = Trifft etwas davon zu?
    - das Baby schreit in Wellen, zieht die Beine an und wird blass
    - der Stuhl ist wie rotes Gelee
ask-belly-warning = Trifft etwas davon zu?
    - Fieber
    - gelbe Haut oder Augen
    - der Schmerz sitzt vor allem rechts unten
    - seit einem Tag weder Stuhl noch Winde
ask-cauda-equina = Trifft etwas davon zu?
    - taub zwischen den Beinen oder am Gesäß
    - neue Probleme, Urin oder Stuhl zu halten oder loszuwerden
    - beide Beine schwach
ask-back-risk = Trifft etwas davon zu?
    - Krebs, jetzt oder früher
    - Blutverdünner
    - Kortison über längere Zeit
    - geschwächte Abwehr
ask-back-warning = Trifft etwas davon zu?
    - es begann nach einem Unfall oder Sturz (bei schwachen Knochen zählt auch ein kleiner)
    - ein Bein ist schwach oder taub
ask-back-rest-pain = Ist der Schmerz in Ruhe oder nachts am stärksten, oder ist das Gewicht ungewollt gesunken?
ask-projectile-vomiting = Erbricht das Baby nach den meisten Mahlzeiten im Schwall?
ask-green-vomit = Ist das Erbrochene grün?
ask-dehydration-risk = Trifft etwas davon zu?
    - geschwächte Abwehr
    - Diabetes
    - eine Herz- oder Nierenkrankheit
ask-blisters-or-peeling = Gibt es Blasen, löst sich die Haut, oder tut sie weh?
ask-mouth-or-eye-sores = Gibt es auch wunde Stellen im Mund, oder rote, wunde Augen?
ask-hot-spreading-skin = Gibt es eine rote, heiße Hautstelle, die größer wird?
ask-rash-risk = Kam in den letzten Wochen ein neues Medikament dazu, oder ist die Abwehr geschwächt?
ask-throat-closing = Trifft etwas davon zu?
    - Speichel läuft aus dem Mund
    - das Einatmen macht ein Geräusch
    - Hals oder Zunge schwellen zu
ask-quinsy-signs = Trifft etwas davon zu?
    - der Mund geht kaum auf
    - der Schmerz sitzt nur auf einer Seite
    - die Stimme klingt kloßig
    - der Hals ist steif oder außen dick
ask-throat-immune-risk = Trifft etwas davon zu?
    - geschwächte Abwehr
    - Chemotherapie
    - Tabletten gegen eine Überfunktion der Schilddrüse (Carbimazol, Thiamazol)
ask-cannot-pee = Ist die Blase voll, aber es kommt kein Wasser?
ask-kidney-signs = Trifft etwas davon zu?
    - Fieber
    - Schüttelfrost
    - Erbrechen
    - Schmerz in der Seite oder unter den Rippen
ask-urinary-risk = Trifft etwas davon zu?
    - geschwächte Abwehr
    - Diabetes
    - ein Katheter
    - nur eine Niere
    - eine Operation in den letzten Wochen
ask-blood-urine = Ist Blut im Urin, oder ist er rosa oder braun?
ask-burning-urine = Brennt es oder tut es weh beim Wasserlassen?
ask-often-urine = Muss viel öfter als sonst auf die Toilette gegangen werden?
ask-great-thirst = Ist der Durst groß, und kommt Tag und Nacht viel Urin?
ask-big-accident = War es ein schwerer Unfall?
    - ein Unfall im Straßenverkehr
    - ein Sturz aus mehr als einem Meter oder über fünf Stufen
    - seitdem Schmerzen im Hals oder Taubheit
ask-head-danger = Gab oder gibt es seit dem Stoß etwas davon?
    - kurz bewusstlos
    - Erbrechen
    - Kopfschmerz, der zunimmt
    - Gedächtnislücken, oder schläfrig
    - klare Flüssigkeit oder Blut aus Nase oder Ohr
ask-wound = Gibt es eine offene Wunde?
ask-bleeding-goes-on = Blutet es noch, nachdem Sie zehn Minuten fest gedrückt haben?
ask-wound-bad = Zur Wunde: Trifft etwas davon zu?
    - tief oder klaffend
    - es steckt etwas darin
    - ein schlimmer Schnitt im Gesicht oder an der Handfläche
ask-wound-infected = Wird die Wunde rot, heiß, schmerzhafter oder eitrig?
ask-no-tetanus-shot = Ist die Wunde verschmutzt, und liegt die letzte Tetanusimpfung mehr als zehn Jahre zurück, oder ist das unklar?
ask-limb-danger = Trifft etwas davon zu?
    - ein Arm, ein Bein oder ein Gelenk ist krumm
    - man sieht Knochen
    - es ist unterhalb der Verletzung kalt, blau oder taub
ask-cannot-use-limb = Ist es unmöglich, auf dem Bein ein paar Schritte zu gehen, oder den Arm oder die Hand zu benutzen?
ask-burn-bad = Zur Verbrennung: Trifft etwas davon zu?
    - größer als die Hand der verletzten Person
    - weiß oder verkohlt
    - Blasen im Gesicht, an Händen, Füßen oder im Intimbereich
    - durch Strom oder Chemikalien

## Gründe

because-fever-very-ill = Fieber mit Verwirrtheit, Ohnmacht, blauen Lippen, einem Krampfanfall oder schwerem Atmen kann eine gefährliche Infektion sein. Da braucht es jetzt Hilfe.
because-fever-meningitis-signs = Fieber mit steifem Nacken oder mit Punkten, die sich nicht wegdrücken lassen, kann eine Hirnhautentzündung sein. Da zählt jede Stunde.
because-fever-baby-under-three-months = Bei einem Baby unter drei Monaten muss jedes Fieber sofort untersucht werden, auch wenn es munter wirkt.
because-fever-child-danger = { $who ->
    [other] Ein Kind mit Fieber, das nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
   *[self] Wer Fieber hat und nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
    }
because-fever-chemo = Nach einer Chemotherapie, einer Transplantation oder ohne Milz kann Fieber in Stunden gefährlich werden.
because-fever-infection-risk = Bei dieser Vorgeschichte kann Fieber eine Ursache haben, die innerhalb eines Tages gefunden werden sollte.
because-fever-older = Ab 65 kann hinter Fieber eine ernste Infektion stecken. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-fever-pregnant = In der Schwangerschaft und nach einer Geburt sollte Fieber innerhalb eines Tages ärztlich angesehen werden, für Mutter und Kind.
because-fever-baby-high = Ein Baby mit 39 Grad oder mehr sollte innerhalb eines Tages untersucht werden.
because-fever-very-high = Ab 40 Grad sollte innerhalb eines Tages eine Ärztin oder ein Arzt danach sehen.
because-fever-warning = Starker Schüttelfrost kann heißen, dass Keime im Blut sind, und wer nichts bei sich behält, trocknet aus. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-fever-child-kawasaki = Fünf Tage Fieber mit roten Augen, aufgesprungenen Lippen, geschwollenen Händen oder Ausschlag können eine Entzündung der Gefäße sein, die das Herz eines Kindes erreicht. Das sollte sofort untersucht werden.
because-fever-child-five-days = Fünf Tage Fieber bei einem Kind sollten innerhalb eines Tages untersucht werden, auch um Selteneres auszuschließen.
because-fever-child-ears = Fieber mit Ohrenschmerzen bei einem Kind sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden, auch die Ohren.
because-fever-breast = Eine rote, heiße, harte Brust mit Fieber ist oft eine Brustentzündung. Vielleicht braucht es ein Antibiotikum: bitte innerhalb eines Tages. Stillen Sie weiter oder entleeren Sie die Brust.
because-fever-some-days = Fieber von mehr als zwei Tagen sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-fever-otherwise = Fieber von ein, zwei Tagen ohne Warnzeichen vergeht meist von selbst. Ruhen Sie sich aus und trinken Sie viel.
    Melden Sie sich wieder, wenn es drei Tage dauert, wenn das Trinken schwerfällt oder wenn Sie sich Sorgen machen.
    Holen Sie sofort Hilfe bei Punkten, die sich nicht wegdrücken lassen, steifem Nacken, Atemnot oder Verwirrtheit.
because-cough-very-ill = Husten mit schwerem Atmen, blauen Lippen oder Verwirrtheit heißt, dass dem Körper Luft fehlt. Da braucht es jetzt Hilfe.
because-cough-child-breathes-hard = { $who ->
    [other] Ein Kind, das um jeden Atemzug kämpft oder vielleicht etwas eingeatmet hat, braucht jetzt ärztliche Hilfe, auch wenn es ihm besser geht.
   *[self] Wer um jeden Atemzug kämpft oder vielleicht etwas eingeatmet hat, braucht jetzt ärztliche Hilfe, auch wenn es besser geht.
    }
because-cough-child-danger = { $who ->
    [other] Ein hustendes Kind, das nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
   *[self] Wer hustet und nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
    }
because-cough-much-blood = So viel Blut zu husten ist gefährlich. Da braucht es jetzt Hilfe.
because-cough-blood = Blut beim Husten sollte innerhalb eines Tages ärztlich angesehen werden.
because-cough-chest-worse = Husten mit knapper Luft oder Schmerzen in der Brust kann eine Lungenentzündung oder ein Gerinnsel in der Lunge sein. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-cough-barking = Bellender Husten kann bei Kindern nachts die Atemwege verengen. Das sollte innerhalb eines Tages ärztlich angesehen werden, sofort, wenn das Atmen auch in Ruhe laut wird.
because-cough-fits-baby = Hustenanfälle können Keuchhusten sein, und der ist für Babys gefährlich. Bitte innerhalb eines Tages.
because-cough-older-fever = Ab 65 kann Husten mit Fieber eine Lungenentzündung sein. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-cough-chronic-risk = Mit dieser Krankheit kann aus einem Husten mehr werden. Das sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-cough-fever = Bei Husten mit Fieber sollte in den nächsten ein bis zwei Tagen die Lunge abgehört werden.
because-cough-weeks-weight = Wochenlanger Husten mit Gewichtsverlust oder Nachtschweiß sollte in ein bis zwei Tagen abgeklärt werden.
because-cough-weeks = Ein Husten von drei Wochen oder mehr verdient einen Termin, auch wenn er meist harmlos ist.
because-cough-otherwise = Ohne Warnzeichen ist das meist eine Erkältung, und der Husten vergeht innerhalb von drei Wochen. Trinken Sie viel; Honig hilft ab dem ersten Geburtstag.
    Melden Sie sich wieder bei Fieber, knapper Luft, Schmerzen in der Brust oder Blut, oder wenn es drei Wochen dauert.
because-breathlessness-very-ill = Atemnot mit Verwirrtheit, Ohnmacht oder blauen Lippen heißt, dass dem Körper Luft fehlt. Da braucht es jetzt Hilfe.
because-breathlessness-at-rest = Atemnot schon im Sitzen kann schnell schlimmer werden. Da braucht es jetzt Hilfe.
because-breathlessness-sudden = Atemnot, die in Minuten kommt, oder mit einer Schwellung im Hals, kann ein Gerinnsel, eine zusammengefallene Lunge oder eine Allergie sein. Da braucht es jetzt Hilfe.
because-breathlessness-heart = Atemnot mit Druck oder Schmerz in der Brust kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-breathlessness-clot = Bei dieser Vorgeschichte kann Atemnot von einem Gerinnsel in der Lunge kommen. Da braucht es jetzt Hilfe.
because-breathlessness-child-breathes-hard = { $who ->
    [other] Ein Kind, das um jeden Atemzug kämpft oder vielleicht etwas eingeatmet hat, braucht jetzt ärztliche Hilfe, auch wenn es ihm besser geht.
   *[self] Wer um jeden Atemzug kämpft oder vielleicht etwas eingeatmet hat, braucht jetzt ärztliche Hilfe, auch wenn es besser geht.
    }
because-breathlessness-child-danger = { $who ->
    [other] Ein Kind mit Atemnot, das nicht trinkt oder schlaff ist, braucht jetzt ärztliche Hilfe.
   *[self] Wer Atemnot hat und nicht trinkt oder schlaff ist, braucht jetzt ärztliche Hilfe.
    }
because-breathlessness-inhaler = Wenn das Spray nicht mehr hilft, kann ein Anfall gefährlich werden. Da braucht es jetzt Hilfe.
because-breathlessness-new = Atemnot, die neu ist oder zunimmt, sollte innerhalb eines Tages ärztlich angesehen werden.
because-breathlessness-heart-failure = Atemnot im Liegen oder mit geschwollenen Beinen kann von einem schwachen Herzen kommen. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-breathlessness-pregnant = In der Schwangerschaft und nach einer Geburt sollte Atemnot innerhalb eines Tages ärztlich angesehen werden.
because-breathlessness-baby = Ein Baby mit Atemnot sollte innerhalb eines Tages untersucht werden, sofort, wenn es schlimmer wird.
because-breathlessness-older = Ab 65 kann Atemnot das einzige Zeichen einer Herz- oder Lungenkrankheit sein. Bitte innerhalb eines Tages.
because-breathlessness-otherwise = Atemnot sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden, auch wenn sie schon länger gleich ist. Wenn sie zunimmt, in Ruhe oder mit Brustschmerzen kommt, holen Sie sofort Hilfe.
because-chest-pain-very-ill = Brustschmerz mit Ohnmacht, Verwirrtheit, blauen Lippen oder schwerem Atmen: Da braucht es jetzt Hilfe.
because-chest-pain-heart-attack = Druck in der Brust oder ein Schmerz, der ausstrahlt, kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-chest-pain-unwell = Brustschmerz mit kaltem Schweiß, Übelkeit oder Atemnot kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-chest-pain-sudden = Ein Brustschmerz, der plötzlich kam und nicht mehr weggeht: Da braucht es jetzt Hilfe.
because-chest-pain-tearing = Ein reißender Schmerz bis in den Rücken kann von der Hauptschlagader kommen. Da braucht es jetzt Hilfe.
because-chest-pain-after-vomiting = Starker Brustschmerz nach heftigem Erbrechen kann ein Riss in der Speiseröhre sein. Da braucht es jetzt Hilfe.
because-chest-pain-cocaine = Kokain und Ähnliches kann in jedem Alter einen Herzinfarkt auslösen. Da braucht es jetzt Hilfe.
because-chest-pain-clot = Bei dieser Vorgeschichte kann Brustschmerz von einem Gerinnsel in der Lunge kommen. Da braucht es jetzt Hilfe.
because-chest-pain-effort-child = Brustschmerz beim Sport sollte bei einem Kind innerhalb eines Tages ärztlich angesehen werden. Bis dahin bitte kein Sport.
because-chest-pain-effort = Brustschmerz bei Anstrengung kann von engen Herzkranzgefäßen kommen. Das sollte innerhalb eines Tages ärztlich angesehen werden.
because-chest-pain-heart-risk = Bei diesem Risiko kann ein harmlos wirkender Brustschmerz doch vom Herzen kommen. Bitte innerhalb eines Tages.
because-chest-pain-older = Ab 65 sollte Brustschmerz innerhalb eines Tages ärztlich angesehen werden.
because-chest-pain-inflamed = Brustschmerz mit Fieber, oder stärker beim Einatmen, kann eine Lungenentzündung, ein entzündeter Herzbeutel oder ein Gerinnsel sein. Bitte innerhalb eines Tages.
because-chest-pain-shingles = Bläschen wie ein Gürtel auf einer Seite können eine Gürtelrose sein. Die Behandlung wirkt in den ersten drei Tagen am besten.
because-chest-pain-otherwise = Brustschmerz, der kommt und geht und ohne Warnzeichen ist, sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden. Wenn er bleibt, drückt oder ausstrahlt, holen Sie sofort Hilfe.
because-headache-very-ill = Kopfschmerz mit Verwirrtheit, Ohnmacht oder Krampfanfall kann vom Gehirn kommen. Da braucht es jetzt Hilfe.
because-headache-thunderclap = Ein Kopfschmerz, der in einer Minute am stärksten ist, oder der schlimmste überhaupt, kann eine Hirnblutung sein. Da braucht es jetzt Hilfe.
because-headache-meningitis-signs = Kopfschmerz mit steifem Nacken, oder mit Punkten, die sich nicht wegdrücken lassen, kann eine Hirnhautentzündung oder Blutung sein. Da zählt jede Stunde.
because-headache-neuro-signs = Kopfschmerz mit Schwäche, Sprachstörung oder Sehstörung: Da braucht es jetzt Hilfe.
because-headache-pregnant-severe = Starker Kopfschmerz in der Schwangerschaft oder nach einer Geburt kann von hohem Blutdruck kommen. Da braucht es jetzt Hilfe.
because-headache-injury-blood-thinner = Kopfschmerz nach einem Stoß, und dazu Blutverdünner, kann eine Blutung im Kopf sein. Da braucht es jetzt Hilfe.
because-headache-others-ill = Wenn mehrere im Haus Kopfschmerzen bekommen, kann Kohlenmonoxid in der Luft sein. Gehen Sie jetzt ins Freie und holen Sie Hilfe.
because-headache-risk = Nach einem Stoß an den Kopf, oder mit dieser Krankheit oder diesem Medikament, sollte Kopfschmerz innerhalb eines Tages ärztlich angesehen werden.
because-headache-pressure = Kopfschmerz, der nachts weckt oder im Liegen oder beim Husten zunimmt, kann Druck im Kopf bedeuten. Bitte innerhalb eines Tages.
because-headache-pregnant = In der Schwangerschaft und nach einer Geburt sollte Kopfschmerz innerhalb eines Tages ärztlich angesehen werden.
because-headache-new-over-50 = Ab 50 kann ein neuartiger Kopfschmerz, eine empfindliche Kopfhaut oder Kieferschmerz beim Kauen eine entzündete Ader sein. Bitte innerhalb eines Tages.
because-headache-long = Kopfschmerz, der länger als eine Woche bleibt oder immer wiederkommt, verdient einen Termin. Eine Liste der Tage und der Schmerzmittel hilft.
because-headache-otherwise = Die meisten Kopfschmerzen ohne Warnzeichen vergehen von selbst. Trinken Sie genug, ruhen Sie sich aus, und nehmen Sie ein Schmerzmittel, das Sie kennen und vertragen, höchstens an zehn Tagen im Monat.
    Melden Sie sich wieder, wenn es schlimmer wird, eine Woche bleibt oder immer wiederkommt.
    Holen Sie sofort Hilfe bei Fieber mit steifem Nacken, Verwirrtheit, Schwäche oder Sehstörungen.
because-abdominal-pain-very-ill = Bauchschmerz mit Ohnmacht oder Verwirrtheit kann eine innere Blutung sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-sudden-severe = Sehr starker Bauchschmerz, der plötzlich kam: Da braucht es jetzt Hilfe.
because-abdominal-pain-heart = Schmerz im Oberbauch mit kaltem Schweiß oder Druck in der Brust kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-peritonitis = Ein harter Bauch, Schmerz bei jedem Schritt oder eine eingeklemmte Beule in der Leiste muss vielleicht operiert werden. Da braucht es jetzt Hilfe.
because-abdominal-pain-much-blood = Eine Blutung in Magen oder Darm kann gefährlich werden. Da braucht es jetzt Hilfe.
because-abdominal-pain-pregnant-severe = Starker Bauchschmerz oder eine Blutung in der Schwangerschaft kann eine Schwangerschaft außerhalb der Gebärmutter sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-testicle = Plötzlicher Schmerz im Hoden kann eine Verdrehung sein. Er ist nur in den ersten Stunden zu retten.
because-abdominal-pain-aneurysm = Bauchschmerz bei bekanntem Aneurysma: Da braucht es jetzt Hilfe.
because-abdominal-pain-diabetes-vomiting = Bauchschmerz mit Erbrechen bei Diabetes kann eine gefährliche Entgleisung des Zuckers sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-blocked = Kein Stuhl, keine Winde und Erbrechen können ein Darmverschluss sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-baby-bouts = Ein Baby, das in Wellen schreit und blass wird, kann eine Darmeinstülpung haben. Es braucht jetzt ärztliche Hilfe.
because-abdominal-pain-severe = Sehr starker Bauchschmerz sollte heute noch angesehen werden, spätestens innerhalb eines Tages.
because-abdominal-pain-blood = Bauchschmerz mit Blut sollte innerhalb eines Tages ärztlich angesehen werden.
because-abdominal-pain-pregnant = In der Schwangerschaft sollte Bauchschmerz innerhalb eines Tages ärztlich angesehen werden.
because-abdominal-pain-warning = Bauchschmerz mit Fieber, gelber Haut, rechts unten, oder ohne Stuhl und Winde kann eine Entzündung sein, etwa am Blinddarm, oder ein verschlossener Darm. Bitte innerhalb eines Tages.
because-abdominal-pain-older = Ab 65 sollte Bauchschmerz innerhalb eines Tages ärztlich angesehen werden, weil gefährliche Ursachen harmlos wirken können.
because-abdominal-pain-baby = Ein Baby mit Bauchschmerzen sollte innerhalb eines Tages untersucht werden.
because-abdominal-pain-some-days = Bauchschmerz von mehr als zwei Tagen sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-abdominal-pain-comes-back = Bauchschmerz, der immer wiederkommt, verdient einen Termin.
because-abdominal-pain-otherwise = Bauchschmerzen ohne Warnzeichen vergehen meist in ein, zwei Tagen. Ruhe, Wärme und kleine Schlucke tun gut.
    Melden Sie sich wieder, wenn sie stärker werden, nach rechts unten wandern, mit Fieber, Erbrechen oder Blut kommen, oder länger als zwei Tage bleiben.
because-back-pain-very-ill = Rückenschmerz mit Ohnmacht oder Verwirrtheit kann eine innere Blutung sein. Da braucht es jetzt Hilfe.
because-back-pain-cauda-equina = Taubheit im Sitzbereich, schwache Beine oder Probleme mit Blase oder Darm können eingeklemmte Nerven bedeuten. Sie sind nur in den ersten Stunden zu retten.
because-back-pain-aorta = Ein reißender Schmerz, oder Rückenschmerz bei bekanntem Aneurysma, kann von der Hauptschlagader kommen. Da braucht es jetzt Hilfe.
because-back-pain-sudden-over-50 = Ab 50 kann ein sehr starker Rückenschmerz, der plötzlich kam, von der Hauptschlagader kommen. Da braucht es jetzt Hilfe.
because-back-pain-chest = Rückenschmerz zusammen mit Brustschmerz kann vom Herzen oder der Hauptschlagader kommen. Da braucht es jetzt Hilfe.
because-back-pain-fever-risk = Fieber und Rückenschmerz bei dieser Vorgeschichte können ein Abszess am Rückenmark sein. Da braucht es jetzt Hilfe.
because-back-pain-fever = Rückenschmerz mit Fieber kann von der Niere oder einer entzündeten Wirbelsäule kommen. Bitte innerhalb eines Tages.
because-back-pain-risk = Mit dieser Krankheit oder diesem Medikament sollten Rückenschmerzen innerhalb eines Tages ärztlich angesehen werden.
because-back-pain-warning = Nach einem Unfall oder Sturz kann ein Wirbel gebrochen sein, und ein schwaches oder taubes Bein kann einen eingeklemmten Nerv bedeuten. Bitte innerhalb eines Tages; sofort, wenn es schlimmer wird.
because-back-pain-rest-pain = Rückenschmerz, der in Ruhe oder nachts am stärksten ist oder mit Gewichtsverlust kommt, sollte in ein bis zwei Tagen ärztlich angesehen werden.
because-back-pain-pregnant = In der Schwangerschaft sollten Rückenschmerzen in den nächsten ein bis zwei Tagen besprochen werden.
because-back-pain-weeks = Rückenschmerzen, die nach drei Wochen nicht weg sind, verdienen einen Termin.
because-back-pain-otherwise = Rückenschmerzen ohne Warnzeichen werden meist in zwei Wochen besser. Bewegen Sie sich, so gut es geht; Wärme tut gut.
    Melden Sie sich wieder, wenn sie nach drei Wochen nicht weg sind, oder bei Fieber oder einem schwachen Bein.
    Holen Sie sofort Hilfe bei Taubheit im Sitzbereich, schwachen Beinen oder Problemen mit Blase oder Darm.
because-vomiting-diarrhoea-very-ill = Erbrechen oder Durchfall mit Verwirrtheit, Ohnmacht oder Krampfanfall: Da braucht es jetzt Hilfe.
because-vomiting-diarrhoea-much-blood = Eine Blutung in Magen oder Darm kann gefährlich werden. Da braucht es jetzt Hilfe.
because-vomiting-diarrhoea-nausea-heart = Übelkeit mit Druck auf der Brust oder einem Schmerz, der ausstrahlt, kann vom Herzen kommen. Da braucht es jetzt Hilfe.
because-vomiting-diarrhoea-green-vomit = Grünes Erbrechen kann bei einem Kind ein Darmverschluss sein. Es braucht jetzt ärztliche Hilfe.
because-vomiting-diarrhoea-baby-bouts = Ein Baby, das in Wellen schreit, blass wird oder roten, geleeartigen Stuhl hat, kann eine Darmeinstülpung haben. Es braucht jetzt ärztliche Hilfe.
because-vomiting-diarrhoea-baby-projectile = Erbrechen im Schwall nach jeder Mahlzeit kann bei einem jungen Baby ein enger Magenausgang sein. Es braucht jetzt ärztliche Hilfe.
because-vomiting-diarrhoea-child-danger = { $who ->
    [other] Ein Kind, das nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
   *[self] Wer nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
    }
because-vomiting-diarrhoea-meningitis-signs = Erbrechen mit steifem Nacken, oder mit Punkten, die sich nicht wegdrücken lassen, kann eine Hirnhautentzündung sein. Da zählt jede Stunde.
because-vomiting-diarrhoea-severe-pain = Plötzlicher, sehr starker Bauchschmerz mit Erbrechen oder Durchfall: Da braucht es jetzt Hilfe.
because-vomiting-diarrhoea-poison = Erbrechen nach Pilzen, Beeren oder etwas Giftigem: Da braucht es jetzt Hilfe, auch wenn es besser wird.
because-vomiting-diarrhoea-severe = Sehr starker Bauchschmerz mit Erbrechen oder Durchfall sollte innerhalb eines Tages ärztlich angesehen werden.
because-vomiting-diarrhoea-blood = Blut im Erbrochenen oder im Stuhl sollte innerhalb eines Tages ärztlich angesehen werden.
because-vomiting-diarrhoea-dries-out = Wer nichts bei sich behält oder kaum Wasser lässt, trocknet aus. Bitte innerhalb eines Tages.
because-vomiting-diarrhoea-pees-less = Ein Kind, das weniger Wasser lässt als sonst, beginnt auszutrocknen. Bitte innerhalb eines Tages. Bieten Sie immer wieder kleine Schlucke an.
because-vomiting-diarrhoea-spinning = Wenn sich alles dreht und einem davon übel ist, sollte innerhalb eines Tages eine Ärztin oder ein Arzt danach sehen.
because-vomiting-diarrhoea-baby = Babys trocknen schnell aus. Ein Baby mit Erbrechen oder Durchfall sollte innerhalb eines Tages untersucht werden.
because-vomiting-diarrhoea-risk = Mit dieser Krankheit wird Erbrechen oder Durchfall schneller gefährlich. Bitte innerhalb eines Tages.
because-vomiting-diarrhoea-older = Ab 65 trocknet der Körper schneller aus. Das sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-vomiting-diarrhoea-pregnant = In der Schwangerschaft sollten Erbrechen oder Durchfall in den nächsten ein bis zwei Tagen besprochen werden.
because-vomiting-diarrhoea-vomiting-days = Erbrechen oder Übelkeit von mehr als zwei Tagen sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-vomiting-diarrhoea-antibiotics = Durchfall nach Antibiotika sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-vomiting-diarrhoea-diarrhoea-week = Durchfall von mehr als einer Woche sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-vomiting-diarrhoea-otherwise = Eine Magen-Darm-Infektion ohne Warnzeichen vergeht meist in wenigen Tagen. Trinken Sie oft, in kleinen Schlucken, auch wenn etwas wieder hochkommt; eine Elektrolytlösung aus der Apotheke hilft.
    Melden Sie sich wieder bei Blut, starken Schmerzen oder Fieber, wenn nichts drin bleibt, wenn kaum Urin kommt, oder wenn das Erbrechen zwei Tage oder der Durchfall eine Woche dauert.
because-low-mood-life-weary = Der Gedanke, nicht mehr leben zu wollen, kann gefährlich werden. Damit muss niemand allein sein: Es gibt jetzt Hilfe.
because-low-mood-psychosis = Wer hört oder sieht, was andere nicht hören oder sehen, oder sich verfolgt fühlt, hat eine Krankheit, die sich behandeln lässt. Das braucht jetzt Hilfe.
because-low-mood-hopeless = Es ist schwer, wenn keine Hoffnung da ist, und es ist gut, dass Sie es sagen. Eine Ärztin oder ein Arzt sollte es heute hören.
because-low-mood-self-neglect = Wenn Essen, Waschen oder Aufstehen kaum noch geht, sollte es heute eine Ärztin oder ein Arzt hören.
because-low-mood-estranged = Gut, dass Sie es sagen. Solche Gefühle um eine Geburt lassen sich behandeln, und heute sollte eine Ärztin oder ein Arzt davon hören.
because-low-mood-around-birth = Um eine Geburt herum sollte gedrückte Stimmung nicht warten: In ein bis zwei Tagen kann eine Ärztin, ein Arzt oder eine Hebamme helfen.
because-low-mood-weeks = Gut, dass Sie schreiben. Wenn die Stimmung oder der Schlaf seit Wochen schlecht ist, kann eine Ärztin oder ein Arzt viel tun.
because-sleeplessness-life-weary = Der Gedanke, nicht mehr leben zu wollen, kann gefährlich werden. Damit muss niemand allein sein: Es gibt jetzt Hilfe.
because-sleeplessness-weeks = Schlechter Schlaf seit Wochen zehrt, und eine Ärztin oder ein Arzt kann nach dem Grund suchen. Wenn Sie auch niedergeschlagen oder ängstlich sind, sagen Sie es dort.
because-sleeplessness-otherwise = Schlechter Schlaf bessert sich oft mit festen Zeiten, und abends ohne Kaffee, Alkohol und Bildschirm. Wenn er bleibt, kann eine Ärztin oder ein Arzt nach dem Grund suchen.
because-low-mood-otherwise = Gut, dass Sie schreiben. Eine gedrückte Stimmung bessert sich oft mit der Zeit, und darüber zu sprechen hilft. Eine Ärztin oder ein Arzt nimmt sich Zeit dafür, früher, wenn es anhält oder schwerer wird.
because-rash-very-ill = Ausschlag mit Verwirrtheit, Ohnmacht, blauen Lippen oder schwerem Atmen: Da braucht es jetzt Hilfe.
because-rash-glass-child = Punkte, die sich nicht wegdrücken lassen, können bei einem Kind eine Blutvergiftung sein. Da zählt jede Stunde.
because-rash-glass-fever = Fieber mit Punkten, die sich nicht wegdrücken lassen, kann eine Blutvergiftung sein. Da zählt jede Stunde.
because-rash-swelling = Ausschlag mit Schwellung von Lippen, Zunge oder Hals kann eine gefährliche Allergie sein. Da braucht es jetzt Hilfe.
because-rash-hives-vomiting = Quaddeln mit Erbrechen, Schwindel oder Atemnot können eine gefährliche Allergie sein. Da braucht es jetzt Hilfe.
because-rash-peeling-mouth = Blasen oder sich lösende Haut mit wunden Stellen in Mund oder Augen können eine gefährliche Reaktion auf ein Medikament sein. Da braucht es jetzt Hilfe.
because-rash-red-skin-pain = Rote Haut, die sich ausbreitet, mit sehr starkem Schmerz kann eine tiefe Infektion sein. Da braucht es jetzt Hilfe.
because-rash-glass = Punkte, die sich nicht wegdrücken lassen, sollten innerhalb eines Tages ärztlich angesehen werden.
because-rash-red-skin = Rote, heiße Haut, die sich ausbreitet, kann eine Infektion sein. Bitte innerhalb eines Tages.
because-rash-blisters = Blasen, sich lösende oder schmerzende Haut sollte innerhalb eines Tages ärztlich angesehen werden. Falls es Gürtelrose ist, wirkt die Behandlung früh am besten.
because-rash-eye = Ein Ausschlag am Auge sollte innerhalb eines Tages ärztlich angesehen werden, um das Sehen zu schützen.
because-rash-fever = Ausschlag mit Fieber sollte innerhalb eines Tages ärztlich angesehen werden.
because-rash-risk = Ausschlag nach einem neuen Medikament oder bei geschwächter Abwehr sollte innerhalb eines Tages ärztlich angesehen werden. Fragen Sie vor der nächsten Dosis nach.
because-rash-week = Ein Ausschlag von mehr als einer Woche verdient einen Termin.
because-rash-otherwise = Ein Ausschlag ohne Warnzeichen vergeht meist von selbst. Lassen Sie weg, was neu an die Haut kommt, kühlen Sie und halten Sie die Stelle trocken; gegen den Juckreiz hilft die Apotheke.
    Melden Sie sich wieder bei Fieber, Schmerzen oder Blasen, wenn er sich ausbreitet oder eine Woche bleibt.
    Holen Sie sofort Hilfe, wenn Lippen oder Zunge anschwellen, die Luft knapp wird oder Punkte unter einem Glas sichtbar bleiben.
because-sore-throat-very-ill = Halsschmerzen mit schwerem Atmen, blauen Lippen oder Verwirrtheit: Da braucht es jetzt Hilfe.
because-sore-throat-closing = Wenn nicht einmal Speichel hinuntergeht, das Einatmen laut wird oder der Hals zuschwillt, kann die Luft wegbleiben. Da braucht es jetzt Hilfe.
because-sore-throat-child-danger = { $who ->
    [other] Ein Kind mit Halsschmerzen, das nicht trinkt oder schlaff ist, braucht jetzt ärztliche Hilfe.
   *[self] Wer Halsschmerzen hat und nicht trinkt oder schlaff ist, braucht jetzt ärztliche Hilfe.
    }
because-sore-throat-stiff-neck = Fieber mit steifem Nacken kann eine Hirnhautentzündung oder ein tiefer Abszess sein. Da zählt jede Stunde.
because-sore-throat-after-tonsils = Eine Blutung nach einer Mandeloperation kann stark werden, auch wenn sie aufgehört hat. Da braucht es jetzt Hilfe.
because-sore-throat-chemo = Nach einer Chemotherapie, einer Transplantation oder ohne Milz kann Fieber mit Halsschmerzen in Stunden gefährlich werden.
because-sore-throat-abscess = Schmerz auf einer Seite, ein Mund, der kaum aufgeht, oder ein steifer, geschwollener Hals können ein Abszess sein. Bitte innerhalb eines Tages.
because-sore-throat-no-fluids = Wenn Trinken nicht mehr geht, trocknet der Körper aus. Bitte innerhalb eines Tages.
because-sore-throat-weak-immune = Bei geschwächter Abwehr, oder mit Tabletten gegen eine Schilddrüsenüberfunktion, sollten Halsschmerzen innerhalb eines Tages ärztlich angesehen werden.
because-sore-throat-food = Essen, das festsitzt, kann den Speichel aufhalten und schadet der Speiseröhre in wenigen Stunden. Da braucht es jetzt Hilfe.
because-sore-throat-stuck = Etwas, das im Hals steckt, sollte innerhalb eines Tages ärztlich angesehen werden; wenn es eine Batterie ist oder Speichel nicht hinuntergeht, sofort.
because-sore-throat-baby = Ein Baby mit Halsschmerzen sollte innerhalb eines Tages untersucht werden.
because-sore-throat-rough-rash = Halsschmerzen mit Ausschlag können Scharlach sein. Das sollte in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-sore-throat-fever = Halsschmerzen mit Fieber sollten in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-sore-throat-week = Halsschmerzen von mehr als einer Woche verdienen einen Termin.
because-sore-throat-otherwise = Die meisten Halsschmerzen kommen von einer Erkältung und vergehen in einer Woche, ohne Antibiotika. Trinken Sie viel, warm oder kalt, wie es guttut, und schonen Sie die Stimme.
    Melden Sie sich wieder bei Fieber, Ausschlag, Schmerz auf einer Seite, wenn das Trinken schwerfällt, oder nach einer Woche.
    Holen Sie sofort Hilfe, wenn Speichel nicht mehr hinuntergeht oder das Atmen schwerfällt.
because-urinary-very-ill = Beschwerden beim Wasserlassen mit Verwirrtheit oder Ohnmacht können eine gefährliche Infektion sein. Da braucht es jetzt Hilfe.
because-urinary-retention = Eine volle Blase, die sich nicht leeren lässt: Da braucht es jetzt Hilfe.
because-urinary-numb = Beschwerden beim Wasserlassen mit Taubheit im Sitzbereich oder schwachen Beinen können eingeklemmte Nerven bedeuten. Da zählt jede Stunde.
because-urinary-testicle = Plötzlicher Schmerz im Hoden kann eine Verdrehung sein. Er ist nur in den ersten Stunden zu retten.
because-urinary-erection = Eine schmerzhafte Dauererektion über Stunden muss jetzt behandelt werden.
because-urinary-infected-stone = Fieber mit sehr starkem Schmerz in der Seite kann eine gestaute, entzündete Niere sein. Da braucht es jetzt Hilfe.
because-urinary-baby-fever = Bei einem Baby unter drei Monaten muss jedes Fieber sofort untersucht werden.
because-urinary-child-thirst = Ein Kind, das sehr viel trinkt und Wasser lässt, hat vielleicht einen beginnenden Diabetes, der innerhalb von Stunden gefährlich werden kann. Das muss jetzt getestet werden.
because-urinary-kidney = Fieber, Schüttelfrost, Erbrechen oder Schmerz in der Seite können von einer Nierenentzündung kommen. Bitte innerhalb eines Tages.
because-urinary-pregnant = In der Schwangerschaft sollte eine Blasenentzündung innerhalb eines Tages behandelt werden.
because-urinary-risk = Bei dieser Vorgeschichte steigt eine Infektion schneller zur Niere auf. Bitte innerhalb eines Tages.
because-urinary-clots = Blutklumpen können die Blase verstopfen. Bitte innerhalb eines Tages.
because-urinary-adult-thirst = Großer Durst und viel Urin können Diabetes sein. Das sollte innerhalb eines Tages getestet werden.
because-urinary-blood = Blut im Urin sollte immer abgeklärt werden, auch wenn es wieder weg ist. Bitte in den nächsten ein bis zwei Tagen.
because-urinary-burning = Brennen beim Wasserlassen kann eine Blasenentzündung sein. Bitte in den nächsten ein bis zwei Tagen.
because-urinary-child = Bei einem Kind mit Beschwerden beim Wasserlassen sollte in den nächsten ein bis zwei Tagen der Urin untersucht werden.
because-urinary-older = Ab 65 sollten neue Beschwerden beim Wasserlassen in den nächsten ein bis zwei Tagen ärztlich angesehen werden.
because-urinary-otherwise = Häufiges Wasserlassen ohne Schmerzen, Fieber oder Blut verdient einen Termin. Melden Sie sich früher bei Brennen, Fieber, Blut, Schmerz in der Seite, oder wenn das Wasserlassen schwer wird.
because-injury-very-ill = Eine Verletzung mit Ohnmacht, Verwirrtheit, Krampfanfall oder schwerem Atmen: Da braucht es jetzt Hilfe.
because-injury-big-accident = Nach so einem Unfall können Verletzungen verborgen sein. Da braucht es jetzt Hilfe. Bitte bewegen Sie den Hals so wenig wie möglich.
because-injury-head-danger = Ein Stoß an den Kopf mit diesen Zeichen kann eine Blutung im Kopf sein. Da braucht es jetzt Hilfe.
because-injury-head-blood-thinner = Ein Stoß an den Kopf kann mit Blutverdünnern innen bluten, auch später. Da braucht es jetzt Hilfe.
because-injury-bleeding = Eine Blutung, die nicht aufhört: Da braucht es jetzt Hilfe. Drücken Sie fest darauf und sehen Sie nicht zwischendurch nach.
because-injury-limb = Ein Arm oder Bein, das krumm, kalt oder taub ist oder an dem man Knochen sieht: Da braucht es jetzt Hilfe.
because-injury-hip = Wer ab 65 nach einem Sturz nicht stehen oder gehen kann, hat sich vielleicht die Hüfte gebrochen. Da braucht es jetzt Hilfe.
because-injury-big-burn = Diese Verbrennung muss jetzt im Krankenhaus behandelt werden. Kühlen Sie mit fließendem Wasser, nicht mit Eis.
because-injury-snake = Ein Schlangenbiss muss im Krankenhaus beobachtet werden, auch wenn wenig zu sehen ist. Halten Sie den Arm oder das Bein ruhig; nicht schneiden, saugen oder abbinden.
because-injury-eye = Ein verletztes Auge: Da braucht es jetzt Hilfe. Nicht reiben oder drücken; nur wenn etwas hineingespritzt ist, mit Wasser spülen.
because-injury-gaping-wound = Eine tiefe oder klaffende Wunde muss in wenigen Stunden versorgt werden. Decken Sie sie sauber ab und lassen Sie drin, was steckt.
because-injury-head = In diesem Alter sollte ein Stoß an den Kopf innerhalb eines Tages ärztlich angesehen werden, auch ohne weitere Zeichen.
because-injury-limb-use = Ein Arm oder Bein, das sich nicht benutzen lässt, ist vielleicht gebrochen. Bitte innerhalb eines Tages.
because-injury-bite = Jeder Biss, der durch die Haut ging, sollte gereinigt und innerhalb eines Tages ärztlich angesehen werden.
because-injury-infected = Eine Wunde, die rot, heiß oder eitrig wird, ist entzündet. Bitte innerhalb eines Tages.
because-injury-burn-child = Eine Verbrennung bei einem Kind sollte innerhalb eines Tages ärztlich angesehen werden. Kühlen Sie zuerst mit lauwarmem fließendem Wasser.
because-injury-tetanus = Nach einer verschmutzten Wunde sollte die Tetanusimpfung in den nächsten ein bis zwei Tagen aufgefrischt werden.
because-injury-week = Eine Verletzung, die nach mehr als einer Woche noch wehtut, verdient einen Termin.
because-injury-otherwise = Eine Zerrung, Prellung oder kleine Wunde ohne Warnzeichen heilt meist von selbst. Zwei Tage schonen, kühlen und hochlegen; kleine Wunden mit Wasser spülen und abdecken.
    Melden Sie sich wieder, wenn es mehr anschwillt, sich nicht benutzen lässt, rot oder heiß wird, oder nach einer Woche noch wehtut.
    Nach einem Stoß an den Kopf sollte einen Tag lang jemand in der Nähe bleiben: Erbrechen, Schläfrigkeit oder zunehmender Kopfschmerz brauchen sofort Hilfe.


## Gründe: was gemessen wurde

because-measured-low-oxygen = Im Blut ist zu wenig Sauerstoff.
because-measured-low-blood-pressure = Der Blutdruck ist gefährlich niedrig.
because-measured-very-high-blood-pressure = Der Blutdruck ist gefährlich hoch.
because-measured-pressure-in-pregnancy = In der Schwangerschaft und in den Wochen danach ist dieser Blutdruck für Mutter und Kind gefährlich.
because-measured-very-fast-pulse = Das Herz schlägt viel zu schnell.
because-measured-very-slow-pulse = Das Herz schlägt viel zu langsam.
because-measured-fast-breathing = Die Atmung ist viel zu schnell.
because-measured-very-slow-breathing = Die Atmung ist viel zu langsam.
because-measured-low-temperature = Der Körper ist viel zu kalt.
because-danger-very-ill = Verwirrtheit, Ohnmacht, blaue Lippen, ein Krampfanfall oder Ringen nach Luft können lebensbedrohlich sein. Da braucht es jetzt Hilfe.
because-danger-stroke = Schwäche auf einer Seite oder Probleme beim Sprechen können ein Schlaganfall sein. Da braucht es jetzt Hilfe.
because-danger-stroke-behind = Schwindel zusammen mit Doppelbildern kann von einem Schlaganfall hinten im Gehirn kommen.
because-danger-swelling = Eine Schwellung von Lippen, Zunge oder Hals kann die Luftwege verschließen. Da braucht es jetzt Hilfe.
because-danger-child = { $who ->
    [other] Ein Kind, das nicht trinkt, nichts bei sich behält, schlaff ist oder schwer atmet, braucht jetzt ärztliche Hilfe.
   *[self] Wer nicht trinkt, nichts bei sich behält, schlaff ist oder schwer atmet, braucht jetzt ärztliche Hilfe.
    }
because-nothing-drunk = Wer einen Tag lang nichts trinkt, kann schnell austrocknen, vor allem im Alter; oft steckt eine Krankheit dahinter.
because-joint-infection = Ein heißes, geschwollenes Gelenk mit Fieber kann eine Infektion sein, die das Gelenk rasch zerstört. Das braucht jetzt Hilfe.
because-fever-cold-or-mottled = Fieber mit eiskalten Händen und Füßen oder marmorierter Haut kann eine Blutvergiftung sein. Da braucht es jetzt Hilfe.
because-adrenal-crisis = Wer jeden Tag Kortison braucht und erbricht, fiebert oder fast umkippt, kann in wenigen Stunden in Gefahr sein. Nehmen Sie die Notfalldosis, falls Sie eine haben.
because-spine-needle-fever = Fieber nach einer Spritze oder Operation an der Wirbelsäule kann eine Entzündung sein, die auf die Nerven drückt. Da braucht es jetzt Hilfe.
because-chickenpox-in-pregnancy = Windpocken oder die Nähe zu ihnen brauchen in der Schwangerschaft innerhalb eines Tages ärztlichen Rat, auch ohne Ausschlag: Wer nicht geschützt ist, kann etwas dagegen bekommen. Bitte vorher anrufen, wegen der anderen im Wartezimmer.
because-clot-in-leg = In einem einzelnen dicken, schmerzenden Bein kann ein Gerinnsel sein. Das sollte innerhalb eines Tages ärztlich angesehen werden. Mit Atemnot oder Brustschmerz ist es ein Notfall.
because-newborn-yellow = Ein neugeborenes Baby, das gelb aussieht, sollte innerhalb eines Tages untersucht werden, von der Hebamme oder ärztlich. Ist es sehr schläfrig oder trinkt es nicht, ist es ein Notfall.
because-tooth-abscess = Ein kranker Zahn mit dicker Backe ist oft vereitert: Das gehört innerhalb eines Tages in eine Zahnarztpraxis. Wenn Schlucken, Atmen oder Mundöffnen schwerfällt, ist es ein Notfall.
because-weakness-climbs = Schwäche, die von den Füßen nach oben steigt, kann die Atmung erreichen. Da braucht es jetzt Hilfe.
because-swallowed-battery = Eine Batterie verätzt die Speiseröhre in wenigen Stunden, und Magnete können den Darm einklemmen. Da braucht es jetzt Hilfe, auch ohne Schmerzen.
because-mania = Tagelang kaum Schlaf und dazu rasende Gedanken oder ein ungewöhnliches Hochgefühl können schnell gefährlich werden.
