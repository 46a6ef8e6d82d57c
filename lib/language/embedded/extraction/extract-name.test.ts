import { describe, expect, test } from 'vitest'
import { firstName, hears, spec, value, zipCode } from './hears.fixture'

describe('a name and a zip code come out of any wording', () => {
  const question = 'May I have your first name and zip code?'
  test.each([
    ["I'm Jack, 30301"],
    ['jack here, zip code is 30301'],
    ['My name is Jack and my zip code is 30301'],
    ["it's Jack. 30301"],
    ['JACK 30301'],
    ['this is jack smith from 30301'],
    ['Jack, 30301'],
    ['jack 30301'],
    ['30301 jack'],
    ['Hi! Jack. My zip is 30301.'],
    ['zip: 30301, name: jack'],
    ["sure, i'm jack and i live in 30301"],
    ['you can call me Jack, I live in the 30301 area'],
    ['Jack\n30301'],
    ['my zip code is 30302, no sorry, 30301. and the name is Jack'],
  ])('%s', (text) => {
    expect(hears(text, [firstName, zipCode], question).map((one) => one.value)).toEqual(['Jack', '30301'])
  })

  test('also where no question stands before', () => {
    expect(hears("I'm Jack, 30301", [firstName, zipCode]).map((one) => one.value)).toEqual(['Jack', '30301'])
  })
})

describe('first names', () => {
  const question = 'What is your name?'
  test.each([
    ["my name is Mary-Jane O'Neil", 'Mary-Jane'],
    ['call me Bob', 'Bob'],
    ['Miller, Susan', 'Susan'],
    ['Bond, James Bond', 'James'],
    ['call me al', 'Al'],
    ['Katherine but Kate is fine', 'Kate'],
    ['yep, Oscar again', 'Oscar'],
    ['everyone just says Mel', 'Mel'],
    ['for Annika please', 'Annika'],
    ['under the name of Hannah please', 'Hannah'],
    ['the reservation is for Carlos Mendez', 'Carlos'],
    ['Jon without an h', 'Jon'],
    ["um yeah it's uh Patrick", 'Patrick'],
    ['this is mrs patel, sunita patel', 'Sunita'],
    ['Bob', 'Bob'],
    ['bob.', 'Bob'],
    ['I am Xiuying', 'Xiuying'],
    ['Mr. James Brown', 'James'],
    ['my name is not Rob, it is Bob', 'Bob'],
    ["I'm Rob, sorry, Bob", 'Bob'],
    ['Priya Sharma', 'Priya'],
    ['my name’s josé', 'José'],
    ['Will', 'Will'],
    ["Hi, I'm Grace and I have a question", 'Grace'],
    ["it's anna maria", 'Anna'],
    ['Sure, my first name is Ahmed', 'Ahmed'],
    ['Chen Wei speaking', 'Chen'],
    ["I'm Sunny", 'Sunny'],
    ["it's priya", 'Priya'],
    ['Austin', 'Austin'],
    ["I'm Mark, no wait, put Marcus", 'Marcus'],
  ])('%s → %s', (text, name) => {
    expect(value(text, firstName, question)).toBe(name)
  })

  test.each([
    "I'm fine",
    "I'm looking for an appointment",
    "I'm Monday free",
    "I'm not sure",
    'why do you need it?',
    "it's a pain in my knee",
    "I'm claustrophobic",
    'i am pregnant',
    'this is urgent',
    "I'd rather not say",
    'no thanks',
    '30301',
    'Thanks Bob',
    'hello there',
    'blue',
    'I am Canadian',
    'Atlanta',
    'my last name is Smith',
    'my dog is called Rex',
    "it's sunny today",
  ])('%s is no name', (text) => {
    expect(value(text, firstName, question)).toBeNull()
  })

  test.each([
    ['last_name', "I'm Jack Smith", 'Smith'],
    ['last_name', 'smith', 'Smith'],
    ['last_name', 'my last name is van der Berg', 'van der Berg'],
    ['name', 'this is jack smith', 'Jack Smith'],
    ['full_name', 'Ludwig van Beethoven', 'Ludwig van Beethoven'],
    ['customerName', 'FRANK HARRIS', 'Frank Harris'],
  ])('%s of "%s" is %s', (name, text, expected) => {
    expect(value(text, spec(name), 'Could you give me your name?')).toBe(expected)
  })
})
