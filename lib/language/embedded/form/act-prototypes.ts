const lines = (text: string): readonly string[] => text.trim().split('\n')

/** Typical messages of each kind in a form: what a message of other words is compared with. `answer`: what is none of them. */
export const actPrototypes = {
  skip: lines(`
I would rather not give you that
I don't feel comfortable sharing that
that is private, let's go to the next question
please leave that one out
I'd like to skip this question
you don't need to know that
I don't want to answer this question
can we leave this one blank
I won't tell you that
I have no such thing, move on
I prefer to keep that to myself
ask me something else
I'm not sure I want to give you that
I am reluctant to share that
I don't know if I want to give you my phone number
I don't think that's something you need`),
  back: lines(`
I want to change what I said before
I gave you the wrong answer to the last question
let me fix my previous answer
can I go back one question
I need to correct something I entered earlier
I made a mistake in the question before
take me to the previous step
can I redo the last one`),
  repeat: lines(`
could you ask that again
I did not get the question
can you say the question once more
what was it you wanted to know
please repeat what you asked
I lost track of what you asked me`),
  show: lines(`
what information do you have about me so far
can I see everything I have entered
show me what I have filled in
let me check my answers
tell me what you have written down
what have I answered up to now`),
  cancel: lines(`
I don't have time for this right now
I want to stop filling in this form
let's end this here
I will finish this some other time
I no longer want to do this
please cancel the whole thing
this is annoying, I'm leaving
I need to leave, I'll be back tomorrow
I am not interested anymore
I have had enough of these questions`),
  restart: lines(`
I want to do the whole form again
let's begin from the very start
delete everything and let me start over
can we do this all over again
wipe my answers and ask me again from the first question`),
  resume: lines(`
let's pick up where we left off
I'm back, we can continue
I would like to finish the form now
okay let's keep going with the questions
we can go on now`),
  question: lines(`
why do you need this information
what will you do with my data
who is going to see my answers
is it safe to give you that
do I have to answer this
is this question mandatory
what do you mean by that
I don't understand what you are asking
what am I supposed to write here
how long does this form take
how many questions are left
can you explain the question
what is this information used for
which format do you need
can I use a different one
will you share my details with anyone
I wonder what you need that for`),
  answer: lines(`
my name is Peter
I work at a small company in Boston
next Monday in the afternoon
I usually stop working at five
the back of my leg hurts
about two hundred dollars
we are four people
I would like to book an appointment
I'd like more information about your services
I want a refund for my order
it hurts when I go back to work
a friend told me about you
I want to cancel my subscription
my order has not arrived yet
I am looking for a new apartment
the delivery was late and the box was damaged
twelve Main Street, Springfield
I have had a headache since yesterday
nothing special
a red one please
marketing and sales
I prefer to be called in the evening`),
} as const
