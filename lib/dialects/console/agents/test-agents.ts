// The making of agents over the real rows, the memory store and the scripted language; what its tests share.
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import type { AgentCreationPorts } from '@/lib/admin/agents/create-agent'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { RehearsalPorts } from '@/lib/conversations/rehearsal/rehearsal-ports'
import { readChat } from '@/lib/dialects/native/conversation-read'
import { startChat } from '@/lib/dialects/native/conversation-start'
import { listChats } from '@/lib/dialects/native/conversations-list'
import type { NativeServices } from '@/lib/dialects/native/native-services'
import { sayInChat } from '@/lib/dialects/native/send-message'
import { startTrial } from '@/lib/dialects/native/trial-start'
import { listThreads } from '@/lib/dialects/threads/thread-list'
import type { ThreadsServices } from '@/lib/dialects/threads/threads-services'
import type { Person } from '@/lib/domain/access-store'
import { platform, tenant } from '@/lib/domain/scope'
import type { Exposure } from '@/lib/domain/viewer'
import type { Endpoint } from '@/lib/http/endpoint'
import { createHttpServices, type HttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { defaultScript } from '@/lib/language/scripted/default-script'
import { rehearsalEngine } from '@/lib/rehearsal-engine'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { ends, retrieves, says } from '@/test/flow'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { testPorts } from '@/test/test-ports'
import { activateVersionRow } from '../activate-version'
import { listAgentsRow } from '../list-agents'
import { listVersionsRow } from '../list-versions'
import { addAgentTestRow, listAgentTestsRow } from './agent-tests'
import type { AgentsServices } from './agents-services'
import { changeAgentTestRow, removeAgentTestRow } from './change-agent-test'
import { classifyAgentRow } from './classify-agent'
import { copyAgentRow } from './copy-agent'
import { createAgentRow } from './create-agent'
import { diffAgentRow } from './diff-agent'
import { discardDraftRow, readDraftRow, saveDraftRow } from './draft'
import { noteEditorRow } from './draft-presence'
import { importDocumentRow } from './import-document'
import { lintAgentRow } from './lint-agent'
import { publishAgentRow } from './publish-agent'
import { readAgentRow } from './read-agent'
import { readVersionRow } from './read-version'
import { recordAgentTestRow } from './record-agent-test'
import { runAgentTestsRow } from './run-agent-tests'

export const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
export const otherTenant = '11111111-1111-4111-8111-111111111111'
export const agents = '/api/admin/agents'
export const nobody = '22222222-2222-4222-8222-222222222222'

type AllServices = HttpServices & AgentsServices & NativeServices & ThreadsServices & { rehearsals: RehearsalPorts }

const rows: readonly Endpoint<AllServices & { agentAdmin: AgentCreationPorts }>[] = [
  ...[
    listAgentsRow,
    createAgentRow,
    copyAgentRow,
    readAgentRow,
    readDraftRow,
    saveDraftRow,
    discardDraftRow,
    noteEditorRow,
  ],
  ...[
    importDocumentRow,
    lintAgentRow,
    publishAgentRow,
    diffAgentRow,
    listVersionsRow,
    readVersionRow,
    activateVersionRow,
  ],
  ...[startTrial, classifyAgentRow, listAgentTestsRow, addAgentTestRow, changeAgentTestRow, removeAgentTestRow],
  ...[recordAgentTestRow, runAgentTestsRow, startChat, sayInChat, readChat, listChats, listThreads],
]

/** Greets, reads a name, and says it. */
export function tourDesk(greeting = 'Welcome. What is your name?', id = 'tour-desk') {
  const booking = { description: 'Wants a tour', examples: ['book a guided tour', 'reserve tickets'] }
  return {
    agent: { id, name: 'Tour desk' },
    workflow: {
      initial_node: 'hello',
      nodes: [
        says('hello', greeting, [['user_responded', 'read', 1]], {
          proactive: true,
          name: 'Greeting',
          intents: { book: booking },
        }),
        retrieves(
          'read',
          ['name'],
          [
            ['variables_extracted:name', 'thanks'],
            ['extraction_failed:name', 'again'],
          ],
        ),
        says('again', 'I did not get your name.', [['user_responded', 'read']], { proactive: true }),
        says('thanks', 'Thank you, {{name}}.', [['user_responded', 'bye']], { proactive: true }),
        ends('bye', { static_text: 'Goodbye.' }),
      ],
    },
  }
}

export async function agentsConsole({ exposure = 'open' as Exposure, now = Date.UTC(2026, 10, 21, 12) } = {}) {
  const clock = movableClock(now)
  const store = createMemoryStore(clock)
  for (const [id, key] of [
    [tenantId, 'the-key-of-the-museum'],
    [otherTenant, 'the-key-of-others'],
  ] as const) {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, { id, tenantId: id, name: 'test', secret: key, createdAt: 0 })
  }
  const workflows = createWorkflowSource(store.agents)
  const { ports } = testPorts({ script: defaultScript, clock, store, workflows })
  const http = createHttpServices({
    ...{ log: silentLog, store, platformKey, clock },
    ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
    visitors: { exposureOf: () => exposure, defaultTenantId: tenantId },
  })
  const warmed: string[] = []
  const capabilities = { hasModel: true, providers: [], customActions: [] }
  const warmVersion = (_: string, agentId: string, version: number) => void warmed.push(`${agentId}@${version}`)
  const handle = serve(rows, {
    ...{ ...http, store, conversations: ports, agentTimeoutMs: 30_000 },
    agentAdmin: { store, clock, capabilities, warmVersion },
    rehearsals: {
      ...{ log: silentLog, settings: ports.settings },
      engineFor: (api: Parameters<typeof rehearsalEngine>[1]) => rehearsalEngine(ports.engine, api),
    },
  })

  async function ask(method: string, path: string, body: unknown, headers: Record<string, string>) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const sent = { method, headers: { ...headers, 'content-type': 'application/json' }, ...(text && { body: text }) }
    const response = await handle(new Request(`http://parley.test${path}`, sent))
    const answer: ReturnType<typeof JSON.parse> = JSON.parse((await response.text()) || 'null')
    return { status: response.status, body: answer, token: response.headers.get('x-parley-visitor') }
  }

  /** Signed with the tenant's key, or as `headers` say. */
  async function call(
    method: string,
    path: string,
    body?: unknown,
    { key = 'the-key-of-the-museum', headers = null as Record<string, string> | null } = {},
  ) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = String(Math.floor(clock.now() / 1000))
    return ask(method, path, body, headers ?? signed(method, path, text, { timestamp, key }))
  }

  /** As the chat page asks. */
  const visits = (method: string, path: string, body?: unknown, token?: string | null, headers = {}) =>
    ask(method, path, body, { ...headers, ...(token ? { 'x-parley-visitor': token } : {}) })

  /** The cookie of a person of this role, as our own page sends it. */
  async function personOf(role: Person['role'], email = `${role}@museum.example`, ofTenant = tenantId) {
    const person = { id: randomUUID(), tenantId: ofTenant, email, passwordHash: 'x', role }
    await store.access.addPerson(tenant(ofTenant), person)
    const { secret, name, claimsOf } = http.sessionCookie
    const token = await encode({ token: claimsOf(person), secret })
    return { cookie: `${name}=${token}`, origin: 'http://parley.test', 'sec-fetch-site': 'same-origin' }
  }

  /** An agent from a template, with its draft replaced. */
  async function drafted(document: object = tourDesk(), template = 'blank') {
    const made = await call('POST', agents, { template, name: 'Tour desk' })
    const agentId: string = made.body.agent_id
    const own = 'agent' in document ? { ...document, agent: { ...Object(document).agent, id: agentId } } : document
    const saved = await call('PUT', `${agents}/${agentId}/draft`, { document: own, revision: 1 })
    return { agentId, path: `${agents}/${agentId}`, revision: saved.body.revision, document: own }
  }

  /** The same, published. */
  async function published(document: object = tourDesk(), template = 'blank') {
    const agent = await drafted(document, template)
    await call('POST', `${agent.path}/publish`, { revision: agent.revision, note: 'first' })
    return agent
  }

  return { handle, call, visits, personOf, drafted, published, store, clock, warmed, ports }
}
