import { describe, expect, test } from 'vitest'
import { spec, value, zipCode } from './hears.fixture'

describe('postal codes', () => {
  test.each([
    ['three oh three oh one', 'US', '30301'],
    ['3 0 3 0 1', 'US', '30301'],
    ['30301-1234', 'US', '30301-1234'],
    ['sw1a 1aa', 'GB', 'SW1A 1AA'],
    ['K1A 0B6', 'CA', 'K1A 0B6'],
    ['10115 Berlin', 'DE', '10115'],
    ['1012 AB', 'NL', '1012 AB'],
    ['30302, wait, 30301', 'US', '30301'],
    ['not 30302 but 30301', 'US', '30301'],
    ['we moved from 30302 to 30301', 'US', '30301'],
    ['12345 Main St, Austin, TX 73301', 'US', '73301'],
    ['seventy three three oh one', 'US', '73301'],
  ])('%s (%s) → %s', (text, country, code) => {
    expect(value(text, zipCode, 'What is your zip code?', country)).toBe(code)
  })

  test.each(['415-555-0132', 'I would pay 20000 dollars', 'order number 12345', '303011', '$30301', '30301 or 30302'])(
    '%s has none',
    (text) => {
      expect(value(text, zipCode, 'What is your zip code?')).toBeNull()
    },
  )
})

describe('phone numbers and emails', () => {
  test.each([
    ['415-555-0132', 'US', '+14155550132'],
    ['my number is (415) 555 0132.', 'US', '+14155550132'],
    ['four one five five five five zero one three two', 'US', '+14155550132'],
    ['+44 20 7946 0958', 'US', '+442079460958'],
    ['020 7946 0958', 'GB', '+442079460958'],
  ])('%s (%s) → %s', (text, country, number) => {
    expect(value(text, spec('phone_number'), 'What is your phone number?', country)).toBe(number)
  })

  test.each([
    ['jo.doe@Example.com', 'jo.doe@example.com'],
    ['it is jo+news@mail.example.co.uk, thanks', 'jo+news@mail.example.co.uk'],
    ['jo dot doe at example dot com', 'jo.doe@example.com'],
    ['jo (at) example (dot) org', 'jo@example.org'],
    ['a@b.com, sorry, c@b.com', 'c@b.com'],
  ])('%s → %s', (text, email) => {
    expect(value(text, spec('email'), 'What is your email?')).toBe(email)
  })

  test.each(['I am at home', 'jo@', 'none', '30301'])('%s is neither', (text) => {
    expect(value(text, spec('email'), 'What is your email?')).toBeNull()
    expect(value(text, spec('phone'), 'What is your phone?')).toBeNull()
  })
})

describe('numbers', () => {
  test.each([
    ['party_size', 'me and my wife', 2],
    ['party_size', 'just me', 1],
    ['party_size', 'there will be 5 of us', 5],
    ['guests', 'a dozen', 12],
    ['guests', 'two adults and 3 kids', 5],
    ['age', "I'm 45", 45],
    ['age', 'forty-five years old', 45],
    ['quantity', 'twenty-five', 25],
    ['quantity', '1,200', 1200],
    ['quantity', '2, no, 3', 3],
    ['quantity', 'a hundred and five', 105],
    ['quantity', 'minus 4', -4],
    ['quantity', 'two and a half', 2.5],
    ['quantity', '3k', 3000],
    ['quantity', 'me and two friends', 3],
    ['quantity', 'just me', 1],
    ['quantity', '4 adults and a baby', 5],
    ['quantity', '2m', 2_000_000],
    ['quantity', '1/2', 0.5],
    ['quantity', 'five point five', 5.5],
    ['party_size', 'my husband and me and our son', 3],
    ['party_size', 'me, my wife and our two kids', 4],
    ['quantity', "I don't have any", 0],
    ['budget', '$1,200.50', 1200.5],
    ['budget', 'about 5k', 5000],
    ['budget', 'fifty bucks', 50],
  ])('%s of "%s" is %d', (name, text, expected) => {
    expect(value(text, spec(name), 'How many or how much?')).toBe(expected)
  })

  test.each([
    ['one fifty', 150],
    ['a couple of hundred', 200],
    ['sevn', 7],
    ['eigth please', 8],
    ['thirtyfive', 35],
  ])('%s is %d where a number was asked for', (text, expected) => {
    expect(value(text, spec('quantity'), 'How many?')).toBe(expected)
  })

  test.each(['fine', 'the night', 'line', 'even', 'for me'])('%s is no misspelt number', (text) => {
    expect(value(text, spec('quantity'), 'How many?')).toBeNull()
  })

  test.each([
    '2 or 3',
    'six or seven',
    'not sure',
    '3pm',
    'one moment please',
    'no one',
    'none of your business',
    'march 12',
    'my phone is 555 123 4567',
    'me and my friends',
    'between 5 and 10',
  ])('%s is no number', (text) => {
    expect(value(text, spec('quantity'), 'How many?')).toBeNull()
  })

  test('an account number stays text', () => {
    expect(value('my account number is AB-1234', spec('account_number'), null)).toBe('AB-1234')
  })

  test('the question tells which of two numbers is meant', () => {
    const quantity = spec('quantity')
    expect(value('3 people for 4 nights', quantity, 'How many nights?')).toBe(4)
    expect(value('3 people for 4 nights', quantity, 'How many people?')).toBe(3)
  })
})
