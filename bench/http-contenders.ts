// The floor and the server, each asked over HTTP by as many clients as there are conversations.
import { z } from 'zod'
import { platform } from '@/lib/domain/scope'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { migrate } from '@/lib/store/postgres/migrate'
import { benchAgent, benchAgentId, benchMessage, benchTenant } from './bench-agent'
import { drive } from './drive'
import { type Client, createClient, startParley } from './parley-server'
import type { Contender } from './rounds'
import { startWorker } from './worker-process'

/** Takes what has to be undone at the end, last to first. */
export type Defer = (ending: () => Promise<void>) => void

export type Place = { databaseUrl: string; dataDir: string; conversations: number }
export type TurnSample = { state: string; events: string }

const started = z.object({ session_id: z.string() })
const listening = z.object({ port: z.int(), ids: z.array(z.string()) })
const turnNumber = z.object({ turn_number: z.int(), response: z.string() })

export async function openParley(name: string, { databaseUrl, dataDir, conversations }: Place, defer: Defer) {
  await addTenant(databaseUrl)
  const server = await startParley({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir })
  defer(server.stop)
  const client = createClient(server.url, conversations)
  defer(client.close)
  const whose = { tenant_id: benchTenant.id }
  await client.post('/admin/agents/import', { ...whose, agent_json: benchAgent })
  const paths: string[] = []
  for (let index = 0; index < conversations; index += 1) {
    const session = started.parse(await client.post('/api/chat/sessions', { ...whose, agent_id: benchAgentId }))
    paths.push(`/api/chat/sessions/${session.session_id}/messages`)
  }
  const opened = contender(name, server.pid, client, paths)
  await opened.run(0.1)
  return { contender: opened, sample: await readSample(databaseUrl) }
}

/** Its rows are as wide as the sample's. */
export async function openFloor(
  name: string,
  databaseUrl: string,
  options: { conversations: number; poolSize: number; sample: TurnSample },
  defer: Defer,
): Promise<Contender> {
  const worker = startWorker('bench/floor-server.ts')
  defer(worker.stop)
  const { port, ids } = listening.parse(await worker.ask({ databaseUrl, ...options }))
  const client = createClient(`http://127.0.0.1:${port}`, options.conversations)
  defer(client.close)
  const paths = ids.map((id) => `/conversations/${id}`)
  return contender(name, worker.pid, client, paths)
}

function contender(name: string, pid: number, client: Client, paths: readonly string[]): Contender {
  let sent = 0
  const clients = paths.map((path) => {
    let last = 0
    return async () => {
      sent += 1
      const answer = turnNumber.parse(await client.post(path, { content: benchMessage(sent) }))
      // Every message is a turn of its own, or the figures would be of something else.
      if (last > 0 && answer.turn_number !== last + 1) throw new Error(`${path}: ${last} then ${answer.turn_number}`)
      last = answer.turn_number
    }
  })
  return { name, pid, run: (seconds) => drive(clients, seconds) }
}

/** Migrates the empty database and adds the tenant of all benchmarks. */
export async function addTenant(databaseUrl: string): Promise<void> {
  const pool = createPool(databaseUrl, 1)
  await migrate(pool)
  const asIs = (text: string) => text
  const store = createPostgresStore({ pool, encrypt: asIs, decrypt: asIs })
  await store.access.addTenant(platform, benchTenant)
  // Visitors who come by these names are the tenant's.
  for (const name of ['127.0.0.1', 'localhost'])
    await store.access.claimSetting(platform, `host:${name}`, benchTenant.id)
  await store.close()
  await pool.end()
}

async function readSample(databaseUrl: string): Promise<TurnSample> {
  const pool = createPool(databaseUrl, 1)
  const { rows } = await pool.query<TurnSample>(`
    SELECT c.state::text AS state, t.events::text AS events
    FROM turns t JOIN text_conversations c ON c.id = t.conversation_id
    WHERE t.kind = 'input' AND t.status = 'done' ORDER BY t.started_at DESC LIMIT 1`)
  await pool.end()
  const [sample] = rows
  if (!sample) throw new Error('no turn was stored')
  return sample
}
