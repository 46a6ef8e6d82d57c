// What people who signed in may do in the chat of a guarded server.
import { encode } from 'next-auth/jwt'
import { expect, test } from 'vitest'
import type { Person } from '@/lib/domain/access-store'
import { defaultAgentSettings } from '@/lib/domain/agent-store'
import { platform } from '@/lib/domain/scope'
import { createSessionCookie } from '@/lib/http/session-cookie'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { nativeApi } from './test-native'

const own = { 'sec-fetch-site': 'same-origin' }
const otherTenant = '22222222-2222-4222-8222-222222222222'

async function guarded(role: Person['role'], tenantId = demoTenantId) {
  const kit = await nativeApi('guarded')
  const { access } = kit.store
  await access.addTenant(platform, { id: tenantId, name: 'A clinic' })
  const person = { id: 'p1', tenantId, email: 'ada@example.org', passwordHash: 'hash', role }
  await access.addPerson(platform, person)
  const { name, secret, claimsOf } = createSessionCookie({ access, secret: Buffer.alloc(32, 8), isSecure: false })
  const cookie = `${name}=${await encode({ token: claimsOf(person), secret })}`
  const agent = await kit.ask('GET', '/api/chat-agents/front_desk')
  await kit.store.agents.setSettings(platform, demoTenantId, agent.body.id, defaultAgentSettings)
  const start = (headers: Record<string, string>) =>
    kit.ask('POST', '/api/conversations', { body: { agent_id: 'front_desk', version: 1 }, headers })
  return { ...kit, start, headers: { cookie, ...own } }
}

test.each(['owner', 'editor'] as const)('an %s opens any version and looks into the conversation', async (role) => {
  const { ask, start, headers } = await guarded(role)
  const made = await start(headers)
  expect([made.status, made.body.can_debug]).toEqual([201, true])
  const path = `/api/conversations/${made.body.id}`
  const token = made.token
  expect((await ask('GET', `${path}/workflow`, { token, headers })).status).toBe(200)
  expect((await ask('GET', `${path}/workflow`, { token })).status).toBe(404)
})

test('an analyst, somebody of another tenant and a request from elsewhere are visitors like all', async () => {
  const analyst = await guarded('analyst')
  expect((await analyst.start(analyst.headers)).status).toBe(403)
  const stranger = await guarded('owner', otherTenant)
  expect((await stranger.start(stranger.headers)).status).toBe(403)
  const editor = await guarded('editor')
  expect((await editor.start({ ...editor.headers, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})
