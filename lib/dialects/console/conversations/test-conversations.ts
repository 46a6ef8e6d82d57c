// The administration of conversations over the real rows and the store in memory; what its tests share.
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { v7 } from 'uuid'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import { erasePersonRow } from '@/lib/dialects/console/erasures/erase-person'
import { listErasuresRow } from '@/lib/dialects/console/erasures/list-erasures'
import { conversationSeriesRow } from '@/lib/dialects/console/insight/conversation-series'
import { costsRow } from '@/lib/dialects/console/insight/costs'
import { latencyRow } from '@/lib/dialects/console/insight/latency'
import { nodeFiguresRow } from '@/lib/dialects/console/insight/node-figures'
import type { Person } from '@/lib/domain/access-store'
import type { AnalysisMaker } from '@/lib/domain/analysis'
import { platform, tenant } from '@/lib/domain/scope'
import type { Endpoint } from '@/lib/http/endpoint'
import { createHttpServices, type HttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { agentId, claimOf, openingOf, resultOf, start, type TurnPlan } from '@/lib/store/store-fixtures'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { analyzeConversationRow } from './analyze-conversation'
import type { ConversationServices } from './conversation-services'
import { exportConversationRow } from './export-conversation'
import { listConversationsRow } from './list-conversations'
import { readConversationRow } from './read-conversation'

export const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
export const otherTenant = '11111111-1111-4111-8111-111111111111'
export const path = '/api/admin/conversations'

type Services = HttpServices & ConversationServices & { conversations: { running: { abort(id: string): void } } }

const rows: readonly Endpoint<Services>[] = [
  ...[listConversationsRow, readConversationRow, exportConversationRow, analyzeConversationRow],
  ...[conversationSeriesRow, nodeFiguresRow, latencyRow, costsRow, erasePersonRow, listErasuresRow],
]

const ssn = { id: 'ssn', type: 'text', label: 'SSN', question: 'Your SSN?', sensitive: true }

/** Two rooms, and a form with a sensitive field beside them. */
const document = {
  agent: { id: agentId, name: 'Reception' },
  workflow: {
    initial_node: 'greeting',
    nodes: [
      {
        ...{ id: 'greeting', name: 'Greeting', type: 'standard', static_text: 'Hello, who is there?' },
        transitions: [{ condition: 'user_responded', target: 'form' }],
      },
      {
        ...{ id: 'form', name: 'Form', type: 'collect', fields: [ssn] },
        transitions: [{ condition: 'form_complete', target: 'goodbye' }],
      },
      { id: 'goodbye', name: 'Goodbye', type: 'end_call' },
    ],
  },
}

const nothing: AnalysisMaker = async () => {
  throw new Error('no analysis was expected')
}

export async function conversationsConsole({ analysis = nothing }: { analysis?: AnalysisMaker } = {}) {
  const clock = movableClock(start + 60_000)
  const store = createMemoryStore(clock)
  for (const [id, key] of [
    [tenantId, 'the-key-of-the-clinic'],
    [otherTenant, 'the-key-of-others'],
  ] as const) {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, { id, tenantId: id, name: 'test', secret: key, createdAt: 0 })
  }
  const scope = tenant(tenantId)
  for (let version = 1; version <= 3; version += 1)
    await store.agents.addVersion(scope, {
      ...{ tenantId, agentId, slug: 'reception', kind: 'workflow', name: 'Reception' },
      ...{ document: JSON.stringify(document), notes: null, createdBy: 'test', createdAt: start, activate: true },
    })
  const http = createHttpServices({
    ...{ log: silentLog, store, platformKey, clock },
    ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
    visitors: { exposureOf: () => 'open', defaultTenantId: tenantId },
  })
  const aborted: string[] = []
  const workflows = createWorkflowSource(store.agents)
  const handle = serve(rows, {
    ...http,
    conversationAdmin: { store, workflows, analysis, clock, newId: (at: number) => v7({ msecs: at }) },
    conversations: { running: { abort: (id: string) => void aborted.push(id) } },
  })

  async function call(
    method: string,
    at: string,
    { body, key = 'the-key-of-the-clinic', headers }: { body?: unknown; key?: string; headers?: HeadersInit } = {},
  ) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = String(Math.floor(clock.now() / 1000))
    const proof = headers ?? signed(method, at, text, { timestamp, key })
    const sent = { method, headers: { ...proof, 'content-type': 'application/json' }, ...(text && { body: text }) }
    const response = await handle(new Request(`http://parley.test${at}`, sent))
    const answer: ReturnType<typeof JSON.parse> = JSON.parse((await response.text()) || 'null')
    return { status: response.status, body: answer, headers: response.headers }
  }

  /** The cookie of a person of this role, as our own page sends it. */
  async function personOf(role: Person['role']) {
    const person = { id: randomUUID(), tenantId, email: `${role}@clinic.example`, passwordHash: 'x', role }
    await store.access.addPerson(scope, person)
    const { secret, name, claimsOf } = http.sessionCookie
    const token = await encode({ token: claimsOf(person), secret })
    return { cookie: `${name}=${token}`, origin: 'http://parley.test', 'sec-fetch-site': 'same-origin' }
  }

  async function begin(options: Parameters<typeof openingOf>[1] = {}) {
    const opening = openingOf(tenantId, { ...options, as: { createdAt: options.at ?? start, ...options.as } })
    await store.conversations.openConversation(scope, opening)
    return opening.conversation.id
  }

  /** A whole turn after the opening. */
  async function hears(id: string, text: string, plan: TurnPlan = {}) {
    const conversation = await store.conversations.getConversation(scope, { id })
    if (!conversation) throw new Error('The conversation is gone')
    const asked = claimOf(conversation, text, { turn: { number: plan.number ?? 2 } })
    const claimed = await store.conversations.claimTurn(scope, asked)
    if (claimed.outcome !== 'claimed') throw new Error(claimed.outcome)
    const result = resultOf(conversation.state, { ...plan, id: asked.turn.id, number: asked.turn.number })
    const turn = { conversationId: id, turnId: asked.turn.id, fence: claimed.fence, result }
    await store.conversations.commitTurn(scope, turn)
  }

  return { call, personOf, begin, hears, store, scope, clock, aborted }
}

/** The visitor's answer to the sensitive field. */
export const sensitiveAnswer: TurnPlan = {
  events: [
    {
      ...{ type: 'form-changed', nodeId: 'form', why: null },
      changes: [
        {
          ...{ kind: 'answered', field: 'ssn', value: '123-45-6789', old: null, by: 'visitor', raw: '123-45-6789' },
          ...{ messageId: null, method: 'text', confidence: 1, isSensitive: true },
        },
      ],
    },
  ],
}
