## Beschwerden

complaint-fever = Fieber
complaint-cough = Husten
complaint-breathlessness = Atemnot
complaint-chest-pain = Brustschmerzen

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
