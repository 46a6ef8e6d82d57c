import { randomUUID } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { AppError } from '@/lib/domain/errors'
import type { Scope } from '@/lib/domain/scope'
import { fieldsOf } from './form-fields'
import type { FormPlace, FormsAdminPorts } from './forms-admin-ports'
import { requireForm } from './require-form'

export type CallbackTrial = {
  /** Begins with `test_`: by it the receiver knows a trial. */
  id: string
  url: string
  isDelivered: boolean
  /** The receiver's answer; null where none came. */
  status: number | null
  answer: string | null
  error: string | null
  latencyMs: number
}

const trialMs = 10_000
const maxResponseBytes = 2_048

/**
 * Sends one signed callback without answers to the form's receiver, at once and once, and tells what it said. Throws
 * BAD_REQUEST, NOT_FOUND, and CONFLICT where the form has no callback_url.
 */
export async function tryCallback(
  ports: FormsAdminPorts,
  scope: Scope,
  place: FormPlace,
  signal: AbortSignal,
): Promise<CallbackTrial> {
  const { clock, egress } = ports
  const { agentId } = await requireForm(ports, scope, place)
  const { workflow } = await ports.workflows.find(place.tenantId, agentId)
  const url = workflow.form?.callbackUrl
  if (!url) throw new AppError('CONFLICT', 'The form has no callback_url')
  const id = `test_${randomUUID()}`
  const nothing = Object.fromEntries(fieldsOf(workflow).map((field) => [field.id, null]))
  const body = JSON.stringify({ field_parsed_answers: nothing, source_id: null })
  const at = clock.now()
  const headers = signedHeaders(ports.callbackSecret(agentId), { id, at, body })
  const limits = { timeoutMs: trialMs, maxResponseBytes, allowedHosts: null, signal }
  try {
    const answer = await egress.send({ method: 'POST', url, headers, body, ...limits })
    const isDelivered = answer.status >= 200 && answer.status < 300
    const error = isDelivered ? null : `HTTP ${answer.status}`
    return { id, url, isDelivered, status: answer.status, answer: answer.body, error, latencyMs: clock.now() - at }
  } catch (failure) {
    const error = failure instanceof Error ? failure.message : 'no answer'
    return { id, url, isDelivered: false, status: null, answer: null, error, latencyMs: clock.now() - at }
  }
}

function signedHeaders(secret: string, { id, at, body }: { id: string; at: number; body: string }) {
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, new Date(at), body),
  }
}
