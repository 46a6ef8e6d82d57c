import { describe, expect, test } from 'vitest'
import { platformKey } from '@/lib/http/test-kit'
import { contactForm, forms, formsConsole, otherTenant, tenantId } from './test-forms'

const form = `${forms}/42`

async function withForm() {
  const kit = await formsConsole()
  const made = await kit.call('POST', forms, { document: contactForm() })
  return { ...kit, made }
}

describe('200', () => {
  test('a form is made, listed, read, given another version, closed and opened', async () => {
    const { call, made } = await withForm()
    expect(made).toMatchObject({
      status: 201,
      body: { form_id: 42, action: 'created', version: 1, previous_version: null },
    })
    const listed = (await call('GET', forms)).body.forms
    expect(listed).toMatchObject([{ form_id: 42, name: 'Contact', active_version: 1, is_active: true }])
    expect(listed[0].responses).toEqual({ started: 0, completed: 0, open: 0 })
    const next = await call('PUT', form, { document: contactForm({ name: 'Contact us' }), notes: 'a better name' })
    expect(next).toMatchObject({ status: 200, body: { action: 'updated', version: 2, previous_version: 1 } })
    expect((await call('GET', form)).body).toMatchObject({ version: 2, name: 'Contact us', notes: 'a better name' })
    expect((await call('GET', `${form}?version=1`)).body).toMatchObject({
      version: 1,
      document: contactForm(),
      is_active_version: false,
    })
    expect((await call('PATCH', form, { is_active: false })).body).toMatchObject({ form_id: 42, is_active: false })
    expect((await call('GET', form)).body.is_active).toBe(false)
    expect((await call('PATCH', form, { is_active: true })).body.is_active).toBe(true)
  })

  test('a version that is not activated waits; a dry run writes nothing', async () => {
    const { call } = await withForm()
    const document = contactForm({ name: 'Later' })
    expect((await call('PUT', form, { document, dry_run: true })).body).toMatchObject({
      action: 'validated',
      version: null,
    })
    expect((await call('PUT', form, { document, activate: false })).body.version).toBe(2)
    expect((await call('GET', form)).body).toMatchObject({ version: 1, name: 'Contact' })
    expect((await call('POST', forms, { document: contactForm({ id: 7 }), dry_run: true })).status).toBe(200)
    expect((await call('GET', forms)).body.forms).toHaveLength(1)
  })

  test('a document sent as a text comes back to the letter', async () => {
    const { call, ask } = await withForm()
    const text = `${JSON.stringify(contactForm(), null, 3)}\n\n`
    await call('PUT', form, { document: text })
    const response = await ask('GET', `${form}/document`)
    expect(await response.text()).toBe(text)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="form-42.json"')
  })
})

test('400: no tenant with the platform’s key; a text that is no JSON; another form’s document', async () => {
  const { call } = await withForm()
  expect((await call('GET', forms, undefined, { key: platformKey })).status).toBe(400)
  expect(
    (await call('GET', `${forms}?tenant_id=${tenantId}`, undefined, { key: platformKey })).body.forms,
  ).toHaveLength(1)
  expect((await call('POST', forms, { document: '{"form":' })).status).toBe(400)
  expect((await call('PUT', form, { document: contactForm({ id: 7 }) })).status).toBe(400)
})

test('401: nobody without a key', async () => {
  expect((await (await withForm()).call('GET', forms, undefined, { key: 'no-key-at-all' })).status).toBe(401)
})

test('403: analysts read and do not write', async () => {
  const { call, personOf } = await withForm()
  const headers = await personOf('analyst')
  expect((await call('GET', form, undefined, { headers })).status).toBe(200)
  for (const [method, path, body] of [
    ['POST', forms, { document: contactForm() }],
    ['PUT', form, { document: contactForm() }],
    ['PATCH', form, { is_active: false }],
    ['GET', `${form}/callback`, undefined],
    ['POST', `${form}/callback/test`, undefined],
  ] as const)
    expect([method, path, (await call(method, path, body, { headers })).status]).toEqual([method, path, 403])
})

test('404: a form that is not there, or another tenant’s', async () => {
  const { call } = await withForm()
  const rows = [
    ...(['', '/document', '/responses', '/responses.csv', '/responses.json', '/drop-off', '/callback'] as const).map(
      (end) => ['GET', end, undefined] as const,
    ),
    ['PUT', '', { document: contactForm({ id: undefined }) }],
    ['PATCH', '', { is_active: true }],
    ['POST', '/callback/enable', undefined],
    ['POST', '/callback/test', undefined],
  ] as const
  for (const [method, end, body] of rows) {
    expect([end, (await call(method, `${forms}/43${end}`, body)).status]).toEqual([end, 404])
    const others = await call(method, `${form}${end}`, body, { key: 'the-key-of-others' })
    expect([end, others.status]).toEqual([end, 404])
    const named = await call(method, `${form}${end}?tenant_id=${tenantId}`, body, { key: 'the-key-of-others' })
    expect([end, named.status]).toEqual([end, 404])
  }
  expect((await call('GET', `${forms}?tenant_id=${otherTenant}`)).status).toBe(404)
})

test('422: every problem of a document with its place; an id that is none', async () => {
  const { call } = await withForm()
  const refused = await call('POST', forms, { document: { form: { name: ' ', fields: [] } } })
  expect(refused.status).toBe(422)
  expect(JSON.stringify(refused.body)).toMatch(/form\.name.*form\.fields/)
  expect((await call('GET', `${forms}/none`)).status).toBe(422)
})
