import { describe, expect, test } from 'vitest'
import { isAppError } from '@/lib/domain/errors'
import { platform, tenant } from '@/lib/domain/scope'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import contactForm from '@/prisma/seed/contact-form.json'
import { exportForm } from './export-form'
import { importAgent } from './import-agent'
import { type ImportFormInput, importForm } from './import-form'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const otherTenantId = '00000000-0000-4000-8000-000000000001'
const fields = [{ id: 'email', type: 'email', question: 'What is your email?' }]
const unnumbered = { form: { name: 'News', fields } }

async function house() {
  const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 }
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'One' })
  await store.access.addTenant(platform, { id: otherTenantId, name: 'Other' })
  const capabilities = { hasModel: false, providers: [], customActions: [] }
  const ports = { store, clock, capabilities, warmVersion: () => undefined }
  const take = (input: Partial<ImportFormInput> = {}) =>
    importForm(ports, platform, { tenantId, document: contactForm, ...input })
  const give = (formId: number, version?: number) =>
    exportForm(ports, platform, { tenantId, formId, ...(version !== undefined && { version }) })
  return { store, ports, take, give }
}

async function errorOf(work: Promise<unknown>) {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  return isAppError(error) ? error : null
}

describe('importing a form', () => {
  test('makes it under its own id, in force', async () => {
    const { take, give } = await house()
    const made = await take()
    expect(made).toMatchObject({
      ...{ tenantId, formId: 42, name: 'Contact request', action: 'created', version: 1, previousVersion: null },
      validationWarnings: [],
    })
    expect(await give(42)).toMatchObject({ formId: 42, agentId: made.agentId, isActiveVersion: true, isActive: true })
  })

  test('without an id gives it the next free one', async () => {
    const { take } = await house()
    await take()
    const [first, second] = [await take({ document: unnumbered }), await take({ document: unnumbered })]
    expect([first.action, second.action]).toEqual(['created', 'created'])
    expect(new Set([42, first.formId, second.formId]).size).toBe(3)
  })

  test('again makes its next version, of the same agent', async () => {
    const { take, give } = await house()
    const made = await take()
    const again = await take({ notes: 'n', createdBy: 'me' })
    expect(again).toMatchObject({ action: 'updated', agentId: made.agentId, version: 2, previousVersion: 1 })
    expect(await give(42)).toMatchObject({ version: 2, notes: 'n', createdBy: 'me' })
    expect(await give(42, 1)).toMatchObject({ version: 1, isActiveVersion: false })
  })

  test('for a form that is named takes a document without an id', async () => {
    const { take } = await house()
    await take()
    expect(await take({ document: unnumbered, formId: 42 })).toMatchObject({ formId: 42, version: 2, name: 'News' })
  })

  test('with activate: false leaves the version in force as it is', async () => {
    const { take, give } = await house()
    await take()
    const paused = { form: { ...contactForm.form, is_active: false } }
    expect(await take({ document: paused, activate: false })).toMatchObject({ version: 2 })
    expect(await give(42)).toMatchObject({ version: 1, isActive: true })
  })

  test('keeps the text of the document to the letter', async () => {
    const { take, give } = await house()
    const documentText = `${JSON.stringify(contactForm, null, 7)}\n`
    await take({ documentText })
    expect((await give(42)).document).toBe(documentText)
  })

  test("takes contract 2's field format, and with is_active: false takes no answers", async () => {
    const { take, give } = await house()
    const field = { field_id: 'a', field_name: 'A', datatype: 'string', condition_for_asking_this_field: 'if happy' }
    const made = await take({ document: { id: 7, is_active: false, form_fields: [field] } })
    expect(made).toMatchObject({ formId: 7, name: 'Form 7' })
    expect(made.validationWarnings).toEqual([expect.stringMatching(/^form_fields\[0\] \(a\)\.condition: /)])
    expect(await give(7)).toMatchObject({ isActive: false })
  })

  test('as a dry run writes nothing', async () => {
    const { take, store } = await house()
    expect(await take({ dryRun: true })).toMatchObject({ action: 'validated', formId: 42, version: null })
    expect(await take({ dryRun: true, document: unnumbered })).toMatchObject({ formId: null, agentId: null })
    expect(await store.forms.listForms(tenant(tenantId), tenantId)).toEqual([])
  })

  test('of two tenants under one id makes two forms', async () => {
    const { take } = await house()
    const [one, other] = [await take(), await take({ tenantId: otherTenantId })]
    expect([one.formId, other.formId]).toEqual([42, 42])
    expect(one.agentId).not.toBe(other.agentId)
  })
})

describe('what is refused', () => {
  test('a document with problems, all of them told', async () => {
    const { take } = await house()
    const error = await errorOf(take({ document: { form: { fields: [{}] } } }))
    expect(error?.code).toBe('VALIDATION_FAILED')
    expect(error?.problems.map(({ path }) => path)).toEqual([
      'form.name',
      ...['id', 'type', 'question'].map((key) => `form.fields[0].${key}`),
    ])
  })

  test("a form that is not there, another form's document, a tenant that is not there", async () => {
    const { take, give } = await house()
    await take()
    expect((await errorOf(take({ formId: 43, document: unnumbered })))?.code).toBe('NOT_FOUND')
    expect((await errorOf(take({ formId: 43 })))?.code).toBe('BAD_REQUEST')
    expect((await errorOf(take({ tenantId: '00000000-0000-4000-8000-000000000009' })))?.code).toBe('NOT_FOUND')
    expect((await errorOf(take({ tenantId: 'one' })))?.code).toBe('BAD_REQUEST')
    expect((await errorOf(give(43)))?.code).toBe('NOT_FOUND')
    expect((await errorOf(give(42, 2)))?.code).toBe('NOT_FOUND')
  })

  test('a form over an agent that is none, and an agent over a form', async () => {
    const { take, ports } = await house()
    const end = { id: 'end', type: 'end_call' }
    const agentOf = (id: string) => ({ agent: { id, name: 'A' }, workflow: { initial_node: 'end', nodes: [end] } })
    await importAgent(ports, platform, { tenantId, agentJson: agentOf('form-7') })
    expect((await errorOf(take({ document: { form: { ...unnumbered.form, id: 7 } } })))?.code).toBe('CONFLICT')
    await take()
    const over = importAgent(ports, platform, { tenantId, agentJson: agentOf('form-42') })
    expect((await errorOf(over))?.code).toBe('BAD_REQUEST')
  })
})
