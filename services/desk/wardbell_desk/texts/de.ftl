# An Patienten.
asked = Danke. Ich habe Ihren Wunsch an unser Team weitergegeben.
asked-again = Ihr Wunsch liegt unserem Team schon vor.
known = Unser Team weiß schon von Ihrem Notfall, und ich habe Ihren Wunsch weitergegeben.
known-closed = Wir haben gerade geschlossen. Ich habe Ihren Wunsch weitergegeben, er steht bei Ihrem Notfall. Warten Sie nicht auf uns.
quicker = Wenn Sie jetzt Hilfe brauchen, rufen Sie *{ $number }* an: Das geht schneller, als hier zu schreiben.
when-within = Unser Team meldet sich bei Ihnen, meist innerhalb von { $within }.
when-by = Unser Team meldet sich bei Ihnen, meist bis { $day }, { $time } Uhr.
when-closed = Wir haben gerade geschlossen; am { $day }, ab { $time } Uhr antwortet Ihnen jemand.
call = Sie können uns auch anrufen: { $phone }.
when-soon = Unser Team meldet sich so bald wie möglich bei Ihnen.
more = Sie können hier schreiben, worum es geht, ich gebe es weiter.
emergency = Wenn es nicht warten kann oder schlimmer wird, rufen Sie { $number } an.
noted = Danke, ich habe das weitergegeben.
or-book = Auf einen Termin müssen Sie nicht warten: Sie können ihn hier buchen, verschieben oder absagen.
book = Termin
menu = Hauptmenü
words-only = Ich kann nur Geschriebenes weitergeben. Bitte schreiben Sie uns in einer Nachricht, worum es geht.

# An Mitarbeitende.
mail-subject = { $priority }: { $kind }, { $site }
mail-subject-unclaimed = { $priority }: { $kind }, { $site }, unbearbeitet seit { $opened }
mail-body = { $kind }, { $site }

    Wartet seit: { $opened }
    Antwort fällig: { $due }

    Zum Lesen: wardbell tasks show { $task }
    Zum Übernehmen: wardbell tasks claim { $task } --as NAME
kind-emergency = Notfall
kind-call_back = Rückruf
kind-parked = Nachricht, die nicht gelesen werden konnte
kind-call_patient = Patienten anrufen
kind-appointment_request = Terminanfrage
kind-appointment_conflict = Termin in einer belegten Zeit
kind-symptoms_left = Fragen, die nicht beantwortet wurden
kind-complaint = Beschwerde zu einem Termin
kind-other = Aufgabe
priority-urgent = DRINGEND
priority-normal = Normal
