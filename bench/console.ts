// npm run bench:console: how long the server works on every list and chart of the console, with an agent of 200 nodes, 10,000
// conversations and 100,000 messages. The rows are served as they are, on PostgreSQL, without a socket. Ends with 1 where one
// misses its target. Argument: how often each is asked.
import { createHash, createHmac } from 'node:crypto'
import { v7 } from 'uuid'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { AgentsServices } from '@/lib/dialects/console/agents/agents-services'
import type { ConversationServices } from '@/lib/dialects/console/conversations/conversation-services'
import { listConversationsRow } from '@/lib/dialects/console/conversations/list-conversations'
import { readConversationRow } from '@/lib/dialects/console/conversations/read-conversation'
import { listDeliveriesRow } from '@/lib/dialects/console/forms/deliveries'
import type { FormsServices } from '@/lib/dialects/console/forms/forms-services'
import { conversationSeriesRow } from '@/lib/dialects/console/insight/conversation-series'
import { costsRow } from '@/lib/dialects/console/insight/costs'
import { latencyRow } from '@/lib/dialects/console/insight/latency'
import { nodeFiguresRow } from '@/lib/dialects/console/insight/node-figures'
import { listAgentsRow } from '@/lib/dialects/console/list-agents'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import type { Endpoint } from '@/lib/http/endpoint'
import { createHttpServices, type HttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { createLog } from '@/lib/log'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { migrate } from '@/lib/store/postgres/migrate'
import { createEgress } from '@/lib/tools/guarded-http'
import { agentId, conversations, nodes, seedConsole, turnsEach } from './console/seed'
import { percentile } from './median'
import { machineLine } from './report'
import { openScratchCluster } from './scratch-cluster'

const times = Number(process.argv[2] ?? 40)
const warmUp = 3
const mostMs = 300
const key = 'the key of this bench'
const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'

const log = createLog('warn')
const clock = systemClock
const cluster = await openScratchCluster()
const pool = createPool(await cluster.addDatabase('console'), 4)
await migrate(pool)
const store = createPostgresStore({ pool, encrypt: (text) => text, decrypt: (text) => text })
type Services = HttpServices & AgentsServices & ConversationServices & FormsServices

const rows: readonly Endpoint<Services>[] = [
  ...[listAgentsRow, listConversationsRow, readConversationRow, listDeliveriesRow],
  ...[conversationSeriesRow, nodeFiguresRow, latencyRow, costsRow],
]

const handle = handler()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().then(() => process.exit(130)))

try {
  await store.access.addTenant(platform, { id: tenantId, name: 'Bench' })
  await seedConsole(pool, store, tenantId)
  const turns = conversations * turnsEach
  console.log(
    `${nodes} nodes, ${conversations} conversations, ${turns} turns, ${turns * 2} messages\n${machineLine('before')}`,
  )
  for (const [name, path] of await pages()) {
    const took = await timed(path)
    const [half, most] = [percentile(took, 0.5), percentile(took, 0.95)]
    const isMet = most <= mostMs
    if (!isMet) process.exitCode = 1
    const figures = `p50 ${half.toFixed(1).padStart(6)} ms   p95 ${most.toFixed(1).padStart(6)} ms`
    console.log(`${name.padEnd(34)} ${figures}   at most ${mostMs} ms: ${isMet ? 'met' : 'MISSED'}`)
  }
  console.log(machineLine('after'))
} finally {
  await close()
}

async function close(): Promise<void> {
  await store.close()
  await pool.end()
  await cluster.remove()
}

/** Every list and chart, as the console asks for them. */
async function pages(): Promise<[string, string][]> {
  const list = '/api/admin/conversations'
  const insight = '/api/admin/insight'
  const { body } = await ask(`${list}?limit=50`)
  const [first, next] = [body.conversations[0]?.conversation_id, body.next]
  const since = new Date(Date.now() - 59 * 86_400_000).toISOString()
  return [
    ['agents', '/api/admin/agents'],
    ['conversations', list],
    ['… further page', `${list}?before=${next}`],
    ['… by agent and version', `${list}?agent_id=${agentId}&version=1`],
    ['… by dialect and status', `${list}?dialect=forms&status=abandoned`],
    ['… by a variable', `${list}?variable=city`],
    ['… by its value', `${list}?variable=email%3Dperson77%40example.org`],
    ['… by time', `${list}?since=${since}&until=${new Date().toISOString()}`],
    ['… by a common word', `${list}?search=knee`],
    ['… by rare words', `${list}?search=knee%20doctor%20scan%20results`],
    ['… by words nobody said', `${list}?search=xylophone`],
    ['… by words beyond ASCII', `${list}?search=%C3%9Cberweisung`],
    ['… by rating', `${list}?feedback=down`],
    ['… by analysis', `${list}?analysis=negative`],
    ['one conversation', `${list}/${first}`],
    ['deliveries', '/api/admin/deliveries'],
    ['conversations by day, 30 days', `${insight}/conversations`],
    ['conversations by day, 60 days', `${insight}/conversations?since=${since}`],
    ['conversations by hour', `${insight}/conversations?by=hour`],
    ['drop-off of 200 nodes, 60 days', `${insight}/nodes?agent_id=${agentId}&since=${since}`],
    ['latency, 30 days', `${insight}/latency`],
    ['latency of an agent, 60 days', `${insight}/latency?agent_id=${agentId}&since=${since}`],
    ['cost, 30 days', `${insight}/cost`],
    ['cost, 60 days', `${insight}/cost?since=${since}`],
  ]
}

async function timed(path: string): Promise<number[]> {
  for (let at = 0; at < warmUp; at += 1) await ask(path)
  const took: number[] = []
  for (let at = 0; at < times; at += 1) {
    const began = performance.now()
    await ask(path)
    took.push(performance.now() - began)
  }
  return took
}

function handler() {
  const workflows = createWorkflowSource(store.agents)
  const capabilities = { hasModel: false, providers: [], customActions: [] }
  const analysis = async () => {
    throw new Error('nothing is analysed here')
  }
  return serve(rows, {
    ...createHttpServices({
      ...{ log, store, platformKey: key, clock },
      ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
      visitors: { exposureOf: () => 'open', defaultTenantId: tenantId },
    }),
    agentAdmin: { store, clock, capabilities, warmVersion: () => undefined },
    conversationAdmin: { store, workflows, analysis, clock, newId: (at: number) => v7({ msecs: at }) },
    formsAdmin: { store, workflows, egress: createEgress({ allow: [], log }), clock, callbackSecret: () => '' },
    conversations: { running: { abort: () => undefined } },
  })
}

async function ask(path: string): Promise<{ body: ReturnType<typeof JSON.parse> }> {
  const address = `${path}${path.includes('?') ? '&' : '?'}tenant_id=${tenantId}`
  const response = await handle(new Request(`http://parley.bench${address}`, { headers: signature(address) }))
  const text = await response.text()
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`)
  return { body: JSON.parse(text) }
}

function signature(path: string): Record<string, string> {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const bodyHash = createHash('sha256').update('').digest('hex')
  const signed = createHmac('sha256', key).update(`${timestamp}GET${path}${bodyHash}`).digest('hex')
  return { 'x-timestamp': timestamp, 'x-signature': signed }
}
