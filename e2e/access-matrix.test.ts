// Who may call what of the administration: every row, every role, every kind of key, and another tenant's things.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Json } from '@/lib/domain/json'
import { endpointRows } from '@/lib/endpoint-rows'
import { freshDatabase } from '@/test/database'
import { type Answer, ask, type Caller, nobody, paging, signing } from './console-callers'
import { type ConsoleRow, consoleRows, type Its } from './console-rows'
import { furnish, makeOffice, type Office } from './console-tenant'
import { type RunningServer, startServer } from './server-process'

const word = 'zebra'

let database: Awaited<ReturnType<typeof freshDatabase>>
let server: RunningServer
let receiver: Server
let ours: Office
let theirs: Office
let its: Its

beforeAll(async () => {
  database = await freshDatabase()
  receiver = createServer((_, response) => response.end())
  receiver.listen(0, '127.0.0.1')
  await once(receiver, 'listening')
  const address = receiver.address()
  const port = typeof address === 'object' ? address?.port : 0
  server = await startServer({
    ...{ DATABASE_URL: database.url, ADMIN_PASSWORD: 'a-password-for-tests-of-the-matrix' },
    ...{ EGRESS_ALLOW: '127.0.0.1', DELIVERY_MS: '50', SEED_DEMO: 'false' },
  })
  ours = await makeOffice(server.url, word)
  theirs = await makeOffice(server.url, 'stranger')
  its = await furnish(server.url, ours, word, `http://127.0.0.1:${port}/done`)
})

afterAll(async () => {
  await server.stop()
  receiver.close()
  await database.drop()
})

type Row = ConsoleRow & { name: string; method: string; path: string }

const rows: Row[] = Object.entries(consoleRows).map(([name, row]) => {
  const [method = '', path = ''] = name.split(' ')
  return { ...row, name, method, path }
})
const writes = rows.filter(({ method }) => method !== 'GET')

/** The row's path with these ids, what else it needs in its query, and `more`. */
function pathTo({ path, query }: Row, ids: Readonly<Record<string, unknown>>, more = ''): string {
  const own = path.startsWith('/api/admin/forms') ? { ...ids, conversation_id: ids.response_id } : ids
  const filled = [path, query]
    .filter((part) => part !== undefined)
    .map((part) => part.replace(/\{(\w+)\}/g, (_, id) => String(own[id])))
  const queries = [...filled.slice(1), more].filter((part) => part !== '')
  return queries.length === 0 ? path && (filled[0] ?? '') : `${filled[0]}?${queries.join('&')}`
}

const call = (caller: Caller, { method }: Row, path: string, body?: Json | FormData): Promise<Answer> =>
  ask(server.url, caller, method, path, method === 'GET' ? undefined : body)

/** What each of `wanted` gives, where it is not as it should be. */
async function faults<T>(wanted: readonly T[], check: (one: T) => Promise<string | null>): Promise<string[]> {
  const found: (string | null)[] = []
  const rest = [...wanted]
  const work = async () => {
    for (let one = rest.shift(); one !== undefined; one = rest.shift()) found.push(await check(one))
  }
  await Promise.all(Array.from({ length: 12 }, work))
  return found.filter((fault) => fault !== null)
}

test('every row of the administration stands in the table, and none that is not there', () => {
  const there = endpointRows.filter(({ path }) => /^\/(?:api\/)?admin\//.test(path))
  expect(there.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(consoleRows).sort())
})

describe('by role', () => {
  const ranks = ['user', 'analyst', 'editor', 'owner', 'key'] as const

  /** Of nobody's things and with an empty body: nothing is changed, whoever may call. */
  const asked = (caller: Caller, row: Row, more = '') => {
    const ids = {
      version: 1,
      form_id: 2_000_000_001,
      tenant_id: ours.id,
      base: 'none',
      source: 'none',
      provider: 'none',
    }
    const random = new Proxy(ids, { get: (known, id) => Reflect.get(known, id) ?? randomUUID() })
    return call(caller, row, pathTo(row, random, more), {})
  }

  test('401: nobody', async () => {
    const wrong = await faults(rows, async (row) => {
      const { status } = await asked(nobody, row)
      return status === 401 ? null : `${row.name}: ${status}`
    })
    expect(wrong).toEqual([])
  })

  test.each(['user', 'analyst', 'editor', 'owner'] as const)('403: what is above a person who is %s', async (role) => {
    const wrong = await faults(rows, async (row) => {
      const { status } = await asked(ours.people[role], row)
      // Where signatures alone are taken, a person shows nothing that counts.
      const refused = row.least === 'key' ? 401 : 403
      const isEnough = ranks.indexOf(role) >= ranks.indexOf(row.least)
      const isRight = isEnough ? status !== 401 && status !== 403 && status < 500 : status === refused
      return isRight || isWithoutModel(row, status) ? null : `${row.name}: ${status}`
    })
    expect(wrong).toEqual([])
  })

  test.each(['hmac', 'bearer', 'platform'] as const)('a %s key may do all that owners may', async (kind) => {
    const caller = kind === 'platform' ? signing() : ours[kind]
    const wrong = await faults(rows, async (row) => {
      const { status } = await asked(caller, row, kind === 'platform' && !row.isOwn ? `tenant_id=${ours.id}` : '')
      if (kind === 'bearer' && row.least === 'key') return status === 401 ? null : `${row.name}: ${status}`
      const isRight = status !== 401 && status !== 403 && status < 500
      return isRight || isWithoutModel(row, status) ? null : `${row.name}: ${status}`
    })
    expect(wrong).toEqual([])
  })

  test('401: a key that is nobody’s', async () => {
    const wrong = await faults(rows, async (row) => {
      const { status } = await asked(signing('a-key-that-nobody-has'), row)
      return status === (row.least === 'key' ? 403 : 401) ? null : `${row.name}: ${status}`
    })
    expect(wrong).toEqual([])
  })

  test('403: a write with the owner’s cookie from another site’s page, or from none', async () => {
    const wrong = await faults(
      writes.filter(({ least }) => least !== 'key'),
      async (row) => {
        const elsewhere = await asked(paging(ours.ownerCookie, 'https://elsewhere.example'), row)
        const unnamed = await asked(() => ({ cookie: ours.ownerCookie }), row)
        return elsewhere.status === 403 && unnamed.status === 403 ? null : `${row.name}: ${elsewhere.status}`
      },
    )
    expect(wrong).toEqual([])
  })
})

describe('by tenant', () => {
  const strangers = () => [theirs.people.owner, theirs.hmac, theirs.bearer]
  const mine = () => ({ ...its, tenant_id: ours.id })

  /** All that can be read of our tenant, by row. */
  async function everything(): Promise<Record<string, string>> {
    const read = rows.filter(({ method, least, path }) => method === 'GET' && least !== 'key' && !/audit/.test(path))
    const found = await Promise.all(
      read.map(async (row) => {
        const { status, text } = await call(ours.people.owner, row, pathTo(row, mine()))
        return [row.name, `${status} ${text}`] as const
      }),
    )
    return Object.fromEntries(found)
  }

  test('404: our things are found by nobody of another tenant, and nothing of them is changed', async () => {
    const before = await everything()
    expect(Object.entries(before).filter(([, answer]) => !answer.startsWith('200'))).toEqual([])
    const tries = rows.filter((row) => row.name !== 'POST /api/admin/tenants')
    const wrong = await faults(
      tries.flatMap((row) => strangers().map((caller) => ({ row, caller }))),
      async ({ row, caller }) => {
        if (row.least === 'key' && caller !== theirs.hmac) return null
        const body = row.body?.(its)
        const answers: Answer[] = []
        if (!row.isList) answers.push(await call(caller, row, pathTo(row, mine()), body))
        if (!row.isOwn) answers.push(await call(caller, row, pathTo(row, mine(), `tenant_id=${ours.id}`), body))
        const isRight = answers.every((answer) => isUnknown(row, answer) && !tells(answer.text))
        return isRight ? null : `${row.name}: ${answers.map(({ status, text }) => `${status} ${text}`)}`
      },
    )
    expect(wrong).toEqual([])
    expect(await everything()).toEqual(before)
  })

  test('what another tenant lists has nothing of ours', async () => {
    const lists = rows.filter(({ method, isList }) => method === 'GET' && isList)
    expect(lists.length).toBeGreaterThan(10)
    const wrong = await faults(
      lists.flatMap((row) => strangers().map((caller) => ({ row, caller }))),
      async ({ row, caller }) => {
        const { status, text } = await call(caller, row, pathTo(row, mine()))
        return status === 200 && !tells(text) ? null : `${row.name}: ${status} ${text}`
      },
    )
    expect(wrong).toEqual([])
  })

  test('404, or nothing: our ids in queries and bodies beside another tenant’s own things', async () => {
    const { hmac } = theirs
    const own = (await ask(server.url, hmac, 'POST', '/api/admin/agents', { template: 'blank', name: 'Own' })).body
    const lists = [
      `conversations?agent_id=${its.agent_id}`,
      `deliveries?form_id=${its.form_id}`,
      `deliveries?conversation_id=${its.response_id}`,
      ...['conversations', 'cost', 'latency'].map((name) => `insight/${name}?agent_id=${its.agent_id}`),
    ]
    for (const list of lists) {
      const { status, text } = await ask(server.url, hmac, 'GET', `/api/admin/${list}`)
      expect([list, status === 404 || status === 200, tells(text)]).toEqual([list, true, false])
    }
    const taken = { conversation_id: its.conversation_id, name: 'taken' }
    const fromOurs = `/api/admin/agents/${own.agent_id}/tests`
    expect((await ask(server.url, hmac, 'POST', `${fromOurs}/from-conversation`, taken)).status).toBe(404)
    expect((await ask(server.url, hmac, 'POST', `${fromOurs}/run`, { test_ids: [its.test_id] })).status).toBe(404)
    const person = { conversation_id: its.conversation_id, dry_run: true }
    const erasable = (await ask(server.url, hmac, 'POST', '/api/admin/erasures', person)).body
    expect(Object.values(erasable.counts).every((count) => count === 0)).toBe(true)
  })

  test('403: an owner of a tenant that is not the first makes no other', async () => {
    const wanted = { name: 'Another', owner_email: 'another@example.org' }
    expect((await ask(server.url, theirs.people.owner, 'POST', '/api/admin/tenants', wanted)).status).toBe(403)
  })

  function isUnknown({ isBulk }: Row, { status, body }: Answer): boolean {
    return isBulk ? body.results.every(({ success }: { success: boolean }) => !success) : status === 404
  }

  /** Whether it has an id of ours, or the word that stands in all our names and texts. */
  function tells(text: string): boolean {
    // As the caller named it.
    const said = text.replaceAll(`"tenant_id":"${ours.id}"`, '')
    const { tenant_id, agent_id, test_id, conversation_id, response_id, delivery_id, document_id } = its
    const ids = [tenant_id, agent_id, test_id, conversation_id, response_id, delivery_id, document_id]
    return [word, its.source, its.base, its.key_id, its.person_id, ...ids].some((ours) => said.includes(ours))
  }
})

describe('what is kept of changes', () => {
  const entries = async (since: string) => {
    const path = `/api/admin/audit?limit=200&since=${since}`
    const { body } = await ask(server.url, ours.people.owner, 'GET', path)
    return body.entries.map(({ actor, target }: { actor: string; target: string }) => `${actor} ${target}`).reverse()
  }

  // Last of all: at its end our tenant has nothing left.
  test('each change stands in the audit log under who made it; what changes nothing does not', async () => {
    const since = new Date().toISOString()
    const order = writes.filter(({ name }) => name !== 'POST /api/admin/tenants').sort((a, b) => weight(a) - weight(b))
    const expected: string[] = []
    for (const [at, row] of order.entries()) {
      const [caller, actor] =
        row.least === 'key' || at % 2 === 0
          ? [ours.hmac, `key:${ours.keyIds[0]}`]
          : [ours.people.owner, `person:${ours.ownerEmail}`]
      const path = pathTo(row, its)
      const { status, text } = await call(caller, row, path, row.body?.(its))
      const isFound = ![401, 403, 404].includes(status) && (status < 500 || isWithoutModel(row, status))
      expect([row.name, isFound, isFound || text]).toEqual([row.name, true, true])
      if (status < 300 && !row.isQuiet) expected.push(`${actor} ${path.split('?')[0]}`)
    }
    expect(expected.length).toBeGreaterThan(30)
    expect(await entries(since)).toEqual(expected)
  })

  // What others stand on goes last.
  function weight({ method, path }: Row): number {
    if (method !== 'DELETE') return 0
    return 100 - path.length
  }
})

function isWithoutModel({ needsModel }: Row, status: number): boolean {
  return needsModel === true && status === 503
}
