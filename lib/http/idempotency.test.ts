import { expect, test } from 'vitest'
import { idempotencyKey, scopedIdempotency } from './idempotency'

const request = { method: 'POST', path: '/api/things', client: '192.0.2.1', body: Buffer.from('{}') }
const call = { principal: { kind: 'platform' }, request, endpoint: 'create-thing' } as const

test('a request without the header has no key', () => {
  expect(idempotencyKey(new Headers())).toBeNull()
})

test.each(['a', '~'.repeat(255), '6f1c7a52-8d2e-4f0b-9a41-0f6b6f1d2c3e'])('%s is a key', (key) => {
  expect(idempotencyKey(new Headers({ 'idempotency-key': key }))).toBe(key)
})

test.each(['', 'a'.repeat(256), 'a b', 'é', 'a\tb'])('%j is refused', (key) => {
  expect(() => idempotencyKey(new Headers({ 'idempotency-key': key }))).toThrow(/1 to 255 visible ASCII/)
})

test('the same request under the same key is the same, with or without a trailing slash', () => {
  const again = { ...call, request: { ...request, path: '/api/things/' } }
  expect(scopedIdempotency('k', again)).toEqual(scopedIdempotency('k', call))
})

test.each([
  ['path', { path: '/api/other' }],
  ['method', { method: 'PUT' }],
  ['body', { body: Buffer.from('{ }') }],
])('another %s is another request under the same key', (_, change) => {
  const first = scopedIdempotency('k', call)
  const other = scopedIdempotency('k', { ...call, request: { ...request, ...change } })
  expect(other.key).toBe(first.key)
  expect(other.requestHash).not.toBe(first.requestHash)
})

test.each([
  ['key', 'k2', call],
  ['endpoint', 'k', { ...call, endpoint: 'other' }],
  ['signer', 'k', { ...call, principal: { kind: 'tenant', tenantId: 't', keyId: 'k1' } as const }],
  ['address of a stranger', 'k', { ...call, principal: { kind: 'anonymous' } as const }],
])('another %s is another scope', (_, key, other) => {
  expect(scopedIdempotency(key, other).key).not.toBe(scopedIdempotency('k', call).key)
})
