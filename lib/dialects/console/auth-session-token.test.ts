import { encode } from 'next-auth/jwt'
import { describe, expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { ada, authServer } from './test-auth'

const own = { 'sec-fetch-site': 'same-origin' }

async function signedIn() {
  const server = await authServer()
  const { sessionCookie } = server.services
  const person = await server.store.access.getPerson(platform, ada.id)
  if (!person) throw new Error('Ada is there')
  const token = await encode({ token: sessionCookie.claimsOf(person), secret: sessionCookie.secret })
  return { ...server, cookie: `${sessionCookie.name}=${token}` }
}

test('200 with a token for the person of the cookie, which is not refreshed', async () => {
  const { ask, cookie, bearerOf } = await signedIn()
  const { status, body } = await ask('session-token', undefined, { ...own, cookie })
  expect([status, body]).toEqual([200, { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 }])
  expect(await bearerOf(body.access_token)).toMatchObject({ subject: 'person:1', tenantId: 'tenant-1', role: 'editor' })
})

test('it is revoked with the person’s other tokens', async () => {
  const { ask, cookie, bearerOf, store, clock } = await signedIn()
  const { body } = await ask('session-token', undefined, { ...own, cookie })
  await bearerOf(body.access_token)
  await store.tokens.revokeSubject(platform, 'tenant-1', 'person:1', clock.now())
  clock.advance(2_000)
  await expect(bearerOf(body.access_token)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

test('401 where nobody is signed in', async () => {
  const { ask } = await authServer()
  expect((await ask('session-token', undefined, own)).status).toBe(401)
  expect((await ask('session-token', undefined, { ...own, cookie: 'parley-session=x' })).status).toBe(401)
})

describe('403', () => {
  test.each<[string, Record<string, string>]>([
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbouring host', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['no page', {}],
  ])('for %s', async (_, headers) => {
    const { ask, cookie } = await signedIn()
    expect((await ask('session-token', undefined, { ...headers, cookie })).status).toBe(403)
  })
})
