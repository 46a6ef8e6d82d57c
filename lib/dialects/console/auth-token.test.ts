import { describe, expect, test } from 'vitest'
import { platformKey } from '@/lib/http/test-kit'
import { ada, authServer, password } from './test-auth'

const right = { email: ada.email, password }
const guess = { email: ada.email, password: 'guess' }
const from = (client: string) => ({ 'x-parley-client': client })

describe('200', () => {
  test('for email, in any case, and password', async () => {
    const { ask, bearerOf } = await authServer()
    const { status, body } = await ask('token', { email: 'Ada@Example.com ', password })
    expect(status).toBe(200)
    expect(body).toEqual({
      ...{ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 },
      ...{ refresh_token: expect.any(String), refresh_expires_in: 2_592_000 },
    })
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
    const { signedAsk, bearerOf } = await authServer()
    const { status, body } = await signedAsk({ external_user_id: '1', ...more }, key)
    expect(status).toBe(200)
    expect(await bearerOf(body.access_token)).toMatchObject({ subject: 'external:1', tenantId, role: 'user' })
  })
})

test('one that says who a page’s user is is good for nothing else, and is not refreshed', async () => {
  const { signedAsk, bearerOf, services } = await authServer()
  const { body } = await signedAsk({ external_user_id: '16', audience: 'identity' }, 'tenant-key')
  expect(body).toEqual({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 })
  expect(await services.tokens.verify(body.access_token, 'identity')).toMatchObject({
    ...{ subject: 'external:16', tenantId: 'tenant-1', familyId: null },
  })
  await expect(bearerOf(body.access_token)).rejects.toMatchObject({ code: 'UNAUTHORIZED' })
})

describe('401', () => {
  test('is the same for a wrong password and an unknown email', async () => {
    const { ask } = await authServer()
    const wrong = await ask('token', guess)
    const unknown = await ask('token', { ...guess, email: 'nobody@example.com' })
    expect([wrong.status, unknown.status]).toEqual([401, 401])
    const { request_id: _, ...body } = wrong.body
    expect(unknown.body).toMatchObject(body)
  })

  test('for an external user without a signature, or with a wrong one', async () => {
    const { ask, signedAsk } = await authServer()
    expect((await ask('token', { external_user_id: '1' })).status).toBe(401)
    expect((await signedAsk({ external_user_id: '1' }, 'another')).status).toBe(401)
  })
})

test('404 for a tenant that the key may not speak for', async () => {
  const { signedAsk } = await authServer()
  expect((await signedAsk({ external_user_id: '1', tenant_id: 'tenant-2' }, 'tenant-key')).status).toBe(404)
  expect((await signedAsk({ external_user_id: '1', tenant_id: 'elsewhere' }, platformKey)).status).toBe(404)
})

test.each([{}, { email: 'a@example.com' }, { external_user_id: '' }, []])('422 for %j', async (body) => {
  expect((await (await authServer()).signedAsk(body, platformKey)).status).toBe(422)
})

describe('429', () => {
  test('from the eleventh failure on, for the right password too, until 15 minutes have passed', async () => {
    const { ask, clock } = await authServer()
    const guesses = await Promise.all(Array.from({ length: 11 }, () => ask('token', guess)))
    expect(guesses.map(({ status }) => status).sort()).toEqual([...Array(10).fill(401), 429])
    const locked = await ask('token', right)
    expect([locked.status, locked.headers.get('retry-after'), locked.body.retry_after]).toEqual([429, '900', 900])
    expect((await ask('token', right, from('192.0.2.2'))).status).toBe(200)
    clock.advance(15 * 60_000)
    expect((await ask('token', right)).status).toBe(200)
  })

  test('never for the one who knows the password', async () => {
    const { ask, failBefore } = await authServer()
    await failBefore(ada.email, 20)
    for (let round = 0; round < 2; round += 1) {
      const logins = await Promise.all(Array.from({ length: 6 }, () => ask('token', right)))
      expect(logins.map(({ status }) => status)).toEqual(Array(6).fill(200))
    }
  })

  test('after 30 failures for one email, from any addresses and in any processes, for 15 minutes', async () => {
    const { process, clock } = await authServer()
    const processes = [process(), process()]
    const attempt = (n: number, tried: string) =>
      processes[n % 2]?.ask('token', { ...right, password: tried }, from(`198.51.100.${Math.floor(n / 6)}`))
    const failures = await Promise.all(Array.from({ length: 30 }, (_, n) => attempt(n, 'guess')))
    expect(failures.map((answer) => answer?.status)).toEqual(Array(30).fill(401))
    const locked = await attempt(100, password)
    expect([locked?.status, locked?.headers.get('retry-after'), locked?.body.retry_after]).toEqual([429, '900', 900])
    clock.advance(15 * 60_000)
    expect((await attempt(100, password))?.status).toBe(200)
  })

  test('for an email that nobody has, with the same words', async () => {
    const { ask, failBefore } = await authServer()
    await failBefore(ada.email, 30)
    await failBefore('nobody@example.com', 30)
    const [known, unknown] = [await ask('token', right), await ask('token', { ...right, email: 'Nobody@example.com' })]
    const { request_id: _, ...body } = known.body
    expect([known.status, unknown.status]).toEqual([429, 429])
    expect(unknown.body).toMatchObject(body)
    expect((await ask('token', { ...right, email: 'other@example.com' })).status).toBe(401)
  })

  test('no earlier where somebody got in meanwhile', async () => {
    const { ask, failBefore } = await authServer()
    await failBefore(ada.email, 29)
    expect((await ask('token', right)).status).toBe(200)
    expect((await ask('token', guess)).status).toBe(401)
    expect((await ask('token', right)).status).toBe(200)
  })
})
