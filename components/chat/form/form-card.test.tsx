import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import type { FieldView, FormView } from '@/lib/client/wire'
import { FormCard } from './form-card'

const field = (more: Partial<FieldView> = {}): FieldView => ({
  ...{ id: 'f', label: 'The field', type: 'text', question: 'What?', help: null, why: null, required: true },
  ...{ choices: [], min: null, max: null, country: null, currency: null, sensitive: false, ...more },
})

const form = (fields: FieldView[], more: Partial<FormView> = {}): FormView => ({
  ...{ form_id: 42, title: 'A form', asking: fields[0]?.id ?? null, confirming: null, fields, answers: {} },
  ...{ skipped: [], progress: { answered: 0, remaining: 1, share: 0 }, is_paused: false, outcome: null, review: true },
  ...more,
})

const draw = (view: FormView) =>
  renderToStaticMarkup(<FormCard form={view} conversationId="c" isBusy={false} onSend={() => {}} />)

const drawField = (more: Partial<FieldView>, answers: FormView['answers'] = {}) =>
  draw(form([field(more)], { answers }))

const buttons = (html: string) =>
  [...html.matchAll(/<button[^>]*>(.*?)<\/button>/gs)].map(([, inside]) => (inside ?? '').replace(/<[^>]*>/g, ''))

describe('an input fits its field', () => {
  test.each<[type: FieldView['type'], has: RegExp]>([
    ['text', /<input[^>]*autoComplete="off"/i],
    ['long_text', /<textarea/],
    ['email', /<input[^>]*type="email"/],
    ['email', /inputMode="email"[^>]*/i],
    ['email', /autoComplete="email"/i],
    ['url', /type="url"/],
    ['number', /inputMode="decimal"/i],
    ['money', /inputMode="decimal"/i],
    ['name', /autoComplete="name"/i],
    ['address', /<textarea[^>]*autoComplete="street-address"/i],
    ['postal_code', /autoComplete="postal-code"/i],
    ['date', /type="date"/],
    ['time', /type="time"/],
    ['date_time', /type="datetime-local"/],
    ['phone', /type="tel"[^>]*autoComplete="tel-national"/i],
  ])('%s: %s', (type, has) => {
    const html = drawField({ type })
    expect(html).toMatch(has)
    expect(html).toContain('aria-label="The field"')
  })

  test('yes and no, choices, and a scale of 1 to 5 are pressed', () => {
    expect(buttons(drawField({ type: 'yes_no' }))).toEqual(['Yes', 'No'])
    const choices = [
      { value: 'a', label: 'Apples' },
      { value: 'b', label: 'Pears' },
    ]
    expect(buttons(drawField({ type: 'choice', choices }))).toEqual(['Apples', 'Pears'])
    expect(drawField({ type: 'choices', choices }).match(/type="checkbox"/g)).toHaveLength(2)
    expect(buttons(drawField({ type: 'rating' }))).toEqual(['1', '2', '3', '4', '5'])
    expect(buttons(drawField({ type: 'rating', min: 0, max: 10 }))).toHaveLength(11)
  })

  test('a scale too long for buttons is written', () => {
    expect(drawField({ type: 'rating', min: 0, max: 100 })).toMatch(/<input[^>]*inputMode="decimal"/i)
  })

  test('a phone begins with its field’s country', () => {
    expect(drawField({ type: 'phone', country: 'DE' })).toMatch(/DE \+(?:<!-- -->)?49/)
  })

  test('an author’s “today” is a day that the picker knows', () => {
    expect(drawField({ type: 'date', min: 'today' })).toMatch(/min="\d{4}-\d\d-\d\d"/)
  })
})

describe('what stands in it', () => {
  test('an answer that was given is there to be kept or changed', () => {
    const html = drawField({ type: 'date' }, { f: '2030-03-14' })
    expect(html).toContain('value="2030-03-14"')
    expect(buttons(html)).toContain('Keep Thursday, 14 March 2030')
  })

  test('a sensitive answer is never put back into an input, nor filled in by the browser', () => {
    const html = drawField({ type: 'email', sensitive: true }, { f: '••••.org' })
    expect(html).toMatch(/<input[^>]*value=""/)
    expect(html).toMatch(/autoComplete="off"/i)
  })
})

describe('what can be pressed', () => {
  test('why it is asked is told to who asks', () => {
    const html = drawField({ why: 'To reach you.' })
    expect(buttons(html)).toContain('Why we ask')
    expect(html).toMatch(/<p[^>]*hidden=""[^>]*>To reach you\.<\/p>/)
    expect(buttons(drawField({}))).not.toContain('Why we ask')
  })

  test('only what is not required can be skipped', () => {
    expect(buttons(drawField({ required: false }))).toContain('Skip this question')
    expect(buttons(drawField({ required: true }))).not.toContain('Skip this question')
  })

  test('a reading to be confirmed asks yes or no, with the value', () => {
    const html = draw(form([field()], { confirming: { field: 'f', value: 'Jon' } }))
    expect(buttons(html)).toEqual(['Yes', 'No'])
    expect(html).toContain('Jon')
  })

  test('the review lists every answer and what was left out, each to be changed', () => {
    const fields = [field({ id: 'a', label: 'First' }), field({ id: 'b', label: 'Second' }), field({ id: 'c' })]
    const html = draw(form(fields, { asking: '_review', answers: { a: true }, skipped: ['b'] }))
    expect(html).toMatch(/First.*yes.*Second.*left out/s)
    expect(html).not.toContain('The field')
    expect(buttons(html)).toEqual(['Change', 'Change', 'Yes, send it'])
  })

  test('a paused form offers to go on; one that was sent shows what was given, and nothing to change', () => {
    expect(buttons(draw(form([field()], { is_paused: true })))).toEqual(['Go on'])
    const sent = draw(form([field()], { outcome: 'complete', answers: { f: 'Ada' } }))
    expect(sent).toContain('Ada')
    expect(buttons(sent)).toEqual([])
  })
})
