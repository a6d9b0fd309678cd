ask-service = Worum geht es bei dem Besuch?
my-visits = Meine Besuche
ask-practitioner = { $service }: bei wem?
ask-day = { $service }: welcher Tag passt Ihnen? Sie können auch einen Tag schreiben, zum Beispiel "Freitag Nachmittag".
ask-day-moving = Wann möchten Sie statt { $day }, { $time } kommen? Sie können auch einen Tag schreiben, zum Beispiel "Freitag Nachmittag".
ask-time = { $day }: welche Uhrzeit passt Ihnen?
which-time = Was davon meinen Sie?
ask-sure = Meinen Sie *{ $when }*?
noted = Gut, *{ $when }*.
one-of-two = { $first } oder { $last }
one-of-more = zwischen { $first } und { $last }
hour-m = vormittags
hour-n = mittags
hour-a = nachmittags
hour-e = abends
hour-since = ab { $since }
hour-until = vor { $until }
hour-since-until = zwischen { $since } und { $until }
choose = Auswählen
first-free = Erster freier Termin
first-free-more = Egal bei wem
from-time = ab { $time }
more = Mehr
yes = Ja
other-day = Anderer Tag
confirm = *{ $service }*
    { $day }, { $time }
    Bei { $practitioner }
    { $where }
    Soll ich diese Zeit für Sie nehmen? Ich halte sie 10 Minuten frei.
confirm-move = Ihren Besuch verschieben auf
    {"*"}{ $day }, { $time }*
    bei { $practitioner }? Ich halte diese Zeit 10 Minuten frei.
gives-up = Ihre jetzige Zeit geben Sie damit sofort auf, und unser Team muss die neue noch bestätigen.
confirm-yes = Ja, nehmen
other-time = Andere Zeit
drop = Nein, danke
booked = Erledigt: { $service } am *{ $day }, { $time }* bei { $practitioner } ist gebucht.
    { $where }
    Zum Verschieben oder Absagen schreiben Sie "meine Termine".
moved = Erledigt: Ihr Besuch ist jetzt am *{ $day }, { $time }* bei { $practitioner }.
    { $where }
requested = Danke: { $service } am *{ $day }, { $time }* bei { $practitioner } ist für Sie vorgemerkt. Wir bestätigen innerhalb von 24 Stunden.
requested-soon = Danke: { $service } am *{ $day }, { $time }* bei { $practitioner } ist für Sie vorgemerkt. Wir bestätigen noch vor dem Beginn.
already = Diesen Besuch haben Sie schon: { $service } am *{ $day }, { $time }* bei { $practitioner }.
already-requested = Um diesen Besuch haben Sie schon gebeten: { $service } am *{ $day }, { $time }* bei { $practitioner }. Unser Team hat ihn noch nicht bestätigt.
elsewhere = Da haben Sie schon einen Besuch: { $service } am *{ $day }, { $time }* bei { $practitioner }. Zum Verschieben oder Absagen schreiben Sie "meine Termine".
where-place = Ort: { $place }
where-video = Per Video, der Link kommt hier vor dem Besuch
where-phone = Am Telefon, wir rufen Sie an
calendar = In den Kalender
soonest = Das sind die ersten freien Zeiten:
slot-gone = Jemand war schneller. Das sind die nächsten freien Zeiten:
never-then = Dann ist in den nächsten Wochen nichts frei.
closed-then = Am *{ $day }* haben wir geschlossen.
open-next = Der nächste Tag, an dem wir da sind, ist *{ $day }*.
never-open = An diesen Tagen haben wir geschlossen.
day-over = { $day }: dieser Tag ist schon vorbei. Das sind die nächsten freien Zeiten:
too-far = { $day }: so weit im Voraus lässt sich noch nicht buchen. Das sind die nächsten freien Zeiten:
closed = { $day }: an diesem Tag haben wir geschlossen. Das sind die nächsten freien Zeiten:
nothing-then = { $day }: dann ist nichts frei. Das sind die nächsten freien Zeiten:
nothing = Für { $service } ist in den nächsten Wochen nichts frei.
nothing-with = Bei { $practitioner } ist für { $service } in den nächsten Wochen nichts frei.
nothing-beside = An diesem Tag ist dann nichts mehr frei.
none-suits = Schade, dass nichts davon passt. Wie möchten Sie weitermachen?
other-person = Jemand anderes
no-date-past = Dieser Tag ist schon vorbei.
no-date-born = Das sieht nach einem Geburtsdatum aus. Das brauche ich jetzt nicht.
no-date-impossible = Dieses Datum kenne ich nicht. Bitte schauen Sie noch einmal nach.
no-date-unwanted = In Ordnung, dann nicht.
no-date-one = In Ordnung, dann nicht. Das kann ich mir nicht merken, bitte wählen Sie einen anderen Tag.
not-with = In Ordnung, bei jemand anderem.
not-with-later = Bei wem nicht, kann ich mir nicht merken, aber Sie können wählen, bei wem.
not-offered = Das bieten wir hier nicht mehr an.
dropped = In Ordnung, es wurde nichts vergeben. Schreiben Sie "Termin", wenn Sie neu anfangen möchten.
unchanged = In Ordnung, es hat sich nichts geändert.
none-on-day = Am *{ $day }* haben Sie keinen Besuch.
nothing-yet = Gebucht ist noch nichts. Das halte ich gerade für Sie frei:
nothing-open = Sie haben keinen bevorstehenden Besuch.
mine = Ihre Besuche:
ask-which = Welchen Besuch möchten Sie verschieben?
open = { $service }
    {"*"}{ $day }, { $time }*
    Bei { $practitioner }
    { $where }
pending = Von unserem Team noch nicht bestätigt.
move = Verschieben
cancel = Absagen
new = Neuer Termin
ask-cancel = { $service } am *{ $day }, { $time }* absagen?
cancel-yes = Ja, absagen
cancel-no = Nein, behalten
kept = Ihr Besuch am { $day }, { $time } bleibt, wie er ist.
cancelled = Ihr Besuch am { $day }, { $time } ist abgesagt.
too-late = Dieser Besuch lässt sich hier nicht mehr ändern: er beginnt am { $day }, { $time }. Wir rufen Sie gern an.
too-late-phone = Dieser Besuch lässt sich hier nicht mehr ändern: er beginnt am { $day }, { $time }. Bitte rufen Sie uns unter { $phone } an, oder wir rufen Sie an.
running-late = Danke, dass Sie Bescheid geben. Lassen Sie sich bitte anrufen, damit unser Team sich darauf einstellen kann.
running-late-phone = Danke, dass Sie Bescheid geben. Bitte rufen Sie uns unter { $phone } an, damit unser Team sich darauf einstellen kann, oder lassen Sie sich anrufen.
no-link = Das tut mir leid. Lassen Sie sich bitte anrufen, bevor Ihr Besuch beginnt.
no-link-phone = Das tut mir leid. Bitte rufen Sie uns unter { $phone } an, oder lassen Sie sich anrufen, bevor Ihr Besuch beginnt.
link-video = Der Link zu Ihrem Termin am { $day }, { $time } bei { $practitioner }: { $link }
link-phone = Zu Ihrem Termin am { $day }, { $time } bei { $practitioner } rufen wir Sie an, von { $link }.
else-call = Wenn das nicht klappt, lassen Sie sich bitte anrufen, bevor Ihr Besuch beginnt.
else-call-phone = Wenn das nicht klappt, rufen Sie uns bitte unter { $phone } an, oder lassen Sie sich anrufen, bevor Ihr Besuch beginnt.
gone = Dieser Besuch steht nicht mehr an.
for-another = Hier kann ich nur für Sie selbst buchen. Für jemand anderen rufen wir Sie gerne zurück: Unser Team macht das mit Ihnen aus.
with-nobody = Bei jemandem dieses Namens gibt es hier keine Termine.
one-at-a-time = Ich buche immer für eine Person, und hier nur für Sie selbst. Für die andere schreiben Sie "Mensch": Unser Team macht das mit Ihnen aus.
call-me = Rückruf bitte
menu = Hauptmenü
gladly = Gern. Schreiben Sie mir einfach, wenn Sie etwas brauchen.
late = Das hatte ich Sie gefragt:
unclear = Das habe ich nicht verstanden. Bitte wählen Sie aus, oder schreiben Sie "Menü" oder "Mensch".
for-team = Das kann ich hier nicht beantworten, unser Team aber schon: schreiben Sie "Mensch".
symptoms = Bei Beschwerden: schreiben Sie "Menü" und wählen Sie "Mir geht es nicht gut", dann frage ich nach, wie eilig es ist. Im Notfall rufen Sie sofort *{ $emergency }*.
beside-picture = Ihr Bild oder Ihre Datei kann ich nicht ansehen, aber Ihre Worte habe ich gelesen.
words-only = Ich kann hier nur Worte und Antippen verstehen. Bitte wählen Sie aus, oder schreiben Sie mir.
simple-list = Bitte tippen Sie auf "Auswählen" und wählen Sie aus der Liste, oder schreiben Sie die Nummer.
simple = Bitte schreiben Sie die Nummer:
by-staff-booked = Wir haben einen Besuch für Sie eingetragen: *{ $day }, { $time }* bei { $practitioner }.
    { $where }
by-staff-moved = Wir mussten Ihren Besuch am { $before } verschieben. Er ist jetzt am *{ $day }, { $time }* bei { $practitioner }.
    { $where }
    Wenn das nicht passt, wählen Sie eine andere Zeit.
by-staff-cancelled = Es tut uns leid: Ihr Besuch am { $day }, { $time } bei { $practitioner } kann nicht stattfinden. Bitte wählen Sie eine andere Zeit.
confirmed-request = Ihr Besuch ist bestätigt: *{ $day }, { $time }* bei { $practitioner } ist gebucht.
    { $where }
declined = Es tut uns leid: der Besuch am { $day }, { $time } bei { $practitioner } geht leider nicht. { $reason }
unanswered = Es tut uns leid: unser Team hat Ihren Besuch am { $day }, { $time } bei { $practitioner } nicht bestätigt, er kann deshalb nicht stattfinden. Bitte wählen Sie eine andere Zeit.
given-up = Ihre frühere Zeit wurde dafür aufgegeben, diesen Besuch haben Sie also nicht mehr.
declined-instead = Diese Zeiten sind stattdessen frei:
join = Ihr Termin bei { $practitioner } beginnt um { $time }.
join-phone = Ihr Termin bei { $practitioner } beginnt um { $time }. Wir rufen Sie an, von { $phone }.
join-button = Teilnehmen
come = Danke. Wir erwarten Sie am *{ $day }, { $time }*.
come-several = Danke. Wir erwarten Sie am { $days }.
not-ready = Termine lassen sich hier noch nicht buchen. Wir rufen Sie gern an.
busy = Belegt
waiting-list = Warteliste
waiting-list-more = Ich schreibe, wenn etwas frei wird
earlier = Früher?
any-day = Jeder Tag
any-time = Jede Uhrzeit
part-m = Vormittags
part-n = Mittags
part-a = Nachmittags
part-e = Abends
wait-days = Warteliste für { $service }: welche Tage passen Ihnen? Sie können auch schreiben, zum Beispiel "Dienstag oder Donnerstag nachmittags".
wait-days-earlier = Ich schreibe Ihnen, wenn für { $service } etwas Früheres frei wird. Welche Tage passen Ihnen? Sie können auch schreiben, zum Beispiel "Dienstag oder Donnerstag nachmittags".
wait-part = Und zu welcher Tageszeit?
wait-joined = Sie stehen auf der Warteliste: *{ $wishes }*
    Ich schreibe Ihnen hier, wenn etwas frei wird. Wir fragen der Reihe nach, und wer zuerst antwortet, bekommt den Termin.
waiting = Sie stehen auf der Warteliste: *{ $wishes }*
    Ich schreibe Ihnen hier, wenn etwas frei wird.
waiting-row = Warten: { $service }
wish-earlier = früher
wish-m = vormittags
wish-n = mittags
wish-a = nachmittags
wish-e = abends
wish-since = ab { $day }
wish-until = bis { $day }
leave = Liste verlassen
ask-leave = Möchten Sie die Warteliste verlassen: *{ $wishes }*? Ihr Platz darauf ginge verloren.
wait-left = Sie stehen nicht mehr auf der Warteliste: *{ $wishes }*
wait-nothing = Sie stehen auf keiner Warteliste.
wait-ended = Es ist nicht rechtzeitig etwas frei geworden, Ihr Platz auf der Warteliste ist zu Ende.
wait-on = Weiter warten
offer = Ein Termin ist frei geworden: *{ $day }, { $time }* bei { $practitioner }.
    { $where }
    Möchten Sie ihn? Auch andere Wartende werden gefragt, und wer zuerst antwortet, bekommt ihn. Bitte antworten Sie bis { $until }.
take = Ja, nehmen
pass = Nein, danke
offer-passed = In Ordnung. Sie behalten Ihren Platz auf der Warteliste.
offer-lost = Jemand war schneller.
offer-gone = Dieser Termin ist nicht mehr frei.
keep-place = Sie behalten Ihren Platz auf der Warteliste.
offer-instead = Das sind die nächsten freien Zeiten:
mine-short = Meine Termine
