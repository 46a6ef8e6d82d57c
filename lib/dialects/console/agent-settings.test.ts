import { describe, expect, test } from 'vitest'
import { demoAgentId, demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'

const path = `/api/admin/agents/${demoAgentId}/settings?tenant_id=${demoTenantId}`
const defaults = { allowed_origins: [], debug_allowed: false, daily_budget: null }

describe('200', () => {
  test('an agent begins with the defaults; a change keeps what it leaves out', async () => {
    const { call } = await api()
    const before = (await call('GET', path)).body
    expect(Object.keys(before)).toEqual(Object.keys(defaults))
    const first = { allowed_origins: ['https://Clinic.example', 'http://localhost:8080/'], daily_budget: 2.5 }
    const { status, body } = await call('PUT', path, first)
    const allowed_origins = ['https://clinic.example', 'http://localhost:8080']
    expect([status, body]).toEqual([200, { ...before, allowed_origins, daily_budget: 2.5 }])
    await call('PUT', path, { debug_allowed: true, daily_budget: null })
    expect((await call('GET', path)).body).toEqual({ allowed_origins, debug_allowed: true, daily_budget: null })
  })
})

test.each([
  ['a path', { allowed_origins: ['https://clinic.example/page'] }],
  ['another protocol', { allowed_origins: ['ftp://clinic.example'] }],
  ['no address', { allowed_origins: ['*'] }],
  ['a negative budget', { daily_budget: -1 }],
  ['no yes or no', { debug_allowed: 'yes' }],
])('422: %s', async (_, body) => {
  expect((await (await api()).call('PUT', path, body)).status).toBe(422)
})

test('401 without a signature, 404 for an agent or a tenant of others', async () => {
  const { call, addTenant } = await api()
  expect((await call('PUT', path, {}, { headers: { 'x-signature': '' } })).status).toBe(401)
  const unknown = `/api/admin/agents/nobody/settings?tenant_id=${demoTenantId}`
  expect((await call('GET', unknown)).status).toBe(404)
  await addTenant('11111111-1111-4111-8111-111111111111', 'other-tenant-key')
  for (const method of ['GET', 'PUT'])
    expect((await call(method, path, method === 'PUT' ? {} : undefined, { key: 'other-tenant-key' })).status).toBe(404)
})
