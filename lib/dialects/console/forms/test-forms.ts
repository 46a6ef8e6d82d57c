// The administration of forms over the real rows, store in memory and egress; what its tests share.
import { randomUUID } from 'node:crypto'
import { encode } from 'next-auth/jwt'
import { createWorkflowSource } from '@/lib/agents/create-workflow-source'
import type { Person } from '@/lib/domain/access-store'
import { newForm } from '@/lib/domain/apply-form-change'
import type { NewDelivery } from '@/lib/domain/delivery-store'
import type { FormState } from '@/lib/domain/form'
import type { JsonObject } from '@/lib/domain/json'
import { platform, tenant } from '@/lib/domain/scope'
import { createHttpServices } from '@/lib/http/http-services'
import { serve } from '@/lib/http/serve'
import { platformKey, signed } from '@/lib/http/test-kit'
import { createMemoryStore } from '@/lib/store/memory/create-memory-store'
import { openingOf } from '@/lib/store/store-fixtures'
import { createEgress } from '@/lib/tools/guarded-http'
import { movableClock } from '@/test/movable-clock'
import { silentLog } from '@/test/silent-log'
import { enableCallbackRow, readCallbackRow, tryCallbackRow } from './callback'
import { changeFormRow } from './change-form'
import { createFormRow } from './create-form'
import { listDeliveriesRow, redeliverRow } from './deliveries'
import { dropOffRow } from './drop-off'
import { exportCsvRow, exportJsonRow } from './export-responses'
import { listFormsRow } from './list-forms'
import { listResponsesRow } from './list-responses'
import { readFormDocumentRow, readFormRow } from './read-form'
import { deleteResponseRow, readResponseRow } from './read-response'
import { replaceFormRow } from './replace-form'

export const tenantId = '6bc1814c-5705-5b6e-af99-104b91962282'
export const otherTenant = '11111111-1111-4111-8111-111111111111'
export const forms = '/api/admin/forms'
export const secret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`
const begun = Date.UTC(2026, 10, 21, 12)

const rows = [
  ...[listFormsRow, createFormRow, readFormRow, replaceFormRow, changeFormRow, readFormDocumentRow],
  ...[listResponsesRow, exportCsvRow, exportJsonRow, readResponseRow, deleteResponseRow, dropOffRow],
  ...[readCallbackRow, enableCallbackRow, tryCallbackRow, listDeliveriesRow, redeliverRow],
]

/** A contact form whose phone is sensitive. */
export function contactForm(change: Record<string, unknown> = {}) {
  const field = (id: string, type: string, more = {}) => ({ id, type, label: id, question: `Your ${id}?`, ...more })
  const fields = [
    field('name', 'name'),
    field('email', 'email'),
    field('phone', 'phone', { sensitive: true, required: false }),
  ]
  return { form: { id: 42, name: 'Contact', fields, ...change } }
}

export async function formsConsole({ egressAllow = [] as string[] } = {}) {
  const clock = movableClock(begun + 60_000)
  const store = createMemoryStore(clock)
  for (const [id, key] of [
    [tenantId, 'the-key-of-the-clinic'],
    [otherTenant, 'the-key-of-others'],
  ] as const) {
    await store.access.addTenant(platform, { id, name: id })
    await store.access.addKey(platform, { id, tenantId: id, name: 'test', secret: key, createdAt: 0 })
  }
  const told: string[] = []
  const log = {
    ...silentLog,
    info(message: string, fields?: object) {
      if (message !== 'request') told.push(JSON.stringify({ message, ...fields }))
    },
  }
  const http = createHttpServices({
    ...{ log, store, platformKey, tokenSecret: Buffer.alloc(32, 7), sessionSecret: Buffer.alloc(32, 8), clock },
    visitors: { exposureOf: () => 'open', defaultTenantId: tenantId },
  })
  const aborted: string[] = []
  const workflows = createWorkflowSource(store.agents)
  const egress = createEgress({ allow: egressAllow, log: silentLog })
  const capabilities = { hasModel: false, providers: [], customActions: [] }
  const handle = serve(rows, {
    ...http,
    agentAdmin: { store, clock, capabilities, warmVersion: () => undefined },
    formsAdmin: { store, workflows, egress, clock, callbackSecret: () => secret },
    conversations: { running: { abort: (id: string) => void aborted.push(id) } },
  })

  async function ask(method: string, path: string, body?: unknown, headers?: Record<string, string>, key?: string) {
    const text = body === undefined ? '' : JSON.stringify(body)
    const timestamp = String(Math.floor(clock.now() / 1000))
    const proof = headers ?? signed(method, path, text, { timestamp, key: key ?? 'the-key-of-the-clinic' })
    const sent = { method, headers: { ...proof, 'content-type': 'application/json' }, ...(text && { body: text }) }
    return handle(new Request(`http://parley.test${path}`, sent))
  }

  async function call(
    method: string,
    path: string,
    body?: unknown,
    how: { key?: string; headers?: Record<string, string> } = {},
  ) {
    const response = await ask(method, path, body, how.headers, how.key)
    return { status: response.status, body: JSON.parse((await response.text()) || 'null') }
  }

  /** The cookie of a person of this role, as our own page sends it. */
  async function personOf(role: Person['role']) {
    const person = { id: randomUUID(), tenantId, email: `${role}@clinic.example`, passwordHash: 'x', role }
    await store.access.addPerson(tenant(tenantId), person)
    const { secret: sealed, name, claimsOf } = http.sessionCookie
    const token = await encode({ token: claimsOf(person), secret: sealed })
    return { cookie: `${name}=${token}`, origin: 'http://parley.test', 'sec-fetch-site': 'same-origin' }
  }

  let count = 0
  /** A conversation with the form 42; `form` null: nothing was asked. Each begins a second after the one before. */
  async function answered(answers: JsonObject, form: Partial<FormState> | null, deliveries: NewDelivery[] = []) {
    const scope = tenant(tenantId)
    const agentId = (await store.forms.findForm(scope, tenantId, 42))?.agentId ?? ''
    count += 1
    const as = { dialect: 'forms' as const, externalId: String(count), createdAt: begun + count * 1000 }
    const opening = openingOf(tenantId, { as: { ...as, metadata: { source_id: `crm-${count}` } } })
    const { state } = opening.result
    const changed = {
      ...state,
      variables: { ...answers, __prefill: {}, other: 'x' },
      ...(form && { form: { ...newForm('form'), ...form } }),
    }
    await store.conversations.openConversation(scope, {
      ...opening,
      result: { ...opening.result, agentId, state: changed, deliveries },
    })
    return opening.conversation.id
  }

  return { call, ask, store, answered, personOf, told, aborted, clock }
}
