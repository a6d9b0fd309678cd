unreadable = Something went wrong here and I could not read your last message.
emergency = In an emergency call *{ $number }*.
told = Our team has been told and will get in touch.
again = Please write it once more, or talk to a person.
call = You can also call { $phone }.
human = Talk to a person
menu = Main menu
