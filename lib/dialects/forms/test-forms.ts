// Contract 2's rows as they are served, without a socket: the real use cases and the demo form, with a plain reader of answers.
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { JsonObject } from '@/lib/domain/json'
import { tenant } from '@/lib/domain/scope'
import type { Store } from '@/lib/domain/store'
import type { Exposure } from '@/lib/domain/viewer'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { demoTenantId, seedDemo } from '@/prisma/seed/seed-demo'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { testPorts } from '@/test/test-ports'
import { collectRow } from './collect'
import { communicationMetadataRow } from './communication-metadata'

export const demoForm = 42
const collectPath = '/api/text-chat/collect'
const metadataPath = '/api/text-chat/communication/metadata'

/** All that the demo form asks, with plain answers. */
export const plainAnswers = [
  ['name', 'John Doe'],
  ['email', 'john.doe@example.com'],
  ['phone', '+12128675309'],
  ['preferred_date', '2030-12-03'],
  ['consent', 'yes'],
] as const

type Options = { exposure?: Exposure; store?: Store; publicUrl?: string; clock?: ReturnType<typeof movableClock> }

export async function formsApi({ exposure = 'open', publicUrl, clock: given, store: of }: Options = {}) {
  const clock = given ?? movableClock(1_764_153_000_400)
  const store = of ?? createMemoryStore(clock)
  await seedDemo(store, { createdAt: clock.now() })
  const workflows = createWorkflowSource(store.agents)
  const { ports } = testPorts({ clock, store, workflows })
  const http = createHttpServices({
    ...{ log: silentLog, store, platformKey, clock },
    ...{ tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8) },
    visitors: { exposureOf: () => exposure, defaultTenantId: demoTenantId, publicUrl },
  })
  const handle = serve([collectRow, communicationMetadataRow], { ...http, store, conversations: ports })

  async function ask(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
    const response = await handle(
      new Request(`http://parley.test${path}`, {
        method,
        headers: {
          'content-type': 'application/json',
          'x-parley-client': '127.0.0.1',
          host: 'parley.test',
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    )
    const text = await response.text()
    const answer: ReturnType<typeof JSON.parse> = text ? JSON.parse(text) : null
    return { status: response.status, body: answer, headers: response.headers }
  }
  const collect = (body: unknown, headers?: Record<string, string>) => ask('POST', collectPath, body, headers)
  const token = (role: 'owner' | 'editor' | 'analyst' | 'user' = 'editor', tenantId = demoTenantId) =>
    http.tokens.issue({ subject: 'person:1', tenantId, audience: 'api', role }, 3600)
  const prepare = async (body: JsonObject, { bearer }: { bearer?: string } = {}) =>
    ask(
      'PATCH',
      metadataPath,
      { form_fields_id: demoForm, communication_type: 'text_chat', ...body },
      {
        authorization: `Bearer ${bearer ?? (await token())}`,
      },
    )

  /** A new communication that was asked its first question, and its moves. */
  async function started(formId = demoForm) {
    const { body } = await collect({ form_fields_id: formId })
    return communication(body.communication_id, formId)
  }

  function communication(id: number, formId = demoForm) {
    const about = { form_fields_id: formId, communication_id: id }
    const ref = { dialect: 'forms', externalId: String(id) } as const
    const scope = tenant(demoTenantId)
    async function conversation() {
      const found = await store.conversations.getConversation(scope, ref)
      if (!found) throw new Error('The communication is gone')
      return found
    }
    const answers = (fieldId: string | null, answer: string) =>
      collect({ ...about, answer, ...(fieldId === null ? {} : { field_id: fieldId }) })
    return {
      ...{ id, about, conversation, answers },
      again: (body: JsonObject = {}) => collect({ ...about, ...body }),
      turns: async () => store.conversations.listTurns(scope, (await conversation()).id, { after: 0, limit: 1000 }),
      /** Answers all questions; the review is asked. */
      async filled() {
        for (const [fieldId, answer] of plainAnswers) await answers(fieldId, answer)
      },
    }
  }

  const callbacks = () =>
    store.deliveries.listDeliveries(tenant(demoTenantId), { tenantId: demoTenantId, kind: 'callback', limit: 100 })

  return { ask, collect, prepare, token, started, communication, callbacks, store, clock, ports, workflows }
}

/** Another form of the demo tenant, by its document. */
export async function addForm(store: Store, id: number, form: JsonObject): Promise<string> {
  const scope = tenant(demoTenantId)
  const agentId = `00000000-0000-4000-8000-${String(id).padStart(12, '0')}`
  await store.agents.addVersion(scope, {
    ...{ tenantId: demoTenantId, agentId, slug: null, kind: 'form', name: `Form ${id}` },
    ...{ document: JSON.stringify({ form: { id, name: `Form ${id}`, ...form } }), notes: null, createdBy: 'test' },
    ...{ createdAt: 0, activate: true },
  })
  await store.forms.addForm(scope, { tenantId: demoTenantId, agentId, id })
  return agentId
}

export function idIn(url: string): number {
  return Number(new URL(url).searchParams.get('communication_id'))
}
