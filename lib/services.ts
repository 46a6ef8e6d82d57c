// The only file that knows every adapter. `server.ts` makes the services before Next starts; nobody else does.
import { randomUUID } from 'node:crypto'
import type { AccessAdminPorts } from '@/lib/admin/access/access-ports'
import { addFirstPerson } from '@/lib/admin/add-first-person'
import type { AgentCreationPorts } from '@/lib/admin/agents/create-agent'
import type { ChatbotPorts } from '@/lib/admin/chatbots/chatbot-ports'
import type { ConversationAdminPorts } from '@/lib/admin/conversations/conversation-admin-ports'
import type { DataAdminPorts } from '@/lib/admin/data/data-admin-ports'
import type { DraftFormPorts } from '@/lib/admin/draft-form'
import type { FormsAdminPorts } from '@/lib/admin/forms/forms-admin-ports'
import type { KnowledgeAdminPorts } from '@/lib/admin/knowledge/knowledge-admin-ports'
import { createVersionWarmer } from '@/lib/admin/version-warmer'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import { chooseAnalysis } from '@/lib/choose-analysis'
import { chooseLanguage } from '@/lib/choose-language'
import { createLiveSessions, type LiveSessions } from '@/lib/conversations/chatbots/live-sessions'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { createLeaseLoop } from '@/lib/conversations/lease-loop'
import { createRecordings } from '@/lib/conversations/recording'
import type { RehearsalPorts } from '@/lib/conversations/rehearsal/rehearsal-ports'
import { RunningTurns } from '@/lib/conversations/running-turns'
import { takeTimerTurn } from '@/lib/conversations/take-timer-turn'
import { systemClock } from '@/lib/domain/clock'
import { AppError, isAppError } from '@/lib/domain/errors'
import type { Log } from '@/lib/domain/log'
import { platform, tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { EnginePorts } from '@/lib/engine/engine-ports'
import { createEnginePorts } from '@/lib/engine-ports'
import type { Env } from '@/lib/env'
import { createExposure, isLocalServer } from '@/lib/http/exposure'
import { createHttpServices, type HttpServices } from '@/lib/http/http-services'
import { createAnalysisLoop } from '@/lib/jobs/analysis-loop'
import { createChatbotSessionLoop } from '@/lib/jobs/chatbot-session-loop'
import { startUpkeep } from '@/lib/jobs/daily-upkeep'
import { createDeliveryLoop } from '@/lib/jobs/delivery-loop'
import { createIngestLoop } from '@/lib/jobs/ingest-loop'
import { createJobQueue } from '@/lib/jobs/job-queue'
import { createSweepLoop } from '@/lib/jobs/sweep-loop'
import { createWakeLoop } from '@/lib/jobs/wake-loop'
import { findSources } from '@/lib/knowledge/find-sources'
import { ingestNext } from '@/lib/knowledge/ingest-next'
import { createParser } from '@/lib/knowledge/parse/create-parser'
import { createSearchThread } from '@/lib/knowledge/search/create-search-thread'
import { createIndexSource } from '@/lib/knowledge/search/index-cache'
import type { SearchPorts } from '@/lib/knowledge/search-knowledge'
import { openDataSources } from '@/lib/open-data-sources'
import { rehearsalEngine } from '@/lib/rehearsal-engine'
import type { Secrets } from '@/lib/secrets'
import { createPool } from '@/lib/store/postgres/create-pool'
import { createPostgresStore } from '@/lib/store/postgres/create-postgres-store'
import { exclusively } from '@/lib/store/postgres/exclusively'
import { migrate } from '@/lib/store/postgres/migrate'
import { openVectorTable } from '@/lib/store/postgres/vectors/open-vector-table'
import { createDataTools } from '@/lib/tools/data/create-data-tools'
import { findOllama, type Ollama } from '@/lib/tools/find-ollama'
import { createGuardedFetch } from '@/lib/tools/guarded-fetch'
import { createEgress } from '@/lib/tools/guarded-http'
import { tryProvider } from '@/lib/try-provider'
import { seedMusicStore } from '@/prisma/seed/music-store/seed-music-store'
import { demoTenantId, seedDemo } from '@/prisma/seed/seed-demo'

export type Services = HttpServices & {
  store: Store
  conversations: ConversationPorts
  liveSessions: LiveSessions
  /** Milliseconds that a chatbot's session waits for its user after a disconnect. */
  sessionResumeMs: number
  accessAdmin: AccessAdminPorts
  agentAdmin: AgentCreationPorts
  rehearsals: RehearsalPorts
  chatbots: ChatbotPorts
  conversationAdmin: ConversationAdminPorts
  formDrafter: DraftFormPorts
  formsAdmin: FormsAdminPorts
  dataAdmin: DataAdminPorts
  knowledgeAdmin: KnowledgeAdminPorts
  knowledge: SearchPorts
  defaultTenantId: string
  /** Milliseconds that contract 3's answers may take. */
  agentTimeoutMs: number
  /** What the banner and contract 3 call the language in use. */
  modelName: string
  /** A model server of this machine that could be set, where none is. */
  localModel(): Promise<Ollama | null>
  /** Null when requests can be served; else why not. */
  unavailable(): Promise<'database' | 'draining' | null>
  startJobs(): Promise<void>
  /** Takes no more turns and lets the running ones finish, at most `timeoutMs`. */
  drain(timeoutMs: number): Promise<void>
  close(): Promise<void>
}

/**
 * Connects everything to a database: migrates it, seeds what is missing. Throws CONFLICT where the database belongs to
 * another AUTH_SECRET or is newer than the code.
 */
export async function createServices(
  env: Env,
  { databaseUrl, secrets, log }: { databaseUrl: string; secrets: Secrets; log: Log },
): Promise<Services> {
  const clock = systemClock
  const pool = createPool(databaseUrl, env.POOL_SIZE)
  await migrate(pool)
  const vectorTable = await openVectorTable(pool, log)
  const store = createPostgresStore({ pool, vectorTable, encrypt: secrets.encrypt, decrypt: secrets.decrypt })
  await exclusively(pool, 'parley seed', async () => {
    await checkSecret(store, secrets)
    await seed(store, env, secrets)
  })

  const workflows = createWorkflowSource(store.agents)
  const egress = createEgress({ allow: env.EGRESS_ALLOW, log })
  const { language, hasModel, encoder, warmWorkflow, warmUp, closeLanguage } = chooseLanguage(env, {
    clock,
    log,
    providers: store.providers,
    guardedFetch: createGuardedFetch({ allow: env.EGRESS_ALLOW, log }),
  })
  const warmer = createVersionWarmer({ agents: store.agents, workflows, warmWorkflow, log })
  const searcher = createSearchThread()
  const knowledge = { indexes: createIndexSource(store.knowledge, { searcher, vectors: store.vectors }), encoder }
  const searchKnowledge: EnginePorts['searchKnowledge'] = (search, { signal, report }) =>
    findSources({ ...knowledge, store: store.knowledge }, search, signal, report)
  const callbackSecret = (agentId: string) =>
    `whsec_${Buffer.from(secrets.deriveKey(`callbacks of ${agentId}`)).toString('base64')}`
  const data = openDataSources({ url: env.DATA_DATABASE_URL ?? databaseUrl, secrets, log })
  const dataAdmin = { store, ...data, clock }
  const dataTools = createDataTools({
    access: data.access,
    findSource: (tenantId, name) => store.data.findSource(tenant(tenantId), tenantId, name),
  })
  const engine = createEnginePorts({ env, language, searchKnowledge, dataTools, clock, workflows, egress, log })
  const running = new RunningTurns(clock)
  const settings = conversationSettings(env)
  const recordings = createRecordings()
  const conversations = { store: store.conversations, workflows, engine, running, recordings, clock, log, settings }
  const http = createHttpServices({
    log,
    store,
    platformKey: secrets.adminApiKey,
    tokenSecret: secrets.deriveKey('access tokens'),
    sessionSecret: secrets.deriveKey('sessions of people'),
    visitors: {
      exposureOf: createExposure({ setting: env.EXPOSURE ?? null, isLocal: isLocalServer(env), log }),
      defaultTenantId: demoTenantId,
      publicUrl: env.PUBLIC_URL,
      dailyBudget: env.DAILY_MODEL_BUDGET,
    },
    clock,
  })

  const timer = (tenantId: string, id: string) => takeTimerTurn(conversations, tenant(tenantId), id)
  const leases = createLeaseLoop(conversations, env.LEASE_RENEW_MS)
  const sweeper = createSweepLoop({ store: store.conversations, log, everyMs: env.SWEEP_MS })
  const wakes = createWakeLoop({ store: store.conversations, takeTimerTurn: timer, clock, log, everyMs: env.WAKE_MS })
  const outbox = createDeliveryLoop({
    store: store.deliveries,
    conversations: store.conversations,
    forms: store.forms,
    workflows,
    callbackSecret,
    egress,
    clock,
    log,
    random: Math.random,
  })
  const ingestPorts = { store: store.knowledge, parser: createParser(), encoder, clock }
  const ingestion = createIngestLoop({
    ingestNext: (signal) => ingestNext(ingestPorts, platform, signal),
    log,
    everyMs: env.WAKE_MS,
  })
  const liveSessions = createLiveSessions()
  const sessions = createChatbotSessionLoop({
    store: store.chatbots,
    liveSessions,
    clock,
    log,
    everyMs: env.SESSION_KEEP_MS,
    resumeMs: env.SESSION_RESUME_MS,
  })
  const analysis = chooseAnalysis({
    ...{ language, hasModel, timeZone: env.DEFAULT_TIME_ZONE, country: env.DEFAULT_COUNTRY },
  })
  const conversationAdmin = { store, workflows, analysis, clock, newId: engine.newId }
  const analyses = createAnalysisLoop({ ...conversationAdmin, log, everyMs: env.WAKE_MS })
  const queue = createJobQueue({ connectionString: databaseUrl, log })
  const knowledgeAdmin = { store, search: knowledge, clock, documentsWait: ingestion.nudge }
  const agentAdmin = {
    store,
    clock,
    capabilities: { hasModel, providers: [], customActions: [] },
    warmVersion: warmer.warmVersion,
  }

  return {
    ...http,
    store,
    conversations,
    liveSessions,
    sessionResumeMs: env.SESSION_RESUME_MS,
    knowledge,
    accessAdmin: {
      store,
      clock,
      defaultTenantId: demoTenantId,
      tryProvider: (provider) => tryProvider(provider, env, log),
    },
    dataAdmin,
    knowledgeAdmin,
    agentAdmin,
    rehearsals: { engineFor: (api) => rehearsalEngine(engine, api), log, settings },
    chatbots: { store, clock, agentAdmin, knowledgeAdmin },
    conversationAdmin,
    formDrafter: { language, hasModel, clock, log, country: env.DEFAULT_COUNTRY, timeZone: env.DEFAULT_TIME_ZONE },
    formsAdmin: { store, workflows, egress, clock, callbackSecret },
    defaultTenantId: demoTenantId,
    modelName: language.modelName,
    agentTimeoutMs: env.AGENT_TIMEOUT_SECONDS * 1000,
    localModel: async () => (hasModel ? null : findOllama()),
    async unavailable() {
      if (running.isDraining) return 'draining'
      return store.upkeep.ping().then(
        () => null,
        () => 'database',
      )
    },
    async startJobs() {
      await queue.start()
      await startUpkeep({ upkeep: store.upkeep, clock, log, queue })
      const waiting = await store.knowledge.queueForEncoder(platform, encoder.name, clock.now())
      if (waiting > 0)
        log.info('documents are indexed again for another encoder', { documents: waiting, encoder: encoder.name })
      void store.vectors
        ?.complete(platform, null, encoder.name)
        .catch((error) => log.warn('not all vectors are in the database yet', { error: String(error) }))
      for (const loop of [leases, sweeper, wakes, ingestion, sessions, analyses]) loop.start()
      outbox.start(env.DELIVERY_MS)
      if (env.SEED_DEMO) void makeDemoStore(pool, dataAdmin, log)
      void warmUp()
        .then(() => warmer.warmActive(demoTenantId))
        .catch((error) => log.warn('the language engine is not warm yet', { error: String(error) }))
    },
    async drain(timeoutMs) {
      await Promise.all([sweeper.stop(), wakes.stop()])
      await running.drain(timeoutMs)
    },
    async close() {
      warmer.stop()
      await Promise.all([
        leases.stop(),
        outbox.stop(),
        ingestion.stop(),
        sessions.stop(),
        analyses.stop(),
        queue.stop(),
      ])
      await Promise.all([closeLanguage(), searcher.close()])
      await data.access.close()
      await store.close()
      await pool.end()
    },
  }
}

function conversationSettings(env: Env): ConversationPorts['settings'] {
  return {
    owner: randomUUID(),
    leaseMs: env.LEASE_MS,
    ticketMs: env.TICKET_MS,
    queueWaitMs: env.QUEUE_WAIT_MS,
    turnLimitMs: env.TURN_LIMIT_MS,
    maxHistorySize: env.MAX_HISTORY_SIZE,
    sessionTimeoutMs: env.SESSION_TIMEOUT_SECONDS * 1000,
    cleanupTickMs: env.CLEANUP_INTERVAL_MINUTES * 60_000,
  }
}

// Beside the server, which does without it where no database may be made.
async function makeDemoStore(pool: ReturnType<typeof createPool>, dataAdmin: DataAdminPorts, log: Log): Promise<void> {
  try {
    const made = await exclusively(pool, 'parley music store', () => seedMusicStore(dataAdmin, demoTenantId))
    if (made) log.info('the demo data source music_store was made')
  } catch (error) {
    const reason = isAppError(error) ? error.publicMessage : String(error)
    log.warn('the demo data source music_store could not be made', { reason })
  }
}

// Stored keys are encrypted with the root secret: with another one this process would serve and not understand them.
async function checkSecret(store: Store, { fingerprint }: Secrets): Promise<void> {
  const inForce = await store.access.claimSetting(platform, 'auth_secret_fingerprint', fingerprint)
  if (inForce !== fingerprint)
    throw new AppError(
      'CONFLICT',
      'This database was set up with another AUTH_SECRET. Set AUTH_SECRET to that value (it is in secrets.json of the data folder that made it).',
    )
}

async function seed(store: Store, env: Env, { adminPassword }: Secrets): Promise<void> {
  const now = systemClock.now()
  if (!(await store.access.getTenant(platform, demoTenantId)))
    await store.access.addTenant(platform, { id: demoTenantId, name: 'Demo' })
  await addFirstPerson(store.access, { tenantId: demoTenantId, email: env.ADMIN_EMAIL, password: adminPassword })
  if (env.SEED_DEMO) await seedDemo(store, { createdAt: now })
}
