// Engine and store as the server wires them, without HTTP and jobs, on a database of their own.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { importAgent } from '@/lib/admin/import-agent'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { createRecordings } from '@/lib/conversations/recording'
import { RunningTurns } from '@/lib/conversations/running-turns'
import { startConversation } from '@/lib/conversations/start-conversation'
import { takeTurn } from '@/lib/conversations/take-turn'
import { systemClock } from '@/lib/domain/clock'
import { platform } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import { createEnginePorts } from '@/lib/engine-ports'
import { readEnv } from '@/lib/env'
import { createScriptedLanguage, type ScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import { defaultScript } from '@/lib/language/scripted/default-script'
import { createLog } from '@/lib/log'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { migrate } from '@/lib/store/postgres/migrate'
import { createEgress } from '@/lib/tools/guarded-http'
import { benchAgent, benchAgentId, benchMessage, benchTenant } from './bench-agent'

export type Engine = {
  pool: pg.Pool
  language: ScriptedLanguage
  /** A new conversation; each call of what it answers takes one turn in it. */
  converse(): Promise<() => Promise<void>>
  close(): Promise<void>
}

export async function openEngine(databaseUrl: string): Promise<Engine> {
  const env = readEnv({})
  const clock = systemClock
  const log = createLog('warn')
  const pool = createPool(databaseUrl, env.POOL_SIZE)
  await migrate(pool)
  const asIs = (text: string) => text
  const store = createPostgresStore({ pool, encrypt: asIs, decrypt: asIs })
  await prepare(store)
  const workflows = createWorkflowSource(store.agents)
  const language = createScriptedLanguage(defaultScript)
  const engine = createEnginePorts({
    ...{ env, language, clock, workflows, log },
    egress: createEgress({ allow: [], log }),
    dataTools: {
      describeData: async () => null,
      callTool: async () => ({ output: 'there are no data here', isError: true, variables: {} }),
    },
    searchKnowledge: async () => ({ outcome: 'failed', sources: [], detail: 'there are no documents here' }),
  })
  const ports: ConversationPorts = {
    ...{ store: store.conversations, workflows, engine, clock, log },
    running: new RunningTurns(clock),
    recordings: createRecordings(),
    settings: {
      owner: randomUUID(),
      leaseMs: env.LEASE_MS,
      ticketMs: env.TICKET_MS,
      queueWaitMs: env.QUEUE_WAIT_MS,
      turnLimitMs: env.TURN_LIMIT_MS,
      maxHistorySize: env.MAX_HISTORY_SIZE,
      sessionTimeoutMs: env.SESSION_TIMEOUT_SECONDS * 1000,
      cleanupTickMs: env.CLEANUP_INTERVAL_MINUTES * 60_000,
    },
  }
  return {
    pool,
    language,
    converse: () => converse(ports),
    async close() {
      await store.close()
      await pool.end()
    },
  }
}

async function prepare(store: Store): Promise<void> {
  const clock = systemClock
  await store.upkeep.makePartitions(clock.now(), 1)
  await store.access.addTenant(platform, benchTenant)
  const capabilities = { hasModel: true, providers: [], customActions: [] }
  const admin = { store, clock, capabilities, warmVersion: () => undefined }
  await importAgent(admin, platform, { tenantId: benchTenant.id, agentJson: benchAgent })
}

async function converse(ports: ConversationPorts): Promise<() => Promise<void>> {
  const externalId = randomUUID()
  const ref = { dialect: 'sessions', externalId } as const
  await startConversation(ports, platform, {
    ...ref,
    tenantId: benchTenant.id,
    agentId: benchAgentId,
    version: undefined,
    access: 'tenant',
    metadata: {},
    idempotency: null,
  })
  let sent = 0
  return async () => {
    sent += 1
    // As over HTTP, where every message has the key of its signature.
    const idempotency = { key: `${externalId}/${sent}`.padEnd(64, '-'), requestHash: ''.padEnd(64, '-') }
    const { turn } = await takeTurn(ports, platform, { ref, text: benchMessage(sent), idempotency })
    if (turn.messages.length !== 2) throw new Error(`turn ${turn.id} has ${turn.messages.length} messages`)
  }
}
