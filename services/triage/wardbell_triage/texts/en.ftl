emergency = *This may be an emergency.*
    Call *{ $number }* now. Do not wait for an answer here.
    Until help comes: stay where you are, unlock the door, do not eat or drink, and do not stay alone. If somebody does not breathe, press hard and fast on the middle of the chest and do not stop.
emergency-again = Call *{ $number }* now if nobody has called yet. On the phone they tell you what to do until help comes.
emergency-send = I am an automatic assistant, and nobody can be sent from here. Please call *{ $number }* now: they send help.
nobody-to-send = I am an automatic assistant, and nobody can be sent from here: *{ $number }* sends help.
crisis-again = *Please do not stay alone with this.* If somebody is in danger, call *{ $number }*; to talk, at any hour: *{ $line }*.
crisis-doubt = Whether you call is for you to decide, and nobody is angry with you. You do not have to be alone with this: is there somebody you trust who can be with you now? To talk, at any hour, free and in confidence: *{ $line }*. If you or somebody else is in danger, *{ $number }* is always right.
crisis-send = I am an automatic assistant, and nobody can be sent from here. If somebody is in danger, call *{ $number }*: they send help. To talk, at any hour: *{ $line }*. Somebody you trust can call for you, or come to you.
harmed = *This is an emergency, and you are not alone.*
    Call *{ $number }* now. Do not wait for an answer here. Tell them what happened, and what was taken and how much.
    Until help comes: stay with another person, unlock the door, do not eat or drink, and press hard on a wound that bleeds. If somebody does not breathe, press hard and fast on the middle of the chest and do not stop.
    You can talk to somebody at any hour, free and in confidence: *{ $line }*.
harmed-again = Call *{ $number }* now if nobody has called yet, also if nothing is felt so far. Please do not stay alone; to talk, at any hour: *{ $line }*.
harmed-doubt = Please call *{ $number }* now, also if nothing is felt so far: help now can prevent harm that shows only later, and nobody will be angry with you. Somebody you trust can call for you. To talk, at any hour: *{ $line }*.
harmed-send = I am an automatic assistant, and nobody can be sent from here. Please call *{ $number }* now: they send help. To talk, at any hour: *{ $line }*.
told = Our team has been told.
told-closed = We are closed now: our team sees this on { $day } from { $time }. Do not wait for us.
told-unsure = I have passed this on, but I do not know when our team sees it. Do not wait for us.
added = Thank you, our team can read what you wrote. I cannot judge it.
added-closed = I have kept what you wrote for our team. We are closed now; they see it on { $day } from { $time }. Do not wait for us.
added-unsure = I have kept what you wrote for our team, but I do not know when they see it. Do not wait for us.
help-comes = It is good that help is there or on its way. Stay with them, and do what they tell you. All the best.
    If it gets worse before they are there, call { $number } again.
help-cleared = Good to hear that somebody has looked at this. What I told you stays as it was: if the emergency service has not heard of it yet, or if it comes back or gets worse, call { $number } at once.
to-booking = For your appointment, tap below.
emergency-doubt = Yes, please call *{ $number }* now. It is better to call once too often, also if it looks better just now; nobody will be angry with you.
unfinished = What you had begun about an appointment was left as it was, and no time is kept for it; what is booked stays booked. When all is well again, write "appointment".
crisis = *You are not alone, and there is help right now.*
    If you or somebody else is in danger, call *{ $number }*.
    You can talk to somebody at any hour, free and in confidence: *{ $line }*.
    Please stay with another person, and put what could hurt you out of reach.
crisis-line = You can talk to somebody at any hour, free and in confidence: *{ $line }*.
question = I am sorry that you are not well. First the most important question: is any of these happening *now*?
    - trouble breathing or chest pain
    - fainting, or a face, arm or speech that does not work
    - heavy bleeding, or a fit
    - a small child who does not drink or cannot be woken
yes = Yes
no = No
unsure = Not sure
no-emergency = Thank you. I cannot judge symptoms and do not diagnose, but a person can: choose below and our team gets in touch, or take an appointment.
    If it gets worse, or you are afraid, call { $number }.
human = Talk to a person
menu = Main menu
ask-again = Please choose: is any of these happening now?
intro = I am sorry that you are not well. I ask a few questions, one at a time, to find the right place for you. This is *not a diagnosis*. To talk to a person, write "human" at any time.
describe = Please tell me in a few words what bothers you most, and since when.
not-understood = I did not understand that. Please tap an answer, or write 1 for yes, 2 for no, 3 for not sure; write "human" for a person.
ask-age = How old is the person who is not well? Choose below, or write the age: for example 45, or 8 months old.
age-again = Please write the age, for example 45, or 8 months old.
age-below = Under { $years } year
age-span = { $least } to { $most } years
age-from = { $years } years or more
choose = Choose
ask-measured = Did you measure anything today: pulse, blood pressure, oxygen, temperature, breaths a minute? Write the numbers with their names ("pulse 90, temperature 38.5"), or tap below.
ask-measured-more = Did you measure anything else today: pulse, blood pressure, oxygen, breaths a minute? Write the numbers with their names ("pulse 90, oxygen 97"), or tap below.
earlier = Earlier I asked you this, and it is still open:
noted = Thank you, I have noted that.
not-measured = Not measured
level-2 = You should see a doctor *today, within 24 hours*.
level-3 = You should see a doctor *within one to two days*.
level-4 = This can wait for an *ordinary appointment* in the next weeks.
level-5 = You can *look after this yourself* for now; an appointment is possible all the same.
unsure-of = You were not sure about this:
unsure-then = If it is so, or comes later, it is an emergency: call *{ $number }* at once.
unsure-age = At some ages this is an emergency, and I do not know the age. If in doubt, call *{ $number }* at once.
age-not-known = I do not know the age exactly, so I go by the one with the most danger:
go-to = Where: *{ $department }*.
worse = If it gets worse, or you are afraid, do not wait: call *{ $number }*.
no-diagnosis = I am a program: this is not a diagnosis. A person can look at it, choose below.
for-another = I can only book in the name of whoever writes here. For somebody else, a child too, choose "Talk to a person": our team books it in their name.
book = Next free times
anew-same = I add this to what you have told me, and ask again where I must.
anew-another = This is about another person than before, so I ask everything anew.
anew-unclear = I want to ask the right questions.
ask-whom = Is this about *the same person* as before?
measured-again = I did not find a number with its name in that.
ask-numbers = Good. Please write the numbers with their names.
describe-again = Please write it in words.
write-number = Please write one number:
dropped = All right, I ask nothing more. I do not know enough to say that it can wait.
offer-appointment = That is about an appointment. Where do you want to go on?
offer-human = You can talk to a person. Where do you want to go on?
unsafe = I am sorry, and it is good that you say it. Nobody may hurt or threaten you, and it is not your fault. If you are in danger now, call *{ $number }*. A person of our team can talk with you.
appointment = Appointments
back = All right, here is the question before once more. What is urgent already stays so.
offer-back = There is nothing further back: this is the first question. Where do you want to go on?
go-on = Go on here
