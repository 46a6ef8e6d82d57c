import { describe, expect, test } from 'vitest'
import { parseFormDocument } from './parse-form-document'

const field = (more: object = {}) => ({ id: 'email', type: 'email', question: 'What is your email?', ...more })
const formOf = (fields: unknown, more: object = {}) => ({ form: { name: 'Contact', fields, ...more } })
const plainField = (more: object = {}) => ({
  ...{ field_id: 'full_name', field_name: 'Full name', datatype: 'string' },
  ...more,
})

function problems(document: unknown): string[] {
  const parsed = parseFormDocument(document)
  return parsed.ok ? [] : parsed.problems.map(({ path, message }) => `${path}: ${message}`)
}

test('a form in our format is taken, with keys that are not known', () => {
  const parsed = parseFormDocument(formOf([field({ note: 1 })], { owner: 'me' }))
  expect(parsed).toMatchObject({ ok: true, config: { name: 'Contact', owner: 'me', fields: [{ note: 1 }] } })
})

describe('a form that is wrong', () => {
  test.each<[string, unknown, string[]]>([
    ['nothing', null, ['(document): must have the key "form", or "form_fields"']],
    ['a text', 'form', ['(document): must have the key "form", or "form_fields"']],
    ['no object', { form: 1 }, ['form: must be an object']],
    ['empty', { form: {} }, ['form.name: is required', 'form.fields: is required']],
    ['no fields', formOf([]), ['form.fields: must have at least 1 item']],
    [
      'a field of unknown type',
      formOf([field({ type: 'colour' })]),
      [
        'form.fields[0] (email).type: must be one of text, long_text, number, money, date, time, date_time, email, phone, url, postal_code, yes_no, choice, choices, rating, name, address',
      ],
    ],
    [
      'an id with blanks',
      formOf([field({ id: 'my email' })]),
      ['form.fields[0] (my email).id: must consist of letters, digits, "_", "-" and ".", at most 64'],
    ],
    [
      'an id of the server',
      formOf([field({ id: '__x' })]),
      ['form.fields[0] (__x).id: must not start with "__": such names are the server\'s'],
    ],
    ['the id of the review', formOf([field({ id: '_review' })]), ['form.fields[0] (_review).id: is a reserved name']],
    [
      'an id that every object has',
      formOf([field({ id: 'constructor' })]),
      ['form.fields[0] (constructor).id: is a reserved name'],
    ],
    ['an id twice', formOf([field(), field()]), ['form.fields[1] (email).id: "email" is already the id of fields[0]']],
    [
      'a choice without choices',
      formOf([field({ type: 'choice' })]),
      ['form.fields[0] (email).choices: is required of a field of type choice'],
    ],
    [
      'the same choice twice',
      formOf([field({ type: 'choices', choices: ['A', 'a'] })]),
      ['form.fields[0] (email).choices[1]: "a" stands here twice'],
    ],
    [
      'a default that is no choice',
      formOf([field({ type: 'choice', choices: ['a'], when_used_up: { default: 'b' } })]),
      ['form.fields[0] (email).when_used_up.default: must be one of a'],
    ],
    [
      'a pattern that is none',
      formOf([field({ validation: { pattern: '[' } })]),
      ['form.fields[0] (email).validation.pattern: is no regular expression'],
    ],
    [
      'a range of text',
      formOf([field({ validation: { min: 3 } })]),
      [
        'form.fields[0] (email).validation.min: has no meaning for a field of type email: min_length and max_length limit its length',
      ],
    ],
    [
      'a range in the wrong form',
      formOf([field({ type: 'date', validation: { min: '1.1.2026' } })]),
      ['form.fields[0] (email).validation.min: must be a date such as "2026-12-31", or "today"'],
    ],
    [
      'a range the wrong way round',
      formOf([field({ type: 'number', validation: { min: 3, max: 2 } })]),
      ['form.fields[0] (email).validation.max: must not be less than min'],
    ],
    [
      'lengths the wrong way round',
      formOf([field({ validation: { min_length: 3, max_length: 2 } })]),
      ['form.fields[0] (email).validation.max_length: must not be less than min_length'],
    ],
    [
      'a condition that names no field',
      formOf([field({ condition: 'answered:age' })]),
      ['form.fields[0] (email).condition: there is no field "age"'],
    ],
    [
      'a condition on itself',
      formOf([field({ condition: 'answered:email' })]),
      ['form.fields[0] (email).condition: "email" is the field itself'],
    ],
    [
      'a condition on a later field',
      formOf([field({ condition: 'age > 3' }), field({ id: 'age', type: 'number' })]),
      ['form.fields[0] (email).condition: "age" is asked after this field'],
    ],
    [
      'a callback that is no address',
      formOf([field()], { callback_url: 'ftp://x' }),
      ['form.callback_url: must be an address that starts with http:// or https://'],
    ],
    [
      'no such time zone',
      formOf([field()], { time_zone: 'Mars/One' }),
      ['form.time_zone: must be an IANA name such as "Europe/Berlin"'],
    ],
    [
      'no such language',
      formOf([field()], { language: '??' }),
      ['form.language: must be a language tag such as "en" or "pt-BR"'],
    ],
    [
      'used up in an unknown way',
      formOf([field({ when_used_up: 'give up' })]),
      ['form.fields[0] (email).when_used_up: must be "skip", "end" or {"default": value}'],
    ],
  ])('%s', (_, document, expected) => {
    expect(problems(document)).toEqual(expected)
  })

  test('is told of all its problems at once', () => {
    const document = formOf([{ id: 'a' }, field({ attempts: 0, condition: 'answered:nobody' })], { name: '' })
    expect(problems(document)).toEqual([
      'form.name: must not be empty',
      expect.stringMatching(/^form\.fields\[0\] \(a\)\.type: must be one of/),
      'form.fields[0] (a).question: is required',
      'form.fields[1] (email).attempts: must be at least 1',
      'form.fields[1] (email).condition: there is no field "nobody"',
    ])
  })
})

describe("a form in contract 2's own field format", () => {
  const own = { id: 7, is_active: true, form_context: 'Intake', callback_url: '', form_fields: [plainField()] }

  test('is taken as it is', () => {
    expect(parseFormDocument(own)).toMatchObject({ ok: true, config: { id: 7, name: 'Form 7', callback_url: null } })
  })

  test('is told its problems with its own names', () => {
    const fields = [plainField({ datatype: 'text' }), plainField({ field_name: ' ' }), { field_id: 'x' }]
    expect(problems({ form_fields: fields })).toEqual([
      'form_fields[0] (full_name).datatype: must be one of string, number, date, email, phone, boolean',
      'form_fields[1] (full_name).field_name: must not be empty',
      'form_fields[2] (x).field_name: is required',
      expect.stringMatching(/^form_fields\[2\] \(x\)\.datatype: must be one of/),
    ])
  })

  test('may not have a field twice', () => {
    expect(problems({ form_fields: [plainField(), plainField()] })).toEqual([
      'form_fields[1] (full_name).field_id: "full_name" stands here twice',
    ])
  })
})
