emergency = *Das kann ein Notfall sein.*
    Rufen Sie jetzt *{ $number }* an. Warten Sie nicht auf eine Antwort hier.
    Bis Hilfe kommt: Bleiben Sie, wo Sie sind, schließen Sie die Tür auf, essen und trinken Sie nichts, und bleiben Sie nicht allein. Wenn jemand nicht atmet, drücken Sie fest und schnell auf die Mitte der Brust und hören Sie nicht auf.
    Unser Team ist informiert.
unfinished = Was Sie zu einem Termin begonnen hatten, ist nicht abgeschlossen, und keine Zeit wird dafür frei gehalten; was gebucht ist, bleibt gebucht. Wenn alles überstanden ist, schreiben Sie "Termin".
crisis = *Sie sind nicht allein, und es gibt jetzt Hilfe.*
    Wenn Sie oder jemand anderes in Gefahr ist, rufen Sie *{ $number }* an.
    Sie können zu jeder Stunde mit jemandem sprechen, kostenlos und vertraulich: *{ $line }*.
    Bleiben Sie bitte bei einem anderen Menschen, und legen Sie außer Reichweite, womit Sie sich verletzen könnten.
    Unser Team ist informiert.
question = Es tut mir leid, dass es Ihnen nicht gut geht. Zuerst die wichtigste Frage: Passiert *gerade jetzt* etwas davon?
    - Atemnot oder Schmerzen in der Brust
    - Ohnmacht, oder Gesicht, Arm oder Sprache gehorchen nicht
    - starke Blutung oder ein Krampfanfall
    - ein kleines Kind, das nicht trinkt oder nicht wach wird
yes = Ja
no = Nein
unsure = Nicht sicher
no-emergency = Danke. Ich kann Beschwerden nicht beurteilen und stelle keine Diagnosen, ein Mensch kann das: Wählen Sie unten, dann meldet sich unser Team.
    Wenn es schlimmer wird oder Sie Angst haben, rufen Sie { $number } an.
human = Mit einem Menschen
menu = Hauptmenü
ask-again = Bitte wählen Sie: Passiert gerade jetzt etwas davon?
