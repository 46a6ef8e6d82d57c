// The native rows as they are served, without a socket: real use cases over a memory store with the demo data.
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import { takeTurn } from '@/lib/conversations/take-turn'
import { tenant } from '@/lib/domain/scope'
import type { Exposure } from '@/lib/domain/viewer'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey } from '@/lib/http/test-kit'
import { defaultScript } from '@/lib/language/scripted/default-script'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenantId, seedDemo } from '@/prisma/seed/seed-demo'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { type PortOptions, testPorts } from '@/test/test-ports'
import { readChatAgent } from './agent-read'
import { listChatAgents } from './agents-list'
import { hideChat } from './conversation-hide'
import { readChat } from './conversation-read'
import { renameChat } from './conversation-rename'
import { restoreChat } from './conversation-restore'
import { startChat } from './conversation-start'
import { listChats } from './conversations-list'
import { readChatForm } from './form-read'
import { rateMessage } from './message-feedback'
import { hideChatMessage } from './message-hide'
import { sayInChat } from './send-message'
import { stopChatTurn } from './stop-turn'
import { followChatTurn } from './stream-read'
import { listChatTurns } from './turns-list'
import { readChatWorkflow } from './workflow-read'

const rows = [
  ...[listChatAgents, readChatAgent, startChat, listChats, readChat, renameChat, hideChat, restoreChat],
  ...[sayInChat, followChatTurn, stopChatTurn],
  ...[listChatTurns, rateMessage, hideChatMessage, readChatWorkflow, readChatForm],
]

export type Asked = { body?: unknown; token?: string | null; key?: string; headers?: Record<string, string> }

export async function nativeApi(
  exposure: Exposure = 'open',
  options: Pick<PortOptions, 'dataTools' | 'language'> = {},
) {
  const clock = movableClock(1_764_153_000_400)
  const store = createMemoryStore(clock)
  await seedDemo(store, { createdAt: clock.now() })
  const workflows = createWorkflowSource(store.agents)
  const { ports } = testPorts({ script: defaultScript, clock, store, workflows, ...options })
  const http = createHttpServices({
    ...{
      log: silentLog,
      store,
      platformKey,
      tokenSecret: Buffer.alloc(32, 7),
      sessionSecret: Buffer.alloc(32, 8),
      clock,
    },
    visitors: { exposureOf: () => exposure, defaultTenantId: demoTenantId },
  })
  const capabilities = { hasModel: false, providers: [], customActions: [] }
  const handle = serve(rows, { ...http, store, conversations: ports, agentAdmin: { capabilities } })

  async function ask(method: string, path: string, { body, token, key, headers = {} }: Asked = {}) {
    const request = new Request(`http://parley.test${path}`, {
      method,
      headers: {
        ...(token ? { 'x-parley-visitor': token } : {}),
        ...(key ? { 'idempotency-key': key } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const response = await handle(request)
    const text = await response.text()
    const answer: ReturnType<typeof JSON.parse> = text ? JSON.parse(text) : null
    return { status: response.status, body: answer, token: response.headers.get('x-parley-visitor') }
  }

  /** A conversation with the front desk, and its maker's token. */
  async function started(token: string | null = null, more: Asked = {}) {
    const made = await ask('POST', '/api/conversations', { token, body: { agent_id: 'front_desk' }, ...more })
    const id: string = made.body.id
    return { ...made, id, path: `/api/conversations/${id}`, token: made.token ?? token }
  }

  async function says(conversationId: string, text: string) {
    const request = { ref: { id: conversationId }, text, idempotency: null }
    return (await takeTurn(ports, tenant(demoTenantId), request)).turn
  }

  /** A conversation in which this was said. */
  async function talkAbout(text: string, token: string | null = null) {
    const talk = await started(token)
    await says(talk.id, text)
    clock.advance(1000)
    return talk
  }

  return { handle, ask, started, says, talkAbout, clock, store, ports, tokens: http.tokens }
}
