## Beschwerden

complaint-fever = Fieber
complaint-cough = Husten
complaint-breathlessness = Atemnot
complaint-chest-pain = Brustschmerzen
complaint-headache = Kopfschmerzen
complaint-abdominal-pain = Bauchschmerzen

## Fragen: je eine Antwort, Ja / Nein / Nicht sicher

ask-very-ill-now = Ist gerade etwas davon da: verwirrt oder kaum wach, ohnmächtig geworden, Lippen oder Gesicht blau oder grau, ein Krampfanfall, oder Ringen nach Luft?
ask-child-danger = Will das Kind nicht trinken, erbricht es alles, oder liegt es schlaff und teilnahmslos da?
ask-child-breathes-hard = Wenn das Kind ruhig ist: Zieht sich die Haut zwischen oder unter den Rippen ein, gibt es beim Einatmen ein lautes Geräusch, oder macht die Atmung Pausen?
ask-meningitis-signs = Ist der Nacken so steif, dass das Kinn nicht auf die Brust kommt, oder gibt es rote oder lila Punkte, die bleiben, wenn Sie ein Glas daraufdrücken?
ask-non-blanching-rash = Bitte drücken Sie ein durchsichtiges Glas auf die Flecken. Sehen Sie sie durch das Glas noch?
ask-fever = Ist Fieber da, 38 Grad oder mehr, oder fühlt sich der Körper heiß an?
ask-high-fever = Sind es 39 Grad oder mehr?
ask-shaking-chills = Gab es Schüttelfrost, so stark, dass die Zähne klapperten oder das Bett wackelte?
ask-under-three-months = Ist das Baby jünger als drei Monate?
ask-pregnant = { $who ->
    [other] Ist die Person schwanger, könnte sie es sein, oder hat sie in den letzten sechs Wochen entbunden?
   *[self] Sind Sie schwanger, könnten Sie es sein, oder haben Sie in den letzten sechs Wochen entbunden?
    }
ask-chemo-recent = Trifft etwas davon zu: Chemotherapie in den letzten Wochen, eine Transplantation, oder keine Milz mehr?
ask-infection-risk = Trifft etwas davon zu: geschwächte Abwehr, in den letzten drei Monaten in den Tropen, eine Operation in den letzten Wochen, künstliche Herzklappe oder künstliches Gelenk, gespritzte Drogen?
ask-weak-immune = Ist die Abwehr geschwächt, durch eine Krankheit oder durch Medikamente wie Kortisontabletten?
ask-chronic-risk = Trifft etwas davon zu: Asthma oder eine andere dauernde Lungenkrankheit, eine Herzkrankheit, Diabetes, geschwächte Abwehr?
ask-dries-out = Bleibt nichts drin, nicht einmal kleine Schlucke, oder kam seit etwa zwölf Stunden kein Urin?
ask-lasts-over-2-days = Dauert es schon länger als zwei Tage?
ask-lasts-over-5-days = Dauert das Fieber schon fünf Tage oder länger?
ask-lasts-over-1-week = Dauert es schon länger als eine Woche?
ask-lasts-over-3-weeks = Dauert es schon drei Wochen oder länger?
ask-coughs-blood = Ist Blut dabei, wenn gehustet wird?
ask-coughs-much-blood = Ist es mehr als Streifen: ein Teelöffel Blut oder mehr?
ask-inhaled-something = Begann der Husten plötzlich, als das Kind gerade aß oder etwas Kleines im Mund hatte?
ask-barking-cough = Klingt der Husten wie das Bellen eines Hundes oder eines Seehunds?
ask-cough-fits = Gibt es Hustenanfälle, die mit Erbrechen, einem Juchzen oder einer Atempause enden?
ask-chest-worse = Ist die Luft knapp, oder tut beim Atmen oder Husten die Brust weh?
ask-weight-loss-sweats = { $who ->
    [other] Hat die Person abgenommen, ohne es zu wollen, oder wacht sie nachts schweißnass auf?
   *[self] Haben Sie abgenommen, ohne es zu wollen, oder wachen Sie nachts schweißnass auf?
    }
ask-breathless-at-rest = Ist die Luft schon im Sitzen knapp, ohne jede Anstrengung?
ask-sudden-breathless = Hat es plötzlich begonnen, innerhalb von Minuten?
ask-heart-attack-signs = Ist da Druck, Enge oder Schwere in der Brust, oder ein Schmerz, der in Arm, Hals, Kiefer, Rücken oder Bauch zieht?
ask-clot-signs = Trifft etwas davon zu: ein Bein geschwollen oder schmerzhaft, früher ein Gerinnsel (Thrombose), oder in den letzten vier Wochen eine Operation, ein Gips, Tage im Bett oder eine sehr lange Reise?
ask-throat-swelling = Schwellen Lippen, Zunge oder Hals an, oder wird es im Hals eng?
ask-inhaler-not-helping = Hilft das Spray weniger als sonst, oder gar nicht?
ask-new-or-worse-breath = Ist es neu, oder ist es in den letzten Tagen schlimmer geworden?
ask-heart-failure-signs = Ist es im Liegen oder nachts schlimmer, oder sind beide Knöchel oder Beine geschwollen?
ask-chest-unwell = Kommt kalter Schweiß, Übelkeit oder Erbrechen, Benommenheit oder Atemnot dazu?
ask-sudden-chest-pain = Kam der Schmerz plötzlich und ist er seitdem da, länger als 15 Minuten?
ask-pain-on-effort = Kommt der Schmerz bei Anstrengung, etwa auf der Treppe oder beim Sport, und lässt in Ruhe nach?
ask-heart-risk = Trifft etwas davon zu: bekannte Herzkrankheit, Diabetes, hoher Blutdruck, Rauchen?
ask-chest-inflamed = Ist Fieber da, oder wird der Schmerz beim Einatmen stärker?
ask-sudden-severe-headache = War der Kopfschmerz innerhalb einer Minute am stärksten, oder ist es der schlimmste überhaupt?
ask-neuro-signs = Gibt es Schwäche oder Taubheit auf einer Seite, Probleme beim Sprechen oder Sehen, oder ein rotes, schmerzendes Auge?
ask-pain-severe = Ist der Schmerz so stark, dass er kaum auszuhalten ist?
ask-head-hit = Gab es in den letzten Wochen einen Stoß oder Sturz auf den Kopf?
ask-blood-thinner = { $who ->
    [other] Nimmt die Person Blutverdünner, etwa Marcumar, Eliquis oder Xarelto?
   *[self] Nehmen Sie Blutverdünner, etwa Marcumar, Eliquis oder Xarelto?
    }
ask-headache-risk = Trifft etwas davon zu: Blutverdünner, eine Krebserkrankung, geschwächte Abwehr?
ask-pressure-signs = { $who ->
    [other] Weckt der Kopfschmerz die Person nachts, oder wird er beim Hinlegen, Husten oder Pressen schlimmer?
   *[self] Weckt Sie der Kopfschmerz nachts, oder wird er beim Hinlegen, Husten oder Pressen schlimmer?
    }
ask-new-headache = Ist es ein neuartiger Kopfschmerz, anders als alle früheren?
ask-scalp-or-jaw-pain = Ist die Kopfhaut druckempfindlich, oder tut der Kiefer beim Kauen weh?
ask-headache-often = Kommen die Kopfschmerzen immer wieder, oder sind an mehr als zehn Tagen im Monat Schmerzmittel nötig?
ask-sudden-pain = Kam der Schmerz plötzlich, innerhalb von Minuten?
ask-peritonitis-signs = Ist der Bauch bretthart, tut jeder Schritt oder jede Erschütterung weh, oder gibt es an Leiste oder Nabel eine schmerzhafte Beule, die nicht zurückgeht?
ask-gut-bleeding = Ist Blut im Erbrochenen oder im Stuhl, oder ist der Stuhl schwarz wie Teer?
ask-much-gut-blood = Ist es mehr als ein paar Streifen: schwarzer Stuhl, Erbrochenes wie Kaffeesatz, oder viel Blut?
ask-vaginal-bleeding = Gibt es eine Blutung aus der Scheide?
ask-screams-in-bouts = Schreit das Baby in Wellen, zieht die Beine an und wird blass, und ist dazwischen ruhig?
ask-belly-inflamed = Ist Fieber da, sind Haut oder Augen gelb, oder sitzt der Schmerz vor allem rechts unten?
ask-no-stool-no-gas = Gehen seit einem Tag oder länger weder Stuhl noch Winde ab?
ask-pain-comes-back = Kommt dieser Schmerz seit Wochen immer wieder?

## Gründe

because-fever-very-ill = Fieber mit Verwirrtheit, Ohnmacht, blauen Lippen, einem Krampfanfall oder schwerem Atmen kann eine gefährliche Infektion sein. Da braucht es jetzt Hilfe.
because-fever-meningitis-signs = Fieber mit steifem Nacken oder mit Punkten, die sich nicht wegdrücken lassen, kann eine Hirnhautentzündung sein. Da zählt jede Stunde.
because-fever-baby-under-three-months = Bei einem Baby unter drei Monaten muss jedes Fieber sofort untersucht werden, auch wenn es munter wirkt.
because-fever-child-danger = Ein Kind mit Fieber, das nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
because-fever-chemo = Nach einer Chemotherapie, einer Transplantation oder ohne Milz kann Fieber in Stunden gefährlich werden.
because-fever-infection-risk = Bei dieser Vorgeschichte kann Fieber eine Ursache haben, die innerhalb eines Tages gefunden werden sollte.
because-fever-shaking-chills = Starker Schüttelfrost kann heißen, dass Keime im Blut sind. Das sollte innerhalb eines Tages angesehen werden.
because-fever-older = Ab 65 kann hinter Fieber eine ernste Infektion stecken. Das sollte innerhalb eines Tages angesehen werden.
because-fever-pregnant = In der Schwangerschaft und nach einer Geburt sollte Fieber innerhalb eines Tages angesehen werden, für Mutter und Kind.
because-fever-baby-high = Ein Baby mit 39 Grad oder mehr sollte innerhalb eines Tages untersucht werden.
because-fever-very-high = Ab 40 Grad sollte innerhalb eines Tages jemand danach sehen.
because-fever-dries-out = Wer nichts bei sich behält oder kaum Wasser lässt, trocknet aus. Das sollte innerhalb eines Tages angesehen werden.
because-fever-child-five-days = Fünf Tage Fieber bei einem Kind sollten innerhalb eines Tages untersucht werden, auch um Selteneres auszuschließen.
because-fever-some-days = Fieber von mehr als zwei Tagen sollte in den nächsten ein bis zwei Tagen angesehen werden.
because-fever-otherwise = Fieber von ein, zwei Tagen ohne Warnzeichen vergeht meist von selbst. Ruhen Sie sich aus und trinken Sie viel. Melden Sie sich wieder, wenn es drei Tage dauert, wenn das Trinken schwerfällt, bei Ausschlag, steifem Nacken, Atemnot oder Verwirrtheit, oder wenn Sie sich sorgen.
because-cough-very-ill = Husten mit schwerem Atmen, blauen Lippen oder Verwirrtheit heißt, dass dem Körper Luft fehlt. Da braucht es jetzt Hilfe.
because-cough-child-breathes-hard = Ein Kind, das um jeden Atemzug kämpfen muss, braucht jetzt ärztliche Hilfe.
because-cough-child-danger = Ein hustendes Kind, das nicht trinkt, nichts bei sich behält oder schlaff ist, braucht jetzt ärztliche Hilfe.
because-cough-inhaled-something = Vielleicht ist etwas in die Luftröhre geraten. Das muss jetzt angesehen werden, auch wenn es dem Kind besser geht.
because-cough-much-blood = So viel Blut zu husten ist gefährlich. Da braucht es jetzt Hilfe.
because-cough-blood = Blut beim Husten sollte innerhalb eines Tages angesehen werden.
because-cough-chest-worse = Husten mit knapper Luft oder Schmerzen in der Brust kann eine Lungenentzündung oder ein Gerinnsel in der Lunge sein. Das sollte innerhalb eines Tages angesehen werden.
because-cough-barking = Bellender Husten kann bei Kindern nachts die Atemwege verengen. Das sollte innerhalb eines Tages angesehen werden, sofort, wenn das Atmen auch in Ruhe laut wird.
because-cough-fits-baby = Hustenanfälle können Keuchhusten sein, und der ist für Babys gefährlich. Bitte innerhalb eines Tages.
because-cough-older-fever = Ab 65 kann Husten mit Fieber eine Lungenentzündung sein. Das sollte innerhalb eines Tages angesehen werden.
because-cough-chronic-risk = Mit dieser Krankheit kann aus einem Husten mehr werden. Das sollte in den nächsten ein bis zwei Tagen angesehen werden.
because-cough-fever = Bei Husten mit Fieber sollte in den nächsten ein bis zwei Tagen die Lunge abgehört werden.
because-cough-weeks-weight = Wochenlanger Husten mit Gewichtsverlust oder Nachtschweiß sollte in den nächsten Tagen abgeklärt werden.
because-cough-weeks = Ein Husten von drei Wochen oder mehr verdient einen Termin, auch wenn er meist harmlos ist.
because-cough-otherwise = Ohne Warnzeichen ist Husten meist eine Erkältung und vergeht innerhalb von drei Wochen. Trinken Sie viel; Honig hilft ab dem ersten Geburtstag. Melden Sie sich wieder bei Fieber, knapper Luft, Schmerzen in der Brust oder Blut, oder wenn er drei Wochen dauert.
because-breathlessness-very-ill = Atemnot mit Verwirrtheit, Ohnmacht oder blauen Lippen heißt, dass dem Körper Luft fehlt. Da braucht es jetzt Hilfe.
because-breathlessness-at-rest = Atemnot schon im Sitzen kann schnell schlimmer werden. Da braucht es jetzt Hilfe.
because-breathlessness-sudden = Atemnot, die in Minuten kommt, kann ein Gerinnsel, eine zusammengefallene Lunge oder eine Allergie sein. Da braucht es jetzt Hilfe.
because-breathlessness-heart = Atemnot mit Druck oder Schmerz in der Brust kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-breathlessness-clot = Bei dieser Vorgeschichte kann Atemnot von einem Gerinnsel in der Lunge kommen. Da braucht es jetzt Hilfe.
because-breathlessness-swelling = Eine Schwellung von Lippen, Zunge oder Hals kann die Luftwege verschließen. Da braucht es jetzt Hilfe.
because-breathlessness-inhaled = Vielleicht ist etwas in die Luftröhre geraten. Das muss jetzt angesehen werden.
because-breathlessness-child-breathes-hard = Ein Kind, das um jeden Atemzug kämpfen muss, braucht jetzt ärztliche Hilfe.
because-breathlessness-child-danger = Ein Kind mit Atemnot, das nicht trinkt oder schlaff ist, braucht jetzt ärztliche Hilfe.
because-breathlessness-inhaler = Wenn das Spray nicht mehr hilft, kann ein Anfall gefährlich werden. Da braucht es jetzt Hilfe.
because-breathlessness-new = Atemnot, die neu ist oder zunimmt, sollte innerhalb eines Tages angesehen werden.
because-breathlessness-heart-failure = Atemnot im Liegen oder mit geschwollenen Beinen kann von einem schwachen Herzen kommen. Das sollte innerhalb eines Tages angesehen werden.
because-breathlessness-pregnant = In der Schwangerschaft und nach einer Geburt sollte Atemnot innerhalb eines Tages angesehen werden.
because-breathlessness-baby = Ein Baby mit Atemnot sollte innerhalb eines Tages gesehen werden, sofort, wenn es schlimmer wird.
because-breathlessness-older = Ab 65 kann Atemnot das einzige Zeichen einer Herz- oder Lungenkrankheit sein. Bitte innerhalb eines Tages.
because-breathlessness-otherwise = Atemnot sollte in den nächsten ein bis zwei Tagen angesehen werden, auch wenn sie schon länger gleich ist. Wenn sie zunimmt, in Ruhe oder mit Brustschmerzen kommt, holen Sie sofort Hilfe.
because-chest-pain-very-ill = Brustschmerz mit Ohnmacht, Verwirrtheit, blauen Lippen oder schwerem Atmen: Da braucht es jetzt Hilfe.
because-chest-pain-heart-attack = Druck in der Brust oder ein Schmerz, der ausstrahlt, kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-chest-pain-unwell = Brustschmerz mit kaltem Schweiß, Übelkeit oder Atemnot kann ein Herzinfarkt sein. Da braucht es jetzt Hilfe.
because-chest-pain-sudden = Ein Brustschmerz, der plötzlich kam und nicht mehr weggeht: Da braucht es jetzt Hilfe.
because-chest-pain-tearing = Ein reißender Schmerz bis in den Rücken kann von der Hauptschlagader kommen. Da braucht es jetzt Hilfe.
because-chest-pain-after-vomiting = Starker Brustschmerz nach heftigem Erbrechen kann ein Riss in der Speiseröhre sein. Da braucht es jetzt Hilfe.
because-chest-pain-cocaine = Kokain und Ähnliches kann in jedem Alter einen Herzinfarkt auslösen. Da braucht es jetzt Hilfe.
because-chest-pain-clot = Bei dieser Vorgeschichte kann Brustschmerz von einem Gerinnsel in der Lunge kommen. Da braucht es jetzt Hilfe.
because-chest-pain-effort-child = Brustschmerz beim Sport sollte bei einem Kind innerhalb eines Tages angesehen werden. Bis dahin bitte kein Sport.
because-chest-pain-effort = Brustschmerz bei Anstrengung kann von engen Herzkranzgefäßen kommen. Das sollte innerhalb eines Tages angesehen werden.
because-chest-pain-heart-risk = Mit dieser Krankheit kann ein harmlos wirkender Brustschmerz doch vom Herzen kommen. Bitte innerhalb eines Tages.
because-chest-pain-older = Ab 65 sollte Brustschmerz innerhalb eines Tages angesehen werden.
because-chest-pain-inflamed = Brustschmerz mit Fieber, oder stärker beim Einatmen, kann eine Lungenentzündung, ein entzündeter Herzbeutel oder ein Gerinnsel sein. Bitte innerhalb eines Tages.
because-chest-pain-shingles = Bläschen wie ein Gürtel auf einer Seite können eine Gürtelrose sein. Die Behandlung wirkt in den ersten drei Tagen am besten.
because-chest-pain-otherwise = Brustschmerz, der kommt und geht und ohne Warnzeichen ist, sollte in den nächsten ein bis zwei Tagen angesehen werden. Wenn er bleibt, drückt oder ausstrahlt, holen Sie sofort Hilfe.
because-headache-very-ill = Kopfschmerz mit Verwirrtheit, Ohnmacht oder Krampfanfall kann vom Gehirn kommen. Da braucht es jetzt Hilfe.
because-headache-thunderclap = Ein Kopfschmerz, der in einer Minute am stärksten ist, oder der schlimmste überhaupt, kann eine Hirnblutung sein. Da braucht es jetzt Hilfe.
because-headache-meningitis-signs = Kopfschmerz mit steifem Nacken, oder mit Punkten, die sich nicht wegdrücken lassen, kann eine Hirnhautentzündung oder Blutung sein. Da zählt jede Stunde.
because-headache-neuro-signs = Kopfschmerz mit Schwäche, Sprachstörung oder Sehstörung: Da braucht es jetzt Hilfe.
because-headache-pregnant-severe = Starker Kopfschmerz in der Schwangerschaft oder nach einer Geburt kann von hohem Blutdruck kommen. Da braucht es jetzt Hilfe.
because-headache-injury-blood-thinner = Kopfschmerz nach einem Stoß, und dazu Blutverdünner, kann eine Blutung im Kopf sein. Da braucht es jetzt Hilfe.
because-headache-others-ill = Wenn mehrere im Haus Kopfschmerzen bekommen, kann Kohlenmonoxid in der Luft sein. Gehen Sie jetzt ins Freie und holen Sie Hilfe.
because-headache-injury = Kopfschmerz nach einem Stoß an den Kopf sollte innerhalb eines Tages angesehen werden.
because-headache-risk = Mit dieser Krankheit oder diesem Medikament sollte Kopfschmerz innerhalb eines Tages angesehen werden.
because-headache-pressure = Kopfschmerz, der nachts weckt oder im Liegen oder beim Husten zunimmt, kann Druck im Kopf bedeuten. Bitte innerhalb eines Tages.
because-headache-pregnant = In der Schwangerschaft und nach einer Geburt sollte Kopfschmerz innerhalb eines Tages angesehen werden.
because-headache-new-over-50 = Ab 50 kann ein neuartiger Kopfschmerz, eine empfindliche Kopfhaut oder Kieferschmerz beim Kauen eine entzündete Ader sein. Bitte innerhalb eines Tages.
because-headache-long = Kopfschmerz von mehr als einer Woche sollte in den nächsten ein bis zwei Tagen angesehen werden.
because-headache-often = Kopfschmerzen, die immer wiederkommen, verdienen einen Termin. Eine Liste der Tage und der Schmerzmittel hilft.
because-headache-otherwise = Die meisten Kopfschmerzen ohne Warnzeichen vergehen von selbst. Trinken Sie genug, ruhen Sie sich aus, und nehmen Sie ein Schmerzmittel, das Sie kennen und vertragen, höchstens an zehn Tagen im Monat. Melden Sie sich wieder, wenn es schlimmer wird, eine Woche bleibt oder immer wiederkommt. Holen Sie sofort Hilfe bei Fieber mit steifem Nacken, Verwirrtheit, Schwäche oder Sehstörungen.
because-abdominal-pain-very-ill = Bauchschmerz mit Ohnmacht oder Verwirrtheit kann eine innere Blutung sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-sudden-severe = Sehr starker Bauchschmerz, der plötzlich kam: Da braucht es jetzt Hilfe.
because-abdominal-pain-peritonitis = Ein harter Bauch, Schmerz bei jedem Schritt oder eine eingeklemmte Beule in der Leiste muss vielleicht operiert werden. Da braucht es jetzt Hilfe.
because-abdominal-pain-much-blood = Eine Blutung in Magen oder Darm kann gefährlich werden. Da braucht es jetzt Hilfe.
because-abdominal-pain-pregnant-severe = Starker Bauchschmerz oder eine Blutung in der Schwangerschaft kann eine Schwangerschaft außerhalb der Gebärmutter sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-testicle = Plötzlicher Schmerz im Hoden kann eine Verdrehung sein. Er ist nur in den ersten Stunden zu retten.
because-abdominal-pain-aneurysm = Bauchschmerz bei bekanntem Aneurysma: Da braucht es jetzt Hilfe.
because-abdominal-pain-diabetes-vomiting = Bauchschmerz mit Erbrechen bei Diabetes kann eine gefährliche Entgleisung des Zuckers sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-blocked = Kein Stuhl, keine Winde und Erbrechen können ein Darmverschluss sein. Da braucht es jetzt Hilfe.
because-abdominal-pain-baby-bouts = Ein Baby, das in Wellen schreit und blass wird, kann eine Darmeinstülpung haben. Es braucht jetzt ärztliche Hilfe.
because-abdominal-pain-severe = Sehr starker Bauchschmerz sollte heute noch angesehen werden, spätestens innerhalb eines Tages.
because-abdominal-pain-blood = Bauchschmerz mit Blut sollte innerhalb eines Tages angesehen werden.
because-abdominal-pain-pregnant = In der Schwangerschaft sollte Bauchschmerz innerhalb eines Tages angesehen werden.
because-abdominal-pain-inflamed = Bauchschmerz mit Fieber, gelber Haut oder rechts unten kann eine Entzündung sein, etwa am Blinddarm. Bitte innerhalb eines Tages.
because-abdominal-pain-no-stool = Wenn weder Stuhl noch Winde abgehen, kann der Darm verschlossen sein. Bitte innerhalb eines Tages.
because-abdominal-pain-older = Ab 65 sollte Bauchschmerz innerhalb eines Tages angesehen werden, weil gefährliche Ursachen harmlos wirken können.
because-abdominal-pain-baby = Ein Baby mit Bauchschmerzen sollte innerhalb eines Tages gesehen werden.
because-abdominal-pain-some-days = Bauchschmerz von mehr als zwei Tagen sollte in den nächsten ein bis zwei Tagen angesehen werden.
because-abdominal-pain-comes-back = Bauchschmerz, der immer wiederkommt, verdient einen Termin.
because-abdominal-pain-otherwise = Bauchschmerz ohne Warnzeichen vergeht meist in ein, zwei Tagen. Ruhe, Wärme und kleine Schlucke helfen. Melden Sie sich wieder, wenn er stärker wird, nach rechts unten wandert, mit Fieber, Erbrechen oder Blut kommt, oder länger als zwei Tage bleibt.
