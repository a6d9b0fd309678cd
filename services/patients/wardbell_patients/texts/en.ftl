name = First: what is your full name? Please write your first and last name.
name-again = I ask so that our team knows who you are. Please write only your first and last name, for example: Anna Example
name-write = I can only read what is written. Please write your first and last name.

birth-date =
    Thank you, *{ $name }*. What is your date of birth? For example: { $example }

    If your name is not right, write *back*.
birth-date-again = I ask so that nobody is taken for somebody else of the same name. What is your date of birth? Please write day, month and year, for example: { $example }
birth-date-which = I can read that in two ways. Which is your date of birth?
birth-date-write = I can only read what is written. What is your date of birth? For example: { $example }
birth-date-impossible = I cannot find that day in the calendar. What is your date of birth? First the day, then the month and the year, for example: { $example }
birth-date-century = Thank you. So that I get the year right: please write all four digits of it, for example: { $example }
birth-date-future = That day is still to come. What is your date of birth? Please write all of the year, for example: { $example }
birth-date-too-old = That is more than 120 years ago. What is your date of birth? Please write all of the year, for example: { $example }

for-another = I can only book for you here. For somebody else, please choose a call back below: our team will arrange it.
call-me = Call me back
name-yours = If it is for yourself after all, please write your own first and last name.

offer = If you would rather talk to a person, choose that below.
offer-call = If you would rather talk to a person, choose that below, or call { $phone }.
human = Talk to a person
menu = Main menu

nothing-asked = Thank you, I have all that I asked for. What can I do for you now?

stopped = Understood: we will not write to you unless you write first. Your appointments stay as they are. Write "start" if you want our messages again.
stopped-some = Understood: we will send you no more { $what }. Your appointments stay as they are. Write "start" if you want all our messages again.
started = You will get our messages again. Write "stop" at any time.
started-some = You will get { $what } again. Write "stop" at any time.
overtaken = You have written to us about this since. What you wrote last holds.
what-care = messages about your visits
what-reminder = reminders
what-survey = questions about your visits
what-campaign = news and offers
