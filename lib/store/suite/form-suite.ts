import { describe, expect, test } from 'vitest'
import type { FormState } from '@/lib/domain/form'
import { type Scope, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { newId, openingOf, start } from '@/lib/store/store-fixtures'
import type { SuiteSetup } from '@/lib/store/suite/suite-setup'
import { newTenant, startTalk } from '@/lib/store/suite/talk'

const asked: FormState = {
  ...{ nodeId: 'form', asking: 'email', asked: { email: 1 }, confirming: null, skipped: [], unneeded: [] },
  ...{ order: ['email'], isPaused: false, outcome: null },
}

async function addAgent(store: Store, scope: Scope, tenantId: string, agentId = newId()): Promise<string> {
  await store.agents.addVersion(scope, {
    ...{ tenantId, agentId, slug: null, kind: 'form', name: 'Contact request', document: '{}', notes: null },
    ...{ createdBy: 'admin', createdAt: start, activate: true },
  })
  return agentId
}

/** A tenant with one form, and conversations in it. */
async function withForm(store: Store) {
  const tenantId = await newTenant(store)
  const scope = tenant(tenantId)
  const agentId = await addAgent(store, scope, tenantId)
  const formId = await store.forms.addForm(scope, { tenantId, agentId, id: 42 })
  let begun = 0

  /** `form` null: nothing was asked yet. */
  async function answered(form: FormState | null, answers = {}, as: Parameters<typeof openingOf>[1] = {}) {
    begun += 1
    const opening = openingOf(tenantId, { ...as, as: { createdAt: start + begun, ...as.as } })
    const { state } = opening.result
    const variables = { ...state.variables, ...answers }
    await store.conversations.openConversation(scope, {
      ...opening,
      result: { ...opening.result, agentId, state: { ...state, variables, ...(form ? { form } : {}) } },
    })
    return opening.conversation.id
  }
  const list = (query = {}) => store.forms.listResponses(scope, tenantId, formId, { limit: 10, ...query })
  const ids = async (query = {}) => (await list(query)).map(({ conversationId }) => conversationId)
  return { tenantId, scope, agentId, formId, answered, list, ids }
}

export function formSuite({ store }: SuiteSetup): void {
  describe('forms', () => {
    test('get a name for addresses once, and none that another agent has', async () => {
      const { tenantId, scope, agentId } = await withForm(store())
      const other = await addAgent(store(), scope, tenantId)
      const { agents, forms } = store()
      expect(await agents.giveSlug(scope, { tenantId, agentId, slug: 'form-42' })).toBe(true)
      expect(await agents.giveSlug(scope, { tenantId, agentId, slug: 'form-43' })).toBe(false)
      expect(await agents.giveSlug(scope, { tenantId, agentId: other, slug: 'form-42' })).toBe(false)
      expect((await agents.findAgent(scope, tenantId, 'form-42'))?.agentId).toBe(agentId)
      expect(await forms.listForms(scope, tenantId)).toMatchObject([{ slug: 'form-42' }])
    })

    test('have numbers of their own in each tenant, the next free one where none is wished', async () => {
      const tenantId = await newTenant(store())
      const scope = tenant(tenantId)
      const add = async (id?: number) => {
        const agentId = await addAgent(store(), scope, tenantId)
        return store().forms.addForm(scope, { tenantId, agentId, ...(id === undefined ? {} : { id }) })
      }
      expect(await add()).toBe(1)
      expect(await add(42)).toBe(42)
      expect(await add()).toBe(43)
      await expect(add(42)).rejects.toMatchObject({ code: 'CONFLICT' })
      expect((await Promise.all([add(), add(), add()])).sort()).toEqual([44, 45, 46])
    })

    test('an agent is one form, and an unknown agent none', async () => {
      const { tenantId, scope, agentId } = await withForm(store())
      await expect(store().forms.addForm(scope, { tenantId, agentId })).rejects.toMatchObject({ code: 'CONFLICT' })
      const unknown = store().forms.addForm(scope, { tenantId, agentId: newId() })
      await expect(unknown).rejects.toMatchObject({ code: 'NOT_FOUND' })
    })

    test('are found by number and by agent, active and with their callback on', async () => {
      const { tenantId, scope, agentId, formId } = await withForm(store())
      const form = await store().forms.findForm(scope, tenantId, formId)
      const callback = { callbackDisabledAt: null, callbackDisabledWhy: null }
      expect(form).toEqual({ id: 42, agentId, isActive: true, ...callback, createdAt: form?.createdAt })
      expect(form?.createdAt).toBeTypeOf('number')
      expect(await store().forms.findFormByAgent(scope, tenantId, agentId)).toEqual(form)
      expect(await store().forms.findForm(scope, tenantId, 43)).toBeNull()
      expect(await store().forms.findFormByAgent(scope, tenantId, newId())).toBeNull()
    })

    test('may be closed, and lose and regain their callback', async () => {
      const { tenantId, scope, formId } = await withForm(store())
      const { forms } = store()
      const now = () => forms.findForm(scope, tenantId, formId)
      expect(await forms.setFormActive(scope, tenantId, formId, false)).toBe(true)
      expect(await forms.setCallbackDisabled(scope, tenantId, formId, { at: start, why: 'HTTP 410' })).toBe(true)
      const off = { isActive: false, callbackDisabledAt: start, callbackDisabledWhy: 'HTTP 410' }
      expect(await now()).toMatchObject(off)
      await forms.setCallbackDisabled(scope, tenantId, formId, null)
      expect(await now()).toMatchObject({ ...off, callbackDisabledAt: null, callbackDisabledWhy: null })
      expect(await forms.setFormActive(scope, tenantId, 43, true)).toBe(false)
    })

    test('are listed with name and with how many were started, completed and left open', async () => {
      const { tenantId, scope, formId, agentId, answered } = await withForm(store())
      await answered(null)
      await answered(asked)
      await answered({ ...asked, asking: null, outcome: 'cancelled' })
      await answered({ ...asked, asking: null, outcome: 'complete' })
      await answered({ ...asked, asking: null, outcome: 'used-up' })
      const form = await store().forms.findForm(scope, tenantId, formId)
      expect(await store().forms.listForms(scope, tenantId)).toEqual([
        {
          ...{ ...form, agentId, name: 'Contact request', slug: null, activeVersion: 1 },
          counts: { started: 4, completed: 2, open: 2 },
        },
      ])
    })
  })

  describe('responses', () => {
    test('are the conversations of the form by whatever door, newest first', async () => {
      const { answered, list, ids } = await withForm(store())
      await startTalk(store())
      const externalId = String(2 ** 52 - 1)
      const as = { externalId, as: { dialect: 'forms', metadata: { source_id: 'CRM-5' } } } as const
      const byWire = await answered(asked, { email: 'ada@example.org', __secret: 1 }, as)
      const byPage = await answered(null)
      expect(await list()).toEqual([
        expect.objectContaining({ conversationId: byPage, communicationId: null, status: 'not_started', form: null }),
        {
          ...{ conversationId: byWire, communicationId: 2 ** 52 - 1, status: 'partial', form: asked, endedAt: null },
          ...{ answers: { email: 'ada@example.org' }, metadata: { source_id: 'CRM-5' } },
          ...{ createdAt: start + 1, updatedAt: expect.any(Number) },
        },
      ])
      expect(await ids({ limit: 1 })).toEqual([byPage])
      expect(await ids({ before: { createdAt: start + 2, id: byPage } })).toEqual([byWire])
    })

    test('may be asked for by status, time and words', async () => {
      const { answered, ids } = await withForm(store())
      const done = await answered({ ...asked, outcome: 'complete' }, { email: 'Ada_L@example.org' })
      const open = await answered(asked, { email: 'grace@example.org' }, { as: { metadata: { source_id: 'CRM-77' } } })
      expect(await ids({ status: 'completed' })).toEqual([done])
      expect(await ids({ status: 'partial' })).toEqual([open])
      expect(await ids({ since: start + 2 })).toEqual([open])
      expect(await ids({ until: start + 2 })).toEqual([done])
      expect(await ids({ search: 'ada_l' })).toEqual([done])
      expect(await ids({ search: 'a%a' })).toEqual([])
      expect(await ids({ search: 'crm-77' })).toEqual([open])
      expect(await ids({ search: open })).toEqual([open])
      expect(await ids({ search: 'email' })).toEqual([])
    })

    test('are counted by field: how many reached it, answered it, passed over it and left at it', async () => {
      const { tenantId, scope, formId, answered } = await withForm(store())
      const count = (when = {}) =>
        store().forms.countDropOff(scope, tenantId, formId, { fields: ['name', 'email', 'never'], ...when })
      const untouched = { reached: 0, answered: 0, skipped: 0, leftAt: 0 }
      expect(await count()).toEqual({
        ...{ notStarted: 0, partial: 0, completed: 0 },
        fields: ['name', 'email', 'never'].map((id) => ({ id, ...untouched })),
      })
      await answered(null, { name: 'Ada' })
      await answered({ ...asked, skipped: ['name'], order: ['name', 'email'] }, { name: null })
      await answered(
        { ...asked, asking: null, skipped: ['name'], outcome: 'complete' },
        { name: 'Bo', email: 'b@c.de' },
      )
      await answered({ ...asked, outcome: 'used-up' }, {})
      expect(await count()).toEqual({
        ...{ notStarted: 1, partial: 1, completed: 2 },
        fields: [
          { id: 'name', reached: 3, answered: 2, skipped: 1, leftAt: 0 },
          { id: 'email', reached: 3, answered: 1, skipped: 0, leftAt: 1 },
          { id: 'never', ...untouched },
        ],
      })
      const second = await count({ since: start + 2, until: start + 3 })
      expect(second).toMatchObject({ notStarted: 0, partial: 1, completed: 0 })
      expect(second.fields[1]).toEqual({ id: 'email', reached: 1, answered: 0, skipped: 0, leftAt: 1 })
    })
  })

  describe('metadata', () => {
    test('is changed key by key, and null takes a key out', async () => {
      const talk = await startTalk(store(), { as: { metadata: { a: 1, b: { c: null } } } })
      const { conversations } = store()
      const set = (patch: Parameters<typeof conversations.setMetadata>[2]) =>
        conversations.setMetadata(talk.scope, talk.id, patch)
      expect(await set({ a: null, d: 'x' })).toBe(true)
      expect((await talk.now()).metadata).toEqual({ b: { c: null }, d: 'x' })
      await set({ never: null, b: [1] })
      expect((await talk.now()).metadata).toEqual({ b: [1], d: 'x' })
      expect(await conversations.setMetadata(talk.scope, newId(), { a: 1 })).toBe(false)
    })
  })
}
