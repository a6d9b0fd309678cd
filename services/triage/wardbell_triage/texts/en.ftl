emergency = *This may be an emergency.*
    Call *{ $number }* now. Do not wait for an answer here.
    Until help comes: stay where you are, unlock the door, do not eat or drink, and do not stay alone. If somebody does not breathe, press hard and fast on the middle of the chest and do not stop.
    Our team has been told.
unfinished = What you had begun about an appointment was left as it was, and no time is kept for it; what is booked stays booked. When all is well again, write "appointment".
crisis = *You are not alone, and there is help right now.*
    If you or somebody else is in danger, call *{ $number }*.
    You can talk to somebody at any hour, free and in confidence: *{ $line }*.
    Please stay with another person, and put what could hurt you out of reach.
    Our team has been told.
question = I am sorry that you are not well. First the most important question: is any of these happening *now*?
    - trouble breathing or chest pain
    - fainting, or a face, arm or speech that does not work
    - heavy bleeding, or a fit
    - a small child who does not drink or cannot be woken
yes = Yes
no = No
unsure = Not sure
no-emergency = Thank you. I cannot judge symptoms and do not diagnose, but a person can: choose below and our team gets in touch.
    If it gets worse, or you are afraid, call { $number }.
human = Talk to a person
menu = Main menu
ask-again = Please choose: is any of these happening now?
