welcome = Welcome to { $site }. I am the automatic assistant.
    I help with organising your visit. I am not for emergencies and I do not diagnose: in an emergency call { $emergency }.
    Your messages are used only to answer you. Write "stop" or "human" at any time.
in-this-language = For English, write "English".
menu = What can I do for you?
menu-button = Choose
menu-appointment = Appointment
menu-appointment-more = Book, move or cancel a visit
menu-symptoms = I feel unwell
menu-symptoms-more = Tell us what is wrong
menu-human = Talk to a person
menu-human-more = Our team calls or writes back
menu-language = Deutsch
menu-language-more = Auf Deutsch weiterschreiben
foreign = I understand only { $languages }.
for-team = I cannot answer that myself, but our team gladly does: choose "Talk to a person".
not-understood = I did not understand that.
not-readable = I cannot look at that kind of message yet. Please write it in words.
not-audible = I cannot listen to voice messages yet. Please write it in words, or choose "Talk to a person".
not-fetched = WhatsApp could not pass on your file. Please send it again, or write it in words. It may be too large.
thanks = You are welcome. Just write to me when you need something.
bye = Goodbye, and take care. Just write to me when you need something.
fine = All right. Just write to me when you need something.
call-us = You can also call us: { $phone }.
language-set = From now on I write English.
