import { describe, expect, test } from 'vitest'
import { tenant } from '@/lib/domain/scope'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { addForm, demoForm, formsApi, idIn, plainAnswers } from './test-forms'

const unanswered = { name: null, email: null, phone: null, preferred_date: null, consent: null }

describe('200', () => {
  test('a new session is greeted and asked its first question', async () => {
    const { collect } = await formsApi()
    const { status, body } = await collect({ form_fields_id: 42 })
    expect(status).toBe(200)
    expect(body).toEqual({
      form_fields_id: 42,
      communication_id: expect.any(Number),
      message: expect.stringMatching(/^Hello.* What is your name\?$/),
      field_id: 'name',
      field_parsed_answers: unanswered,
    })
    expect(Number.isSafeInteger(body.communication_id)).toBe(true)
  })

  test('ids of sessions are drawn from a wide range', async () => {
    const { started } = await formsApi()
    const ids = await Promise.all(Array.from({ length: 20 }, async () => (await started()).id))
    expect(new Set(ids).size).toBe(20)
    expect(Math.max(...ids)).toBeGreaterThan(2 ** 45)
  })

  test('an answer with its question and field is parsed, and the next field asked', async () => {
    const api = await formsApi()
    const talk = await api.started()
    await talk.answers('name', 'John Doe')
    const { status, body } = await talk.again({
      answer: 'john.doe@example.com',
      question: 'What is your email address?',
      field_id: 'email',
    })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...talk.about,
      message: expect.stringContaining('phone number'),
      field_id: 'phone',
      field_parsed_answers: { ...unanswered, name: 'John Doe', email: 'john.doe@example.com' },
    })
  })

  test('an answer may come without its field', async () => {
    const talk = await (await formsApi()).started()
    expect((await talk.answers(null, 'John Doe')).body).toMatchObject({ field_id: 'email' })
  })

  test('an answer that comes before any question is taken as the first message', async () => {
    const { collect } = await formsApi()
    const { body } = await collect({ form_fields_id: 42, answer: 'John Doe' })
    expect(body).toMatchObject({ field_id: 'email', field_parsed_answers: { name: 'John Doe' } })
  })

  test.each([{}, { answer: '' }, { answer: '  ' }, { answer: null }])(
    '%j asks the same again, and no turn is taken',
    async (body) => {
      const talk = await (await formsApi()).started()
      const asked = (await talk.answers('name', 'John Doe')).body
      const turns = await talk.turns()
      expect((await talk.again(body)).body).toEqual(asked)
      expect(await talk.turns()).toEqual(turns)
    },
  )

  test('the answer that was heard last is not heard twice', async () => {
    const talk = await (await formsApi()).started()
    const asked = (await talk.answers('name', 'John Doe')).body
    const turns = await talk.turns()
    expect((await talk.answers('name', 'John Doe')).body).toEqual(asked)
    expect(await talk.turns()).toEqual(turns)
  })

  test('an answer that could not be used is another attempt when it comes again', async () => {
    const talk = await (await formsApi()).started()
    await talk.answers('name', 'John Doe')
    await talk.answers('email', 'nonsense')
    const { body } = await talk.answers('email', 'nonsense')
    expect(body.field_id).toBe('email')
    expect((await talk.conversation()).state.form?.asked.email).toBe(3)
  })

  test('an answer to another field than the one asked corrects it', async () => {
    const talk = await (await formsApi()).started()
    await talk.answers('name', 'John Doe')
    const { body } = await talk.answers('name', 'Jane Roe')
    expect(body).toMatchObject({ field_id: 'email', field_parsed_answers: { name: 'Jane Roe' } })
  })

  test('a form that is filled is reviewed, and then done: its field is null and its summary said', async () => {
    const api = await formsApi()
    const talk = await api.started()
    await talk.filled()
    expect((await talk.again()).body).toMatchObject({ field_id: '_review' })
    const { status, body } = await talk.answers('_review', 'yes')
    expect(status).toBe(200)
    expect(body).toEqual({
      ...talk.about,
      message: expect.stringContaining('Thank you'),
      field_id: null,
      field_parsed_answers: { ...Object.fromEntries(plainAnswers), consent: true },
    })
  })

  test('the answer that completed it comes again within a minute and finds the summary', async () => {
    const api = await formsApi()
    const talk = await api.started()
    await talk.filled()
    const done = (await talk.answers('_review', 'yes')).body
    api.clock.advance(59_000)
    expect((await talk.answers('_review', 'yes')).body).toEqual(done)
    api.clock.advance(2_000)
    expect((await talk.answers('_review', 'yes')).status).toBe(409)
  })

  test('a reset starts over: the same session, no answers, the first question', async () => {
    const talk = await (await formsApi()).started()
    const first = (await talk.again()).body
    await talk.answers('name', 'John Doe')
    const { status, body } = await talk.again({ reset: true })
    expect(status).toBe(200)
    expect(body).toEqual(first)
    expect((await talk.answers('name', 'Jane Roe')).body).toMatchObject({
      field_id: 'email',
      field_parsed_answers: { ...unanswered, name: 'Jane Roe' },
    })
  })

  test('a reset opens a session that was submitted', async () => {
    const talk = await (await formsApi()).started()
    await talk.filled()
    await talk.answers('_review', 'yes')
    expect((await talk.again({ reset: true })).body).toMatchObject({
      field_id: 'name',
      field_parsed_answers: unanswered,
    })
    expect((await talk.conversation()).state).toMatchObject({ status: 'active', endedAt: null, inputs: 0 })
  })

  test('a reset without a session starts one', async () => {
    const { collect } = await formsApi()
    expect((await collect({ form_fields_id: 42, reset: true })).body).toMatchObject({ field_id: 'name' })
  })

  test('a session that was prepared is opened, also by two at once', async () => {
    const api = await formsApi()
    const talk = api.communication(idIn((await api.prepare({ source_id: 'CRM-555' })).body.url))
    const [one, other] = await Promise.all([talk.again(), talk.again()])
    expect(one.body).toMatchObject({ field_id: 'name', message: expect.stringMatching(/^Hello/) })
    expect(other.body).toEqual(one.body)
    expect(await talk.turns()).toMatchObject([{ kind: 'opening' }])
  })

  test('an answer to a session that was prepared is heard after its opening', async () => {
    const api = await formsApi()
    const talk = api.communication(idIn((await api.prepare({ source_id: 'CRM-555' })).body.url))
    expect((await talk.answers(null, 'John Doe')).body).toMatchObject({ field_id: 'email' })
    expect((await talk.turns()).map(({ kind }) => kind)).toEqual(['opening', 'input'])
  })

  test('the same Idempotency-Key starts one session', async () => {
    const { collect } = await formsApi()
    const start = () => collect({ form_fields_id: 42 }, { 'idempotency-key': 'k-1' })
    const [one, other] = [await start(), await start()]
    expect(other.body).toEqual(one.body)
  })

  test('browsers of any page may call it, and a trailing slash changes nothing', async () => {
    const { ask } = await formsApi()
    const { status, headers } = await ask(
      'POST',
      '/api/text-chat/collect/',
      { form_fields_id: 42 },
      { origin: 'https://x.example' },
    )
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
  })
})

describe('400', () => {
  test.each([
    ['no body', undefined],
    ['no JSON', '{'],
    ['no form_fields_id', {}],
    ['a text', { form_fields_id: 'forty-two' }],
    ['a fraction', { form_fields_id: 4.2 }],
  ])('%s', async (_, body) => {
    const { collect } = await formsApi()
    const answer = await collect(body)
    expect(answer.status).toBe(400)
    expect(answer.body.error).toBeTypeOf('string')
  })

  test.each([43, 0, -1, 2 ** 40])('an unknown form: %d', async (formId) => {
    const { collect } = await formsApi()
    expect(await collect({ form_fields_id: formId })).toMatchObject({
      status: 400,
      body: { error: 'Invalid form_fields id', code: 'BAD_REQUEST' },
    })
  })

  test('a form that is closed', async () => {
    const { collect, store } = await formsApi()
    await store.forms.setFormActive(tenant(demoTenantId), demoTenantId, demoForm, false)
    const { status, body } = await collect({ form_fields_id: 42 })
    expect([status, body.error]).toEqual([400, 'Invalid form_fields id'])
  })

  test('a malformed form_fields_id or communication_id is named', async () => {
    const { collect } = await formsApi()
    expect((await collect({ form_fields_id: 'x' })).body.error).toBe('Invalid form_fields id')
    expect((await collect({ form_fields_id: 42, communication_id: 'x' })).body.error).toBe('Invalid communication_id')
  })

  test.each([101, 0, -5, Number.MAX_SAFE_INTEGER])('an unknown session: %d', async (communicationId) => {
    const { collect } = await formsApi()
    expect(await collect({ form_fields_id: 42, communication_id: communicationId })).toMatchObject({
      status: 400,
      body: { error: 'Invalid communication_id', code: 'BAD_REQUEST' },
    })
  })

  test('a session of another form', async () => {
    const api = await formsApi()
    await addForm(api.store, 7, { fields: [{ id: 'name', type: 'text', label: 'Name', question: 'Name?' }] })
    const talk = await api.started(7)
    const { status, body } = await api.collect({ form_fields_id: 42, communication_id: talk.id })
    expect([status, body.error]).toEqual([400, 'Invalid communication_id'])
  })

  test('an unknown field', async () => {
    const talk = await (await formsApi()).started()
    const { status, body } = await talk.answers('shoe_size', '44')
    expect([status, body.error]).toEqual([400, 'Invalid field_id'])
    expect(await talk.turns()).toHaveLength(1)
  })

  test('an answer longer than 10,000 characters', async () => {
    const talk = await (await formsApi()).started()
    expect((await talk.answers('name', 'x'.repeat(10_001))).status).toBe(400)
    expect((await talk.answers('name', 'x\u0000')).status).toBe(400)
  })
})

describe('405', () => {
  test('anything but POST', async () => {
    const { ask } = await formsApi()
    const { status, headers } = await ask('GET', '/api/text-chat/collect', undefined)
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })
})

describe('409', () => {
  test.each([{}, { answer: 'something else' }, { answer: 'yes', field_id: 'consent' }])(
    'a session that was submitted hears no more: %j',
    async (body) => {
      const talk = await (await formsApi()).started()
      await talk.filled()
      await talk.answers('_review', 'yes')
      const turns = await talk.turns()
      expect(await talk.again(body)).toMatchObject({
        status: 409,
        body: { error: 'Already submitted', code: 'CONFLICT' },
      })
      expect(await talk.turns()).toEqual(turns)
    },
  )
})

describe('429', () => {
  test('guessing ids gets nothing, and after 20 a minute no answer at all', async () => {
    const api = await formsApi({ exposure: 'guarded' })
    const talk = await api.started()
    const client = { 'x-parley-client': '203.0.113.9' }
    const guess = (id: number) => api.collect({ form_fields_id: 42, communication_id: id }, client)
    for (let tries = 1; tries <= 20; tries += 1)
      expect(await guess(talk.id + tries)).toMatchObject({ status: 400, body: { error: 'Invalid communication_id' } })
    const refused = await guess(talk.id)
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await talk.again()).status).toBe(200)
    api.clock.advance(60_000)
    expect((await guess(talk.id)).status).toBe(200)
  })
})

describe('secrets', () => {
  const fields = [
    { id: 'ssn', type: 'text', label: 'SSN', question: 'Your number?', sensitive: true, prefill: 'ssn' },
    { id: 'pin', type: 'text', label: 'PIN', question: 'Your PIN?', sensitive: true },
    { id: 'city', type: 'text', label: 'City', question: 'Which city?', prefill: 'city' },
    { id: 'note', type: 'text', label: 'Note', question: 'Anything else?' },
  ]

  test('what an integration knows in confidence is not told, what the visitor said or is no secret is', async () => {
    const api = await formsApi()
    await addForm(api.store, 7, { fields })
    const prefill = { ssn: '123-45-6789', city: 'Bern' }
    const context = 'owes us money'
    const { body } = await api.prepare({ form_fields_id: 7, communication_context: context, prefill })
    const talk = api.communication(idIn(body.url), 7)
    const opened = await talk.again()
    expect(opened.body.field_parsed_answers).toEqual({ ssn: null, pin: null, city: 'Bern', note: null })
    const answered = await talk.answers('pin', '9911')
    expect(answered.body.field_parsed_answers).toEqual({ ssn: null, pin: '9911', city: 'Bern', note: null })
    expect(JSON.stringify([opened.body, answered.body])).not.toMatch(/6789|owes/)
    expect((await talk.conversation()).state.variables.ssn).toBe('123-45-6789')
  })
})
