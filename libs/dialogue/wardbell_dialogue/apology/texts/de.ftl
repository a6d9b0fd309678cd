unreadable = Hier ist etwas schiefgegangen, Ihre letzte Nachricht konnte ich nicht lesen.
emergency = Im Notfall rufen Sie *{ $number }* an.
told = Unser Team weiß Bescheid und meldet sich.
again = Bitte schreiben Sie sie noch einmal, oder sprechen Sie mit einem Menschen.
call = Sie können auch { $phone } anrufen.
human = Mit einem Menschen
menu = Hauptmenü
