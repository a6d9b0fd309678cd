ask-service = What is the visit for?
my-visits = My visits
ask-practitioner = { $service }: with whom?
ask-day = { $service }: which day suits you? You can also write a day, like "Friday afternoon".
ask-day-moving = When would you like to come instead of { $day }, { $time }? You can also write a day, like "Friday afternoon".
ask-time = { $day }: which time suits you?
which-time = Which of these do you mean?
ask-sure = Do you mean *{ $when }*?
noted = All right, *{ $when }*.
one-of-two = { $first } or { $last }
one-of-more = between { $first } and { $last }
hour-m = in the morning
hour-n = around noon
hour-a = in the afternoon
hour-e = in the evening
hour-since = from { $since }
hour-until = before { $until }
hour-since-until = between { $since } and { $until }
choose = Choose
first-free = First free
first-free-more = Whoever has time first
from-time = from { $time }
more = More
yes = Yes
other-day = Another day
confirm = *{ $service }*
    { $day }, { $time }
    With { $practitioner }
    { $where }
    Shall I take this time for you? I keep it for 10 minutes.
confirm-move = Move your visit to
    {"*"}{ $day }, { $time }*
    with { $practitioner }? I keep this time for 10 minutes.
gives-up = The time you have now is given up at once, and our team has to confirm the new one.
confirm-yes = Yes, take it
other-time = Another time
drop = No, thank you
booked = Done: { $service } on *{ $day }, { $time }* with { $practitioner } is booked.
    { $where }
    To move or cancel it, write "my appointments".
moved = Done: your visit is now on *{ $day }, { $time }* with { $practitioner }.
    { $where }
requested = Thank you: { $service } on *{ $day }, { $time }* with { $practitioner } is kept for you. We confirm within 24 hours.
requested-soon = Thank you: { $service } on *{ $day }, { $time }* with { $practitioner } is kept for you. We confirm before it begins.
already = You have this visit already: { $service } on *{ $day }, { $time }* with { $practitioner }.
already-requested = You have asked for this visit already: { $service } on *{ $day }, { $time }* with { $practitioner }. Our team has not confirmed it yet.
elsewhere = You have another visit then: { $service } on *{ $day }, { $time }* with { $practitioner }. To move or cancel it, write "my appointments".
where-place = Place: { $place }
where-video = By video, the link comes here before the visit
where-phone = By phone, we call you
calendar = Add to calendar
soonest = These are the first free times:
slot-gone = Somebody was quicker. These are the nearest free times:
never-then = Nothing is free then in the next weeks.
closed-then = On *{ $day }* we are closed.
open-next = The next day we are open is *{ $day }*.
never-open = We are closed on those days.
day-over = { $day }: that day is over already. These are the nearest free times:
too-far = { $day }: that is further ahead than can be booked yet. These are the nearest free times:
closed = { $day }: we are closed on that day. These are the nearest free times:
nothing-then = { $day }: nothing is free then. These are the nearest free times:
nothing = There is no free time for { $service } in the next weeks.
nothing-with = { $practitioner } has no free time for { $service } in the next weeks.
nothing-beside = Nothing else is free then on that day.
none-suits = I am sorry that none of these suits you. How shall we go on?
other-person = Somebody else
no-date-past = That day is over already.
no-date-born = That looks like a date of birth. I do not need it now.
no-date-impossible = I do not know that date. Please look at it again.
no-date-unwanted = All right, not then.
no-date-one = All right, not then. I cannot keep that in mind, so please choose another day.
not-with = All right, with somebody else.
not-with-later = I cannot keep in mind with whom not, but you can choose with whom.
not-offered = That is not offered here any more.
dropped = All right, nothing was taken. Write "appointment" whenever you want to start again.
unchanged = All right, nothing was changed.
none-on-day = On *{ $day }* you have no visit.
nothing-yet = Nothing is booked yet. This is what I hold for you now:
nothing-open = You have no visit coming up.
mine = Your visits:
ask-which = Which visit would you like to move?
open = { $service }
    {"*"}{ $day }, { $time }*
    With { $practitioner }
    { $where }
pending = Not confirmed yet by our team.
move = Move
cancel = Cancel
new = New appointment
ask-cancel = Cancel { $service } on *{ $day }, { $time }*?
cancel-yes = Yes, cancel
cancel-no = No, keep it
kept = Your visit on { $day }, { $time } stays as it is.
cancelled = Your visit on { $day }, { $time } is cancelled.
too-late = It is too late to change this visit here: it begins on { $day }, { $time }. Let us call you.
too-late-phone = It is too late to change this visit here: it begins on { $day }, { $time }. Please call us at { $phone }, or let us call you.
running-late = Thank you for telling us. Let us call you, so that our team can plan for it.
running-late-phone = Thank you for telling us. Please call us at { $phone }, so that our team can plan for it, or let us call you.
no-link = I am sorry. Let us call you before your visit begins.
no-link-phone = I am sorry. Please call us at { $phone }, or let us call you before your visit begins.
link-video = The link to your visit on { $day }, { $time } with { $practitioner }: { $link }
link-phone = For your visit on { $day }, { $time } with { $practitioner } we call you, from { $link }.
else-call = If that does not work, let us call you before your visit begins.
else-call-phone = If that does not work, please call us at { $phone }, or let us call you before your visit begins.
gone = This visit is not open any more.
for-another = I can only book for you here. For somebody else, please let us call you back: our team will arrange it.
with-nobody = Nobody of that name has appointments here.
one-at-a-time = I book for one person at a time, and here only for you. For the other one, write "human": our team will arrange it.
call-me = Call me back
menu = Main menu
gladly = Gladly. Just write to me when you need something.
late = Earlier I asked you this:
unclear = I did not understand that. Please choose, or write "menu" or "human".
for-team = I cannot answer that here, but our team can: write "human".
symptoms = About symptoms: write "menu" and choose "I feel unwell", and I ask how urgent it is. In an emergency call *{ $emergency }* at once.
beside-picture = I cannot look at what you sent, but I have read your words.
words-only = I can only read words and taps here. Please choose, or write to me.
simple-list = Please tap "Choose" and pick one of the list, or write its number.
simple = Please write the number:
by-staff-booked = We have booked a visit for you: *{ $day }, { $time }* with { $practitioner }.
    { $where }
by-staff-moved = We had to move your visit on { $before }. It is now on *{ $day }, { $time }* with { $practitioner }.
    { $where }
    If that does not suit you, choose another time.
by-staff-cancelled = We are sorry: your visit on { $day }, { $time } with { $practitioner } cannot take place. Please choose another time.
confirmed-request = Your visit is confirmed: *{ $day }, { $time }* with { $practitioner } is booked.
    { $where }
declined = We are sorry: we cannot offer you the visit on { $day }, { $time } with { $practitioner }. { $reason }
unanswered = We are sorry: our team has not confirmed your visit on { $day }, { $time } with { $practitioner }, so it cannot take place. Please choose another time.
given-up = Your earlier time was given up for it, so you no longer have this visit.
declined-instead = These times are free instead:
join = Your visit with { $practitioner } begins at { $time }.
join-phone = Your visit with { $practitioner } begins at { $time }. We call you, from { $phone }.
join-button = Join
come = Thank you. We expect you on *{ $day }, { $time }*.
come-several = Thank you. We expect you on { $days }.
not-ready = Appointments cannot be booked here yet. Let us call you.
busy = Busy
waiting-list = Waiting list
waiting-list-more = I tell you when a time gets free
earlier = Earlier?
any-day = Any day
any-time = Any time
part-m = Mornings
part-n = Around noon
part-a = Afternoons
part-e = Evenings
wait-days = Waiting list for { $service }: which days suit you? You can also write, for example "Tuesday or Thursday afternoon".
wait-days-earlier = I tell you when something earlier gets free for { $service }. Which days suit you? You can also write, for example "Tuesday or Thursday afternoon".
wait-part = And which time of day?
wait-joined = You are on the waiting list: *{ $wishes }*
    I write to you here when a time gets free. We ask in the order of joining, and who answers first has it.
waiting = You are on the waiting list: *{ $wishes }*
    I write to you here when a time gets free.
waiting-row = Waiting: { $service }
wish-earlier = earlier
wish-m = mornings
wish-n = around noon
wish-a = afternoons
wish-e = evenings
wish-since = from { $day }
wish-until = until { $day }
leave = Leave list
ask-leave = Leave the waiting list for *{ $wishes }*? Your place on it would be lost.
wait-left = You are off the waiting list: *{ $wishes }*
wait-nothing = You are on no waiting list.
wait-ended = Nothing got free in time, and your place on the waiting list has ended.
wait-on = Keep waiting
offer = A time got free: *{ $day }, { $time }* with { $practitioner }.
    { $where }
    Would you like it? Others who wait are asked too, and who answers first has it. Please answer by { $until }.
take = Take it
pass = No, thanks
offer-passed = All right. You keep your place on the waiting list.
offer-lost = Somebody was quicker.
offer-gone = That time is not free any more.
keep-place = You keep your place on the waiting list.
offer-instead = These are the nearest free times:
mine-short = My appointments
