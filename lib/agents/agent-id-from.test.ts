import { expect, test } from 'vitest'
import { agentIdFrom, isUuid } from './agent-id-from'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

test('a UUID stays what it is, in lower case', () => {
  expect(agentIdFrom(tenantId, 'A1B2C3D4-e5f6-4890-abcd-ef1234567890')).toBe('a1b2c3d4-e5f6-4890-abcd-ef1234567890')
})

test('a name always gives the same UUID in a tenant, and another one in another tenant', () => {
  const id = agentIdFrom(tenantId, 'front_desk')
  expect(isUuid(id)).toBe(true)
  expect(agentIdFrom(tenantId, 'front_desk')).toBe(id)
  expect(agentIdFrom(tenantId, 'front-desk')).not.toBe(id)
  expect(agentIdFrom('00000000-0000-0000-0000-000000000001', 'front_desk')).not.toBe(id)
})
