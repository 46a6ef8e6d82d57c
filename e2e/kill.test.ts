// The server is killed at random points of a turn. No accepted message may be lost, doubled or answered twice.
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshDatabase } from '@/test/database'
import { ends, prompts } from '@/test/flow'
import { randomFrom } from './random-from'
import { call, demo, type RunningServer, startServer } from './server-process'

const turns = process.env.TEST_FULL === '1' ? 200 : 40
const kills = process.env.TEST_FULL === '1' ? 60 : 20
// It talks on for ever: the demo agent would come to its limit of transitions.
const nodes = [prompts('talk', 'Talk'), ends()]
const seed = Number(process.env.TEST_SEED ?? 20_251_126)

test(`${turns} turns, ${kills} kills: each message once, each answered once, in order`, async () => {
  const database = await freshDatabase()
  const settings = { DATABASE_URL: database.url, LEASE_MS: '600', LEASE_RENEW_MS: '200', SWEEP_MS: '100' }
  const random = randomFrom(seed)
  let server: RunningServer = await startServer(settings)
  const agent_json = { agent: { id: 'talker', name: 'Talker' }, workflow: { initial_node: 'talk', nodes } }
  await call(server.url, 'POST', '/admin/agents/import', { tenant_id: demo.tenant_id, agent_json })
  const wanted = { tenant_id: demo.tenant_id, agent_id: 'talker' }
  const session = (await call(server.url, 'POST', '/api/chat/sessions', wanted)).body
  const path = `/api/chat/sessions/${session.session_id}/messages`
  const killed = new Set(sample(turns, kills, random))
  const answers: { turn_number: number }[] = []

  for (let turn = 0; turn < turns; turn++) {
    const key = { 'idempotency-key': `turn-${turn}` }
    let kill = killed.has(turn) ? afterMs(random() * 25, () => server.stop('SIGKILL')) : null
    for (;;) {
      const answer = await call(server.url, 'POST', path, { content: `message ${turn}` }, key).catch(() => null)
      if (kill) {
        await kill
        kill = null
        server = await startServer(settings)
      }
      if (answer && answer.status !== 200 && answer.status < 500)
        throw new Error(`turn ${turn}: ${answer.status} ${JSON.stringify(answer.body)}`)
      if (answer?.status !== 200) continue
      answers.push(answer.body)
      break
    }
  }

  expect(answers.map(({ turn_number }) => turn_number)).toEqual(Array.from({ length: turns }, (_, index) => index + 1))
  const stored = await readMessages(database.url, session.conversation_id)
  expect(stored.filter(({ role }) => role === 'user').map(({ content }) => content)).toEqual(
    Array.from({ length: turns }, (_, index) => `message ${index}`),
  )
  const done = await readDoneTurns(database.url, session.conversation_id)
  expect(done).toEqual({ inputs: turns, running: 0, answered: turns })
  await server.stop()
  await database.drop()
}, 1_800_000)

/** Resolves when `act` is done, `ms` from now. */
function afterMs(ms: number, act: () => Promise<unknown>): Promise<unknown> {
  return new Promise((done) => setTimeout(() => act().then(done), ms))
}

async function readMessages(url: string, id: string): Promise<{ role: string; content: string }[]> {
  return query(
    url,
    'SELECT role, content FROM text_conversation_messages WHERE conversation_id = $1 ORDER BY sequence',
    [id],
  )
}

async function readDoneTurns(url: string, id: string) {
  const [row] = await query<{ inputs: number; running: number; answered: number }>(
    url,
    `SELECT count(*) FILTER (WHERE t.status = 'done' AND t.kind = 'input')::int AS inputs,
       count(*) FILTER (WHERE t.status = 'running')::int AS running,
       count(*) FILTER (WHERE t.status = 'done' AND t.kind = 'input' AND EXISTS (
         SELECT FROM text_conversation_messages m WHERE m.turn_id = t.id AND m.role = 'assistant'))::int AS answered
     FROM turns t WHERE t.conversation_id = $1`,
    [id],
  )
  return row
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

function sample(of: number, count: number, random: () => number): number[] {
  const all = Array.from({ length: of }, (_, index) => ({ index, order: random() }))
  return all
    .sort((a, b) => a.order - b.order)
    .slice(0, count)
    .map(({ index }) => index)
}
