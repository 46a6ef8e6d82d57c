import type { WorkflowSource } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import type { DeliveryRow, DeliveryStore } from '@/lib/domain/delivery-store'
import type { Egress } from '@/lib/domain/egress'
import { isAppError } from '@/lib/domain/errors'
import type { FormStore } from '@/lib/domain/form-store'
import type { Log } from '@/lib/domain/log'
import { tenant } from '@/lib/domain/scope'
import type { WebhookConfig, Workflow } from '@/lib/domain/workflow'
import { parseWorkflowKey } from '@/lib/domain/workflow-key'
import { makeWebhookBody, type WebhookReads } from './make-webhook-body'
import { planRetry } from './plan-retry'
import { type WebhookAuth, webhookHeaders } from './webhook-headers'

export type DeliveryPorts = {
  store: DeliveryStore
  conversations: WebhookReads
  forms: Pick<FormStore, 'findFormByAgent' | 'setCallbackDisabled'>
  workflows: WorkflowSource
  /** What the callbacks of an agent's form are signed with: `whsec_…`. */
  callbackSecret(agentId: string): string
  egress: Egress
  clock: Clock
  log: Log
  /** 0 ≤ random < 1. */
  random(): number
}

/** The longest a single try takes, whatever is configured. */
export const longestTryMs = 120_000
const plainTryMs = 10_000
const maxResponseBytes = 4_096

/** `settings` null: neither retries nor a time limit are configured. */
type Ready = { outcome: 'ready'; body: string; auth: WebhookAuth; settings: WebhookConfig | null }

type Prepared = Ready | { outcome: 'hopeless'; why: string }

type Answer = { status: number | null; error: string | null; retryAfter: string | null }

/**
 * One try of a claimed delivery. Any 2xx delivers it; a failure is written down with the time of the next try. Throws only
 * what the store throws: the row is then free again when its hold ends.
 */
export async function deliver(ports: DeliveryPorts, row: DeliveryRow): Promise<void> {
  const { store, clock, log } = ports
  const scope = tenant(row.tenantId)
  const prepared = await prepare(ports, row)
  if (prepared.outcome === 'hopeless') {
    log.error('a delivery was given up', { delivery: row.id, event: row.event, error: prepared.why })
    const failure = { at: clock.now(), status: null, error: prepared.why, ms: 0, nextAttemptAt: null }
    return store.markFailed(scope, row.id, failure)
  }
  const began = clock.monotonic()
  const { status, error, retryAfter } = await post(ports, row, prepared)
  const [at, ms] = [clock.now(), clock.monotonic() - began]
  if (error === null && status !== null) {
    log.debug('a delivery arrived', { delivery: row.id, event: row.event, status })
    return store.markDelivered(scope, row.id, { at, status, ms })
  }
  const nextAttemptAt = planRetry({
    failures: row.attempts + 1,
    status,
    retryAfter,
    retry: prepared.settings?.retry ?? null,
    random: ports.random(),
    now: at,
  })
  const fields = { delivery: row.id, event: row.event, status, error, attempt: row.attempts + 1 }
  if (nextAttemptAt === null) log.error('a delivery was given up', fields)
  else log.warn('a delivery failed', { ...fields, next: new Date(nextAttemptAt).toISOString() })
  if (status === 410 && row.kind === 'callback') await disableCallback(ports, row, at)
  return store.markFailed(scope, row.id, { at, status, error: error ?? 'no answer', ms, nextAttemptAt })
}

async function prepare(ports: DeliveryPorts, row: DeliveryRow): Promise<Prepared> {
  if (row.kind === 'callback') return prepareCallback(ports, row)
  const workflow = await findWorkflow(ports.workflows, row)
  if (workflow === 'unknown') return { outcome: 'hopeless', why: 'its agent version is gone' }
  const webhook = workflow?.webhook ?? null
  const auth = webhook?.auth ?? { type: 'none' }
  if (row.body !== null) return { outcome: 'ready', body: row.body, auth, settings: webhook }
  if (!workflow || !webhook) return { outcome: 'hopeless', why: 'it has neither a body nor webhook settings' }
  const body = await makeWebhookBody(ports.conversations, row, workflow, webhook)
  if (body === null) return { outcome: 'hopeless', why: 'there is nothing to tell: conversation or event is unknown' }
  // Kept before it is sent: every try must show the receiver the same bytes.
  await ports.store.keepBody(tenant(row.tenantId), row.id, body)
  return { outcome: 'ready', body, auth, settings: webhook }
}

// Contract 2's, made when its form was completed.
async function prepareCallback(ports: DeliveryPorts, row: DeliveryRow): Promise<Prepared> {
  if (row.workflow === null || row.body === null) return { outcome: 'hopeless', why: 'it has no body' }
  const { agentId } = parseWorkflowKey(row.workflow)
  const form = await ports.forms.findFormByAgent(tenant(row.tenantId), row.tenantId, agentId)
  if (form && form.callbackDisabledAt !== null) return { outcome: 'hopeless', why: 'callback disabled' }
  const auth = { type: 'standard', secret: ports.callbackSecret(agentId) } as const
  return { outcome: 'ready', body: row.body, auth, settings: null }
}

// Its receiver is gone for good: nothing more of this form is sent there until somebody turns it on again.
async function disableCallback({ forms, log }: DeliveryPorts, row: DeliveryRow, at: number): Promise<void> {
  if (row.workflow === null) return
  const { agentId } = parseWorkflowKey(row.workflow)
  const { tenantId } = row
  const form = await forms.findFormByAgent(tenant(tenantId), tenantId, agentId)
  if (!form) return
  await forms.setCallbackDisabled(tenant(tenantId), tenantId, form.id, { at, why: 'HTTP 410' })
  log.warn('callbacks of a form are disabled: its receiver is gone', { form: form.id, delivery: row.id })
}

async function findWorkflow(workflows: WorkflowSource, row: DeliveryRow): Promise<Workflow | null | 'unknown'> {
  if (row.workflow === null) return null
  const { agentId, version } = parseWorkflowKey(row.workflow)
  try {
    return (await workflows.find(row.tenantId, agentId, version)).workflow
  } catch (error) {
    if (isAppError(error) && error.code === 'NOT_FOUND') return 'unknown'
    throw error
  }
}

async function post(
  { egress, clock }: DeliveryPorts,
  row: DeliveryRow,
  { body, auth, settings }: Ready,
): Promise<Answer> {
  const timeoutMs = settings ? Math.min(settings.timeoutSeconds * 1000, longestTryMs) : plainTryMs
  const headers = webhookHeaders({ id: row.id, body }, auth, clock.now())
  const signal = new AbortController().signal
  try {
    const { status, headers: answered } = await egress.send({
      ...{ method: 'POST', url: row.url, headers, body },
      ...{ timeoutMs, maxResponseBytes, allowedHosts: null, signal },
    })
    const isDelivered = status >= 200 && status < 300
    return { status, error: isDelivered ? null : `HTTP ${status}`, retryAfter: answered['retry-after'] ?? null }
  } catch (error) {
    return { status: null, error: error instanceof Error ? error.message : 'no answer', retryAfter: null }
  }
}
