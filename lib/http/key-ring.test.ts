import { expect, test } from 'vitest'
import { fitsSignature, hmacKey, signatureOf } from './hmac-signature'
import { platformKey, testServices } from './test-kit'

const parts = { timestamp: '1764153000', nonce: '', method: 'GET', path: '/', bodyHash: '' }

function ring() {
  const kit = testServices()
  const { keyRing } = kit.services
  const signer = (secret: string) => {
    const signature = signatureOf(hmacKey(secret), parts)
    return keyRing.find((key) => fitsSignature(key, parts, signature))
  }
  return { ...kit, signer }
}

test('the platform’s key is known without asking the store', async () => {
  const { signer, services } = ring()
  expect(await signer(platformKey)).toEqual({ kind: 'platform' })
  expect(services.store.access).toMatchObject({ reads: 0 })
})

test('a revoked key is refused two seconds later', async () => {
  const { signer, addKey, keys, pass } = ring()
  addKey('k1', 'tenant-1', 'one')
  expect(await signer('one')).toEqual({ kind: 'tenant', tenantId: 'tenant-1', keyId: 'k1' })
  for (const key of keys) key.revokedAt = 1
  pass(2_000)
  expect(await signer('one')).toBeNull()
})

test('a new key is accepted two seconds later', async () => {
  const { signer, addKey, pass } = ring()
  expect(await signer('one')).toBeNull()
  addKey('k1', 'tenant-1', 'one')
  pass(2_000)
  expect(await signer('one')).toMatchObject({ keyId: 'k1' })
})

test('many requests at once read the keys once', async () => {
  const { signer, addKey, services } = ring()
  addKey('k1', 'tenant-1', 'one')
  await Promise.all(Array.from({ length: 20 }, () => signer('one')))
  expect(services.store.access).toMatchObject({ reads: 1 })
})

test('when a key was last used is noted at most once a minute', async () => {
  const { signer, addKey, keys, pass, time } = ring()
  addKey('k1', 'tenant-1', 'one')
  const first = time.now
  await signer('one')
  pass(59_000)
  await signer('one')
  expect(keys[0]?.lastUsedAt).toBe(first)
  pass(1_000)
  await signer('one')
  expect(keys[0]?.lastUsedAt).toBe(first + 60_000)
})

test('keys that could not be read are read again by the next request', async () => {
  const { signer, addKey, services } = ring()
  addKey('k1', 'tenant-1', 'one')
  const { access } = services.store
  const { listKeys } = access
  access.listKeys = () => Promise.reject(new Error('the database is away'))
  await expect(signer('one')).rejects.toThrow('the database is away')
  access.listKeys = listKeys
  expect(await signer('one')).toMatchObject({ keyId: 'k1' })
})
