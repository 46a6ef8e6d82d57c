import { describe, expect, test } from 'vitest'
import { beginConversation } from '@/lib/conversations/begin-conversation'
import { resetConversation } from '@/lib/conversations/reset-conversation'
import { defaultAgentSettings } from '@/lib/domain/agent-store'
import { tenant } from '@/lib/domain/scope'
import type { Exposure } from '@/lib/domain/viewer'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { nativeApi } from './test-native'

const scope = tenant(demoTenantId)

/** The demo form, with a conversation that an integration has prepared for communication 101. */
async function formApi(exposure: Exposure = 'guarded') {
  const api = await nativeApi(exposure)
  const form = await api.store.forms.findForm(scope, demoTenantId, 42)
  if (!form) throw new Error('the demo form is not there')
  await beginConversation(api.ports, scope, {
    ...{ tenantId: demoTenantId, agentId: form.agentId, dialect: 'forms', externalId: '101', access: 'tenant' },
    ...{ metadata: {}, title: null, expiresAt: null, externalUserId: null },
  })
  const say = (text: string, fieldId?: string) =>
    api.ask('POST', '/api/conversations/form-42-101/messages', {
      body: { text, ...(fieldId === undefined ? {} : { field_id: fieldId }) },
    })
  return { ...api, form, say }
}

describe('where a conversation stands in a form', () => {
  test('every field with what an input needs, the answers so far, and how far it has come', async () => {
    const { ask, form } = await formApi()
    const made = await ask('POST', '/api/conversations', { body: { agent_id: form.agentId } })
    expect(made.status).toBe(201)
    const path = `/api/conversations/${made.body.id}`
    const { status, body } = await ask('GET', `${path}/form`, { token: made.token })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      ...{ form_id: 42, title: 'Contact request', asking: 'name', confirming: null, is_paused: false, outcome: null },
      answers: { name: null, email: null, phone: null, preferred_date: null, consent: null },
      progress: { answered: 0, remaining: 5, share: 0 },
    })
    expect(body.fields[2]).toMatchObject({ id: 'phone', type: 'phone', required: false, country: 'US' })
    expect(body.fields[3]).toMatchObject({ id: 'preferred_date', min: 'today', sensitive: false })
    expect((await ask('GET', path, { token: made.token })).body.form).toEqual(body)
  })

  test('a conversation that has met no form has none', async () => {
    const { ask, started } = await nativeApi()
    const { path } = await started()
    expect((await ask('GET', `${path}/form`)).status).toBe(404)
    expect((await ask('GET', path)).body.form).toBeNull()
  })
})

describe('by the name of a form’s page', () => {
  const name = '/api/conversations/form-42-101'

  test('whoever has the link reads it, answers in it and sees its turns', async () => {
    const { ask, say } = await formApi()
    expect((await ask('GET', name)).body).toMatchObject({ id: 'form-42-101', messages: [], form: { form_id: 42 } })
    const answered = await say('Ada Lovelace', 'name')
    expect(answered.status).toBe(200)
    const { turn } = answered.body
    expect(turn.events[0]).toMatchObject({ type: 'turn-start', fieldId: 'name' })
    expect((await ask('GET', `${name}/turns`)).body.turns.at(-1)).toMatchObject({ id: turn.id })
    expect((await ask('POST', `${name}/turns/${turn.id}/stop`)).body).toEqual({ stopped: false })
    expect((await ask('GET', `${name}/form`)).status).toBe(200)
  })

  test('an answer that names its field is that field’s, whatever its words', async () => {
    const { ask, say } = await formApi()
    await say('Hello')
    await say('Ada Stop', 'name')
    const { body } = await ask('GET', `${name}/form`)
    expect(body).toMatchObject({ answers: { name: 'Ada Stop' }, asking: 'email', is_paused: false })
  })

  test('once it has been started over, only what was said since is shown', async () => {
    const { ask, say, ports, form, store } = await formApi()
    await store.agents.setSettings(scope, demoTenantId, form.agentId, { ...defaultAgentSettings, debugAllowed: false })
    await say('Ada Lovelace', 'name')
    expect(JSON.stringify((await ask('GET', name)).body.messages)).toContain('Ada Lovelace')
    const conversation = await ports.store.getConversation(scope, { dialect: 'forms', externalId: '101' })
    expect(conversation?.agentId).toBe(form.agentId)
    await resetConversation(ports, scope, { id: conversation?.id ?? '' })
    const { body } = await ask('GET', name)
    expect(body.messages.map(({ role }: { role: string }) => role)).not.toContain('user')
    expect(body.messages.length).toBeGreaterThan(0)
    expect(JSON.stringify((await ask('GET', `${name}/turns`)).body)).not.toContain('Ada')
  })

  test.each(['form-43-101', 'form-42-102', 'form-42-', 'form-99999999999-101', 'form-42-101-1'])(
    '%s opens nothing',
    async (id) => {
      const { ask } = await formApi()
      for (const rest of ['', '/form', '/turns'])
        expect((await ask('GET', `/api/conversations/${id}${rest}`)).status).toBe(404)
    },
  )

  test('a form that is switched off opens nothing', async () => {
    const { ask, store } = await formApi()
    await store.forms.setFormActive(scope, demoTenantId, 42, false)
    expect((await ask('GET', name)).status).toBe(404)
  })

  test('it is on nobody’s list, and is not renamed, hidden or rated by it', async () => {
    const { ask } = await formApi('open')
    expect((await ask('GET', '/api/conversations')).body.conversations).toEqual([])
    expect((await ask('PATCH', name, { body: { title: 'Mine' } })).status).toBe(404)
    expect((await ask('DELETE', name)).status).toBe(404)
  })

  test('who guesses many numbers is told to wait', async () => {
    const { ask } = await formApi()
    const statuses = new Set<number>()
    for (let number = 1000; number < 1025; number += 1)
      statuses.add((await ask('GET', `/api/conversations/form-42-${number}`)).status)
    expect([...statuses]).toEqual([404, 429])
  })
})
