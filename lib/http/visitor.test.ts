import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Exposure } from '@/lib/domain/viewer'
import { endpoint } from './endpoint'
import { chatsDialect } from './http-dialect'
import type { HttpServices } from './http-services'
import { scopedIdempotency } from './idempotency'
import { serve } from './serve'
import { get, post, tenantId, testServices } from './test-kit'
import { makingVisitor, visitor } from './visitor'

const otherTenant = '11111111-1111-4111-8111-111111111111'
const rows = [
  endpoint({
    method: 'GET',
    path: '/who',
    dialect: chatsDialect,
    summary: 'Who calls',
    auth: visitor(),
    responses: { 200: z.unknown() },
    errors: [],
    handler: async ({ principal, reply }) => reply(200, principal),
  }),
  endpoint({
    method: 'POST',
    path: '/things',
    dialect: chatsDialect,
    summary: 'Make a thing',
    auth: visitor(),
    responses: { 201: z.object({ owner: z.string(), key: z.string() }) },
    errors: [],
    async handler({ request, principal, reply }, services: HttpServices) {
      const { visitorId, headers } = await makingVisitor(principal, services)
      const { key } = scopedIdempotency('k', { principal, request, endpoint: 'things' })
      return reply(201, { owner: visitorId, key }, headers)
    },
  }),
]

function server(exposure: Exposure = 'guarded') {
  const kit = testServices({ exposureOf: () => exposure })
  const handle = serve(rows, kit.services)
  const ask = async (request: Request) => {
    const response = await handle(request)
    return { status: response.status, headers: response.headers, body: JSON.parse(await response.text()) }
  }
  const whoIs = (token: string, headers = {}) => ask(get('/who', { 'x-parley-visitor': token, ...headers }))
  return { ...kit, ask, whoIs, handle }
}

describe('a visitor', () => {
  test.each(['open', 'guarded'] as const)('is nobody without a token (%s)', async (exposure) => {
    const { body } = await server(exposure).ask(get('/who'))
    const viewer = { tenantId, exposure, visitorId: null }
    expect(body).toEqual({ kind: 'visitor', ...viewer, viewer })
  })

  test('who makes something gets a token, is known by it, and gets no other', async () => {
    const { ask, whoIs } = server()
    const made = await ask(post('/things', ''))
    const token = made.headers.get('x-parley-visitor') ?? ''
    expect((await whoIs(token)).body.visitorId).toBe(made.body.owner)
    const again = await ask(post('/things', '', { 'x-parley-visitor': token }))
    expect([again.body.owner, again.headers.get('x-parley-visitor')]).toEqual([made.body.owner, null])
  })

  test('is nobody again once the token has expired, and gets a new one', async () => {
    const { ask, whoIs, pass } = server()
    const token = (await ask(post('/things', ''))).headers.get('x-parley-visitor') ?? ''
    pass(401 * 24 * 60 * 60 * 1000)
    expect((await whoIs(token)).body.visitorId).toBeNull()
    const again = await ask(post('/things', '', { 'x-parley-visitor': token }))
    expect((await whoIs(again.headers.get('x-parley-visitor') ?? '')).body.visitorId).toBe(again.body.owner)
  })

  test('401: a token that this server has not made, or made for another use', async () => {
    const { ask, whoIs, services } = server()
    const token = (await ask(post('/things', ''))).headers.get('x-parley-visitor') ?? ''
    const subject = { subject: 'visitor:me', tenantId }
    const bearer = await services.tokens.issue({ ...subject, audience: 'api' }, 60)
    const forged = token.replace(/.{8}$/, 'AAAAAAAA')
    for (const wrong of ['nonsense', forged, bearer]) expect((await whoIs(wrong)).status).toBe(401)
  })

  test('of one tenant is nobody at another’s host name', async () => {
    const { ask, whoIs, settings } = server()
    settings.set('host:other.example', otherTenant)
    const token = (await ask(post('/things', ''))).headers.get('x-parley-visitor') ?? ''
    const there = (await whoIs(token, { host: 'Other.example:8443' })).body
    expect([there.tenantId, there.visitorId]).toEqual([otherTenant, null])
    expect((await whoIs(token, { host: 'unknown.example' })).body.tenantId).toBe(tenantId)
  })

  test('an idempotency key belongs to the visitor, or to the address of nobody', async () => {
    const { ask } = server()
    const keyOf = async (headers: Record<string, string>) => (await ask(post('/things', '', headers))).body.key
    const token = (await ask(post('/things', ''))).headers.get('x-parley-visitor') ?? ''
    const known = { 'x-parley-visitor': token }
    expect(await keyOf({ ...known, 'x-parley-client': 'a' })).toBe(await keyOf({ ...known, 'x-parley-client': 'b' }))
    expect(await keyOf({ 'x-parley-client': 'a' })).not.toBe(await keyOf({ 'x-parley-client': 'b' }))
    expect(await keyOf({ 'x-parley-client': 'a' })).toBe(await keyOf({ 'x-parley-client': 'a' }))
  })
})

describe('pages on other origins', () => {
  const origin = 'https://clinic.example'

  async function withOrigins(exposure: Exposure) {
    const made = server(exposure)
    const version = {
      tenantId,
      agentId: otherTenant,
      slug: 'desk',
      kind: 'workflow',
      name: 'Desk',
      document: '',
    } as const
    const scope = { kind: 'tenant', tenantId } as const
    await made.agents.addVersion(scope, { ...version, notes: null, createdBy: 'me', createdAt: 0, activate: true })
    const settings = { allowedOrigins: [origin], debugAllowed: false, dailyBudget: null }
    await made.agents.setSettings(scope, tenantId, 'desk', settings)
    const readableFrom = async (page: string) =>
      (await made.ask(get('/who', { origin: page }))).headers.get('access-control-allow-origin')
    return { ...made, readableFrom }
  }

  test('open: all of them may read a public API', async () => {
    const { readableFrom } = await withOrigins('open')
    expect([await readableFrom(origin), await readableFrom('https://any.example')]).toEqual(['*', '*'])
  })

  test('guarded: those that an agent is offered on, one by one', async () => {
    const { readableFrom, ask } = await withOrigins('guarded')
    expect([await readableFrom(origin), await readableFrom('https://any.example')]).toEqual([origin, null])
    const { headers } = await ask(get('/who'))
    expect([headers.get('vary'), headers.has('access-control-allow-origin')]).toEqual(['Origin', false])
  })

  test('never with credentials, and with the headers that our clients read', async () => {
    const { ask } = await withOrigins('guarded')
    const { headers } = await ask(get('/who', { origin }))
    expect(headers.has('access-control-allow-credentials')).toBe(false)
    expect(headers.get('access-control-expose-headers')).toContain('x-parley-visitor')
  })

  test('a preflight tells the same', async () => {
    const { handle } = await withOrigins('guarded')
    const preflight = (page: string) =>
      handle(new Request('http://parley.test/things', { method: 'OPTIONS', headers: { origin: page } }))
    const allowed = await preflight(origin)
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, origin])
    expect(allowed.headers.get('access-control-allow-headers')).toContain('x-parley-visitor')
    expect((await preflight('https://any.example')).headers.get('access-control-allow-origin')).toBeNull()
  })
})
