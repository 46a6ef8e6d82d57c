// Who sees whose chats, and from which pages, in both exposures.
import { describe, expect, test } from 'vitest'
import type { Exposure } from '@/lib/domain/viewer'
import { demoTenantId } from '@/prisma/seed/seed-demo'
import { api } from '@/test/api'

const sessions = '/api/chats/sessions/'
const messages = '/api/chats/messages/'

/** Ann has made a session whose id the server made, and one whose id she thought up. */
async function annsSessions(exposure: Exposure) {
  const { call, ...server } = await api({ exposure })
  const asVisitor = (token: string) => (token ? { headers: { 'x-parley-visitor': token } } : {})
  const first = await call('POST', sessions, {})
  const ann = first.headers.get('x-parley-visitor') ?? ''
  const named = await call('POST', sessions, { session_id: 'ann-0042' }, asVisitor(ann))
  const bob = (await call('POST', sessions, {})).headers.get('x-parley-visitor') ?? ''
  const tokens = { own: ann, foreign: bob, none: '' }

  const by = (who: keyof typeof tokens) => {
    const how = asVisitor(tokens[who])
    const status = async (method: string, path: string, body?: object) => (await call(method, path, body, how)).status
    return {
      lists: async () =>
        (await call('GET', `${sessions}?limit=1000`, undefined, how)).body
          .map((session: { id: string }) => session.id)
          .filter((id: string) => [first.body.id, named.body.id].includes(id)).length,
      reads: (id: string) => status('GET', sessions + id),
      readsMessages: (id: string) => status('GET', `${messages}?session_id=${id}`),
      sends: (id: string) => status('POST', messages, { session_id: id, message: 'hi', role: 'user' }),
      deletes: (id: string) => status('DELETE', sessions + id),
    }
  }
  return { ...server, call, asVisitor, ann, by, made: first.body, named: named.body }
}

describe.each<[Exposure, 'own' | 'foreign' | 'none', { lists: number; byThoughtUpId: number }]>([
  ['open', 'own', { lists: 2, byThoughtUpId: 200 }],
  ['open', 'foreign', { lists: 2, byThoughtUpId: 200 }],
  ['open', 'none', { lists: 2, byThoughtUpId: 200 }],
  ['guarded', 'own', { lists: 2, byThoughtUpId: 200 }],
  ['guarded', 'foreign', { lists: 0, byThoughtUpId: 404 }],
  ['guarded', 'none', { lists: 0, byThoughtUpId: 404 }],
])('%s, with %s token', (exposure, who, { lists, byThoughtUpId }) => {
  test(`lists ${lists} of Ann’s sessions`, async () => {
    expect(await (await annsSessions(exposure)).by(who).lists()).toBe(lists)
  })

  test('an id that cannot be guessed opens its one session', async () => {
    const { by, made, named } = await annsSessions(exposure)
    for (const id of [made.id, made.session_id, named.id]) {
      expect([await by(who).reads(id), await by(who).readsMessages(id), await by(who).sends(id)]).toEqual([
        200, 200, 201,
      ])
    }
    expect(await by(who).deletes(made.id)).toBe(204)
  })

  test(`one that somebody thought up: ${byThoughtUpId}`, async () => {
    const { by } = await annsSessions(exposure)
    const sent = byThoughtUpId === 200 ? 201 : 404
    const heard = [
      await by(who).reads('ann-0042'),
      await by(who).readsMessages('ann-0042'),
      await by(who).sends('ann-0042'),
    ]
    expect(heard).toEqual([byThoughtUpId, byThoughtUpId, sent])
    expect(await by(who).deletes('ann-0042')).toBe(byThoughtUpId === 200 ? 204 : 404)
  })
})

test('guarded: search finds whole ids only', async () => {
  const { call, asVisitor, ann } = await annsSessions('guarded')
  const found = async (search: string) =>
    (await call('GET', `${sessions}?search=${search}`, undefined, asVisitor(ann))).body.length
  expect([await found('ann-0042'), await found('ann-00')]).toEqual([1, 0])
})

test('guarded: the same key tells its maker who they are, a taken id tells nobody', async () => {
  const { call, asVisitor } = await annsSessions('guarded')
  const how = { headers: { 'idempotency-key': 'visit-1' } }
  const first = await call('POST', sessions, {}, how)
  const again = await call('POST', sessions, {}, how)
  expect(again.body).toEqual(first.body)
  const token = again.headers.get('x-parley-visitor') ?? ''
  expect((await call('GET', sessions, undefined, asVisitor(token))).body).toEqual([first.body])
  const taken = await call('POST', sessions, { session_id: 'ann-0042' }, how)
  expect([taken.status, taken.headers.get('x-parley-visitor')]).toEqual([400, null])
})

test('ids that name nothing are counted, and their guesser is told to wait', async () => {
  const { call } = await annsSessions('guarded')
  for (let nth = 0; nth < 20; nth += 1) expect((await call('GET', `${sessions}guess-${nth}00`)).status).toBe(404)
  const { status, body, headers } = await call('GET', `${sessions}guess-2000`)
  expect([status, body.code, headers.get('retry-after')]).toEqual([429, 'RATE_LIMITED', '60'])
})

test('guarded: a page that the agent is not offered on makes no session, one that it is does', async () => {
  const { call, clock } = await annsSessions('guarded')
  const how = { headers: { origin: 'https://clinic.example' } }
  expect((await call('POST', sessions, {}, how)).status).toBe(403)
  const settings = `/api/admin/agents/front_desk/settings?tenant_id=${demoTenantId}`
  await call('PUT', settings, { allowed_origins: ['https://clinic.example'] })
  clock.advance(5_000)
  const made = await call('POST', sessions, {}, how)
  expect([made.status, made.headers.get('access-control-allow-origin')]).toEqual([201, 'https://clinic.example'])
})

test('401: a forged visitor token is refused, not ignored', async () => {
  const { call, asVisitor, ann } = await annsSessions('open')
  expect((await call('GET', sessions, undefined, asVisitor(`${ann}x`))).status).toBe(401)
})
