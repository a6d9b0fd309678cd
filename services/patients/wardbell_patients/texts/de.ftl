name = Zuerst: Wie ist Ihr Name? Bitte schreiben Sie Ihren Vor- und Nachnamen.
name-again = Ich frage, damit unser Team weiß, wer Sie sind. Wie ist Ihr Name? Bitte schreiben Sie nur Ihren Vor- und Nachnamen, zum Beispiel: Anna Beispiel
name-write = Ich kann nur Geschriebenes lesen. Wie ist Ihr Name? Bitte schreiben Sie Ihren Vor- und Nachnamen.

birth-date =
    Danke, *{ $name }*. Wie ist Ihr Geburtsdatum? Zum Beispiel: { $example }

    Wenn Ihr Name nicht stimmt, schreiben Sie *zurück*.
birth-date-again = Ich frage, damit Sie niemand mit jemandem gleichen Namens verwechselt. Wie ist Ihr Geburtsdatum? Bitte schreiben Sie Tag, Monat und Jahr, zum Beispiel: { $example }
birth-date-which = Das kann ich auf zwei Arten lesen. Welches ist Ihr Geburtsdatum?
birth-date-write = Ich kann nur Geschriebenes lesen. Wie ist Ihr Geburtsdatum? Zum Beispiel: { $example }
birth-date-impossible = Diesen Tag finde ich nicht im Kalender. Wie ist Ihr Geburtsdatum? Erst der Tag, dann Monat und Jahr, zum Beispiel: { $example }
birth-date-century = Danke. Damit ich das Jahr richtig verstehe: bitte schreiben Sie es mit allen vier Ziffern, zum Beispiel: { $example }
birth-date-future = Dieser Tag liegt noch vor uns. Wie ist Ihr Geburtsdatum? Bitte schreiben Sie das ganze Jahr, zum Beispiel: { $example }
birth-date-too-old = Das ist mehr als 120 Jahre her. Wie ist Ihr Geburtsdatum? Bitte schreiben Sie das ganze Jahr, zum Beispiel: { $example }

for-another = Hier kann ich nur für Sie selbst buchen. Für jemand anderen wählen Sie bitte unten den Rückruf: Unser Team macht das mit Ihnen aus.
call-me = Rückruf bitte
name-yours = Wenn es doch für Sie selbst ist, schreiben Sie bitte Ihren eigenen Vor- und Nachnamen.

offer = Wenn Sie lieber mit einem Menschen sprechen, wählen Sie das unten.
offer-call = Wenn Sie lieber mit einem Menschen sprechen, wählen Sie das unten, oder rufen Sie { $phone } an.
human = Mit einem Menschen
menu = Hauptmenü

nothing-asked = Danke, ich habe alles, wonach ich gefragt habe. Was kann ich jetzt für Sie tun?

stopped = Verstanden: Wir schreiben Ihnen nur noch, wenn Sie zuerst schreiben. Ihre Termine bleiben bestehen. Schreiben Sie "start", wenn Sie unsere Nachrichten wieder möchten.
stopped-some = Verstanden: Sie bekommen keine { $what } mehr. Ihre Termine bleiben bestehen. Schreiben Sie "start", wenn Sie wieder alle unsere Nachrichten möchten.
started = Sie bekommen unsere Nachrichten wieder. Schreiben Sie jederzeit "stopp".
started-some = Sie bekommen wieder { $what }. Schreiben Sie jederzeit "stopp".
overtaken = Sie haben uns dazu seitdem noch einmal geschrieben. Es gilt, was Sie zuletzt geschrieben haben.
what-care = Nachrichten zu Ihren Terminen
what-reminder = Erinnerungen
what-survey = Fragen nach einem Besuch
what-campaign = Neuigkeiten und Angebote
