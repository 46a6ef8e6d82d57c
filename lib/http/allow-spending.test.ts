import { describe, expect, test } from 'vitest'
import { AppError } from '@/lib/domain/errors'
import type { Exposure } from '@/lib/domain/viewer'
import { allowSpending } from './allow-spending'
import type { VisitorSettings } from './http-services'
import type { VisitorPrincipal } from './principal'
import { tenantId, testServices } from './test-kit'

const agentId = 'a1b2c3d4-e5f6-4890-abcd-ef1234567890'
const scope = { kind: 'tenant', tenantId } as const

type From = { exposure?: Exposure; visitorId?: string | null; client?: string; agent?: string; headers?: object }

async function spending(settings: Partial<VisitorSettings> = {}) {
  const kit = testServices(settings)
  const version = { tenantId, agentId, slug: 'desk', kind: 'workflow', name: 'Desk', document: '' } as const
  await kit.agents.addVersion(scope, { ...version, notes: null, createdBy: 'me', createdAt: 0, activate: true })

  /** What somebody hears who sends a message. */
  async function send(from: From = {}) {
    const { exposure = 'guarded', visitorId = null, client = '203.0.113.9', agent = agentId, headers = {} } = from
    const viewer = { tenantId, exposure, visitorId }
    const principal: VisitorPrincipal = { kind: 'visitor', ...viewer, viewer }
    const request = { client, headers: new Headers({ host: 'chat.example', ...headers }) }
    return allowSpending({ request, principal, agentId: agent }, kit.services).then(
      () => 'sent' as const,
      ({ code, publicMessage, retryAfterSeconds }: AppError) => ({ code, publicMessage, retryAfterSeconds }),
    )
  }

  async function sendMany(times: number, from: (nth: number) => From) {
    const heard = []
    for (let nth = 0; nth < times; nth += 1) heard.push(await send(from(nth)))
    return heard
  }

  return { ...kit, send, sendMany }
}

const limited = (words: RegExp) => ({
  code: 'RATE_LIMITED',
  publicMessage: expect.stringMatching(words),
  retryAfterSeconds: expect.any(Number),
})

describe('messages in a minute', () => {
  test('of one visitor, wherever they are; others go on', async () => {
    const { send, sendMany, pass } = await spending()
    const first = (nth: number) => ({ visitorId: 'ann', client: `203.0.113.${nth}` })
    expect(new Set(await sendMany(30, first))).toEqual(new Set(['sent']))
    expect(await send(first(99))).toEqual(limited(/faster than we can answer/))
    expect(await send({ visitorId: 'bob' })).toBe('sent')
    pass(60_000)
    expect(await send(first(99))).toBe('sent')
  })

  test('from one address, with however many tokens; a whole IPv6 network is one', async () => {
    const { send, sendMany } = await spending()
    const same = (nth: number) => ({ visitorId: `v${nth}`, client: `2001:db8:1:2:3::${nth}` })
    expect(new Set(await sendMany(90, same))).toEqual(new Set(['sent']))
    expect(await send({ visitorId: 'new', client: '2001:db8:1:2::7' })).toEqual(limited(/from your network/))
    expect(await send({ visitorId: 'new', client: '2001:db8:1:3::7' })).toBe('sent')
  })

  test('to one agent, from everybody', async () => {
    const { send, sendMany } = await spending()
    expect(new Set(await sendMany(900, (nth) => ({ client: `client-${nth}` })))).toEqual(new Set(['sent']))
    expect(await send({ client: 'one more' })).toEqual(limited(/Many people/))
    expect(await send({ client: 'one more', agent: 'another' })).toBe('sent')
  })

  test('are not counted for this machine itself where all is open, and are everywhere else', async () => {
    const { sendMany } = await spending()
    const sentBy = async (from: From) => new Set(await sendMany(91, () => from)).size
    expect(await sentBy({ exposure: 'open', client: '127.0.0.1' })).toBe(1)
    expect(await sentBy({ exposure: 'open', client: '203.0.113.1' })).toBe(2)
    expect(await sentBy({ exposure: 'guarded', client: '127.0.0.1' })).toBe(2)
  })
})

describe('ids that name nothing', () => {
  const viewer = { tenantId, exposure: 'guarded', visitorId: null } as const

  test('are counted, and past twenty a right one is not answered either', async () => {
    const { services, pass } = await spending()
    const lookUp = (client: string, isRight: boolean) =>
      services.limits
        .lookUp({ viewer, client }, async () => {
          if (!isRight) throw new AppError('NOT_FOUND', 'Session not found')
          return 'found'
        })
        .catch(({ code }: AppError) => code)
    for (let nth = 0; nth < 20; nth += 1) expect(await lookUp('a', false)).toBe('NOT_FOUND')
    expect([await lookUp('a', false), await lookUp('a', true)]).toEqual(['RATE_LIMITED', 'RATE_LIMITED'])
    expect(await lookUp('b', true)).toBe('found')
    pass(60_000)
    expect(await lookUp('a', true)).toBe('found')
  })
})

describe('the budget of a day', () => {
  async function budgeted(dailyBudget: number | undefined, own: number | null) {
    const made = await spending({ dailyBudget })
    await made.agents.setSettings(scope, tenantId, agentId, {
      allowedOrigins: [],
      debugAllowed: false,
      dailyBudget: own,
    })
    const spent = { cost: 0, since: 0 }
    made.agents.spentSince = async (_, __, ___, since) => {
      spent.since = since
      return spent.cost
    }
    return { ...made, spent }
  }

  test.each([
    ['of the server', 1, null],
    ['of the agent, over the server’s', 100, 1],
  ])('%s: spent, visitors are told to come back tomorrow', async (_, server, own) => {
    const { send, spent, pass } = await budgeted(server, own)
    spent.cost = 0.99
    expect(await send()).toBe('sent')
    spent.cost = 1
    pass(5_000)
    const heard = await send()
    expect(heard).toEqual(limited(/tomorrow/))
    // The tests' clock stands at 10:30:00.4 of the day, and five seconds have passed.
    expect(spent.since).toBe(Date.UTC(2025, 10, 26))
    expect(heard).toMatchObject({ retryAfterSeconds: (13 * 60 + 30) * 60 - 5 })
    pass(14 * 60 * 60 * 1000)
    spent.cost = 0
    expect(await send()).toBe('sent')
  })

  test('is without end where none is set, and no sum is asked for', async () => {
    const { send, agents } = await budgeted(undefined, null)
    agents.spentSince = async () => {
      throw new Error('asked for')
    }
    expect(await send()).toBe('sent')
  })
})

describe('pages that an agent is not offered on', () => {
  const refused = {
    code: 'FORBIDDEN',
    publicMessage: 'This assistant is not offered on this page',
    retryAfterSeconds: null,
  }

  test.each<[string, From, unknown]>([
    ['a page of the list', { headers: { origin: 'https://clinic.example' } }, 'sent'],
    ['another', { headers: { origin: 'https://any.example' } }, refused],
    ['another, where all is open', { exposure: 'open', headers: { origin: 'https://any.example' } }, 'sent'],
    ['one without an origin of its own', { headers: { origin: 'null' } }, refused],
    ['our own page', { headers: { origin: 'https://chat.example' } }, 'sent'],
    ['our own page under its public name', { headers: { origin: 'https://public.example' } }, 'sent'],
    ['another port of our host', { headers: { origin: 'https://chat.example:8443' } }, refused],
    ['no page at all', {}, 'sent'],
  ])('%s', async (_, from, heard) => {
    const { send, agents } = await spending({ publicUrl: 'https://public.example/parley' })
    const settings = { allowedOrigins: ['https://clinic.example'], debugAllowed: false, dailyBudget: null }
    await agents.setSettings(scope, tenantId, agentId, settings)
    expect(await send(from)).toEqual(heard)
  })
})
