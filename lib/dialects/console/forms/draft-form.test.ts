import { expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { serve } from '@/lib/http/serve'
import { nowSeconds, platformKey, signed, tenantId, testServices } from '@/lib/http/test-kit'
import { createScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { draftFormRow } from './draft-form'

const document = { form: { name: 'News', fields: [{ id: 'email', type: 'email', question: 'What is your email?' }] } }
const path = `/api/admin/forms/draft?tenant_id=${tenantId}`

async function draft(wish: string, { key = platformKey, hasModel = true, says = JSON.stringify(document) } = {}) {
  const { services, addKey } = testServices()
  addKey('other', '11111111-1111-4111-8111-111111111111', 'the-key-of-others')
  const store = createMemoryStore(services.clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'The clinic' })
  const language = createScriptedLanguage({ reply: () => says })
  const { clock, log } = services
  const formDrafter = { language, hasModel, clock, log, country: 'US', timeZone: 'UTC' }
  const body = JSON.stringify({ wish })
  const headers = {
    ...signed('POST', path, new TextEncoder().encode(body), { timestamp: String(nowSeconds), key }),
    'content-type': 'application/json',
  }
  const handle = serve([draftFormRow], { ...services, formDrafter, store })
  const response = await handle(new Request(`http://parley.test${path}`, { method: 'POST', headers, body }))
  return { status: response.status, body: await response.json() }
}

test('200: a document to look at', async () => {
  expect(await draft('an email for our news')).toEqual({ status: 200, body: { document } })
})

test('401: nobody drafts without a key', async () => {
  expect((await draft('an email', { key: 'wrong' })).status).toBe(401)
})

test('404: nobody drafts with the model of another tenant', async () => {
  expect((await draft('an email', { key: 'the-key-of-others' })).status).toBe(404)
})

test('422: a wish is wanted', async () => {
  expect((await draft('')).status).toBe(422)
})

test('503: without a model, and where it gives no form', async () => {
  expect(await draft('an email', { hasModel: false })).toMatchObject({
    status: 503,
    body: { detail: expect.stringMatching(/needs a model/) },
  })
  expect((await draft('an email', { says: 'no' })).status).toBe(503)
})
