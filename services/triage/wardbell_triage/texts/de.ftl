emergency = *Das kann ein Notfall sein.*
    Rufen Sie jetzt *{ $number }* an. Warten Sie nicht auf eine Antwort hier.
    Bis Hilfe kommt: Bleiben Sie, wo Sie sind, schließen Sie die Tür auf, essen und trinken Sie nichts, und bleiben Sie nicht allein. Wenn jemand nicht atmet, drücken Sie fest und schnell auf die Mitte der Brust und hören Sie nicht auf.
emergency-again = Rufen Sie jetzt *{ $number }* an, falls das noch niemand getan hat. Am Telefon sagt man Ihnen, was zu tun ist, bis Hilfe kommt.
emergency-send = Ich bin ein automatischer Assistent, von hier kann niemand geschickt werden. Bitte rufen Sie jetzt *{ $number }* an: Dort schickt man Hilfe.
nobody-to-send = Ich bin ein automatischer Assistent, von hier kann niemand geschickt werden: Hilfe schickt *{ $number }*.
crisis-again = *Bleiben Sie damit bitte nicht allein.* Wenn jemand in Gefahr ist, rufen Sie *{ $number }* an; zum Reden, zu jeder Stunde: *{ $line }*.
crisis-doubt = Ob Sie anrufen, entscheiden Sie, und niemand ist Ihnen böse. Sie müssen damit nicht allein sein: Gibt es jemanden, dem Sie vertrauen und der jetzt bei Ihnen sein kann? Zum Reden, zu jeder Stunde, kostenlos und vertraulich: *{ $line }*. Wenn Sie oder jemand anderes in Gefahr ist, ist *{ $number }* immer richtig.
crisis-send = Ich bin ein automatischer Assistent, von hier kann niemand geschickt werden. Wenn jemand in Gefahr ist, rufen Sie *{ $number }* an: Dort schickt man Hilfe. Zum Reden, zu jeder Stunde: *{ $line }*. Auch jemand, dem Sie vertrauen, kann für Sie anrufen oder zu Ihnen kommen.
harmed = *Das ist ein Notfall, und Sie sind nicht allein.*
    Rufen Sie jetzt *{ $number }* an. Warten Sie nicht auf eine Antwort hier. Sagen Sie dort, was geschehen ist, und was und wie viel genommen wurde.
    Bis Hilfe kommt: Bleiben Sie bei einem anderen Menschen, schließen Sie die Tür auf, essen und trinken Sie nichts, und drücken Sie fest auf eine Wunde, die blutet. Wenn jemand nicht atmet, drücken Sie fest und schnell auf die Mitte der Brust und hören Sie nicht auf.
    Sie können zu jeder Stunde mit jemandem sprechen, kostenlos und vertraulich: *{ $line }*.
harmed-again = Rufen Sie jetzt *{ $number }* an, falls das noch niemand getan hat, auch wenn noch nichts zu spüren ist. Bleiben Sie bitte nicht allein; zum Reden, zu jeder Stunde: *{ $line }*.
harmed-doubt = Bitte rufen Sie jetzt *{ $number }* an, auch wenn noch nichts zu spüren ist: Hilfe jetzt kann Schaden verhindern, der sich erst später zeigt, und niemand ist Ihnen böse. Auch jemand, dem Sie vertrauen, kann für Sie anrufen. Zum Reden, zu jeder Stunde: *{ $line }*.
harmed-send = Ich bin ein automatischer Assistent, von hier kann niemand geschickt werden. Bitte rufen Sie jetzt *{ $number }* an: Dort schickt man Hilfe. Zum Reden, zu jeder Stunde: *{ $line }*.
told = Unser Team ist informiert.
told-closed = Wir haben gerade geschlossen: Unser Team sieht das am { $day }, ab { $time } Uhr. Warten Sie nicht auf uns.
told-unsure = Ich habe es weitergegeben, weiß aber nicht, wann unser Team es sieht. Warten Sie nicht auf uns.
added = Danke, unser Team kann lesen, was Sie geschrieben haben. Beurteilen kann ich es nicht.
added-closed = Was Sie geschrieben haben, habe ich für unser Team aufgehoben. Wir haben gerade geschlossen; es sieht das am { $day }, ab { $time } Uhr. Warten Sie nicht auf uns.
added-unsure = Was Sie geschrieben haben, habe ich für unser Team aufgehoben, weiß aber nicht, wann es das sieht. Warten Sie nicht auf uns.
help-comes = Gut, dass Hilfe da oder unterwegs ist. Bleiben Sie dabei, und tun Sie, was man Ihnen sagt. Alles Gute.
    Wird es vorher schlimmer, rufen Sie noch einmal { $number } an.
help-cleared = Gut zu hören, dass jemand danach gesehen hat. Was ich Ihnen gesagt habe, bleibt so: Weiß der Notruf noch nichts davon, kommt es wieder oder wird es schlimmer, rufen Sie gleich { $number } an.
to-booking = Zu Ihrem Termin geht es unten weiter.
emergency-doubt = Ja, bitte rufen Sie jetzt *{ $number }* an. Lieber einmal zu oft, auch wenn es gerade besser aussieht; niemand ist Ihnen böse.
unfinished = Was Sie zu einem Termin begonnen hatten, ist nicht abgeschlossen, und keine Zeit wird dafür frei gehalten; was gebucht ist, bleibt gebucht. Wenn alles überstanden ist, schreiben Sie "Termin".
crisis = *Sie sind nicht allein, und es gibt jetzt Hilfe.*
    Wenn Sie oder jemand anderes in Gefahr ist, rufen Sie *{ $number }* an.
    Sie können zu jeder Stunde mit jemandem sprechen, kostenlos und vertraulich: *{ $line }*.
    Bleiben Sie bitte bei einem anderen Menschen, und legen Sie außer Reichweite, womit Sie sich verletzen könnten.
crisis-line = Sie können zu jeder Stunde mit jemandem sprechen, kostenlos und vertraulich: *{ $line }*.
question = Es tut mir leid, dass es Ihnen nicht gut geht. Zuerst die wichtigste Frage: Passiert *gerade jetzt* etwas davon?
    - Atemnot oder Schmerzen in der Brust
    - Ohnmacht, oder Gesicht, Arm oder Sprache gehorchen nicht
    - starke Blutung oder ein Krampfanfall
    - ein kleines Kind, das nicht trinkt oder nicht wach wird
yes = Ja
no = Nein
unsure = Nicht sicher
no-emergency = Danke. Ich kann Beschwerden nicht beurteilen und stelle keine Diagnosen, ein Mensch kann das: Wählen Sie unten, dann meldet sich unser Team, oder nehmen Sie einen Termin.
    Wenn es schlimmer wird oder Sie Angst haben, rufen Sie { $number } an.
human = Mit einem Menschen
menu = Hauptmenü
ask-again = Bitte wählen Sie: Passiert gerade jetzt etwas davon?
intro = Es tut mir leid, dass es Ihnen nicht gut geht. Ich stelle ein paar Fragen, eine nach der anderen, um den richtigen Ort für Sie zu finden. Das ist *keine Diagnose*. Wenn Sie mit einem Menschen sprechen möchten, schreiben Sie jederzeit "Mensch".
describe = Bitte sagen Sie in wenigen Worten, was Sie am meisten plagt, und seit wann.
not-understood = Das habe ich nicht verstanden. Bitte tippen Sie auf eine Antwort, oder schreiben Sie 1 für ja, 2 für nein, 3 für nicht sicher; für einen Menschen schreiben Sie "Mensch".
ask-age = Wie alt ist die Person, der es nicht gut geht? Wählen Sie unten, oder schreiben Sie das Alter: zum Beispiel 45, oder 8 Monate alt.
age-again = Bitte schreiben Sie das Alter, zum Beispiel 45, oder 8 Monate alt.
age-below = Unter { $years } Jahr
age-span = { $least } bis { $most } Jahre
age-from = { $years } Jahre oder mehr
choose = Auswählen
ask-measured = Haben Sie heute etwas gemessen: Puls, Blutdruck, Sauerstoff, Temperatur, Atemzüge pro Minute? Schreiben Sie die Zahlen mit ihren Namen ("Puls 90, Temperatur 38,5"), oder tippen Sie unten.
ask-measured-more = Haben Sie heute noch etwas gemessen: Puls, Blutdruck, Sauerstoff, Atemzüge pro Minute? Schreiben Sie die Zahlen mit ihren Namen ("Puls 90, Sauerstoff 97"), oder tippen Sie unten.
earlier = Vorhin habe ich das gefragt, und es ist noch offen:
noted = Danke, das habe ich notiert.
not-measured = Nichts gemessen
level-2 = Sie sollten *heute, innerhalb von 24 Stunden*, zu einer Ärztin oder einem Arzt.
level-3 = Sie sollten *in ein bis zwei Tagen* zu einer Ärztin oder einem Arzt.
level-4 = Das hat Zeit für einen *gewöhnlichen Termin* in den nächsten Wochen.
level-5 = Damit können Sie *vorerst selbst zurechtkommen*; ein Termin ist trotzdem möglich.
unsure-of = Hier waren Sie nicht sicher:
unsure-then = Wenn es so ist oder später dazukommt, ist es ein Notfall: Rufen Sie dann sofort *{ $number }* an.
unsure-age = In manchem Alter ist das ein Notfall, und ich kenne das Alter nicht. Rufen Sie im Zweifel sofort *{ $number }* an.
age-not-known = Das Alter kenne ich nicht genau, darum gehe ich vom gefährlichsten aus:
go-to = Wo: *{ $department }*.
worse = Wenn es schlimmer wird oder Sie Angst haben, warten Sie nicht: Rufen Sie *{ $number }* an.
no-diagnosis = Ich bin ein Programm: Das ist keine Diagnose. Ein Mensch kann es sich ansehen, wählen Sie unten.
for-another = Ich selbst kann nur auf den Namen der Person buchen, die hier schreibt. Für jemand anderen, auch für ein Kind, wählen Sie "Mit einem Menschen": Unser Team bucht auf dessen Namen.
book = Nächste freie Zeiten
anew-same = Das nehme ich zu dem dazu, was Sie mir gesagt haben, und frage nach, wo es nötig ist.
anew-another = Das betrifft einen anderen Menschen als vorhin, darum frage ich alles neu.
anew-unclear = Ich möchte das Richtige fragen.
ask-whom = Geht es um *denselben Menschen* wie vorhin?
measured-again = Darin habe ich keine Zahl mit ihrem Namen gefunden.
ask-numbers = Gut. Bitte schreiben Sie die Zahlen mit ihren Namen.
describe-again = Bitte schreiben Sie es in Worten.
write-number = Bitte schreiben Sie eine Zahl:
dropped = Gut, ich frage nicht weiter. Ich weiß nicht genug, um zu sagen, dass es Zeit hat.
offer-appointment = Das betrifft einen Termin. Womit möchten Sie weitermachen?
offer-human = Sie können mit einem Menschen sprechen. Womit möchten Sie weitermachen?
unsafe = Das tut mir leid, und es ist gut, dass Sie es sagen. Niemand darf Sie verletzen oder bedrohen, und es ist nicht Ihre Schuld. Wenn Sie jetzt in Gefahr sind, rufen Sie *{ $number }* an. Ein Mensch aus unserem Team kann mit Ihnen sprechen.
appointment = Termine
back = Gut, hier ist noch einmal die Frage davor. Was schon dringend ist, bleibt es.
offer-back = Weiter zurück geht es nicht: Das ist die erste Frage. Womit möchten Sie weitermachen?
go-on = Hier weitermachen
