import { SignJWT, UnsecuredJWT } from 'jose'
import { expect, test } from 'vitest'
import { testServices } from './test-kit'
import { createTokens } from './tokens'

const subject = { subject: 'person:1', tenantId: 'tenant-1', audience: 'api', role: 'editor' } as const
const refused = { code: 'UNAUTHORIZED', publicMessage: 'Invalid or expired token' }

test('a token says who bears it, for whom and as what', async () => {
  const { tokens } = testServices().services
  expect(await tokens.verify(await tokens.issue(subject, 60), 'api')).toEqual({
    kind: 'token',
    subject: 'person:1',
    tenantId: 'tenant-1',
    role: 'editor',
  })
})

test('a token is good until it expires', async () => {
  const { services, pass } = testServices()
  const token = await services.tokens.issue(subject, 60)
  pass(58_000)
  await expect(services.tokens.verify(token, 'api')).resolves.toBeDefined()
  pass(2_000)
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test('a token for one use is refused for another', async () => {
  const { tokens } = testServices().services
  await expect(tokens.verify(await tokens.issue(subject, 60), 'visitor')).rejects.toMatchObject(refused)
})

test('a token of another secret is refused', async () => {
  const { services } = testServices()
  const others = createTokens({ secret: Buffer.alloc(32, 8), clock: services.clock })
  await expect(services.tokens.verify(await others.issue(subject, 60), 'api')).rejects.toMatchObject(refused)
})

test.each(['', 'a.b.c', 'abc'])('%j is no token', async (token) => {
  await expect(testServices().services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test('an unsigned token is refused', async () => {
  const { services } = testServices()
  const token = new UnsecuredJWT({ tenant_id: 'tenant-1' })
    .setSubject('person:1')
    .setIssuer('parley')
    .setAudience('api')
    .setIssuedAt(1)
    .setExpirationTime(9_999_999_999)
    .encode()
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})

test.each([
  ['another algorithm', { alg: 'HS512', issuer: 'parley', expires: true, sub: true }],
  ['another issuer', { alg: 'HS256', issuer: 'someone', expires: true, sub: true }],
  ['no expiry', { alg: 'HS256', issuer: 'parley', expires: false, sub: true }],
  ['no subject', { alg: 'HS256', issuer: 'parley', expires: true, sub: false }],
])('a token with %s is refused though our secret signed it', async (_, { alg, issuer, expires, sub }) => {
  const { services } = testServices()
  const jwt = new SignJWT({ tenant_id: 'tenant-1' }).setProtectedHeader({ alg }).setIssuer(issuer).setAudience('api')
  if (sub) jwt.setSubject('person:1')
  if (expires) jwt.setExpirationTime(9_999_999_999)
  const token = await jwt.setIssuedAt(1).sign(Buffer.alloc(32, 7))
  await expect(services.tokens.verify(token, 'api')).rejects.toMatchObject(refused)
})
