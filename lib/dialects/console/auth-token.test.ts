import { beforeAll, describe, expect, test } from 'vitest'
import { hashPassword } from '@/lib/admin/password'
import { serve } from '@/lib/http/serve'
import { platformKey, post, signed, testServices } from '@/lib/http/test-kit'
import { authToken } from './auth-token'

const path = '/api/auth/token'
let passwordHash = ''
beforeAll(async () => {
  passwordHash = await hashPassword('correct horse')
})

function server() {
  const { services, addKey, pass } = testServices()
  addKey('k1', 'tenant-1', 'tenant-key')
  const person = { id: '1', tenantId: 'tenant-1', email: 'ada@example.com', passwordHash, role: 'editor' } as const
  const access = {
    ...services.store.access,
    findPerson: async (_: unknown, email: string) => (email === person.email ? person : null),
    getTenant: async (_: unknown, id: string) => (/^tenant-\d$/.test(id) ? { id, name: id } : null),
  }
  const handle = serve([authToken], { ...services, store: { access }, defaultTenantId: 'tenant-0' })
  const ask = async (body: unknown, key: string | null = null, client = '192.0.2.1') => {
    const bytes = JSON.stringify(body)
    const headers = key === null ? {} : signed('POST', path, bytes, { key })
    const response = await handle(post(path, bytes, { ...headers, 'x-parley-client': client }))
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  const bearerOf = (token: string) => services.tokens.verify(token, 'api')
  return { ask, bearerOf, verify: services.tokens.verify, pass }
}

describe('200', () => {
  test('for email, in any case, and password', async () => {
    const { ask, bearerOf } = server()
    const { status, body } = await ask({ email: 'Ada@Example.com ', password: 'correct horse' })
    expect(status).toBe(200)
    expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 })
    expect(await bearerOf(body.access_token)).toMatchObject({
      subject: 'person:1',
      tenantId: 'tenant-1',
      role: 'editor',
    })
  })

  test.each([
    ['a tenant’s key', 'tenant-key', {}, 'tenant-1'],
    ['the platform’s key', platformKey, {}, 'tenant-0'],
    ['the platform’s key and a tenant', platformKey, { tenant_id: 'tenant-2' }, 'tenant-2'],
  ])('for a user of one’s own, signed with %s', async (_, key, more, tenantId) => {
    const { ask, bearerOf } = server()
    const { status, body } = await ask({ external_user_id: '1', ...more }, key)
    expect(status).toBe(200)
    expect(await bearerOf(body.access_token)).toMatchObject({ subject: 'external:1', tenantId, role: 'user' })
  })
})

test('one that says who a page’s user is is good for nothing else', async () => {
  const { ask, bearerOf, verify } = server()
  const { body } = await ask({ external_user_id: '16', audience: 'identity' }, 'tenant-key')
  expect(await verify(body.access_token, 'identity')).toMatchObject({ subject: 'external:16', tenantId: 'tenant-1' })
  await expect(bearerOf(body.access_token)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

describe('401', () => {
  test('is the same for a wrong password and an unknown email', async () => {
    const { ask } = server()
    const wrong = await ask({ email: 'ada@example.com', password: 'wrong' })
    const unknown = await ask({ email: 'nobody@example.com', password: 'wrong' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { request_id: _, ...body } = wrong.body
    expect(unknown.body).toMatchObject(body)
  })

  test('for an external user without a signature, or with a wrong one', async () => {
    const { ask } = server()
    expect((await ask({ external_user_id: '1' })).status).toBe(401)
    expect((await ask({ external_user_id: '1' }, 'another')).status).toBe(401)
  })
})

test('404 for a tenant that the key may not speak for', async () => {
  const { ask } = server()
  expect((await ask({ external_user_id: '1', tenant_id: 'tenant-2' }, 'tenant-key')).status).toBe(404)
  expect((await ask({ external_user_id: '1', tenant_id: 'elsewhere' }, platformKey)).status).toBe(404)
})

test.each([{}, { email: 'a@example.com' }, { external_user_id: '' }, []])('422 for %j', async (body) => {
  expect((await server().ask(body, platformKey)).status).toBe(422)
})

describe('429', () => {
  const guess = { email: 'ada@example.com', password: 'guess' }
  const right = { email: 'ada@example.com', password: 'correct horse' }

  test('from the eleventh failure on, for the right password too, until 15 minutes have passed', async () => {
    const { ask, pass } = server()
    const guesses = await Promise.all(Array.from({ length: 11 }, () => ask(guess)))
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429])
    const locked = await ask(right)
    expect([locked.status, locked.headers.get('retry-after'), locked.body.retry_after]).toEqual([429, '900', 900])
    expect((await ask(right, null, '192.0.2.2')).status).toBe(200)
    pass(15 * 60_000)
    expect((await ask(right)).status).toBe(200)
  })

  test('never for the one who knows the password', async () => {
    const { ask } = server()
    for (let round = 0; round < 2; round += 1) {
      const logins = await Promise.all(Array.from({ length: 6 }, () => ask(right)))
      expect(logins.map(({ status }) => status)).toEqual(Array(6).fill(200))
    }
  })
})
