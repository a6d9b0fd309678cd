# To patients.
asked = Thank you. I have passed your request on to our team.
asked-again = We have your request already.
known = Our team already knows about your emergency, and I have passed your request on.
known-closed = We are closed now. I have passed your request on, it is with your emergency. Do not wait for us.
quicker = If you need help now, call *{ $number }*: that is quicker than writing here.
when-within = Our team will get in touch, usually within { $within }.
when-by = Our team will get in touch, usually by { $day }, { $time }.
when-closed = We are closed now; somebody will answer on { $day } from { $time }.
call = You can also call us: { $phone }.
when-soon = Our team will get in touch as soon as possible.
more = You can write here what it is about, and I will pass it on.
emergency = If it cannot wait or gets worse, call { $number }.
noted = Thank you, I have passed that on.
or-book = For an appointment you need not wait for us: you can book, move or cancel it here.
book = Appointment
menu = Main menu
words-only = I can only pass on written words. Please tell us in a message what it is about.

# To staff.
mail-subject = { $priority }: { $kind }, { $site }
mail-subject-unclaimed = { $priority }: { $kind }, { $site }, unclaimed since { $opened }
mail-body = { $kind }, { $site }

    Waiting since: { $opened }
    Answer due: { $due }

    To read it: wardbell tasks show { $task }
    To take it: wardbell tasks claim { $task } --as NAME
kind-emergency = Emergency
kind-call_back = Call-back
kind-parked = Message that could not be read
kind-call_patient = Call the patient
kind-appointment_request = Request for a visit
kind-appointment_conflict = Visit in a time that is taken
kind-symptoms_left = Questions that were not answered
kind-complaint = Complaint about a visit
kind-other = Task
priority-urgent = URGENT
priority-normal = Normal
