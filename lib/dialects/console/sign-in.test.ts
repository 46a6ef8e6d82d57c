import { createHash } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { platform } from '@/lib/domain/scope'
import { hmacOrCookie } from '@/lib/http/auth'
import { endpoint } from '@/lib/http/endpoint'
import { consoleDialect } from '@/lib/http/http-dialect'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { cheapPasswordHash } from '@/test/cheap-password-hash'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { serveSignIn } from './sign-in'

const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
const own = { 'sec-fetch-site': 'same-origin' }
const who = z.object({ who: z.string() })

const row = (method: 'GET' | 'POST', role: 'analyst' | 'editor') =>
  endpoint({
    ...{ method, path: '/api/admin/things', dialect: consoleDialect, summary: 'Things', errors: [] },
    auth: hmacOrCookie('either', role),
    responses: { 200: who },
    handler: async ({ principal, reply }) => reply(200, { who: principal.kind }),
  })
const upload = endpoint({
  ...{ method: 'PUT', path: '/api/admin/files', dialect: consoleDialect, summary: 'Files', errors: [] },
  auth: hmacOrCookie('either', 'editor'),
  maxBodyBytes: 2_000_000,
  responses: { 200: who },
  handler: async ({ principal, reply }) => reply(200, { who: principal.kind }),
})

const passwordHash = cheapPasswordHash('correct horse')

async function server({
  role = 'editor',
  publicUrl,
}: {
  role?: 'editor' | 'analyst' | 'user'
  publicUrl?: string
} = {}) {
  const clock = movableClock(1_764_153_000_400)
  const store = createMemoryStore(clock)
  await store.access.addTenant(platform, { id: tenantId, name: 'A clinic' })
  await store.access.addPerson(platform, { id: 'p1', tenantId, email: 'ada@example.org', passwordHash, role })
  const services = createHttpServices({
    ...{ log: silentLog, store, platformKey, clock },
    ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
    visitors: { exposureOf: () => 'guarded', defaultTenantId: tenantId, publicUrl },
  })

  function ask(method: string, path: string, form: Record<string, string> | null, headers: Record<string, string>) {
    const request = new Request(`http://parley.test/api/auth/${path}`, {
      ...{ method, headers: { 'x-parley-client': '192.0.2.1', ...headers } },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    return serveSignIn(request, path.split('/'), services)
  }
  const enter = (form: Record<string, string> = {}, headers: Record<string, string> = own) =>
    ask('POST', 'callback/credentials', { email: 'Ada@Example.org', password: 'correct horse', ...form }, headers)
  const handle = serve([row('GET', 'analyst'), row('POST', 'editor'), upload], services)
  async function administer(method: string, headers: Record<string, string>, path = 'things') {
    const response = await handle(new Request(`http://parley.test/api/admin/${path}`, { method, headers }))
    return { status: response.status, body: await response.json() }
  }
  async function signedIn() {
    return { cookie: setCookie(await enter()).split(';')[0] ?? '' }
  }
  return { ask, enter, administer, signedIn, store, services, clock }
}

const setCookie = (response: Response) => response.headers.getSetCookie().join('\n')
const place = (response: Response) => [response.status, response.headers.get('location')]

describe('signing in', () => {
  test('gives a cookie that scripts cannot read and other sites do not send, and leads to where one wanted to go', async () => {
    const response = await (await server()).enter({ callbackUrl: '/chat?agent=a' })
    expect(place(response)).toEqual([303, '/chat?agent=a'])
    expect(response.headers.getSetCookie()).toHaveLength(1)
    expect(setCookie(response)).toMatch(/^parley-session=[^;]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/)
  })

  test('the cookie is for https alone, and ours alone, where people come by https', async () => {
    const { enter } = await server({ publicUrl: 'https://chat.example.org' })
    expect(setCookie(await enter())).toMatch(/^__Host-parley-session=[^;]+; Path=\/; .*HttpOnly; Secure; SameSite=Lax$/)
  })

  test('a wrong password and an unknown address are told alike', async () => {
    const { enter } = await server()
    const answers = [
      await enter({ password: 'wrong' }),
      await enter({ email: 'nobody@example.org' }),
      await enter({ email: '' }),
    ]
    for (const answer of answers)
      expect([...place(answer), setCookie(answer)]).toEqual([303, '/login?error=wrong&callbackUrl=%2F', ''])
  })

  test('the eleventh try is locked out, with the right password too, until 15 minutes have passed', async () => {
    const { enter, clock } = await server()
    await Promise.all(Array.from({ length: 10 }, () => enter({ password: 'wrong' })))
    expect(place(await enter())).toEqual([303, '/login?error=locked&callbackUrl=%2F&wait=900'])
    clock.advance(15 * 60_000)
    expect(place(await enter())).toEqual([303, '/'])
  })

  test('after 30 failures from many addresses the account is locked, with the right password too', async () => {
    const { enter, store, clock } = await server()
    const key = createHash('sha256').update('ada@example.org').digest('hex')
    const counted = { key, at: clock.now(), windowMs: 15 * 60_000, limit: 100, lockMs: 1 }
    for (let time = 0; time < 30; time += 1) await store.tokens.countFailure(platform, counted)
    expect(place(await enter())).toEqual([303, '/login?error=locked&callbackUrl=%2F&wait=900'])
    clock.advance(15 * 60_000)
    expect(place(await enter())).toEqual([303, '/'])
  })

  test('tries from one network of IPv6 count together', async () => {
    const { enter } = await server()
    const from = (address: string, password: string) => enter({ password }, { ...own, 'x-parley-client': address })
    await Promise.all(Array.from({ length: 10 }, (_, at) => from(`2001:db8::${at}`, 'wrong')))
    expect(place(await from('2001:db8::ffff', 'correct horse'))[1]).toMatch(/error=locked/)
    expect(place(await from('2001:db8:1::1', 'correct horse'))).toEqual([303, '/'])
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example', '/.//elsewhere.example'])(
    'leads to the start page where %s was asked for',
    async (callbackUrl) => {
      expect(place(await (await server()).enter({ callbackUrl }))).toEqual([303, '/'])
    },
  )

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: 'http://parley.test' },
    { origin: 'http://elsewhere.example', host: 'parley.test' },
    { origin: 'null', host: 'parley.test' },
    {},
  ])('is refused where no page of ours asks: %j', async (headers) => {
    const response = await (await server()).enter({}, headers)
    expect([response.status, setCookie(response)]).toEqual([403, ''])
  })

  test('is told by Origin where a browser sends nothing better', async () => {
    const { enter } = await server({ publicUrl: 'https://chat.example.org' })
    expect((await enter({}, { origin: 'https://chat.example.org', host: 'inside:3000' })).status).toBe(303)
    expect((await enter({}, { origin: 'http://inside:3000', host: 'inside:3000' })).status).toBe(303)
  })
})

describe('the session', () => {
  test('says who is signed in, and is renewed', async () => {
    const { ask, signedIn } = await server()
    const response = await ask('GET', 'session', null, await signedIn())
    expect(await response.json()).toEqual({
      expires: expect.any(String),
      user: { email: 'ada@example.org', role: 'editor' },
    })
    expect(setCookie(response)).toMatch(/^parley-session=[^;]{100,};/)
    expect(await (await ask('GET', 'session', null, {})).json()).toEqual({})
  })

  test('ends with signing out', async () => {
    const { ask, signedIn } = await server()
    const response = await ask('POST', 'signout', { callbackUrl: '/login' }, { ...own, ...(await signedIn()) })
    expect(place(response)).toEqual([303, '/login'])
    expect(setCookie(response)).toMatch(/^parley-session=; Max-Age=0;/)
    expect((await ask('POST', 'signout', {}, await signedIn())).status).toBe(403)
  })

  test.each(['another password', 'removed'])('ends at once for somebody who has %s', async (change) => {
    const { ask, administer, signedIn, store } = await server()
    const cookie = await signedIn()
    expect((await administer('GET', cookie)).status).toBe(200)
    if (change === 'removed') await store.office.removePerson(platform, 'p1')
    else await store.access.setPassword(platform, 'p1', cheapPasswordHash('correct horse'))
    expect((await administer('GET', cookie)).status).toBe(401)
    const session = await ask('GET', 'session', null, cookie)
    expect([await session.json(), setCookie(session)]).toEqual([
      {},
      expect.stringMatching(/^parley-session=; Max-Age=0/),
    ])
  })

  test('that has expired, or that another secret made, is nobody’s', async () => {
    const { administer, services } = await server()
    const { secret, name, claimsOf } = services.sessionCookie
    const token = claimsOf({ id: 'p1', tenantId, email: '', role: 'owner', passwordHash })
    const cookieFor = async (of: { secret: string; maxAge: number }) => ({
      cookie: `${name}=${await encode({ token, ...of })}`,
    })
    expect((await administer('GET', await cookieFor({ secret, maxAge: 60 }))).status).toBe(200)
    expect((await administer('GET', await cookieFor({ secret, maxAge: -60 }))).status).toBe(401)
    expect((await administer('GET', await cookieFor({ secret: 'another', maxAge: 60 }))).status).toBe(401)
    expect((await administer('GET', { cookie: `${name}=nonsense` })).status).toBe(401)
  })
})

describe('administration with the cookie', () => {
  test('writes only for pages of ours', async () => {
    const { administer, signedIn } = await server()
    const cookie = await signedIn()
    expect(await administer('POST', { ...cookie, ...own })).toEqual({ status: 200, body: { who: 'person' } })
    expect((await administer('POST', cookie)).status).toBe(403)
    expect((await administer('POST', { ...cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await administer('POST', { ...own })).status).toBe(401)
  })

  test.each([
    ['analyst', 200, 403],
    ['user', 403, 403],
  ] as const)('an %s reads with %d and writes with %d', async (role, reading, writing) => {
    const { administer, signedIn } = await server({ role })
    const headers = { ...own, ...(await signedIn()) }
    expect((await administer('GET', headers)).status).toBe(reading)
    expect((await administer('POST', headers)).status).toBe(writing)
  })

  test('a large body is waited for from somebody who is signed in, and from no stranger with a cookie', async () => {
    const { administer, signedIn } = await server()
    expect((await administer('PUT', { ...own, ...(await signedIn()) }, 'files')).status).toBe(200)
    expect((await administer('PUT', { ...own, cookie: 'parley-session=made-up' }, 'files')).status).toBe(401)
  })

  test('a signature goes before the cookie', async () => {
    const { administer, signedIn } = await server({ role: 'user' })
    const headers = { ...(await signedIn()), ...signed('GET', '/api/admin/things') }
    expect((await administer('GET', headers)).body).toEqual({ who: 'platform' })
  })
})

test('what else next-auth knows is not served', async () => {
  const { ask } = await server()
  for (const path of ['providers', 'csrf', 'signin', 'error', 'callback/credentials'])
    expect((await ask('GET', path, null, own)).status).toBe(404)
  for (const path of ['_log', 'session', 'signin/credentials'])
    expect((await ask('POST', path, {}, own)).status).toBe(404)
})
