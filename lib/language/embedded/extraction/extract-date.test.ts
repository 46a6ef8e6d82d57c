import { describe, expect, test } from 'vitest'
import { hears, spec, value } from './hears.fixture'

describe('dates count from the day of the conversation, a Wednesday', () => {
  test.each([
    ['tomorrow', '2025-03-13'],
    ['day after tomorrow', '2025-03-14'],
    ['day after tmrw', '2025-03-14'],
    ['tomorrow week', '2025-03-20'],
    ['monday after next', '2025-03-24'],
    ['the week after next on monday', '2025-03-24'],
    ['April the fourth', '2025-04-04'],
    ['the thirtieth', '2025-03-30'],
    ['first monday of april', '2025-04-07'],
    ['last sunday in march', '2025-03-30'],
    ['the day before christmas', '2025-12-24'],
    ['in two months', '2025-05-12'],
    ['next tuesday', '2025-03-18'],
    ['Friday', '2025-03-14'],
    ['no sorry, Tuesday', '2025-03-18'],
    ['Monday, no sorry, Tuesday', '2025-03-18'],
    ['May 5th', '2025-05-05'],
    ['the 5th of may', '2025-05-05'],
    ['the 15th', '2025-03-15'],
    ['on march the 25th', '2025-03-25'],
    ['in a fortnight', '2025-03-26'],
    ["I can't do Monday, how about Thursday", '2025-03-13'],
    ['the 5th', '2025-04-05'],
    ['in two weeks', '2025-03-26'],
    ['a week from friday', '2025-03-21'],
    ['5/6/2025', '2025-05-06'],
    ['2025-03-04', '2025-03-04'],
    ['last thursday', '2025-03-06'],
    ['tmrw pls', '2025-03-13'],
    ['tuesday next week', '2025-03-18'],
    ['three days from now', '2025-03-15'],
    ['Dec 31', '2025-12-31'],
    ['not monday, thursday', '2025-03-13'],
    ['today', '2025-03-12'],
    ['Wednesday', '2025-03-19'],
    ['wensday', '2025-03-19'],
    ['this wednesday', '2025-03-12'],
    ['Christmas', '2025-12-25'],
    ['thanksgiving', '2025-11-27'],
    ['easter monday', '2025-04-21'],
    ['friday week', '2025-03-21'],
    ['the first', '2025-04-01'],
    ['not tomorrow, the day after', '2025-03-14'],
    ['end of the month', '2025-03-31'],
    ['the one tomorrow needs moving to monday', '2025-03-17'],
  ])('%s → %s', (text, date) => {
    expect(value(text, spec('preferred_date'), 'Which day suits you?')).toBe(date)
  })

  test.each([
    'next week',
    'in the morning',
    'I may come',
    'sometime',
    '30301',
    'in march',
    '2 pm',
    'February 30',
    'Monday or Tuesday',
    'not before friday',
    'after monday',
  ])('%s is no day', (text) => {
    expect(value(text, spec('preferred_date'), 'Which day suits you?')).toBeNull()
  })

  test('unasked, a day that lies behind is not one to come', () => {
    const heard = hears('my knee hurts since monday, I called yesterday', [spec('preferred_date'), spec('topic')])
    expect(heard[0]?.value).toBeNull()
  })

  test('figures are read in the order of the country, unless only the other is a day', () => {
    expect(value('5/6/2025', spec('date'), 'When?', 'GB')).toBe('2025-06-05')
    expect(value('25/6/2025', spec('date'), 'When?', 'US')).toBe('2025-06-25')
  })

  test('a birthday lies in the past', () => {
    expect(value('5/6/80', spec('date_of_birth'), 'What is your date of birth?')).toBe('1980-05-06')
    expect(value('May 5th 1980', spec('dob'), 'What is your date of birth?')).toBe('1980-05-05')
  })
})

describe('times', () => {
  test.each([
    ['3pm', '15:00'],
    ['at 3', '15:00'],
    ['10:30', '10:30'],
    ['half past four', '16:30'],
    ['five past noon', '12:05'],
    ['quarter of six pm', '17:45'],
    ['twenty five to six pm', '17:35'],
    ['noonish', '12:00'],
    ['3 p m', '15:00'],
    ['21h', '21:00'],
    ['after 5pm', '17:00'],
    ['1pm, actually make that 2', '14:00'],
    ['8pm is too late, 7pm', '19:00'],
    ['quarter to five', '16:45'],
    ['nine in the morning', '09:00'],
    ['14:15', '14:15'],
    ['noon', '12:00'],
    ['around 8 p.m.', '20:00'],
    ['three thirty', '15:30'],
    ["eleven o'clock", '11:00'],
    ['12 am', '00:00'],
    ['2pm, no wait, 3pm', '15:00'],
    ['9', '09:00'],
    ['330pm', '15:30'],
    ['0900', '09:00'],
    ['7 tonight', '19:00'],
    ['5 in the afternoon', '17:00'],
    ['4p', '16:00'],
    ['make it 11', '11:00'],
  ])('%s → %s', (text, time) => {
    expect(value(text, spec('preferred_time'), 'What time?')).toBe(time)
  })

  test.each([
    'in the morning',
    '3 people',
    '30301',
    'whenever',
    '25:00',
    '3 or 4 pm',
    'between 2 and 4',
    'after 5',
    'it costs 3.50',
  ])('%s is no time', (text) => {
    expect(value(text, spec('preferred_time'), 'What time?')).toBeNull()
  })

  test('day and time together', () => {
    expect(value('friday at 3pm', spec('appointment_slot'), 'When?')).toBe('2025-03-14T15:00')
  })
})
