const lines = (text: string): readonly string[] => text.trim().split('\n')

/** Whole answers to a yes-or-no question, in many registers: what an answer of other words is compared with. */
export const yesNoPrototypes = {
  yes: lines(`
I give you my permission
you have my permission
I give my consent
permission granted
consider this my consent
I authorize you to do that
I approve of this
approved
I'm on board
I am on board with the plan
that suits me
that suits me well
suits us perfectly
that fits my schedule
that's convenient for me
that is acceptable
that's acceptable to me
I can live with that
I'm comfortable with that
I have nothing against it
I don't mind
I don't mind at all
I wouldn't mind that
I don't see why not
I don't have a problem with that
I have no objection
there is no reason not to
nothing speaks against it
you have the green light
green light from me
let's go ahead with it
let's make it happen
let's proceed
feel free to do that
feel free
be sure to do it
you may do so
you can go ahead
you are allowed to
you have my blessing
I would like that one
make a reservation for me there
I want you to book it
yes that sounds good to me
I'm willing to do that
I am willing
I'm ready
ready when you are
I want to do that
I want that
I would appreciate that
that would help a lot
that would be helpful
I'd be grateful for that
I'd be thrilled to
nothing would please me more
I'll take it
I'll do it
I'm all for it
I support that
I'm up for that
I'm game
sign me up
put me down for it
book it for me
make the booking
go on with the reservation
lock it in
that's the plan
you've got that right
you understood correctly
that matches what I said
everything is correct
all of that is accurate
the details are right
that is the case
that's true for me
it's true
I have done that before
I have indeed
I've been there before
I was told so
I still do
I think so too
I believe that's right
most certainly
without hesitation
undoubtedly
no question about it
beyond doubt
a hundred percent
it would be my pleasure
the pleasure is mine
whatever you think is best, do it
if you say so
I read and accept the conditions
I've read it and I accept
terms accepted
I understand and accept
I acknowledge that
duly noted and accepted
uh huh
mm hmm
sweet, do it
cool with me
that's what I want
exactly what I need
that is what I meant
you read my mind
I could use that
I'd go for that
works like a charm
just do it
it does sound good
I'm convinced
you convinced me
it has my vote
`),
  no: lines(`
I withdraw my consent
I withhold my consent
I do not give my consent
I don't give permission
you do not have my permission
permission denied
I revoke that
I take back my agreement
I object to that
I oppose this
I can't accept that
that is unacceptable
I won't accept these terms
I don't approve
I am against it
I'm against that
I'm opposed to it
I'm uncomfortable with that
that makes me uncomfortable
out of the question
it's out of the question
that's not going to happen
no deal
thanks but no thanks
I'd rather skip it
I'd prefer not to do that
I would rather you didn't
I'd sooner leave it
let's leave it
leave it out
leave it as it is
leave that
drop it
let's not do that
let's skip that
skip it for me
not right now
not at the moment
not at this time
not this time
not anymore
I'll give it a miss
I'm going to pass
I have to decline
I must refuse
I regret I must decline
I'm turning it down
I have no interest in that
that doesn't interest me
I have no need for that
that isn't needed
there is no need to
I'm fine without it
I can do without
we can do without that
I don't need anything else
that is unnecessary
don't do it
do not proceed
hold off on that
please stop
stop right there
don't you dare
keep it off
take me off the list
remove me from that
opt me out
keep my data to yourself
do not share my data
that is nothing like what I wanted
I opt out
I want out
count me out of it
I quit
too expensive for me
that's too much for me
it's too late for me
that doesn't suit me
that's inconvenient for me
it doesn't fit my schedule
I can't make it then
I'm unable to do that
I am not able to
we aren't allowed to
I have never done that
I have never been there
never in my life
never had one
haven't got one
not that I'm aware of
not to my knowledge
not in my case
I lack that
there isn't any
there aren't any
I have none of those
I don't own one
I've stopped doing that
I gave it up
that's a mistake
that's false
you got that wrong
you misunderstood
you have it wrong
that's the wrong one
that is inaccurate
it's the opposite
far from it
on the contrary
I disagree with that
I beg to disagree
I don't believe so
I hardly think so
I hate that idea
that's a bad idea
that's a terrible idea
that sounds awful
no way in hell
when pigs fly
not on your life
not for all the money in the world
in your dreams
dream on
you must be joking
fat chance
`),
  neither: lines(`
I need more time to decide
I need some time to think
let me think about it
let me sleep on it
give me a moment
give me a second
hold on a moment
I'll get back to you
I will let you know
I'll tell you later
ask me again tomorrow
I haven't decided yet
I have not made up my mind
I can't decide
I'm still undecided
I am torn
I'm on the fence
could go either way
it could be
it's complicated
that's hard to answer
that's a good question
it varies
from time to time
sometimes
once in a while
in some cases
only if it's free
only under certain conditions
as long as it costs nothing
that would depend on the price
it all depends on the date
I'll have to ask my wife
I need to check with my boss
I have to look at my calendar
my husband decides that
I don't remember
I can't recall
I forgot
who knows
no clue
beats me
I have no opinion
I don't care
I couldn't care less
it makes no difference to me
it's all the same to me
up to you
you decide
your call
whatever
I don't understand the question
I didn't get that
I didn't catch that
please repeat that
say that again
explain that to me
tell me more about it
I want to know more first
I have a question first
I'd like to speak to a person
connect me to an agent
I prefer not to answer
that's private
none of your business
why do you ask
what does that mean
what would that cost
how long does it take
what are the risks
who will see my data
where is your office
when do you open
what time is it
how are you doing
who are you
can you help me
is it safe
does it hurt
is parking included
my name is Anna Smith
I'm Peter
you can reach me by phone
my number is the one you have
my email address is on file
I live in Boston
I'm thirty years old
two people
three tickets
next Tuesday afternoon
tomorrow at three
on the first of June
around noon
in the morning
the blue one
the second option
the larger size
a window seat
I would like to book an appointment
I want to book a table for two
I'd like to cancel my appointment
I need to change my booking
I'd like a refund
I want to return my order
my order has not arrived
my package is late
I was charged twice
I forgot my password
my card is lost
the website does not work
I can't log in
my internet is down
I have a headache
my knee hurts
I'm looking for a hotel
I need a taxi to the airport
show me the menu
cancel the reservation
cancel my table
I need to cancel our booking
move me up to a faster plan
I want to become a member
register me as a new member
I am moving to a new address
I want to cancel my membership
send a technician to my house
I am still waiting for my card
my cash did not come out of the machine
I have a receipt from the trip
find me another one
I want something cheaper
what's the weather like
it is raining today
I like pizza
my dog is sick
I work in sales
I'm at the office now
we are on holiday
I'm in a hurry
I'm on my way
hello there
good morning
thank you very much
thanks for your help
have a nice day
goodbye
see you later
you're welcome
nice to meet you
I'm sorry to hear that
that's funny
you are a robot
test message
I already told you
I called yesterday about this
we spoke last week
I used to
it was a while ago
a few years ago
I'm not finished yet
one more thing
by the way
the address is the same
I paid by card
my insurance covers it
I would have to see it first
send me the details first
what's the alternative
something else
I want something different
a cheaper one
half of it
some of them
not all of them
the first yes the second no
partly
kind of
more or less
I try
I plan to
I used to but now I'm unsure
I hear you
interesting
I see
hmm
well
some other time
another day perhaps
later
soon
I hope so
let me see
stop asking me that
that is ridiculous
I am the owner
anyway
nothing
everything
I don't want to talk about it
I'm scared of it
I feel nervous about that
it's my first time
there are several
I have many questions
I'd like to talk to my doctor first
it's for my daughter
my mother said something about it
I'm calling on behalf of a friend
`),
} as const
