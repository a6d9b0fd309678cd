welcome = Willkommen bei { $site }. Ich bin der automatische Assistent.
    Ich helfe Ihnen rund um Ihren Besuch. Für Notfälle bin ich nicht da und ich stelle keine Diagnosen: Im Notfall rufen Sie { $emergency } an.
    Ihre Nachrichten dienen nur dazu, Ihnen zu antworten. Schreiben Sie jederzeit "stopp" oder "Mensch".
in-this-language = Für Deutsch schreiben Sie "Deutsch".
menu = Was kann ich für Sie tun?
menu-button = Auswählen
menu-appointment = Termin
menu-appointment-more = Buchen, verschieben oder absagen
menu-symptoms = Mir geht es nicht gut
menu-symptoms-more = Sagen Sie uns, was Ihnen fehlt
menu-human = Einen Menschen sprechen
menu-human-more = Unser Team meldet sich bei Ihnen
menu-language = English
menu-language-more = Continue in English
foreign = Ich verstehe nur { $languages }.
for-team = Das kann ich nicht selbst beantworten, unser Team hilft Ihnen aber gern: wählen Sie "Einen Menschen sprechen".
not-understood = Das habe ich nicht verstanden.
not-readable = Diese Art von Nachricht kann ich noch nicht ansehen. Bitte schreiben Sie es in Worten.
not-audible = Sprachnachrichten kann ich noch nicht anhören. Bitte schreiben Sie es in Worten, oder wählen Sie "Einen Menschen sprechen".
not-fetched = WhatsApp konnte mir Ihre Datei nicht übermitteln. Bitte senden Sie sie noch einmal, oder schreiben Sie es in Worten. Vielleicht ist sie zu groß.
thanks = Gern geschehen. Schreiben Sie mir einfach, wenn Sie etwas brauchen.
bye = Auf Wiedersehen und alles Gute. Schreiben Sie mir einfach, wenn Sie etwas brauchen.
fine = In Ordnung. Schreiben Sie mir einfach, wenn Sie etwas brauchen.
call-us = Sie können uns auch anrufen: { $phone }.
language-set = Ab jetzt schreibe ich Deutsch.
