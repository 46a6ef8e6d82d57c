import { describe, expect, test } from 'vitest'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { addForm, formsApi, idIn } from './test-forms'

const context = { communication_context: 'User prefers email follow-ups' }

describe('200', () => {
  test('a session is made, not started, and its page named', async () => {
    const api = await formsApi()
    const { status, body } = await api.prepare(context)
    expect(status).toBe(200)
    const id = idIn(body.url)
    expect(body).toEqual({ url: `http://parley.test/chat?form_fields_id=42&communication_id=${id}` })
    const talk = api.communication(id)
    expect(await talk.conversation()).toMatchObject({
      metadata: { ...context, communication_type: 'text_chat' },
      totalMessages: 0,
    })
    expect(await talk.turns()).toEqual([])
  })

  test('PUBLIC_URL names the page where it is set', async () => {
    const { prepare } = await formsApi({ publicUrl: 'https://app.example.com/' })
    expect((await prepare(context)).body.url).toMatch(
      /^https:\/\/app\.example\.com\/chat\?form_fields_id=42&communication_id=\d+$/,
    )
  })

  test('a session keeps what an update does not name', async () => {
    const api = await formsApi()
    const made = await api.prepare({ ...context, source_id: 'CRM-1' })
    const id = idIn(made.body.url)
    const updated = await api.prepare({ communication_id: id, source_id: 'CRM-555' })
    expect(updated).toMatchObject({ status: 200, body: made.body })
    const talk = api.communication(id)
    expect((await talk.conversation()).metadata).toMatchObject({ ...context, source_id: 'CRM-555' })
    await api.prepare({ communication_id: id, communication_context: null })
    expect((await talk.conversation()).metadata).toEqual({ source_id: 'CRM-555', communication_type: 'text_chat' })
  })

  test('a session that began at /collect is given its source, and keeps both over a reset', async () => {
    const api = await formsApi()
    const talk = await api.started()
    await talk.answers('name', 'John Doe')
    await api.prepare({ communication_id: talk.id, ...context, source_id: 'CRM-555' })
    await talk.again({ reset: true })
    expect((await talk.conversation()).metadata).toMatchObject({ ...context, source_id: 'CRM-555' })
  })

  test('phone calls are kept under the same page', async () => {
    const api = await formsApi()
    const { status, body } = await api.prepare({ ...context, communication_type: 'phone_call' })
    expect(status).toBe(200)
    expect((await api.communication(idIn(body.url)).conversation()).metadata.communication_type).toBe('phone_call')
  })

  test('what is known beforehand is not asked', async () => {
    const api = await formsApi()
    const { body } = await api.prepare({ source_id: '1', prefill: { name: 'John Doe', email: 'not an address' } })
    const opened = await api.communication(idIn(body.url)).again()
    expect(opened.body).toMatchObject({ field_id: 'email', field_parsed_answers: { name: 'John Doe', email: null } })
  })
})

describe('400', () => {
  test.each([
    [{ form_fields_id: 'x' }, 'Invalid form_fields id'],
    [{ form_fields_id: 43 }, 'Invalid form_fields id'],
    [{ communication_type: 'fax' }, 'Invalid communication_type'],
    [{ communication_type: null }, 'Invalid communication_type'],
    [{ communication_id: 'x' }, 'Invalid communication_id'],
    [{ communication_id: 101 }, 'Invalid communication_id'],
  ])('%j: %s', async (body, error) => {
    const { prepare } = await formsApi()
    const answer = await prepare({ ...context, ...body })
    expect([answer.status, answer.body.error]).toEqual([400, error])
  })

  test('neither context nor source', async () => {
    const { prepare } = await formsApi()
    const { status, body } = await prepare({})
    expect(status).toBe(400)
    expect(body.error).toContain('At least one of')
  })

  test('a session of another form', async () => {
    const api = await formsApi()
    await addForm(api.store, 7, { fields: [{ id: 'name', type: 'text', label: 'Name', question: 'Name?' }] })
    const talk = await api.started(7)
    const { status, body } = await api.prepare({ communication_id: talk.id, source_id: 'mine' })
    expect([status, body.error]).toEqual([400, 'Invalid communication_id'])
    expect((await talk.conversation()).metadata).toEqual({})
  })

  test('another tenant’s form and session', async () => {
    const api = await formsApi()
    const talk = await api.started()
    const bearer = await api.token('owner', '11111111-1111-4111-8111-111111111111')
    const { status, body } = await api.prepare({ communication_id: talk.id, source_id: 'mine' }, { bearer })
    expect([status, body.error]).toEqual([400, 'Invalid form_fields id'])
  })
})

describe('401', () => {
  const body = { form_fields_id: 42, communication_type: 'text_chat', ...context }
  const path = '/api/text-chat/communication/metadata'

  test('no token, whatever the body', async () => {
    const { ask } = await formsApi()
    for (const sent of [body, '{'])
      expect(await ask('PATCH', path, sent)).toMatchObject({
        status: 401,
        body: { error: 'Missing Authorization Header', code: 'UNAUTHORIZED' },
      })
  })

  test('a token that is expired or not ours', async () => {
    const api = await formsApi()
    const bearer = await api.token()
    expect((await api.prepare(body, { bearer: `${bearer}x` })).status).toBe(401)
    api.clock.advance(3_600_000)
    expect((await api.prepare(body, { bearer })).status).toBe(401)
  })
})

describe('403', () => {
  test.each(['user', 'analyst'] as const)('a token of the role %s', async (role) => {
    const api = await formsApi()
    expect((await api.prepare(context, { bearer: await api.token(role, demoTenantId) })).status).toBe(403)
  })
})

test('no page of another origin may call it', async () => {
  const { ask } = await formsApi()
  const { headers } = await ask('OPTIONS', '/api/text-chat/communication/metadata', undefined, {
    origin: 'https://x.example',
  })
  expect(headers.get('access-control-allow-origin')).toBeNull()
  expect(headers.get('access-control-allow-methods')).toBeNull()
})
