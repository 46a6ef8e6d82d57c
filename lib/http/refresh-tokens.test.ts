import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createRefreshTokens } from './refresh-tokens'

const tokens = createRefreshTokens(Buffer.alloc(32, 7))

test('a token says which family it belongs to, and what the store knows of it is its hash', () => {
  const familyId = randomUUID()
  const { token, hash } = tokens.first(familyId)
  expect(hash).toBe(createHash('sha256').update(token).digest('hex'))
  expect(tokens.read(token)).toMatchObject({ familyId, hash })
})

test('each one is followed by one of its own, always the same, in every process', () => {
  const { token } = tokens.first(randomUUID())
  const second = tokens.read(token)?.next.token ?? ''
  const third = tokens.read(second)?.next.token ?? ''
  expect(new Set([token, second, third]).size).toBe(3)
  expect(createRefreshTokens(Buffer.alloc(32, 7)).read(token)?.next.token).toBe(second)
})

test('two first ones of a family differ', () => {
  const familyId = randomUUID()
  expect(tokens.first(familyId).token).not.toBe(tokens.first(familyId).token)
})

test('nothing else is taken for one: not another server’s, not another family’s, not a piece', () => {
  const { token } = tokens.first(randomUUID())
  const [family, nonce, mac] = token.split('.')
  const wrong = [
    ...[createRefreshTokens(Buffer.alloc(32, 8)).first(randomUUID()).token, `${randomUUID()}.${nonce}.${mac}`],
    ...[`${family}.${mac?.slice(0, 32)}.${mac}`, `${family}.${nonce}`, `${token} `, `x${token}`, ''],
  ]
  for (const each of wrong) expect(tokens.read(each)).toBeNull()
})
