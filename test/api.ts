// The APIs as they are served, without a socket: the real rows, use cases and memory store.
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { ChatsServices } from '@/lib/dialects/chats/chats-services'
import { createChatMessage } from '@/lib/dialects/chats/message-create'
import { deleteChatMessage } from '@/lib/dialects/chats/message-delete'
import { listChatMessages } from '@/lib/dialects/chats/message-list'
import { readChatMessage } from '@/lib/dialects/chats/message-read'
import { reattachChatStream } from '@/lib/dialects/chats/reattach'
import { sendChatMessage } from '@/lib/dialects/chats/send-message'
import { createChatSession } from '@/lib/dialects/chats/session-create'
import { deleteChatSession } from '@/lib/dialects/chats/session-delete'
import { listChatSessions } from '@/lib/dialects/chats/session-list'
import { readChatSession } from '@/lib/dialects/chats/session-read'
import { stopChatAnswer } from '@/lib/dialects/chats/stop-answer'
import { explainChatStream } from '@/lib/dialects/chats/stream-how'
import { streamChatMessage } from '@/lib/dialects/chats/stream-message'
import { activateVersionRow } from '@/lib/dialects/console/activate-version'
import { changeAgentSettingsRow, readAgentSettingsRow } from '@/lib/dialects/console/agent-settings'
import type { AgentsServices } from '@/lib/dialects/console/agents/agents-services'
import { exportAgentRow } from '@/lib/dialects/console/export-agent'
import { importAgentRow } from '@/lib/dialects/console/import-agent'
import { importAgentsRow } from '@/lib/dialects/console/import-agents'
import { listAgentsRow } from '@/lib/dialects/console/list-agents'
import { listTurnsOf } from '@/lib/dialects/console/list-turns'
import { listVersionsRow } from '@/lib/dialects/console/list-versions'
import { createSession } from '@/lib/dialects/sessions/create-session'
import { endSession } from '@/lib/dialects/sessions/end-session'
import { readSession } from '@/lib/dialects/sessions/read-session'
import { sendMessage } from '@/lib/dialects/sessions/send-message'
import type { SessionServices } from '@/lib/dialects/sessions/session-services'
import { sendThreadMessage } from '@/lib/dialects/threads/chat-send'
import { readHealth, readRoot } from '@/lib/dialects/threads/read-health'
import { createThread } from '@/lib/dialects/threads/thread-create'
import { deleteThread } from '@/lib/dialects/threads/thread-delete'
import { listThreads } from '@/lib/dialects/threads/thread-list'
import { listThreadMessages } from '@/lib/dialects/threads/thread-messages'
import { readThread } from '@/lib/dialects/threads/thread-read'
import type { ThreadsServices } from '@/lib/dialects/threads/threads-services'
import { platform } from '@/lib/domain/scope'
import type { Exposure } from '@/lib/domain/viewer'
import type { Endpoint } from '@/lib/http/endpoint'
import { createHttpServices, type HttpServices, type VisitorSettings } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { defaultScript } from '@/lib/language/scripted/default-script'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenantId, seedDemo } from '@/prisma/seed/seed-demo'
import { movableClock } from './movable-clock'
import { silentLog } from './silent-log'
import { type PortOptions, testPorts } from './test-ports'

type AllServices = HttpServices & SessionServices & AgentsServices & ChatsServices & ThreadsServices

const rows: readonly Endpoint<AllServices>[] = [
  ...[createSession, sendMessage, readSession, endSession, listTurnsOf],
  ...[importAgentRow, importAgentsRow, exportAgentRow, listAgentsRow, listVersionsRow, activateVersionRow],
  ...[readAgentSettingsRow, changeAgentSettingsRow],
  ...[createChatSession, listChatSessions, readChatSession, deleteChatSession],
  ...[sendChatMessage, streamChatMessage, explainChatStream, reattachChatStream, stopChatAnswer],
  ...[createChatMessage, listChatMessages, readChatMessage, deleteChatMessage],
  ...[sendThreadMessage, readHealth, readRoot, listThreadMessages, readThread, deleteThread, createThread, listThreads],
]

export type Answer = { status: number; body: ReturnType<typeof JSON.parse>; headers: Headers }

type CallOptions = {
  key?: string
  headers?: Record<string, string>
  signedPath?: string
  timestamp?: string
  nonce?: string
}

type ApiOptions = Partial<Pick<PortOptions, 'script' | 'settings' | 'log' | 'dataTools' | 'language'>> & {
  agentTimeoutMs?: number
  exposure?: Exposure
  visitors?: Partial<VisitorSettings>
}

export async function api(options: ApiOptions = {}) {
  const clock = movableClock(1_764_153_000_400)
  const store = createMemoryStore(clock)
  await seedDemo(store, { createdAt: clock.now() })
  const workflows = createWorkflowSource(store.agents)
  const log = options.log ?? silentLog
  const { ports, language } = testPorts({ script: defaultScript, ...options, clock, store, workflows })
  const http = createHttpServices({
    ...{ log, store, platformKey, tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8), clock },
    visitors: { exposureOf: () => options.exposure ?? 'open', defaultTenantId: demoTenantId, ...options.visitors },
  })
  const capabilities = { hasModel: true, providers: [], customActions: [] }
  const handle = serve(rows, {
    ...http,
    store,
    conversations: ports,
    agentTimeoutMs: options.agentTimeoutMs ?? 30_000,
    agentAdmin: { store, clock, capabilities, warmVersion: () => undefined },
  })

  /** A signed request; `body` as an object, or as text to be sent as it is. */
  async function call(method: string, path: string, body?: unknown, how: CallOptions = {}): Promise<Answer> {
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
    const timestamp = how.timestamp ?? String(Math.floor(clock.now() / 1000))
    const { key, nonce } = how
    const signature = signed(method, how.signedPath ?? path, text, {
      timestamp,
      ...(key === undefined ? {} : { key }),
      ...(nonce === undefined ? {} : { nonce }),
    })
    const headers = { ...signature, ...(text ? { 'content-type': 'application/json' } : {}), ...how.headers }
    const request = new Request(`http://parley.test${path}`, { method, headers, ...(text ? { body: text } : {}) })
    const response = await handle(request)
    const answer = await response.text()
    return { status: response.status, body: answer ? JSON.parse(answer) : null, headers: response.headers }
  }

  async function addTenant(id: string, key: string): Promise<void> {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, {
      id: crypto.randomUUID(),
      tenantId: id,
      name: 'test',
      secret: key,
      createdAt: 0,
    })
  }

  return { call, handle, clock, store, ports, language, addTenant, tokens: http.tokens }
}
